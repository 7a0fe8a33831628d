/** What every booking into a fund must be: of a day that counts, of amounts that can be, of accounts that are there. */
import { type Day, type Id, MAX_FEN } from '@changxin/shared/kernel'
import { reject as rejectAccount } from '../accounts/errors.ts'
import { getFrom } from '../bucket-map.ts'
import { requireOpenDay } from '../closing/closing.state.ts'
import { reject } from '../errors.ts'
import { type FundState, totalsOf } from '../fund.state.ts'

/** Commercial housing with repair money is younger than this: an earlier year is a slip of the pen. */
export const EARLIEST_PAID_ON: Day = '1990-01-01'
/** A refusal names this many units; more help nobody. */
const NAMED_UNITS = 10

export function requireOpened(state: FundState): void {
  if (state.openedOn === null) throw reject('fund-not-open')
}

/** The day has come, is not absurd, and its period is open. */
export function requireDayCounts(state: FundState, day: Day, today: Day, field = 'paidOn'): void {
  if (day > today) throw reject('paid-in-future', { field, paidOn: day, today })
  if (day < EARLIEST_PAID_ON) throw reject('paid-too-early', { field, paidOn: day, earliest: EARLIEST_PAID_ON })
  requireOpenDay(state.closing, day, field)
}

/** Money cannot come back, or find its unit, before it was there. `since`: undefined where it is not known. */
export function requireNotBefore(day: Day, since: Day | undefined, field: string): void {
  if (since !== undefined && day < since) throw reject('day-before-booking', { field, day, since })
}

interface Row {
  readonly entryId: Id
  readonly unitId: Id
  readonly amountFen: number
}

export function requireAmounts(rows: readonly Pick<Row, 'amountFen'>[]): void {
  const wrong = rows.findIndex(({ amountFen }) => !Number.isInteger(amountFen) || amountFen < 1 || amountFen > MAX_FEN)
  if (wrong >= 0) throw reject('amount-not-positive', { field: `rows[${wrong}].amountFen`, row: wrong + 1 })
}

export function requireRoomFor(state: FundState, rows: readonly Pick<Row, 'amountFen'>[], field = 'rows'): void {
  const sumFen = rows.reduce((sum, row) => sum + row.amountFen, 0)
  if (totalsOf(state).balanceFen + sumFen > MAX_FEN) throw reject('fund-too-large', { field })
}

/** Each has an account, and one that has not ended. */
export function requireAccounts(state: FundState, rows: readonly Pick<Row, 'unitId'>[]): void {
  const { accounts } = state.ledger
  const closed = rows.filter(({ unitId }) => state.accounts.closed.has(unitId)).map(({ unitId }) => unitId)
  if (closed.length > 0)
    throw rejectAccount('account-closed', { count: closed.length, units: closed.slice(0, NAMED_UNITS) })
  const first = rows.findIndex(({ unitId }) => !getFrom(accounts, unitId))
  if (first < 0) return
  const units = [...new Set(rows.map(({ unitId }) => unitId).filter((unitId) => !getFrom(accounts, unitId)))]
  throw reject('units-without-account', {
    field: `rows[${first}].unitId`,
    count: units.length,
    units: units.slice(0, NAMED_UNITS),
  })
}

/** Of entries and bookings: an id is never given twice. */
export function requireFreshIds(state: FundState, ids: Iterable<Id>): void {
  const seen = new Set<Id>()
  for (const entryId of ids) {
    if (seen.has(entryId) || getFrom(state.ledger.entries, entryId)) throw reject('entry-id-taken', { entryId })
    seen.add(entryId)
  }
}
