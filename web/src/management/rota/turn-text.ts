/** When a turn is by the clock, and how the days of a calendar stand in whole weeks. */
import { addDays, type Day, dayOf, type Instant } from '@changxin/shared/kernel'
import { weekdayOf } from '@changxin/shared/management'

const SHANGHAI_MS = 8 * 3_600_000

/** `22:00` by the clock in Shanghai. */
export const clockOf = (instant: Instant): string =>
  new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(11, 16)

export interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** Ends on another day than it begins; midnight itself still belongs to the evening. */
export const isOverNight = ({ from, until }: Span): boolean =>
  dayOf(from) !== dayOf(new Date(Date.parse(until) - 60_000).toISOString())

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

export interface CalendarDay<Turn> {
  readonly day: Day
  readonly turns: readonly Turn[]
}

/** Every day from a Monday on, with the turns that begin on it. */
export function calendarOf<Turn extends Span>(from: Day, days: number, turns: readonly Turn[]): CalendarDay<Turn>[] {
  const byDay = Map.groupBy(turns, (turn) => dayOf(turn.from))
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(from, index)
    return { day, turns: byDay.get(day) ?? [] }
  })
}

/** The whole weeks that a month touches: their Monday, and how many days they have. */
export function weeksOfMonth(month: string): { readonly from: Day; readonly days: number } {
  const first = `${month}-01`
  const from = mondayOf(first)
  const nextMonth = `${addDays(first, 31).slice(0, 7)}-01`
  let days = 0
  while (addDays(from, days) < nextMonth) days += 7
  return { from, days }
}
