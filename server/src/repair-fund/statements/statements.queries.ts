/** Answers of statements, now or as of a day. Residents see what was posted; who keeps the fund sees it as it stands. */
import { createHash } from 'node:crypto'
import type { Id } from '@changxin/shared/kernel'
import {
  Book,
  daysOfPeriod,
  differencesOf,
  HolderFigures,
  type PostedStatement,
  type PublishedStatement,
  type StatementPeriod,
  type StatementPeriodRow,
  StatementSum,
  type StatementView,
  type statementsApi,
  statementsOf,
  statementText,
} from '@changxin/shared/repair-fund'
import { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName, subjectOfCompound } from '../../places/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { closedThrough, dayShown } from '../closing/closing.queries.ts'
import { joinedName, withoutSingles } from '../few-accounts.ts'
import { bankAt, endOf, figuresAt, fundSince, monthsBack, type PostedRow, postedOf, usesOf } from './sums.reads.ts'

/** Ten years of months on one page. */
const MAX_MONTHS = 120
/** Statements before they are posted are for those who keep the fund or look after it. */
const SEES_ALL = 'repair-fund.reconciliations'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export function listPeriods(
  { read, at }: QueryContext,
  compoundId: Id,
): z.output<typeof statementsApi.statements.output> {
  const since = fundSince(read, at, compoundId)
  const today = dayShown(read, at)
  const through = closedThrough(read, at, compoundId)
  const posted = new Map(
    read
      .all<{ period: string; posted_on: string }>(
        `SELECT period, posted_on FROM repair_fund_statements_posted WHERE compound_id = ? AND position < ?
         ORDER BY position`,
        ...[compoundId, endOf(at)],
      )
      .map(({ period, posted_on }) => [period, posted_on]),
  )
  const months = since === undefined ? [] : monthsBack(since, today, MAX_MONTHS)
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  const rowOf = (id: StatementPeriod): StatementPeriodRow => {
    const { until } = daysOfPeriod(id)
    return {
      id,
      over: until < today,
      closed: through !== null && until <= through,
      postedOn: posted.get(id) ?? null,
    }
  }
  return {
    compoundName: compoundName(read, compoundId),
    hasFund: since !== undefined,
    items: [...years, ...months].map(rowOf),
  }
}

/** Null: no fund. */
export function readStatement(context: QueryContext, compoundId: Id, period: StatementPeriod): StatementView | null {
  const { read, at, may } = context
  if (fundSince(read, at, compoundId) === undefined) return null
  const subject = subjectOfCompound(read, compoundId) ?? {}
  const seesAll = may(SEES_ALL, subject)
  const { from, until } = daysOfPeriod(period)
  const figures = figuresAt(read, at, compoundId, period)
  const now = statementsOf(figures.sums, period)
  const row = postedOf(read, at, compoundId, period)
  const posted = row ? statementsOf(z.array(StatementSum).parse(JSON.parse(row.sums)), period) : null
  const today = dayShown(read, at)
  const through = closedThrough(read, at, compoundId)
  const postedBuildings = row ? z.array(HolderFigures).parse(JSON.parse(row.buildings)) : []
  return {
    compoundId,
    compoundName: compoundName(read, compoundId),
    period,
    from,
    until,
    over: until < today,
    closed: through !== null && until <= through,
    books: [...bankAt(read, at, compoundId, until).keys()],
    shown: seesAll ? 'now' : 'posted',
    statements: seesAll ? now : posted,
    buildings: seesAll ? named(read, figures.buildings) : forEverybody(read, compoundId, postedBuildings),
    uses: seesAll || row ? usesOf(read, seesAll ? endOf(at) : (row?.position ?? ''), compoundId, period) : [],
    posted: row ? postedView(read, row) : null,
    differences: seesAll && posted ? differencesOf(posted, now) : [],
    sameAsPosted: row ? row.hash === sha256(statementText(figures)) : null,
    mayPost: context.principal !== null && until < today && may('repair-fund.post-statement', subject),
  }
}

