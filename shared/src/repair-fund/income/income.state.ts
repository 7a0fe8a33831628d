/** The slice of a fund that says which awards have been paid into it, and which bonds it holds. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { RepairFundEvent } from '../events.ts'
import type { AssetsMoved, Book } from '../ledger/index.ts'

/** Bonds of one purchase that are not paid back or sold yet. */
export interface HeldBond {
  readonly book: Book
  readonly boughtOn: Day
  readonly leftFen: number
}
export interface Incomes {
  /** The income of each award; one that was taken back frees its award. */
  readonly ofAward: ReadonlyMap<Id, Id>
  /** By the move that bought them; without what has been paid back. */
  readonly bonds: ReadonlyMap<Id, HeldBond>
}

export const noIncome: Incomes = { ofAward: new Map(), bonds: new Map() }

export function evolveIncome(state: Incomes, event: RepairFundEvent): Incomes {
  switch (event.type) {
    case 'IncomeReceived': {
      const { awardId, incomeId } = event.data
      return awardId === null ? state : { ...state, ofAward: new Map(state.ofAward).set(awardId, incomeId) }
    }
    case 'BookingReversed':
      return withoutIncome(state, event.data.reversesId)
    case 'AssetsMoved':
      return { ...state, bonds: moved(state.bonds, event.data) }
    default:
      return state
  }
}

function withoutIncome(state: Incomes, reversesId: Id): Incomes {
  const freed = [...state.ofAward].filter(([, incomeId]) => incomeId === reversesId)
  if (freed.length === 0) return state
  const ofAward = new Map(state.ofAward)
  for (const [awardId] of freed) ofAward.delete(awardId)
  return { ...state, ofAward }
}

function moved(bonds: Incomes['bonds'], move: z.output<typeof AssetsMoved.schema>): Incomes['bonds'] {
  const { moveId, ofMoveId, book, to, on, amountFen } = move
  if (to === 'bonds') return new Map(bonds).set(moveId, { book, boughtOn: on, leftFen: amountFen })
  const bond = ofMoveId ? bonds.get(ofMoveId) : undefined
  if (!ofMoveId || !bond) return bonds
  const rest = new Map(bonds)
  if (bond.leftFen > amountFen) rest.set(ofMoveId, { ...bond, leftFen: bond.leftFen - amountFen })
  else rest.delete(ofMoveId)
  return rest
}
