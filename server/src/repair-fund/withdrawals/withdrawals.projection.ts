/** Withdrawals and small expenses as pages show them, folded by the very functions that decide on them. */
import { DecisionAnnulled, FundUseAuthorised } from '@changxin/shared/decisions'
import { dayOf, type EventType, type Id, type Recorded } from '@changxin/shared/kernel'
import { FundUseProposed, LiabilityDecided } from '@changxin/shared/maintenance'
import {
  BookingReversed,
  evolveWithdrawal,
  FundOpened,
  PaymentMade,
  type RepairFundEvent,
  SellerDeposited,
  SmallExpenseRecorded,
  SmallExpenseSigned,
  SmallExpensesPosted,
  SmallExpenseWithdrawn,
  WithdrawalDrafted,
  withdrawalEvents,
} from '@changxin/shared/repair-fund'
import { type Handler, isSample, on, projection, type Rows } from '../../views/projection.ts'
import { actOf } from './acts.ts'
import { findRow, putWithdrawal, W, withdrawalOf } from './withdrawals.rows.ts'
import { schema } from './withdrawals.schema.ts'

type FundEvent = Recorded<RepairFundEvent>

function fold(rows: Rows, withdrawalId: Id, event: FundEvent): void {
  const row = findRow(rows, withdrawalId)
  const before = row && withdrawalOf(row)
  const { compoundId } = event.data
  const last = rows.get<{ ord: number }>(`SELECT max(ord) AS ord FROM ${W} WHERE compound_id = ?`, compoundId)
  const after = evolveWithdrawal(
    before,
    { type: event.type, data: event.data } as RepairFundEvent,
    (last?.ord ?? 0) + 1,
  )
  if (!after) return
  const preparedOn = dayOf(event.metadata.occurredAt)
  putWithdrawal(rows, after, before, { position: event.position, preparedOn, sample: isSample(event) })
  const { actor, occurredAt } = event.metadata
  rows.run(
    'INSERT INTO repair_fund_withdrawals_act VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[withdrawalId, event.position, event.id, event.type, occurredAt, actor === 'system' ? null : actor],
    JSON.stringify(actOf(event)),
  )
  rows.touch({ table: 'repair_fund_withdrawals_act', compoundId })
}

const EXPENSES = new Set<string>(
  [SmallExpenseRecorded, SmallExpenseSigned, SmallExpensesPosted, SmallExpenseWithdrawn].map(({ type }) => type),
)

/** All events of a withdrawal but the draft, which also settles its proposal. */
const steps = (withdrawalEvents as readonly EventType[])
  .filter(({ type }) => !EXPENSES.has(type) && type !== WithdrawalDrafted.type)
  .map((definition): readonly [string, Handler] =>
    on(definition, (event, rows) => {
      const step = event as unknown as FundEvent
      if ('withdrawalId' in step.data && step.data.withdrawalId !== null) fold(rows, step.data.withdrawalId, step)
    }),
  )

function changeExpense(
  rows: Rows,
  compoundId: Id,
  expenseId: Id,
  set: string,
  ...params: (string | number | null)[]
): void {
  rows.run(`UPDATE repair_fund_withdrawals_expense SET ${set} WHERE expense_id = ?`, ...params, expenseId)
  rows.touch({ table: 'repair_fund_withdrawals_expense', compoundId })
}

/** What came back counts no more, and the list of the month is another; once all of it has, it was a mistake. */
function expenseCameBack(rows: Rows, { data, position }: Recorded<ReturnType<typeof BookingReversed>>): void {
  const { compoundId, reversesId, reason, pools } = data
  const backFen = pools.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const sql = 'SELECT amount_fen FROM repair_fund_withdrawals_expense WHERE expense_id = ?'
  const left = rows.get<{ amount_fen: number }>(sql, reversesId)
  if (!left) return
  if (left.amount_fen <= backFen) changeExpense(rows, compoundId, reversesId, "state = 'withdrawn', reason = ?", reason)
  else {
    const set = 'amount_fen = amount_fen - ?, reason = ?, signed_at = ?'
    changeExpense(rows, compoundId, reversesId, set, backFen, reason, position)
  }
}

function changeDeposit(rows: Rows, compoundId: Id, sellerId: Id, fen: number): void {
  rows.run(
    'INSERT INTO repair_fund_withdrawals_deposit VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET fen = fen + excluded.fen',
    ...[sellerId, compoundId, fen],
  )
  rows.touch({ table: 'repair_fund_withdrawals_deposit', compoundId })
}

