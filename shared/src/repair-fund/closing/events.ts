/** Reconciling with the bank, closing periods, and what the official book says where ours mirrors it. Ids and figures only. */
import { Day, event, Fen, Id, Line, NonNegativeFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { Book } from '../ledger/accounts.ts'
import { StatementPosted } from '../statements/events.ts'
import { StatementMonth } from '../statements/period.ts'

/**
 * Why the bank's balance and ours differ. The first four are those of the usual 银行存款余额调节表:
 * 银行已收我方未记, 银行已付我方未记, 我方已记收款银行未到账, 我方已记付款银行未划出; 利息未入账, 银行收费, 冲正后待收回, 其他.
 */
export const DifferenceReason = z.enum([
  'receipt-unrecorded',
  'payment-unrecorded',
  'receipt-in-transit',
  'payment-outstanding',
  'interest-unrecorded',
  'bank-fee',
  'claim-open',
  'other',
])
export type DifferenceReason = z.infer<typeof DifferenceReason>
/** Whether the bank then has more or less than our book. */
export const signOfReason: Partial<Record<DifferenceReason, 1 | -1>> = {
  'receipt-unrecorded': 1,
  'payment-unrecorded': -1,
  'receipt-in-transit': -1,
  'payment-outstanding': 1,
  'interest-unrecorded': 1,
  'bank-fee': -1,
}

// fund-<compoundId>
export const BankReconciled = event(
  'BankReconciled',
  z.object({
    compoundId: Id,
    reconciliationId: Id,
    month: StatementMonth,
    book: Book,
    /** In the month; a month is closed on the balance of its last day. */
    asOf: Day,
    bankFen: NonNegativeFen,
    /** Our bank account at the end of that day, as this was recorded. */
    bookFen: Fen,
    source: Line(100),
    file: Sha256.nullable(),
    by: Id,
  }),
)
/** One difference, with its reason: it explains every day from `since` until it is worked off. */
export const BankDifferenceRecorded = event(
  'BankDifferenceRecorded',
  z.object({
    compoundId: Id,
    differenceId: Id,
    book: Book,
    since: Day,
    reason: DifferenceReason,
    /** The bank's less ours. */
    amountFen: Fen.refine((fen) => fen !== 0, 'must not be zero'),
    note: Line(200).nullable(),
    by: Id,
  }),
)
/** From `on` the difference is there no more. On the day it was recorded since: it never was one. */
export const BankDifferenceWorkedOff = event(
  'BankDifferenceWorkedOff',
  z.object({
    compoundId: Id,
    differenceId: Id,
    on: Day,
    ground: Line(200),
    /** The entry or booking that did it. */
    bookingId: Id.nullable(),
    by: Id,
  }),
)
/** Nothing counts on these days any more. Never undone: a mistake is corrected in the open period. */
export const PeriodClosed = event(
  'PeriodClosed',
  z.object({
    compoundId: Id,
    /** The last day of a month. */
    through: Day,
    /** Never who reconciled. */
    by: Id,
    /** One for each book that has money in it. */
    reconciliationIds: z.array(Id).max(2),
  }),
)

/** What a unit has by the official book, and by ours when this was recorded. */
export const OfficialRow = z.object({ unitId: Id, officialFen: NonNegativeFen, ownFen: Fen })
export type OfficialRow = z.infer<typeof OfficialRow>
/** An imported balance of the official book, where that is the bank's or the authority's; a newer day takes its place. */
export const OfficialBalanceRecorded = event(
  'OfficialBalanceRecorded',
  z.object({
    compoundId: Id,
    officialId: Id,
    book: Book,
    asOf: Day,
    source: Line(100),
    file: Sha256.nullable(),
    /** All money of the book, and what ours had on that day. */
    officialFen: NonNegativeFen,
    ownFen: Fen,
    rows: z.array(OfficialRow).max(MAX_FUND_ROWS),
    by: Id,
  }),
)
export const OfficialDifferencesResolved = event(
  'OfficialDifferencesResolved',
  z.object({
    compoundId: Id,
    officialId: Id,
    /** The difference of the whole fund. */
    whole: z.boolean(),
    unitIds: z.array(Id).max(MAX_FUND_ROWS),
    /** How it came about and what was done. */
    ground: Line(200),
    by: Id,
  }),
)

export const closingEvents = [
  BankReconciled,
  BankDifferenceRecorded,
  BankDifferenceWorkedOff,
  PeriodClosed,
  OfficialBalanceRecorded,
  OfficialDifferencesResolved,
  StatementPosted,
] as const
