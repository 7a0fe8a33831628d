/** Income and distributions of funds, where their money lies by book, and the awards that were granted to compounds. */
import type { EventType, Recorded } from '@changxin/shared/kernel'
import { AwardGranted } from '@changxin/shared/oversight'
import {
  type AssetsMoved,
  allMoneyEvents,
  type BookingReversed,
  type IncomeReceived,
  type MoneyEvent,
  type PoolDistributed,
  UnitsClassified,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'
import { ASSET_SCHEMA, putBond, putPettyCash } from './asset.rows.ts'
import { bookMoney, UNIT_BOOK } from './money.rows.ts'

const SCHEMA = `
CREATE TABLE repair_fund_income_income (
  income_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, recorded_at TEXT NOT NULL,
  award_id TEXT, data TEXT NOT NULL, reversed_position TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_income_income_by_compound ON repair_fund_income_income (compound_id, position);
CREATE INDEX repair_fund_income_income_of_award ON repair_fund_income_income (award_id) WHERE award_id IS NOT NULL;
CREATE TABLE repair_fund_income_distribution (
  distribution_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, recorded_at TEXT NOT NULL,
  from_pool TEXT NOT NULL, book TEXT NOT NULL, key TEXT NOT NULL, counts_on TEXT NOT NULL, period_from TEXT, period_to TEXT,
  decision_id TEXT, files TEXT NOT NULL, note TEXT, fen INTEGER NOT NULL, units INTEGER NOT NULL, reversed_position TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_income_distribution_by_compound ON repair_fund_income_distribution (compound_id, position);
-- award_id: of the event that granted it.
CREATE TABLE repair_fund_income_award (
  award_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, from_month TEXT NOT NULL,
  until_month TEXT NOT NULL, amount_fen INTEGER NOT NULL, granted_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_income_award_by_compound ON repair_fund_income_award (compound_id, position);
-- held: a pool, or an account of assets or payables; fen as its holder or owner would say it, above zero.
CREATE TABLE repair_fund_income_money (
  compound_id TEXT NOT NULL, book TEXT NOT NULL, held TEXT NOT NULL, fen INTEGER NOT NULL, PRIMARY KEY (compound_id, book, held)
) STRICT, WITHOUT ROWID;
-- The book of a unit, where it is not the commercial one.
CREATE TABLE repair_fund_income_unit_book (unit_id TEXT PRIMARY KEY, book TEXT NOT NULL) STRICT, WITHOUT ROWID;
${ASSET_SCHEMA}`

type Of<Event extends { type: string; data: unknown }> = Recorded<Event>

function putIncome(rows: Rows, event: Of<ReturnType<typeof IncomeReceived>>): void {
  const { compoundId, incomeId, awardId } = event.data
  rows.run(
    'INSERT INTO repair_fund_income_income VALUES (?, ?, ?, ?, ?, ?, NULL, ?)',
    ...[incomeId, compoundId, event.position, event.metadata.recordedAt, awardId],
    JSON.stringify(event.data),
    isSample(event),
  )
  rows.touch({ table: 'repair_fund_income_income', compoundId })
}

function putDistribution(rows: Rows, event: Of<ReturnType<typeof PoolDistributed>>): void {
  const {
    compoundId,
    distributionId,
    from,
    book,
    key,
    on: countsOn,
    period,
    decisionId,
    files,
    note,
    units,
    sellers,
  } = event.data
  const fen = [...units, ...sellers].reduce((sum, { amountFen }) => sum + amountFen, 0)
  rows.run(
    'INSERT INTO repair_fund_income_distribution VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)',
    ...[distributionId, compoundId, event.position, event.metadata.recordedAt, from, book, key, countsOn],
    ...[period?.from ?? null, period?.to ?? null, decisionId, JSON.stringify(files), note],
    ...[fen, units.length, isSample(event)],
  )
  rows.touch({ table: 'repair_fund_income_distribution', compoundId })
}

function markReversed(rows: Rows, { data, position }: Of<ReturnType<typeof BookingReversed>>): void {
  const { compoundId, reversesId } = data
  for (const [table, id] of [
    ['repair_fund_income_income', 'income_id'],
    ['repair_fund_income_distribution', 'distribution_id'],
  ]) {
    if (rows.run(`UPDATE ${table} SET reversed_position = ? WHERE ${id} = ?`, position, reversesId) > 0)
      rows.touch({ table: table ?? '', compoundId })
  }
}

export const repairFundIncomeProjection = projection('repair-fund-income', 1, SCHEMA, [
  on(AwardGranted, ({ id, position, data: { compoundId, from, until, amountFen, grantedOn } }, rows) => {
    rows.run(
      'INSERT INTO repair_fund_income_award VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[id, compoundId, position, from, until, amountFen, grantedOn],
    )
    rows.touch({ table: 'repair_fund_income_award', compoundId })
  }),
  on(UnitsClassified, ({ data: { compoundId, book, unitIds } }, rows) => {
    for (const unitId of unitIds) rows.run(`INSERT OR REPLACE INTO ${UNIT_BOOK} VALUES (?, ?)`, unitId, book)
    rows.touch({ table: UNIT_BOOK, compoundId })
  }),
  ...allMoneyEvents.map((definition) =>
    on(definition as EventType, (event, rows) => {
      const money = event as unknown as MoneyEvent & Recorded
      putPettyCash(rows, money, bookMoney(rows, money))
      if (money.type === 'AssetsMoved') putBond(rows, money as Of<ReturnType<typeof AssetsMoved>>)
      if (money.type === 'IncomeReceived') putIncome(rows, money as Of<ReturnType<typeof IncomeReceived>>)
      if (money.type === 'PoolDistributed') putDistribution(rows, money as Of<ReturnType<typeof PoolDistributed>>)
      if (money.type === 'BookingReversed') markReversed(rows, money as Of<ReturnType<typeof BookingReversed>>)
    }),
  ),
])
