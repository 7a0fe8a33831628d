/** Bookings of a fund as they are read, and where the money of an account or a fund came from and went. */
import type { Id } from '@changxin/shared/kernel'
import type { BookingKind, FundBookingView, FundFlows } from '@changxin/shared/repair-fund'
import type { AsOf } from '../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { endOf, type Page } from './repair-fund.queries.ts'

const BOOKINGS_NEWEST_FIRST: KeysetOrder = {
  name: 'bookings',
  keys: [{ sql: 'b.number', type: 'number' }],
  descending: true,
}

/** Their words may tell of one home: a mistaken door, a receipt nobody was found for, a sale. */
const ABOUT_ONE_HOME: ReadonlySet<BookingKind> = new Set<BookingKind>([
  ...(['first-deposit', 'build-up', 'top-up', 'seller-deposit', 'suspense', 'suspense-returned'] as const),
  ...(['split', 'merge', 'loss', 'loss-paid', 'reversal'] as const),
])

/** Bookings of a fund, newest first. `seesAccounts`: also the words of those about single homes. */
export function fundBookings(
  read: Read,
  at: AsOf,
  compoundId: Id,
  { kind, limit, cursor }: Page & { readonly kind?: BookingKind | undefined },
  seesAccounts: boolean,
) {
  const where = allOf(
    { sql: 'b.compound_id = ? AND b.position < ?', params: [compoundId, endOf(at)] },
    kind === undefined ? undefined : { sql: 'b.kind = ?', params: [kind] },
  )
  const { rows, next } = keysetPage<Omit<FundBookingView, 'sample'> & { sample: number }>(read, {
    select: `b.booking_id AS id, b.number, b.kind, b.paid_on AS paidOn, b.recorded_at AS recordedAt, b.fen,
      b.balance_fen AS balanceFen, b.units, b.units_fen AS unitsFen, b.sellers_fen AS sellersFen,
      b.compound_fen AS compoundFen, b.undistributed_fen AS undistributedFen, b.suspense_fen AS suspenseFen, b.note,
      b.withdrawal_id AS withdrawalId, b.reverses, b.sample,
      (SELECT r.booking_id FROM repair_fund_booking r WHERE r.reverses = b.booking_id AND r.position < ?
        ORDER BY r.position DESC LIMIT 1) AS reversedBy`,
    selectParams: [endOf(at)],
    from: 'repair_fund_booking b',
    where,
    order: BOOKINGS_NEWEST_FIRST,
    limit,
    cursor,
  })
  const counted = read.get<{ total: number }>(
    `SELECT count(*) AS total FROM repair_fund_booking b WHERE ${where.sql}`,
    ...where.params,
  )
  return {
    items: rows.map((row) => ({
      ...row,
      note: seesAccounts || !ABOUT_ONE_HOME.has(row.kind) ? row.note : null,
      sample: row.sample === 1,
    })),
    total: counted?.total ?? 0,
    ...(next ? { next } : {}),
  }
}

const flowsOf = (items: { id: BookingKind; fen: number; entries: number }[]): FundFlows => ({
  items,
  balanceFen: items.reduce((sum, { fen }) => sum + fen, 0),
})

/** By kind, in the order in which each came first. */
export function unitFlows(read: Read, at: AsOf, unitId: Id): FundFlows {
  return flowsOf(
    read.all(
      `SELECT kind AS id, sum(amount_fen) AS fen, count(*) AS entries FROM repair_fund_entry
       WHERE unit_id = ? AND position < ? GROUP BY kind ORDER BY min(number)`,
      unitId,
      endOf(at),
    ),
  )
}

export function compoundFlows(read: Read, at: AsOf, compoundId: Id): FundFlows {
  return flowsOf(
    read.all(
      `SELECT kind AS id, sum(fen) AS fen, count(*) AS entries FROM repair_fund_booking
       WHERE compound_id = ? AND position < ? AND fen <> 0 GROUP BY kind ORDER BY min(number)`,
      compoundId,
      endOf(at),
    ),
  )
}
