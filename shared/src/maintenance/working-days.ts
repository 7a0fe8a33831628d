/** Which days are worked: weekdays, and where asked for public holidays and make-up days, counted in constant time. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import { type HolidayYear, holidayYears } from './holidays.data.ts'

/** A Monday, so that the first days of every seven are those that are worked. */
export const DAY_ZERO: Day = '1970-01-05'

const WORKED_OF_SEVEN = { 'mon-fri': 5, 'mon-sat': 6, 'every-day': 7 } as const
export type Weekdays = keyof typeof WORKED_OF_SEVEN
export interface DayPattern {
  readonly weekdays: Weekdays
  /** Public holidays are off and make-up days worked, as announced; without data for a year, weekdays alone count. */
  readonly holidays: boolean
}

/** Whether the holidays of a year are known here. Where they are not, only weekdays count, and a screen should say so. */
export function hasHolidayData(year: number): boolean {
  return holidayYears.some((known) => known.year === year)
}

/** First and last year with holidays; there is no gap between. */
export const holidayDataYears = {
  first: (holidayYears[0] as HolidayYear).year,
  last: (holidayYears.at(-1) as HolidayYear).year,
}

export const dayNumberOf = (day: Day): number => daysBetween(DAY_ZERO, day)
const weekOf = (dayNumber: number): number => Math.floor(dayNumber / 7)
const isWorkedWeekday = (dayNumber: number, weekdays: Weekdays) =>
  dayNumber - 7 * weekOf(dayNumber) < WORKED_OF_SEVEN[weekdays]

/** Where announced days differ from the weekday, oldest first: the day, and the sum of all differences up to it. */
interface Difference {
  readonly dayNumber: number
  readonly sum: number
}

function announcedDays(): readonly { readonly dayNumber: number; readonly isWorked: boolean }[] {
  const off = holidayYears.flatMap((year) =>
    year.off.flatMap(([from, to]) =>
      Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)),
    ),
  )
  const work = holidayYears.flatMap((year) => year.work)
  return [
    ...off.map((day) => ({ dayNumber: dayNumberOf(day), isWorked: false })),
    ...work.map((day) => ({ dayNumber: dayNumberOf(day), isWorked: true })),
  ].sort((one, other) => one.dayNumber - other.dayNumber)
}

function differencesFor(weekdays: Weekdays): readonly Difference[] {
  let sum = 0
  return announcedDays()
    .filter(({ dayNumber, isWorked }) => isWorked !== isWorkedWeekday(dayNumber, weekdays))
    .map(({ dayNumber, isWorked }) => {
      sum += isWorked ? 1 : -1
      return { dayNumber, sum }
    })
}

const differences: Readonly<Record<Weekdays, readonly Difference[]>> = {
  'mon-fri': differencesFor('mon-fri'),
  'mon-sat': differencesFor('mon-sat'),
  'every-day': differencesFor('every-day'),
}

/** Days worked from day zero up to, and without, the day; negative before day zero. */
export function workedDaysBefore(dayNumber: number, { weekdays, holidays }: DayPattern): number {
  const week = weekOf(dayNumber)
  const worked = WORKED_OF_SEVEN[weekdays]
  const byWeekday = week * worked + Math.min(dayNumber - 7 * week, worked)
  if (!holidays) return byWeekday
  const list = differences[weekdays]
  const before = firstAt(0, list.length, (index) => (list[index] as Difference).dayNumber >= dayNumber)
  return byWeekday + (list[before - 1]?.sum ?? 0)
}

/** The n-th worked day after day zero, counted from 1: the first that has n worked days up to its end. */
export function workedDay(n: number, pattern: DayPattern): number {
  const worked = WORKED_OF_SEVEN[pattern.weekdays]
  // Announced days move it by fewer days than there are; a week more on each side covers what weekdays round off.
  const about = Math.floor((n / worked) * 7)
  const margin = 7 + 2 * differences[pattern.weekdays].length
  return firstAt(about - margin, about + margin, (dayNumber) => workedDaysBefore(dayNumber + 1, pattern) >= n)
}

/** The smallest number from `low` on that has what all above it have too; `high` if none below it has. */
function firstAt(low: number, high: number, has: (value: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (has(middle)) to = middle
    else from = middle + 1
  }
  return from
}
