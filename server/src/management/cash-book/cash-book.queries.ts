/** The cash book now or as of a day, its entries, and the posting of a month. Only what is signed counts. */
import type { CashEntryView, CashKind, CashPosting, cashBookApi } from '@changxin/shared/management'
import { isCashOut } from '@changxin/shared/management'
import type { z } from 'zod'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

type BookView = Omit<z.output<typeof cashBookApi.cashBook.output>, 'mayWrite'>

/** Positions before it count; now, every position does. */
const endOf = ({ before }: AsOf) => before ?? CURRENT
const NO_BOOK: BookView = { hasBook: false, openedOn: null, balanceFen: null, entries: 0, unsigned: 0, revision: -1 }

function bookOf(read: Read, at: AsOf, compoundId: string) {
  return read.get<{ opened_on: string; revision: number }>(
    'SELECT opened_on, revision FROM management_cash_book_book WHERE compound_id = ? AND position < ?',
    compoundId,
    endOf(at),
  )
}

const UNSIGNED = `(signed_position IS NULL OR signed_position >= ?2) AND (withdrawn_position IS NULL OR withdrawn_position >= ?2)`

export function readCashBook(read: Read, at: AsOf, compoundId: string): BookView {
  const book = bookOf(read, at, compoundId)
  if (!book) return NO_BOOK
  const sums = read.get<{ entries: number; unsigned: number | null; balance: number | null }>(
    `SELECT count(*) AS entries, sum(${UNSIGNED}) AS unsigned,
       sum(CASE WHEN signed_position < ?2 THEN amount_fen ELSE 0 END) AS balance
     FROM management_cash_book_entry WHERE compound_id = ?1 AND position < ?2`,
    compoundId,
    endOf(at),
  )
  return {
    hasBook: true,
    openedOn: book.opened_on,
    balanceFen: sums?.balance ?? 0,
    entries: sums?.entries ?? 0,
    unsigned: sums?.unsigned ?? 0,
    revision: book.revision,
  }
}

interface EntryRecord {
  readonly entry_id: string
  readonly number: number
  readonly kind: CashKind
  readonly amount_fen: number
  readonly paid_on: string
  readonly month: string | null
  readonly doors: number
  readonly note: string | null
  readonly receipts: string
  readonly reverses: string | null
  readonly recorded_by: string
  readonly signed_by: string | null
  readonly signed_position: string | null
  readonly withdrawn_reason: string | null
  readonly withdrawn_position: string | null
  readonly sample: number
}

const NEWEST_FIRST: KeysetOrder = { name: 'cash', keys: [{ sql: 'number', type: 'number' }], descending: true }

