/** What is late by the calendar: statements not posted, months not reconciled, money that lies idle. */

import { addMonths } from '@changxin/shared/decisions'
import { addDays, type Day } from '@changxin/shared/kernel'

/** The last day on which the next statement is in time; from the day after it is overdue. */
export const statementDueOn = (lastPostedOn: Day, everyMonths: number): Day => addMonths(lastPostedOn, everyMonths)

/** `2026-03`: a calendar month. */
export type Month = string
const monthOf = (day: Day): Month => day.slice(0, 7)
const firstOf = (month: Month): Day => `${month}-01`
const nextMonth = (month: Month): Month => monthOf(addMonths(firstOf(month), 1))
export const lastDayOf = (month: Month): Day => addDays(firstOf(nextMonth(month)), -1)

/** At most so many are named; a book of 30 years that nobody reconciled says it once. */
export const MAX_MONTHS_NAMED = 24

/**
 * Months from the fund's first on that should be reconciled by `today` and are not: one is due from the day after
 * `reconcileDay` of the month that follows. `through`: the last day that is closed; null: none. `reconciled`: months since
 * then that were reconciled and are not closed yet.
 */
export function unreconciledMonths(
  book: { readonly openedOn: Day; readonly through: Day | null; readonly reconciled: ReadonlySet<Month> },
  reconcileDay: number,
  today: Day,
): { readonly months: readonly Month[]; readonly count: number } {
  const months: Month[] = []
  let count = 0
  let month = book.through === null ? monthOf(book.openedOn) : monthOf(addDays(book.through, 1))
  while (today > dueDayOf(month, reconcileDay)) {
    if (!book.reconciled.has(month)) {
      count++
      if (months.length < MAX_MONTHS_NAMED) months.push(month)
    }
    month = nextMonth(month)
  }
  return { months, count }
}
const dueDayOf = (month: Month, reconcileDay: number): Day =>
  `${nextMonth(month)}-${String(reconcileDay).padStart(2, '0')}`

/**
 * The least that lay in the bank on demand during the last `months`: what nobody needed in all that time. `changes`: of
 * the balance by day, ascending. 0 where the book is younger.
 */
export function idleFen(
  changes: readonly { readonly day: Day; readonly changeFen: number }[],
  months: number,
  today: Day,
): number {
  const since = addMonths(today, -months)
  let balanceFen = 0
  let leastFen: number | undefined
  for (const { day, changeFen } of changes) {
    if (day > since) leastFen ??= balanceFen
    balanceFen += changeFen
    if (day > since) leastFen = Math.min(leastFen ?? balanceFen, balanceFen)
  }
  return Math.max(0, leastFen ?? balanceFen)
}
