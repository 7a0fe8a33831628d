/** Small expenses of a fund: recorded by one, signed by another, posted by the month. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'

export interface SmallExpense {
  readonly purpose: string
  readonly amountFen: number
  readonly spentOn: Day
  readonly payee: string | null
  readonly files: readonly string[]
  readonly by: Id
  /** What of it came back after it was paid. */
  readonly backFen: number
  readonly state: 'recorded' | 'signed' | 'withdrawn'
}
export interface SmallExpenses {
  readonly byId: ReadonlyMap<Id, SmallExpense>
  /** Months whose expenses were posted, with what the list was (`listOf`). */
  readonly posted: ReadonlyMap<string, string>
}
export const noExpenses: SmallExpenses = { byId: new Map(), posted: new Map() }

export const monthOf = (day: Day): string => day.slice(0, 7)

export function evolveExpenses(state: SmallExpenses, event: RepairFundEvent): SmallExpenses {
  switch (event.type) {
    case 'SmallExpenseRecorded': {
      const { expenseId, purpose, amountFen, spentOn, payee, photos, invoices, by } = event.data
      const files = [...photos, ...invoices]
      const expense = { purpose, amountFen, spentOn, payee, files, by, backFen: 0, state: 'recorded' as const }
      return { ...state, byId: new Map(state.byId).set(expenseId, expense) }
    }
    case 'SmallExpenseSigned':
      return changed(state, event.data.expenseId, { state: 'signed' })
    case 'SmallExpenseWithdrawn':
      return changed(state, event.data.expenseId, { state: 'withdrawn' })
    case 'BookingReversed':
      return returned(state, event.data)
    case 'SmallExpensesPosted': {
      const { month } = event.data
      return { ...state, posted: new Map(state.posted).set(month, listOf(state, month)) }
    }
    default:
      return state
  }
}

function changed(state: SmallExpenses, expenseId: Id, now: Partial<SmallExpense>): SmallExpenses {
  const expense = state.byId.get(expenseId)
  return expense ? { ...state, byId: new Map(state.byId).set(expenseId, { ...expense, ...now }) } : state
}

type Reversed = Extract<RepairFundEvent, { type: 'BookingReversed' }>['data']

/** What came back counts no more; once all of it has, it was a mistake. */
function returned(state: SmallExpenses, { reversesId, pools }: Reversed): SmallExpenses {
  const expense = state.byId.get(reversesId)
  if (!expense) return state
  const backFen = pools.reduce((sum, { amountFen }) => sum + amountFen, expense.backFen)
  return changed(state, reversesId, { backFen, state: backFen < expense.amountFen ? expense.state : 'withdrawn' })
}

/** What it has cost, less what came back. */
export const netFenOf = ({ amountFen, backFen }: SmallExpense): number => amountFen - backFen
export const netSumOf = (expenses: readonly SmallExpense[]): number =>
  expenses.reduce((sum, expense) => sum + netFenOf(expense), 0)

/** Signed expenses of a calendar month, by the day on which they were spent. */
export function signedIn(state: SmallExpenses, month: string): readonly SmallExpense[] {
  return signedRows(state, month).map(([, expense]) => expense)
}
const signedRows = ({ byId }: SmallExpenses, month: string) =>
  [...byId].filter(([, { state, spentOn }]) => state === 'signed' && monthOf(spentOn) === month)

/** The list of a month, to be compared: which expenses, and what each has cost. */
export const listOf = (state: SmallExpenses, month: string): string =>
  JSON.stringify(signedRows(state, month).map(([id, expense]) => [id, netFenOf(expense)]))