export const repairFundWithdrawalsProjection = projection('repair-fund-withdrawals', 1, schema, [
  ...steps,
  on(FundOpened, ({ data: { compoundId } }, rows) => {
    rows.run('INSERT OR IGNORE INTO repair_fund_withdrawals_fund VALUES (?)', compoundId)
    rows.touch({ table: 'repair_fund_withdrawals_fund', compoundId })
  }),
  on(WithdrawalDrafted, (event, rows) => {
    const { withdrawalId, proposalId, compoundId } = event.data
    fold(rows, withdrawalId, event as FundEvent)
    rows.run('UPDATE repair_fund_withdrawals_proposal SET done = 1 WHERE proposal_id = ?', proposalId)
    rows.touch({ table: 'repair_fund_withdrawals_proposal', compoundId })
  }),
  on(PaymentMade, (event, rows) => {
    const { withdrawalId, paymentId } = event.data
    if (withdrawalId === null) return
    rows.run('INSERT INTO repair_fund_withdrawals_payment VALUES (?, ?)', paymentId, withdrawalId)
    fold(rows, withdrawalId, event as FundEvent)
  }),
  on(BookingReversed, (event, rows) => {
    const { reversesId, compoundId, account, sellers } = event.data
    if (account === 'deposits')
      for (const { sellerId, amountFen } of sellers) changeDeposit(rows, compoundId, sellerId, amountFen)
    const sql = 'SELECT withdrawal_id FROM repair_fund_withdrawals_payment WHERE payment_id = ?'
    const paid = rows.get<{ withdrawal_id: Id }>(sql, reversesId)
    if (paid) fold(rows, paid.withdrawal_id, event as FundEvent)
    else expenseCameBack(rows, event)
  }),
  on(SellerDeposited, ({ data: { compoundId, sellerId, amountFen } }, rows) =>
    changeDeposit(rows, compoundId, sellerId, amountFen),
  ),
  on(FundUseAuthorised, ({ data, position, id, metadata }, rows) => {
    const { decisionId, itemId, compoundId, requestId } = data
    rows.run(
      'INSERT OR IGNORE INTO repair_fund_withdrawals_authorisation VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)',
      ...[decisionId, itemId, compoundId, requestId, position, id, metadata.occurredAt, JSON.stringify(data)],
    )
    rows.touch({ table: 'repair_fund_withdrawals_authorisation', compoundId })
  }),
  on(DecisionAnnulled, ({ data: { decisionId } }, rows) => {
    rows.run('UPDATE repair_fund_withdrawals_authorisation SET void = 1 WHERE decision_id = ?', decisionId)
    rows.touch({ table: 'repair_fund_withdrawals_authorisation' })
  }),
  on(LiabilityDecided, ({ data: { requestId, compoundId, route, ground, decidedFrom } }, rows) => {
    const damaged = ground.code === 'damaged' || decidedFrom.stated.includes('damaged') ? 1 : 0
    rows.run(
      'INSERT OR REPLACE INTO repair_fund_withdrawals_liability VALUES (?, ?, ?, ?)',
      ...[requestId, compoundId, route, damaged],
    )
    // A later decision takes back a use of the fund that an earlier one proposed, where nobody has begun with it.
    rows.run('UPDATE repair_fund_withdrawals_proposal SET done = 1 WHERE request_id = ?', requestId)
    rows.touch({ table: 'repair_fund_withdrawals_liability', compoundId })
  }),
  on(FundUseProposed, ({ data, position, id, metadata }, rows) => {
    const { proposalId, requestId, compoundId, partId, amountFen } = data
    rows.run(
      'INSERT OR IGNORE INTO repair_fund_withdrawals_proposal VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)',
      ...[proposalId, requestId, compoundId, partId, amountFen, position, id, metadata.occurredAt],
    )
    rows.touch({ table: 'repair_fund_withdrawals_proposal', compoundId })
  }),
  on(SmallExpenseRecorded, (event, rows) => {
    const { expenseId, compoundId, spentOn, amountFen, by } = event.data
    rows.run(
      'INSERT INTO repair_fund_withdrawals_expense VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, ?)',
      ...[expenseId, compoundId, event.position, spentOn.slice(0, 7), 'recorded', amountFen],
      ...[JSON.stringify(event.data), by, isSample(event)],
    )
    rows.touch({ table: 'repair_fund_withdrawals_expense', compoundId })
  }),
  on(SmallExpenseSigned, ({ data: { expenseId, compoundId, by, on: day }, position }, rows) => {
    const set = "state = 'signed', signed_by = ?, paid_on = ?, signed_at = ?"
    changeExpense(rows, compoundId, expenseId, set, by, day, position)
  }),
  on(SmallExpenseWithdrawn, ({ data: { expenseId, compoundId, reason } }, rows) =>
    changeExpense(rows, compoundId, expenseId, "state = 'withdrawn', reason = ?", reason),
  ),
  on(SmallExpensesPosted, ({ data: { compoundId, month, on: day }, position }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO repair_fund_withdrawals_posting VALUES (?, ?, ?, ?)',
      compoundId,
      month,
      day,
      position,
    )
    rows.touch({ table: 'repair_fund_withdrawals_posting', compoundId })
  }),
])
