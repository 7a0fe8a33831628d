/** The slice of a fund that says which accounts have ended, what came of them, and what was paid for lost buildings. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { AccountChange } from './account-change.ts'

export interface Successor {
  readonly unitId: Id
  readonly weight: number
}
/** Of one merger: the accounts that it closed, and what each unit gave, in fen. */
export interface Merger {
  readonly ended: readonly Id[]
  readonly given: ReadonlyMap<Id, number>
}
export interface ProposedChange {
  readonly change: AccountChange
  readonly files: readonly string[]
  readonly by: Id
  readonly state: 'open' | 'approved' | 'refused'
  readonly endedBy: Id | null
}
export interface AccountsLife {
  readonly closed: ReadonlyMap<Id, Day>
  readonly successors: ReadonlyMap<Id, readonly Successor[]>
  /** By the unit that several became: its mergers that were not taken back, the last one last. */
  readonly mergers: ReadonlyMap<Id, readonly Merger[]>
  /** What the merger gave whose closing follows in the same decision. */
  readonly giving: Merger['given']
  readonly changes: ReadonlyMap<Id, ProposedChange>
  /** Entries of lost buildings whose money was paid out. */
  readonly paidLosses: ReadonlySet<Id>
  readonly handovers: ReadonlySet<Id>
}

export const allAlive: AccountsLife = {
  closed: new Map(),
  successors: new Map(),
  mergers: new Map(),
  giving: new Map(),
  changes: new Map(),
  paidLosses: new Set(),
  handovers: new Set(),
}

export function evolveAccounts(state: AccountsLife, event: RepairFundEvent): AccountsLife {
  switch (event.type) {
    case 'AccountsRearranged': {
      const { kind, from } = event.data
      if (kind === 'split') return state
      return { ...state, giving: new Map(from.map(({ unitId, amountFen }) => [unitId, amountFen])) }
    }
    case 'AccountsClosed': {
      const { unitIds, on, because, successors } = event.data
      const closed = new Map(state.closed)
      const became = new Map(state.successors)
      for (const unitId of unitIds) {
        closed.set(unitId, on)
        if (successors.length > 0) became.set(unitId, successors)
      }
      const [into] = successors
      if (because !== 'merge' || !into) return { ...state, closed, successors: became }
      const mergers = new Map(state.mergers).set(into.unitId, [
        ...(state.mergers.get(into.unitId) ?? []),
        { ended: unitIds, given: state.giving },
      ])
      return { ...state, closed, successors: became, mergers, giving: new Map() }
    }
    case 'AccountsReopened':
      return reopened(state, event.data.unitIds)
    case 'AccountChangeProposed': {
      const { proposalId, change, files, by } = event.data
      return withChange(state, proposalId, { change, files, by, state: 'open', endedBy: null })
    }
    case 'AccountChangeApproved':
      return ended(state, event.data, 'approved')
    case 'AccountChangeRefused':
      return ended(state, event.data, 'refused')
    case 'LossPaid':
      return { ...state, paidLosses: new Set(state.paidLosses).add(event.data.lossEntryId) }
    case 'SaleHandoverRecorded':
      return { ...state, handovers: new Set(state.handovers).add(event.data.handoverId) }
    default:
      return state
  }
}

function reopened(state: AccountsLife, unitIds: readonly Id[]): AccountsLife {
  const closed = new Map(state.closed)
  const successors = new Map(state.successors)
  const mergers = new Map(state.mergers)
  for (const unitId of unitIds) {
    for (const { unitId: into } of successors.get(unitId) ?? []) {
      const of = mergers.get(into) ?? []
      // Several open again by one change: the first of them takes their merger away.
      if (of.at(-1)?.ended.includes(unitId)) mergers.set(into, of.slice(0, -1))
    }
    closed.delete(unitId)
  }
  for (const unitId of unitIds) successors.delete(unitId)
  return { ...state, closed, successors, mergers }
}

function withChange(state: AccountsLife, proposalId: Id, change: ProposedChange): AccountsLife {
  return { ...state, changes: new Map(state.changes).set(proposalId, change) }
}

interface Ended {
  readonly proposalId: Id
  readonly by: Id
}
function ended(state: AccountsLife, { proposalId, by }: Ended, how: ProposedChange['state']): AccountsLife {
  const change = state.changes.get(proposalId)
  return change ? withChange(state, proposalId, { ...change, state: how, endedBy: by }) : state
}
