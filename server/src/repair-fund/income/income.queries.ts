/** Income and distributions of a fund, now or as of a day; its pools, assets, sellers and expected awards. */
import type { Day, Id } from '@changxin/shared/kernel'
import {
  Book,
  type DistributionView,
  type FundMoneyView,
  type FundRule,
  type IncomeReceived,
  type IncomeView,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

const endOf = ({ before }: AsOf) => before ?? CURRENT
interface Page {
  readonly id: Id
  readonly limit: number
  readonly cursor?: string | undefined
}
const newestFirst = (name: string): KeysetOrder => ({
  name,
  keys: [{ sql: 'position', type: 'text' }],
  descending: true,
})

interface IncomeRow {
  readonly data: string
  readonly recorded_at: string
  readonly reversed_position: string | null
  readonly sample: number
}

export function listIncome(read: Read, at: AsOf, { id, limit, cursor }: Page) {
  const end = endOf(at)
  const { rows, next } = keysetPage<IncomeRow>(read, {
    select: 'data, recorded_at, reversed_position, sample, position',
    from: 'repair_fund_income_income',
    where: { sql: 'compound_id = ? AND position < ?', params: [id, end] },
    order: newestFirst('income'),
    limit,
    cursor,
  })
  return { items: rows.map((row) => incomeView(row, end)), ...(next === undefined ? {} : { next }) }
}

function incomeView({ data, recorded_at, reversed_position, sample }: IncomeRow, end: string): IncomeView {
  const { compoundId: _, incomeId, ...income } = JSON.parse(data) as z.output<typeof IncomeReceived.schema>
  const reversed = reversed_position !== null && reversed_position < end
  return { id: incomeId, ...income, recordedAt: recorded_at, reversed, sample: sample === 1 }
}

interface DistributionRow {
  readonly distribution_id: string
  readonly from_pool: DistributionView['from']
  readonly book: Book
  readonly key: DistributionView['key']
  readonly counts_on: Day
  readonly period_from: Day | null
  readonly period_to: Day | null
  readonly decision_id: string | null
  readonly files: string
  readonly note: string | null
  readonly fen: number
  readonly units: number
  readonly recorded_at: string
  readonly reversed_position: string | null
  readonly sample: number
}

export function listDistributions(read: Read, at: AsOf, { id, limit, cursor }: Page) {
  const end = endOf(at)
  const { rows, next } = keysetPage<DistributionRow>(read, {
    select: '*',
    from: 'repair_fund_income_distribution',
    where: { sql: 'compound_id = ? AND position < ?', params: [id, end] },
    order: newestFirst('distributions'),
    limit,
    cursor,
  })
  return { items: rows.map((row) => distributionView(row, end)), ...(next === undefined ? {} : { next }) }
}

function distributionView(row: DistributionRow, end: string): DistributionView {
  const { period_from: from, period_to: to } = row
  return {
    id: row.distribution_id,
    from: row.from_pool,
    book: row.book,
    key: row.key,
    on: row.counts_on,
    period: from === null || to === null ? null : { from, to },
    decisionId: row.decision_id,
    files: JSON.parse(row.files) as DistributionView['files'],
    note: row.note,
    fen: row.fen,
    units: row.units,
    recordedAt: row.recorded_at,
    reversed: row.reversed_position !== null && row.reversed_position < end,
    sample: row.sample === 1,
  }
}

export function readMoney(read: Read, compoundId: Id, rule: FundRule): FundMoneyView {
  const { value: percent, basis, source } = rule.settings.incomeToFundPercent
  return {
    compoundId,
    items: Book.options.flatMap((book) => moneyOf(read, compoundId, book) ?? []),
    sellers: read.all<FundMoneyView['sellers'][number]>(
      `SELECT s.seller_id AS id, s.name, s.building_id AS buildingId, coalesce(b.name, '') AS buildingName,
         s.balance_fen AS balanceFen
       FROM repair_fund_seller s LEFT JOIN places_building b ON b.building_id = s.building_id
       WHERE s.compound_id = ? ORDER BY b.ordinal, s.seller_id`,
      compoundId,
    ),
    awards: expectedAwards(read, compoundId),
    incomeToFund: { percent, ruleId: rule.ruleId, basis, source },
  }
}

function moneyOf(read: Read, compoundId: Id, book: Book): FundMoneyView['items'][number] | null {
  const sql = 'SELECT held, fen FROM repair_fund_income_money WHERE compound_id = ? AND book = ?'
  const held = new Map(
    read.all<{ held: string; fen: number }>(sql, compoundId, book).map(({ held: name, fen }) => [name, fen]),
  )
  const has = read.get('SELECT 1 FROM repair_fund_account WHERE compound_id = ? AND book = ? LIMIT 1', compoundId, book)
  if (!has && held.size === 0) return null
  const fenOf = (name: string) => held.get(name) ?? 0
  return {
    id: book,
    book,
    compoundFen: fenOf('compound'),
    undistributedFen: fenOf('undistributed'),
    suspenseFen: fenOf('suspense'),
    bankFen: fenOf('bank'),
    bondsFen: fenOf('bonds'),
    pettyCashFen: fenOf('petty-cash'),
    payableFen: fenOf('loss-payable'),
  }
}

/** Granted and not recorded as an income; what was recorded and taken back is expected again. */
function expectedAwards(read: Read, compoundId: Id): FundMoneyView['awards'] {
  return read.all(
    `SELECT a.award_id AS id, a.from_month AS "from", a.until_month AS until, a.amount_fen AS amountFen,
       a.granted_on AS grantedOn
     FROM repair_fund_income_award a WHERE a.compound_id = ? AND NOT EXISTS (
       SELECT 1 FROM repair_fund_income_income i WHERE i.award_id = a.award_id AND i.reversed_position IS NULL)
     ORDER BY a.position`,
    compoundId,
  )
}

/** Null: the compound was granted no such award. */
export function awardOf(read: Read, compoundId: Id, awardId: Id): { amountFen: number } | null {
  const sql = 'SELECT amount_fen AS amountFen FROM repair_fund_income_award WHERE award_id = ? AND compound_id = ?'
  return read.get<{ amountFen: number }>(sql, awardId, compoundId) ?? null
}
