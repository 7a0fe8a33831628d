/** What statements are made of, read as the books stood at a position: sums by period, unit accounts, buildings. */
import type { Day } from '@changxin/shared/kernel'
import {
  type Book,
  type Bucket,
  buildingFiguresOf,
  daysOfPeriod,
  type HeldBy,
  type HolderFigures,
  type StatementAccount,
  type StatementFigures,
  type StatementPeriod,
  type StatementSum,
  type StatementUse,
  sumsFor,
} from '@changxin/shared/repair-fund'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'

/** Positions before it count; now, every position does. */
export const endOf = ({ before }: AsOf) => before ?? CURRENT

interface SumRow {
  readonly book: Book
  readonly account: StatementAccount
  readonly held: HeldBy | ''
  readonly bucket: Bucket
  readonly fen: number
}

/** In the order of `sumsFor`, which puts the same books into the same text. */
export function sumsOf(read: Read, at: AsOf, compoundId: string, period: StatementPeriod): StatementSum[] {
  const { from, until, yearFrom, lastYearFrom } = daysOfPeriod(period)
  const rows = read.all<SumRow>(
    `SELECT book, account, held, CASE WHEN day >= ? THEN 'period' WHEN day >= ? THEN 'this-year' WHEN day >= ? THEN 'last-year'
         ELSE 'earlier' END AS bucket, sum(fen) AS fen
     FROM repair_fund_statements_sum WHERE compound_id = ? AND day <= ? AND position < ?
     GROUP BY book, account, held, bucket`,
    ...[from, yearFrom, lastYearFrom, compoundId, until, endOf(at)],
  )
  const dayIn: Record<Bucket, Day> = {
    period: from,
    'this-year': yearFrom,
    'last-year': lastYearFrom,
    earlier: '0001-01-01',
  }
  return sumsFor(
    period,
    rows.map(({ book, account, held, bucket, fen }) => ({
      ...{ book, account, fen },
      held: held === '' ? null : held,
      day: dayIn[bucket],
    })),
  )
}

interface UnitRow {
  readonly id: string
  readonly building_id: string
  readonly openingFen: number
  readonly inFen: number
  readonly outFen: number
}

const UNIT_FIGURES = `SELECT a.unit_id AS id, a.building_id,
    coalesce(sum(CASE WHEN m.day < ? THEN m.in_fen - m.out_fen END), 0) AS openingFen,
    coalesce(sum(CASE WHEN m.day >= ? THEN m.in_fen END), 0) AS inFen,
    coalesce(sum(CASE WHEN m.day >= ? THEN m.out_fen END), 0) AS outFen
  FROM repair_fund_statements_account a
  LEFT JOIN repair_fund_statements_unit m
    ON m.compound_id = a.compound_id AND m.unit_id = a.unit_id AND m.day <= ? AND m.position < ?
  WHERE a.compound_id = ? AND a.position < ? GROUP BY a.unit_id ORDER BY a.unit_id`

function unitRows(read: Read, at: AsOf, compoundId: string, period: StatementPeriod): UnitRow[] {
  const { from, until } = daysOfPeriod(period)
  return read.all<UnitRow>(UNIT_FIGURES, ...[from, from, from, until, endOf(at), compoundId, endOf(at)])
}

/** All that a statement is posted with, and that its hash covers. */
export function figuresAt(read: Read, at: AsOf, compoundId: string, period: StatementPeriod): StatementFigures {
  const rows = unitRows(read, at, compoundId, period)
  const units = rows.map(
    ({ id, openingFen, inFen, outFen }): HolderFigures => ({
      ...{ id, openingFen, inFen, outFen },
      closingFen: openingFen + inFen - outFen,
    }),
  )
  const buildings = new Map(rows.map(({ id, building_id }) => [id, building_id]))
  return {
    period,
    sums: sumsOf(read, at, compoundId, period),
    buildings: buildingFiguresOf(units, (unitId) => buildings.get(unitId) ?? null),
    units,
  }
}

/** More than a compound spends on in years. */
const MAX_USES = 1_000

/** What was spent on repairs in a period, oldest first. `end`: positions before it count. */
export function usesOf(read: Read, end: string, compoundId: string, period: StatementPeriod): StatementUse[] {
  const { from, until } = daysOfPeriod(period)
  return read.all<StatementUse>(
    `SELECT booking_id AS id, kind, day AS paidOn, purpose, doors, fen FROM repair_fund_statements_use
     WHERE compound_id = ? AND day BETWEEN ? AND ? AND position < ? ORDER BY day, position LIMIT ${MAX_USES}`,
    ...[compoundId, from, until, end],
  )
}

export interface PostedRow {
  readonly statement_id: string
  readonly period: string
  readonly posted_on: string
  readonly place: string
  readonly notice_days: number
  readonly files: string
  readonly posted_by: string
  readonly sums: string
  readonly buildings: string
  readonly hash: string
  readonly position: string
  readonly sample: number
}

/** The newest posting of a period. */
export function postedOf(read: Read, at: AsOf, compoundId: string, period: string): PostedRow | undefined {
  return read.get<PostedRow>(
    `SELECT * FROM repair_fund_statements_posted WHERE compound_id = ? AND period = ? AND position < ?
     ORDER BY position DESC LIMIT 1`,
    ...[compoundId, period, endOf(at)],
  )
}

/** Undefined: no fund, which is not the same as a fund without money. */
export function fundSince(read: Read, at: AsOf, compoundId: string): Day | undefined {
  const fund = read.get<{ opened_on: string }>(
    'SELECT opened_on FROM repair_fund_statements_fund WHERE compound_id = ? AND position < ?',
    ...[compoundId, endOf(at)],
  )
  if (!fund) return undefined
  const first = read.get<{ day: string | null }>(
    'SELECT min(day) AS day FROM repair_fund_statements_sum WHERE compound_id = ? AND position < ?',
    ...[compoundId, endOf(at)],
  )?.day
  return first && first < fund.opened_on ? first : fund.opened_on
}

/** Our bank account at the end of a day, by book; a book without money is not among them. */
export function bankAt(read: Read, at: AsOf, compoundId: string, day: Day): Map<Book, number> {
  const rows = read.all<{ book: Book; fen: number | null }>(
    `SELECT book, sum(CASE WHEN account = 'bank' THEN fen ELSE 0 END) AS fen FROM repair_fund_statements_sum
     WHERE compound_id = ? AND day <= ? AND position < ? GROUP BY book ORDER BY book`,
    ...[compoundId, day, endOf(at)],
  )
  return new Map(rows.map(({ book, fen }) => [book, fen ?? 0]))
}

/** Newest first, from the newest day back to the first of the fund. */
export function monthsBack(since: Day, until: Day, limit: number): string[] {
  const months: string[] = []
  let [year, month] = [Number(until.slice(0, 4)), Number(until.slice(5, 7))]
  while (months.length < limit) {
    const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
    if (text < since.slice(0, 7)) break
    months.push(text)
    if (month === 1) [year, month] = [year - 1, 12]
    else month -= 1
  }
  return months
}
