/** What the calendar of working time knows, and whether it knows the year that targets run into. */
import { type Day, daysBetween } from '@changxin/shared/kernel'
import { type HolidayYear, hasHolidayData, holidayYears } from '@changxin/shared/maintenance'

/** 国务院办公厅 tells the holidays of a year in November of the year before. */
const NOTICE_MONTH = 11

export interface MissingYear {
  readonly year: number
  /** This year's targets are counted wrong now; the next year's will be. */
  readonly isNow: boolean
}

const yearOf = (day: Day) => Number(day.slice(0, 4))

/** The year of the day, and from November on the one after it, where their holidays are not known. */
export function missingYears(day: Day): readonly MissingYear[] {
  const year = yearOf(day)
  const isNoticeOut = Number(day.slice(5, 7)) >= NOTICE_MONTH
  return [
    { year, isNow: true },
    ...(isNoticeOut || !hasHolidayData(year) ? [{ year: year + 1, isNow: false }] : []),
  ].filter((one) => !hasHolidayData(one.year))
}

/** The year to show first: that of the day, else the last that is known. */
export function shownYear(day: Day): number {
  return hasHolidayData(yearOf(day)) ? yearOf(day) : (holidayYears.at(-1)?.year ?? yearOf(day))
}

export interface Holiday {
  readonly from: Day
  readonly to: Day
  readonly days: number
}

export function holidaysOf({ off }: HolidayYear): readonly Holiday[] {
  return off.map(([from, to]) => ({ from, to, days: daysBetween(from, to) + 1 }))
}