/** Of the newest posting alone, whoever asks. Null: no fund. */
export function readPublished(
  { read, at }: Pick<QueryContext, 'read' | 'at'>,
  compoundId: Id,
  period: StatementPeriod,
): PublishedStatement | null {
  if (fundSince(read, at, compoundId) === undefined) return null
  const row = postedOf(read, at, compoundId, period)
  const { from, until } = daysOfPeriod(period)
  const sums = row ? z.array(StatementSum).parse(JSON.parse(row.sums)) : []
  const buildings = row ? z.array(HolderFigures).parse(JSON.parse(row.buildings)) : []
  return {
    ...{ compoundId, compoundName: compoundName(read, compoundId), period, from, until },
    books: Book.options.filter((book) => sums.some((sum) => sum.book === book)),
    statements: row ? statementsOf(sums, period) : null,
    buildings: forEverybody(read, compoundId, buildings),
    posted: row ? { postedOn: row.posted_on, place: row.place, noticeDays: row.notice_days, hash: row.hash } : null,
  }
}

function postedView(read: Read, row: PostedRow): PostedStatement {
  return {
    statementId: row.statement_id,
    postedOn: row.posted_on,
    place: row.place,
    noticeDays: row.notice_days,
    files: JSON.parse(row.files) as string[],
    byName: nameOf(read, row.posted_by),
    hash: row.hash,
    sample: row.sample === 1,
  }
}

function named(read: Read, buildings: readonly HolderFigures[]) {
  return buildings.map((figures) => ({
    ...figures,
    name:
      read.get<{ name: string }>('SELECT name FROM places_building WHERE building_id = ?', figures.id)?.name ??
      figures.id,
  }))
}

/** In a building of one home its account would be read by everybody. */
function forEverybody(read: Read, compoundId: Id, buildings: readonly HolderFigures[]) {
  const rows = read.all<{ id: Id; accounts: number }>(
    `SELECT building_id AS id, count(*) AS accounts FROM repair_fund_statements_account
     WHERE compound_id = ? GROUP BY building_id`,
    compoundId,
  )
  const accounts = new Map(rows.map((row) => [row.id, row.accounts]))
  return withoutSingles(
    named(read, buildings),
    ({ id }) => accounts.get(id) ?? 0,
    (few) => {
      const sum = (of: (row: HolderFigures) => number) => few.reduce((total, row) => total + of(row), 0)
      return {
        ...{ id: few[0]?.id ?? '', name: joinedName(few), openingFen: sum(({ openingFen }) => openingFen) },
        ...{ inFen: sum(({ inFen }) => inFen), outFen: sum(({ outFen }) => outFen) },
        closingFen: sum(({ closingFen }) => closingFen),
      }
    },
  )
}

const BY_DOOR: KeysetOrder = {
  name: 'statement-units',
  keys: [
    { sql: "coalesce(u.sort_key, '')", type: 'text' },
    { sql: 'a.unit_id', type: 'text' },
  ],
}
interface Asked {
  readonly limit: number
  readonly cursor?: string | undefined
}

export function listStatementUnits(
  read: Read,
  at: AsOf,
  { id, period, limit, cursor }: { id: Id; period: StatementPeriod } & Asked,
) {
  const { from, until } = daysOfPeriod(period)
  const end = endOf(at)
  const moved = (what: string, when: string) =>
    `coalesce((SELECT sum(${what}) FROM repair_fund_statements_unit m WHERE m.compound_id = a.compound_id
       AND m.unit_id = a.unit_id AND m.position < ? AND ${when}), 0)`
  const { rows, next } = keysetPage<{
    id: string
    label: string | null
    openingFen: number
    inFen: number
    outFen: number
  }>(read, {
    select: `a.unit_id AS id, u.label, ${moved('m.in_fen - m.out_fen', 'm.day < ?')} AS openingFen,
      ${moved('m.in_fen', 'm.day BETWEEN ? AND ?')} AS inFen, ${moved('m.out_fen', 'm.day BETWEEN ? AND ?')} AS outFen`,
    selectParams: [end, from, end, from, until, end, from, until],
    from: 'repair_fund_statements_account a LEFT JOIN places_unit u ON u.unit_id = a.unit_id',
    where: { sql: 'a.compound_id = ? AND a.position < ?', params: [id, end] },
    order: BY_DOOR,
    limit,
    cursor,
  })
  const items = rows.map(({ id: unitId, label, openingFen, inFen, outFen }) => ({
    ...{ id: unitId, label: label ?? unitId, openingFen, inFen, outFen },
    closingFen: openingFen + inFen - outFen,
  }))
  return { items, ...(next === undefined ? {} : { next }) }
}
