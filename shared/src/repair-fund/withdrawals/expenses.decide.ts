/** 小额支出: a lamp for ¥200 needs no vote, but two people and a photo; paid from what belongs to the whole compound. */
import { formatFen } from '@changxin/shared/kernel'
import { requireDayCounts, requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { MAX_FILES, PaymentMade } from '../ledger/money-events.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import type {
  ExpenseFacts,
  PostSmallExpenses,
  RecordSmallExpense,
  SignSmallExpense,
  WithdrawSmallExpense,
} from './commands.ts'
import { reject } from './errors.ts'
import { SmallExpenseRecorded, SmallExpenseSigned, SmallExpensesPosted, SmallExpenseWithdrawn } from './events.ts'
import { listOf, monthOf, netSumOf, type SmallExpense, signedIn } from './expenses.state.ts'

type Events = readonly RepairFundEvent[]

export function recordExpense(command: RecordSmallExpense, state: FundState, facts?: ExpenseFacts): Events {
  const { compoundId, expenseId, purpose, amountFen, spentOn, payee, photos, invoices, by, today } = command
  requireOpened(state)
  if (state.withdrawals.expenses.byId.has(expenseId)) return []
  requireDayCounts(state, spentOn, today, 'spentOn')
  const rule = requireRule(facts)
  requireWithin(state, rule, { amountFen, spentOn })
  return [
    SmallExpenseRecorded({
      ...{ compoundId, expenseId, purpose, amountFen, spentOn, payee, by, ruleId: rule.ruleId },
      ...{ photos: [...photos], invoices: [...invoices] },
    }),
  ]
}

export function signExpense(command: SignSmallExpense, state: FundState, facts?: ExpenseFacts): Events {
  const { compoundId, expenseId, by, today } = command
  const expense = requireExpense(state, expenseId)
  if (expense.state === 'signed') return []
  if (expense.state === 'withdrawn') throw reject('small-expense-closed')
  if (expense.by === by) throw reject('small-expense-own-signature')
  const rule = requireRule(facts)
  requireWithin(state, rule, expense)
  requireDayCounts(state, today, today, 'paidOn')
  const { amountFen, purpose, payee, files } = expense
  const poolFen = Math.min(state.ledger.held.commercial.compoundFen, state.ledger.totals.commercial.bank ?? 0)
  if (poolFen < amountFen)
    throw reject('withdrawal-pool-short', { pool: formatFen(poolFen), amount: formatFen(amountFen) })
  return [
    SmallExpenseSigned({ compoundId, expenseId, by, on: today, ruleId: rule.ruleId }),
    PaymentMade({
      ...{ compoundId, paymentId: expenseId, kind: 'small-expense', withdrawalId: null, amountFen, asset: 'bank' },
      ...{ paidOn: today, purpose, payee, files: files.slice(0, MAX_FILES), units: [], sellers: [] },
      compoundFen: amountFen,
    }),
  ]
}

export function withdrawExpense(command: WithdrawSmallExpense, state: FundState): Events {
  const { compoundId, expenseId, by, reason } = command
  const expense = requireExpense(state, expenseId)
  if (expense.state === 'withdrawn') return []
  if (expense.state === 'signed') throw reject('small-expense-closed')
  return [SmallExpenseWithdrawn({ compoundId, expenseId, by, reason })]
}

/** Again for a month whose list is another one since: more was signed, or something came back. */
export function postExpenses(command: PostSmallExpenses, state: FundState): Events {
  const { compoundId, month, by, today, place, files } = command
  requireOpened(state)
  const { expenses } = state.withdrawals
  const signed = signedIn(expenses, month)
  if (signed.length === 0) throw reject('small-expense-none', { month })
  if (expenses.posted.get(month) === listOf(expenses, month)) return []
  const totalFen = netSumOf(signed)
  const posting = { month, by, on: today, place, files: [...files] }
  return [SmallExpensesPosted({ compoundId, ...posting, expenses: signed.length, totalFen })]
}

function requireExpense({ withdrawals }: FundState, expenseId: string): SmallExpense {
  const expense = withdrawals.expenses.byId.get(expenseId)
  if (!expense) throw reject('small-expense-unknown')
  return expense
}

function requireRule(facts: ExpenseFacts | undefined): FundRule {
  if (!facts) throw new TypeError('a small expense is decided on the rule in force')
  return facts.rule
}

/** Exactly the limit is within it. */
function requireWithin(
  state: FundState,
  { settings }: FundRule,
  { amountFen, spentOn }: Pick<SmallExpense, 'amountFen' | 'spentOn'>,
): void {
  const limitFen = settings.smallExpenseFen.value
  const amount = formatFen(amountFen)
  if (amountFen > limitFen)
    throw reject('small-expense-over-limit', { field: 'amountFen', amount, limit: formatFen(limitFen) })
  const month = monthOf(spentOn)
  const spentFen = netSumOf(signedIn(state.withdrawals.expenses, month))
  const monthFen = settings.smallExpenseMonthFen.value
  if (spentFen + amountFen > monthFen)
    throw reject('small-expense-over-month', { month, spent: formatFen(spentFen), amount, limit: formatFen(monthFen) })
}
