/** What a forecast rests on, from the events of the fund, of its withdrawals and of maintenance. */
import { dayOf, type Recorded } from '@changxin/shared/kernel'
import { CostRecorded, LiabilityDecided } from '@changxin/shared/maintenance'
import {
  allMoneyEvents,
  type EntryReversed,
  journalOf,
  type MoneyEvent,
  WithdrawalDrafted,
  WithdrawalPlanned,
} from '@changxin/shared/repair-fund'
import { on, projection, type Rows } from '../../views/projection.ts'
import { schema } from './forecast.schema.ts'

type Money = MoneyEvent & Pick<Recorded, 'metadata'>

const KNOWN = { bookOf: () => 'commercial' as const, accountOf: () => undefined }
/** 公共收益、存款利息、国债利息: what has come every year may come again. Deposits, grants and donations do not. */
const COMES_AGAIN: ReadonlySet<string> = new Set(['common-income', 'interest', 'bond-interest'])

function moneyMoved(event: Money, rows: Rows): void {
  const { compoundId } = event.data
  const { bookingId, kind, on: day, movements } = journalOf(event, dayOf(event.metadata.occurredAt), KNOWN)
  rows.run(
    `INSERT INTO repair_fund_forecast_since VALUES (?1, ?2)
     ON CONFLICT (compound_id) DO UPDATE SET day = min(day, excluded.day)`,
    ...[compoundId, day],
  )
  if (event.type === 'PaymentMade') {
    const { paymentId, withdrawalId, paidOn, amountFen } = event.data
    rows.run(
      'INSERT OR IGNORE INTO repair_fund_forecast_payment VALUES (?, ?, ?, ?, ?)',
      ...[paymentId, compoundId, withdrawalId, paidOn, amountFen],
    )
  }
  if (COMES_AGAIN.has(kind))
    for (const { entryId, fen } of movements)
      rows.run(
        `INSERT INTO repair_fund_forecast_income VALUES (?, ?, ?, ?)
         ON CONFLICT (income_id) DO UPDATE SET fen = fen + excluded.fen`,
        ...[entryId ?? bookingId, compoundId, day, fen],
      )
  for (const { reverses, fen } of movements) if (reverses !== null) change(rows, 'income', reverses, fen)
  if (event.type === 'BookingReversed') takeBack(rows, event.data.reversesId, movements)
  rows.touch({ table: 'repair_fund_forecast_payment', compoundId })
}

/** A payment by all that came back; income of a pool by what the pool gave back. */
function takeBack(rows: Rows, bookingId: string, movements: ReturnType<typeof journalOf>['movements']): void {
  const all = movements.reduce((sum, { fen }) => sum + fen, 0)
  const ofPools = movements.filter(({ holder }) => holder.of === 'pool').reduce((sum, { fen }) => sum + fen, 0)
  change(rows, 'payment', bookingId, -all)
  change(rows, 'income', bookingId, ofPools)
}

function change(rows: Rows, of: 'payment' | 'income', id: string, fen: number): void {
  rows.run(`UPDATE repair_fund_forecast_${of} SET fen = fen + ? WHERE ${of}_id = ?`, fen, id)
}

const ofMoney = allMoneyEvents.map((definition) =>
  on(definition as typeof EntryReversed, (event, rows) => moneyMoved(event as Money, rows)),
)

export const repairFundForecastProjection = projection('repair-fund-forecast', 1, schema, [
  ...ofMoney,
  on(WithdrawalDrafted, ({ data: { compoundId, withdrawalId, requestId, partId } }, rows) => {
    rows.run(
      'INSERT OR IGNORE INTO repair_fund_forecast_withdrawal VALUES (?, ?, ?, ?, NULL, NULL)',
      ...[withdrawalId, compoundId, requestId, partId],
    )
    rows.touch({ table: 'repair_fund_forecast_payment', compoundId })
  }),
  on(WithdrawalPlanned, ({ data: { compoundId, withdrawalId, plan } }, rows) => {
    rows.run(
      `INSERT INTO repair_fund_forecast_withdrawal VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (withdrawal_id) DO UPDATE SET
         request_id = coalesce(excluded.request_id, request_id), part_id = excluded.part_id,
         part_code = excluded.part_code, scope = excluded.scope`,
      ...[withdrawalId, compoundId, plan.requestId, plan.partId, plan.partCode, JSON.stringify(plan.scope)],
    )
    rows.touch({ table: 'repair_fund_forecast_payment', compoundId })
  }),
  on(LiabilityDecided, ({ data: { requestId, compoundId, route } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO repair_fund_forecast_request VALUES (?, ?, ?)',
      ...[requestId, compoundId, Number(route === 'repair-fund')],
    )
    rows.touch({ table: 'repair_fund_forecast_cost', compoundId })
  }),
  on(CostRecorded, ({ data: { requestId, compoundId, entryId, totalFen }, metadata }, rows) => {
    rows.run(
      'INSERT OR IGNORE INTO repair_fund_forecast_cost VALUES (?, ?, ?, ?)',
      ...[entryId, requestId, dayOf(metadata.occurredAt), totalFen],
    )
    rows.touch({ table: 'repair_fund_forecast_cost', compoundId })
  }),
])
