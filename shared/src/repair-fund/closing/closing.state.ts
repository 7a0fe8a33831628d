/** The slice of a fund that says which days are closed, what the bank was found to have, and what the official book says. */
import { addDays, type Day, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { reject } from '../errors.ts'
import type { RepairFundEvent } from '../events.ts'
import type { Book } from '../ledger/accounts.ts'
import type { BankDifferenceRecorded, BankReconciled, OfficialBalanceRecorded } from './events.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
export type Reconciliation = Omit<DataOf<typeof BankReconciled>, 'compoundId'>
export interface BankDifference extends Omit<DataOf<typeof BankDifferenceRecorded>, 'compoundId'> {
  readonly workedOffOn: Day | null
}
export interface Official extends Pick<DataOf<typeof OfficialBalanceRecorded>, 'officialId' | 'book' | 'asOf'> {
  /** Differences that nobody has resolved yet. */
  readonly openUnits: ReadonlySet<Id>
  readonly openWhole: boolean
}

export interface Closing {
  /** Inclusive; null: nothing is closed. */
  readonly closedThrough: Day | null
  /** The newest of each month and book: `<month> <book>`. */
  readonly reconciliations: ReadonlyMap<string, Reconciliation>
  readonly differences: ReadonlyMap<Id, BankDifference>
  /** The newest of each book. */
  readonly officials: ReadonlyMap<Book, Official>
  readonly postedStatements: ReadonlySet<Id>
}

export const nothingClosed: Closing = {
  closedThrough: null,
  reconciliations: new Map(),
  differences: new Map(),
  officials: new Map(),
  postedStatements: new Set(),
}

export const reconciliationKey = (month: string, book: Book) => `${month} ${book}`

export function evolveClosing(state: Closing, event: RepairFundEvent): Closing {
  switch (event.type) {
    case 'BankReconciled': {
      const { compoundId: _, ...reconciliation } = event.data
      const key = reconciliationKey(reconciliation.month, reconciliation.book)
      return { ...state, reconciliations: new Map(state.reconciliations).set(key, reconciliation) }
    }
    case 'BankDifferenceRecorded': {
      const { compoundId: _, ...difference } = event.data
      const differences = new Map(state.differences)
      return { ...state, differences: differences.set(difference.differenceId, { ...difference, workedOffOn: null }) }
    }
    case 'BankDifferenceWorkedOff': {
      const { differenceId, on } = event.data
      const known = state.differences.get(differenceId)
      if (!known) return state
      return { ...state, differences: new Map(state.differences).set(differenceId, { ...known, workedOffOn: on }) }
    }
    case 'PeriodClosed':
      return { ...state, closedThrough: event.data.through }
    case 'OfficialBalanceRecorded': {
      const { officialId, book, asOf, officialFen, ownFen, rows } = event.data
      const openUnits = new Set(rows.filter((row) => row.officialFen !== row.ownFen).map(({ unitId }) => unitId))
      const official = { officialId, book, asOf, openUnits, openWhole: officialFen !== ownFen }
      return { ...state, officials: new Map(state.officials).set(book, official) }
    }
    case 'StatementPosted':
      return { ...state, postedStatements: new Set(state.postedStatements).add(event.data.statementId) }
    case 'OfficialDifferencesResolved':
      return withResolved(state, event.data)
    default:
      return state
  }
}

interface Resolved {
  readonly officialId: Id
  readonly whole: boolean
  readonly unitIds: readonly Id[]
}
function withResolved(state: Closing, { officialId, whole, unitIds }: Resolved): Closing {
  const official = [...state.officials.values()].find((of) => of.officialId === officialId)
  if (!official) return state
  const openUnits = new Set(official.openUnits)
  for (const unitId of unitIds) openUnits.delete(unitId)
  const next = { ...official, openUnits, openWhole: official.openWhole && !whole }
  return { ...state, officials: new Map(state.officials).set(official.book, next) }
}

/** A closed period takes no entry any more: what comes late counts on the first open day, and its note says so. */
export function requireOpenDay({ closedThrough }: Pick<Closing, 'closedThrough'>, day: Day, field: string): void {
  if (closedThrough !== null && day <= closedThrough)
    throw reject('period-closed', { field, day, closedThrough, firstOpenDay: addDays(closedThrough, 1) })
}

/** What explains the difference of a book at the end of a day. */
export function openDifferences({ differences }: Pick<Closing, 'differences'>, book: Book, day: Day): BankDifference[] {
  return [...differences.values()].filter(
    (difference) =>
      difference.book === book &&
      difference.since <= day &&
      (difference.workedOffOn === null || difference.workedOffOn > day),
  )
}