export function listCashEntries(
  read: Read,
  at: AsOf,
  { id, limit, cursor }: z.output<typeof cashBookApi.entries.input>,
) {
  const { rows, next } = keysetPage<EntryRecord>(read, {
    select: '*',
    from: 'management_cash_book_entry',
    where: { sql: 'compound_id = ? AND position < ?', params: [id, endOf(at)] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => entryView(read, at, row)), ...(next === undefined ? {} : { next }) }
}

function entryView(read: Read, at: AsOf, row: EntryRecord): CashEntryView {
  const end = endOf(at)
  const isSigned = row.signed_position !== null && row.signed_position < end
  const isWithdrawn = row.withdrawn_position !== null && row.withdrawn_position < end
  return {
    id: row.entry_id,
    number: row.number,
    kind: row.kind,
    amountFen: row.amount_fen,
    paidOn: row.paid_on,
    month: row.month,
    doors: row.doors,
    status: isSigned ? 'signed' : isWithdrawn ? 'withdrawn' : 'recorded',
    recordedById: row.recorded_by,
    recordedByName: nameOf(read, row.recorded_by),
    signedByName: isSigned && row.signed_by !== null ? nameOf(read, row.signed_by) : null,
    withdrawnReason: isWithdrawn ? row.withdrawn_reason : null,
    note: row.note,
    receipts: JSON.parse(row.receipts) as string[],
    reverses: row.reverses,
    reversesNumber: row.reverses === null ? null : numberWhere(read, 'entry_id = ?1', row.reverses, end),
    reversedByNumber: numberWhere(read, REVERSAL, row.entry_id, end),
    sample: row.sample === 1,
  }
}

const REVERSAL = 'reverses = ?1 AND (withdrawn_position IS NULL OR withdrawn_position >= ?2)'

function numberWhere(read: Read, condition: string, id: string, end: string): number | null {
  const sql = `SELECT number FROM management_cash_book_entry WHERE ${condition} AND position < ?2`
  return read.get<{ number: number }>(sql, id, end)?.number ?? null
}

/** Signed sums by kind, of entries paid from a day on and before another. */
function sumsOf(
  read: Read,
  at: AsOf,
  compoundId: string,
  from: string,
  before: string,
): { kind: CashKind; fen: number }[] {
  return read.all<{ kind: CashKind; fen: number }>(
    `SELECT kind, sum(amount_fen) AS fen FROM management_cash_book_entry
     WHERE compound_id = ? AND signed_position < ? AND paid_on >= ? AND paid_on < ? GROUP BY kind ORDER BY kind`,
    compoundId,
    endOf(at),
    from,
    before,
  )
}

const total = (sums: readonly { readonly fen: number }[]) => sums.reduce((sum, { fen }) => sum + fen, 0)
/** Before every day that can be recorded. */
const EVER = '0000-00-00'

/** Null without a book, and for months before it was opened. */
export function readPosting(read: Read, at: AsOf, compoundId: string, month: string): CashPosting | null {
  const book = bookOf(read, at, compoundId)
  if (!book || month < book.opened_on.slice(0, 7)) return null
  const first = `${month}-01`
  // Sorts after every day of the month, and before the next one.
  const end = `${month}-99`
  const inMonth = sumsOf(read, at, compoundId, first, end)
  // What was in the box when the book began is not collected: it was there before.
  const carried = inMonth.filter(({ kind }) => kind === 'carried-over')
  const openingFen = total(sumsOf(read, at, compoundId, EVER, first)) + total(carried)
  const kinds = inMonth.filter(({ kind }) => kind !== 'carried-over')
  const collectedFen = total(kinds.filter(({ kind }) => !isCashOut(kind)))
  // Nothing spent is zero, not minus zero.
  const spentFen = 0 - total(kinds.filter(({ kind }) => isCashOut(kind)))
  const doors = doorsOf(read, at, compoundId, month)
  return {
    month,
    compoundName: compoundName(read, compoundId),
    openingFen,
    collectedFen,
    spentFen,
    leftFen: openingFen + collectedFen - spentFen,
    kinds: kinds.map(({ kind, fen }) => ({ kind, fen: isCashOut(kind) ? 0 - fen : fen })),
    doors,
    paidDoors: doors.filter(({ paid }) => paid).length,
    allDoors: doors.length,
    unsigned: readCashBook(read, at, compoundId).unsigned,
  }
}

/** Homes, and doors of which nobody knows what they are; a door has paid when more was paid than taken back. */
function doorsOf(read: Read, at: AsOf, compoundId: string, month: string): CashPosting['doors'] {
  return read
    .all<{ unit_id: string; label: string; paid_fen: number | null }>(
      `SELECT u.unit_id, u.label,
         (SELECT sum(d.amount_fen) FROM management_cash_book_door d
          JOIN management_cash_book_entry e ON e.entry_id = d.entry_id
          WHERE d.compound_id = ?1 AND d.month = ?2 AND d.unit_id = u.unit_id AND e.kind = 'cleaning-fee'
            AND e.signed_position < ?3) AS paid_fen
       FROM places_unit u WHERE u.compound_id = ?1 AND (u.kind IS NULL OR u.kind IN ('home', 'public-housing'))
       ORDER BY u.sort_key, u.unit_id`,
      compoundId,
      month,
      endOf(at),
    )
    .map((row) => ({ id: row.unit_id, label: row.label, paid: (row.paid_fen ?? 0) > 0 }))
}
