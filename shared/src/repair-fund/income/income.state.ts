/** The slice of a fund that says which awards have been paid into it. */
import type { Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'

export interface Incomes {
  /** The income of each award; one that was taken back frees its award. */
  readonly ofAward: ReadonlyMap<Id, Id>
}

export const noIncome: Incomes = { ofAward: new Map() }

export function evolveIncome(state: Incomes, event: RepairFundEvent): Incomes {
  if (event.type === 'IncomeReceived' && event.data.awardId !== null)
    return { ofAward: new Map(state.ofAward).set(event.data.awardId, event.data.incomeId) }
  if (event.type !== 'BookingReversed') return state
  const freed = [...state.ofAward].filter(([, incomeId]) => incomeId === event.data.reversesId)
  if (freed.length === 0) return state
  const ofAward = new Map(state.ofAward)
  for (const [awardId] of freed) ofAward.delete(awardId)
  return { ofAward }
}
