/** Words and limits of imports: what a column may stand for, what becomes of a row, what can be wrong with it. */
import { z } from 'zod'
import { ContributionKind } from '../fund-words.ts'

/** More is split by the bank's own export: a month or a quarter at a time. */
export const MAX_IMPORT_ROWS = 100_000
/** Titles above the header are passed over so far down. */
export const HEADER_WITHIN = 30
/** Rows of one event: an append is at most 1 MiB. */
export const MAX_STAGED_ROWS = 2_000
/** Doors that an unclear row may mean; more help nobody. */
export const MAX_CANDIDATES = 5
export const MAX_ROW_FAULTS = 4

/** What owners pay in: 首次交存, 补建, 续交. Income of others is recorded with its proofs, not imported. */
export const ImportKind = ContributionKind.extract(['first-deposit', 'build-up', 'top-up'])
export type ImportKind = z.infer<typeof ImportKind>

/**
 * What becomes of a row. `matched`: booked to a unit. `suspense`: kept in 待查款. `duplicate`: its money is booked, or it
 * stands twice in the file. `outgoing`: money that left the account, which no import books.
 */
export const RowOutcome = z.enum(['matched', 'suspense', 'failed', 'duplicate', 'outgoing'])
export type RowOutcome = z.infer<typeof RowOutcome>

export const RowFault = z.enum([
  'missing',
  'not-a-day',
  'day-in-future',
  'day-too-early',
  'day-closed',
  'not-an-amount',
  'too-many-decimals',
  'amount-negative',
  'amount-zero',
  'amount-too-large',
  'both-sides',
  'direction-unknown',
  'kind-unknown',
  'number-lost-digits',
  'header-again',
  'unit-without-account',
  'account-closed',
  'account-closed-meanwhile',
  'may-be-booked',
  'refused-by-the-fund',
])
export type RowFault = z.infer<typeof RowFault>
/** Also the code under which the booking holds such a row back. */
export const MAY_BE_BOOKED = 'may-be-booked' satisfies RowFault
