/** What a statement is about: a calendar month `2026-03` or a calendar year `2026`. */
import { addDays, type Day } from '@changxin/shared/kernel'
import { z } from 'zod'

export const StatementMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const StatementPeriod = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)
export type StatementPeriod = z.infer<typeof StatementPeriod>

/** Days inclusive. */
export interface PeriodDays {
  readonly from: Day
  readonly until: Day
  readonly yearFrom: Day
  readonly lastYearFrom: Day
}

export function daysOfPeriod(period: StatementPeriod): PeriodDays {
  const [yearText = '', monthText] = period.split('-')
  const year = Number(yearText)
  const years = { yearFrom: firstOf(year, 1), lastYearFrom: firstOf(year - 1, 1) }
  if (monthText === undefined) return { ...years, from: years.yearFrom, until: addDays(firstOf(year + 1, 1), -1) }
  const month = Number(monthText)
  const next = month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1)
  return { ...years, from: firstOf(year, month), until: addDays(next, -1) }
}

export const isYear = (period: StatementPeriod): boolean => period.length === 4
export const monthOf = (day: Day): string => day.slice(0, 7)
export const lastDayOfMonth = (month: string): Day => daysOfPeriod(month).until

function firstOf(year: number, month: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
}

/** Where a day lies, seen from a period; undefined: after it. */
export const Bucket = z.enum(['earlier', 'last-year', 'this-year', 'period'])
export type Bucket = z.infer<typeof Bucket>
export function bucketOf(day: Day, { from, until, yearFrom, lastYearFrom }: PeriodDays): Bucket | undefined {
  if (day > until) return undefined
  if (day >= from) return 'period'
  if (day >= yearFrom) return 'this-year'
  return day >= lastYearFrom ? 'last-year' : 'earlier'
}
