/** Small expenses: recorded, signed by another, taken back before, and posted by the month. */
import { type Draw, FILE, inFund, pick, type Telling, type Told } from './ledger.telling.fixture.ts'
import { monthOf } from './statements/period.ts'

/** A little over what may be spent at once, so that some are refused. */
const UP_TO_FEN = 52_000

export function spend(of: Telling, { a, b, fen }: Draw): Told {
  const { byId } = of.state.withdrawals.expenses
  const open = [...byId].filter(([, { state }]) => state === 'recorded').map(([expenseId]) => expenseId)
  const expenseId = pick(open, a)
  if (b % 5 === 0) {
    const signed = [...byId.values()].filter(({ state }) => state === 'signed')
    const month = monthOf(pick(signed, a)?.spentOn ?? of.today)
    return { type: 'PostSmallExpenses', ...inFund(of), by: 'clerk', month, place: '公告栏', files: [] }
  }
  if (expenseId === undefined || b % 5 === 1) {
    const what = { purpose: '楼道灯', amountFen: 1 + (fen % UP_TO_FEN), spentOn: of.today, payee: null }
    const papers = { photos: [FILE], invoices: [] }
    return { type: 'RecordSmallExpense', ...inFund(of), by: 'clerk', expenseId: `x${of.number}`, ...what, ...papers }
  }
  if (a % 6 === 0) return { type: 'WithdrawSmallExpense', ...inFund(of), by: 'clerk', expenseId, reason: '没有买' }
  return { type: 'SignSmallExpense', ...inFund(of), by: a % 7 === 0 ? 'clerk' : 'member', expenseId }
}
