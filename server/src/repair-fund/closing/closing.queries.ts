/** Answers of reconciliation, now or as of a day: months with both balances, what explains them, what is closed. */
import type { Day } from '@changxin/shared/kernel'
import {
  type BankDifferenceView,
  Book,
  type closingApi,
  type DifferenceReason,
  lastDayOfMonth,
  type ReconciliationMonth,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName, subjectOfCompound } from '../../places/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'
import { bankAt, endOf, fundSince, monthsBack } from '../statements/sums.reads.ts'

/** Five years on one page; what is older was closed long ago. */
const MAX_MONTHS = 60
/** Worked-off differences that are shown beside the open ones. */
const MAX_DIFFERENCES = 200

type ReconciliationsView = z.output<typeof closingApi.reconciliations.output>

/** The day that a page shows: a past one, or the newest of the log. Before the first day nothing is over. */
export const dayShown = (read: Read, at: AsOf): Day => at.day ?? newestDay(read) ?? '0001-01-01'

/** Null: nothing is closed. */
export function closedThrough(read: Read, at: AsOf, compoundId: string): Day | null {
  const row = read.get<{ through: string | null }>(
    'SELECT max(through) AS through FROM repair_fund_closing_period WHERE compound_id = ? AND position < ?',
    ...[compoundId, endOf(at)],
  )
  return row?.through ?? null
}

interface DifferenceRow {
  readonly difference_id: string
  readonly book: Book
  readonly since: string
  readonly reason: DifferenceReason
  readonly amount_fen: number
  readonly note: string | null
  readonly recorded_by: string
  readonly worked_off_on: string | null
  readonly ground: string | null
}

/** Those worked off later than the day that is read are open on it. */
function differenceRows(read: Read, at: AsOf, compoundId: string): DifferenceRow[] {
  const end = endOf(at)
  return read.all<DifferenceRow>(
    `SELECT difference_id, book, since, reason, amount_fen, note, recorded_by,
       CASE WHEN worked_off_position < ? THEN worked_off_on END AS worked_off_on,
       CASE WHEN worked_off_position < ? THEN ground END AS ground
     FROM repair_fund_closing_difference WHERE compound_id = ? AND position < ?
     ORDER BY worked_off_on IS NOT NULL, position DESC`,
    ...[end, end, compoundId, end],
  )
}

interface BankRow {
  readonly month: string
  readonly book: Book
  readonly as_of: string
  readonly bank_fen: number
  readonly source: string
  readonly file: string | null
  readonly reconciled_by: string
}

function bankRows(read: Read, at: AsOf, compoundId: string, since: string): Map<string, BankRow> {
  const rows = read.all<BankRow>(
    `SELECT month, book, as_of, bank_fen, source, file, reconciled_by FROM repair_fund_closing_reconciliation
     WHERE compound_id = ? AND month >= ? AND position < ? ORDER BY position`,
    ...[compoundId, since, endOf(at)],
  )
  return new Map(rows.map((row) => [`${row.month} ${row.book}`, row]))
}

interface Known {
  readonly read: Read
  readonly at: AsOf
  readonly compoundId: string
  readonly banks: ReadonlyMap<string, BankRow>
  readonly differences: readonly DifferenceRow[]
  readonly personId: string | null
}

function bookIn({ read, at, compoundId, banks, differences, personId }: Known, month: string, book: Book, ends: Ends) {
  const bank = banks.get(`${month} ${book}`)
  const day = bank?.as_of ?? ends.until
  const ownFen = day === ends.until ? ends.bookFen : (bankAt(read, at, compoundId, day).get(book) ?? 0)
  const explainedFen = differences
    .filter((of) => of.book === book && of.since <= day && (of.worked_off_on === null || of.worked_off_on > day))
    .reduce((sum, { amount_fen }) => sum + amount_fen, 0)
  const differenceFen = bank ? bank.bank_fen - ownFen : null
  return {
    book,
    bookFen: ends.bookFen,
    bank: bank
      ? {
          asOf: bank.as_of,
          bankFen: bank.bank_fen,
          source: bank.source,
          file: bank.file,
          byName: nameOf(read, bank.reconciled_by),
          mine: bank.reconciled_by === personId,
        }
      : null,
    differenceFen,
    explainedFen,
    leftFen: differenceFen === null ? null : differenceFen - explainedFen,
  }
}
interface Ends {
  readonly until: Day
  readonly bookFen: number
}

export function readReconciliations(
  { read, at, principal, may }: QueryContext,
  compoundId: string,
): ReconciliationsView | null {
  const name = compoundName(read, compoundId)
  const since = fundSince(read, at, compoundId)
  const today = dayShown(read, at)
  const through = closedThrough(read, at, compoundId)
  const differences = differenceRows(read, at, compoundId)
  const subject = subjectOfCompound(read, compoundId) ?? {}
  const months = since === undefined ? [] : monthsBack(since, today, MAX_MONTHS)
  const known: Known = {
    ...{ read, at, compoundId, differences },
    banks: bankRows(read, at, compoundId, months.at(-1) ?? ''),
    personId: principal?.personId ?? null,
  }
  return {
    compoundName: name,
    hasFund: since !== undefined,
    closedThrough: through,
    items: months.map((month) => monthOf(known, month, { today, through })),
    differences: differences.slice(0, MAX_DIFFERENCES).map((row) => differenceView(read, row)),
    may: {
      reconcile: principal !== null && may('repair-fund.reconcile', subject),
      close: principal !== null && may('repair-fund.close-period', subject),
    },
  }
}

function monthOf(
  known: Known,
  month: string,
  { today, through }: { today: Day; through: Day | null },
): ReconciliationMonth {
  const { read, at, compoundId } = known
  const until = lastDayOfMonth(month)
  const own = bankAt(read, at, compoundId, until)
  const inUse = Book.options.filter((book) => own.has(book))
  const books = (inUse.length > 0 ? inUse : (['commercial'] as const)).map((book) =>
    bookIn(known, month, book, { until, bookFen: own.get(book) ?? 0 }),
  )
  const closed = through !== null && until <= through
  const over = until < today
  const closing = read.get<{ closed_by: string }>(
    'SELECT closed_by FROM repair_fund_closing_period WHERE compound_id = ? AND through = ? AND position < ?',
    ...[compoundId, until, endOf(at)],
  )
  return {
    id: month,
    over,
    closed,
    closedByName: closing ? nameOf(read, closing.closed_by) : null,
    books,
    ready: over && !closed && books.every(({ bank, leftFen }) => bank?.asOf === until && leftFen === 0),
  }
}

function differenceView(read: Read, row: DifferenceRow): BankDifferenceView {
  return {
    id: row.difference_id,
    book: row.book,
    since: row.since,
    reason: row.reason,
    amountFen: row.amount_fen,
    note: row.note,
    byName: nameOf(read, row.recorded_by),
    workedOffOn: row.worked_off_on,
    ground: row.ground,
  }
}
