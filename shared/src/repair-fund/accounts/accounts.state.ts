/** The slice of a fund that says which accounts have ended, what came of them, and what was paid for lost buildings. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'

export interface Successor {
  readonly unitId: Id
  readonly weight: number
}
export interface AccountsLife {
  readonly closed: ReadonlyMap<Id, Day>
  readonly successors: ReadonlyMap<Id, readonly Successor[]>
  /** Entries of lost buildings whose money was paid out. */
  readonly paidLosses: ReadonlySet<Id>
  readonly handovers: ReadonlySet<Id>
}

export const allAlive: AccountsLife = {
  closed: new Map(),
  successors: new Map(),
  paidLosses: new Set(),
  handovers: new Set(),
}

export function evolveAccounts(state: AccountsLife, event: RepairFundEvent): AccountsLife {
  switch (event.type) {
    case 'AccountsClosed': {
      const { unitIds, on, successors } = event.data
      const closed = new Map(state.closed)
      const became = new Map(state.successors)
      for (const unitId of unitIds) {
        closed.set(unitId, on)
        if (successors.length > 0) became.set(unitId, successors)
      }
      return { ...state, closed, successors: became }
    }
    case 'LossPaid':
      return { ...state, paidLosses: new Set(state.paidLosses).add(event.data.lossEntryId) }
    case 'SaleHandoverRecorded':
      return { ...state, handovers: new Set(state.handovers).add(event.data.handoverId) }
    default:
      return state
  }
}
