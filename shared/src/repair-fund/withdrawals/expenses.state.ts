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
  readonly state: 'recorded' | 'signed' | 'withdrawn'
}
export interface SmallExpenses {
  readonly byId: ReadonlyMap<Id, SmallExpense>
  /** Months whose expenses were posted, with how many they were. */
  readonly posted: ReadonlyMap<string, number>
}
export const noExpenses: SmallExpenses = { byId: new Map(), posted: new Map() }

export const monthOf = (day: Day): string => day.slice(0, 7)

export function evolveExpenses(state: SmallExpenses, event: RepairFundEvent): SmallExpenses {
  switch (event.type) {
    case 'SmallExpenseRecorded': {
      const { expenseId, purpose, amountFen, spentOn, payee, photos, invoices, by } = event.data
      const files = [...photos, ...invoices]
      const expense = { purpose, amountFen, spentOn, payee, files, by, state: 'recorded' as const }
      return { ...state, byId: new Map(state.byId).set(expenseId, expense) }
    }
    case 'SmallExpenseSigned':
      return changed(state, event.data.expenseId, 'signed')
    case 'SmallExpenseWithdrawn':
      return changed(state, event.data.expenseId, 'withdrawn')
    // Paid by mistake and taken back by a second person.
    case 'BookingReversed':
      return changed(state, event.data.reversesId, 'withdrawn')
    case 'SmallExpensesPosted':
      return { ...state, posted: new Map(state.posted).set(event.data.month, event.data.expenses) }
    default:
      return state
  }
}

function changed(state: SmallExpenses, expenseId: Id, now: SmallExpense['state']): SmallExpenses {
  const expense = state.byId.get(expenseId)
  return expense ? { ...state, byId: new Map(state.byId).set(expenseId, { ...expense, state: now }) } : state
}

/** Signed expenses of a calendar month, by the day on which they were spent. */
export function signedIn({ byId }: SmallExpenses, month: string): readonly SmallExpense[] {
  return [...byId.values()].filter(({ state, spentOn }) => state === 'signed' && monthOf(spentOn) === month)
}
