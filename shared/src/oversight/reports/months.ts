/** Months as text: their first and last day, the ones beside them. */
import { addDays, type Day } from '@changxin/shared/kernel'
import type { Month } from './events.ts'

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDayOf = (month: Month): Day => `${month}-01`

export function monthAfter(month: Month): Month {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
}
export const monthBefore = (month: Month): Month => monthOf(addDays(firstDayOf(month), -1))
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(monthAfter(month)), -1)

/** From the first to the last, both inclusive. */
export function monthsFrom(from: Month, until: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= until; month = monthAfter(month)) months.push(month)
  return months
}
export const hasEnded = (month: Month, today: Day) => lastDayOf(month) < today
