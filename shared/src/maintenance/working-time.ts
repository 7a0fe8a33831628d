/**
 * Time as targets count it: all day and night, or the hours of a desk on the days that it works. Sums and due instants
 * are found in constant time, however long the target, and are exact to the millisecond.
 */
import { DAY_MS, type Day, epochMsOf, type Instant, instantOf, startOf } from '@changxin/shared/kernel'
import { z } from 'zod'
import { DAY_ZERO, dayNumberOf, workedDay, workedDaysBefore } from './working-days.ts'

export { hasHolidayData, holidayDataYears } from './working-days.ts'

const MINUTE_MS = 60_000
const ZERO_MS = epochMsOf(startOf(DAY_ZERO))

/** Minutes of the Shanghai day: 510–1050 is 08:30–17:30. Opens before it closes; a lunch break is not taken out. */
export const DeskHours = z.strictObject({
  opensMinute: z.int().min(0).max(1_439),
  closesMinute: z.int().min(1).max(1_440),
  weekdays: z.enum(['mon-fri', 'mon-sat', 'every-day']),
  /** Public holidays are off, 调休 make-up days are worked; in a year without data only the weekdays count. */
  holidays: z.boolean(),
})
export type DeskHours = Readonly<z.infer<typeof DeskHours>>
export const WorkingHours = z.union([z.literal('round-the-clock'), DeskHours])
export type WorkingHours = 'round-the-clock' | DeskHours

/**
 * The first instant at which so much working time has passed. Ends a working day at its close, not at the next opening;
 * no minutes are due at once. `workingMinutes`: 0 or more, fractions to the millisecond. Throws RangeError otherwise.
 */
export function dueAfter(from: Instant, workingMinutes: number, hours: WorkingHours): Instant {
  if (!(workingMinutes >= 0)) throw new RangeError(`working minutes cannot be ${workingMinutes}`)
  const wantedMs = Math.round(workingMinutes * MINUTE_MS)
  const fromMs = epochMsOf(from)
  if (hours === 'round-the-clock') return instantOf(fromMs + wantedMs)
  if (wantedMs === 0) return from
  const dayMs = workingDayMs(hours)
  const untilMs = workedMsAt(fromMs, hours) + wantedMs
  const n = Math.ceil(untilMs / dayMs)
  return instantOf(ZERO_MS + workedDay(n, hours) * DAY_MS + hours.opensMinute * MINUTE_MS + untilMs - (n - 1) * dayMs)
}

/** Working time from one instant to another, with fractions for seconds; 0 when `to` is not after `from`. */
export function workingMinutesBetween(from: Instant, to: Instant, hours: WorkingHours): number {
  if (to <= from) return 0
  if (hours === 'round-the-clock') return (epochMsOf(to) - epochMsOf(from)) / MINUTE_MS
  return (workedMsAt(epochMsOf(to), hours) - workedMsAt(epochMsOf(from), hours)) / MINUTE_MS
}

export function isWorkingDay(day: Day, hours: WorkingHours): boolean {
  if (hours === 'round-the-clock') return true
  const dayNumber = dayNumberOf(day)
  return workedDaysBefore(dayNumber + 1, hours) > workedDaysBefore(dayNumber, hours)
}

/** Milliseconds worked from day zero until the instant. */
function workedMsAt(epochMs: number, hours: DeskHours): number {
  const dayNumber = Math.floor((epochMs - ZERO_MS) / DAY_MS)
  const before = workedDaysBefore(dayNumber, hours)
  const dayMs = workingDayMs(hours)
  if (workedDaysBefore(dayNumber + 1, hours) === before) return before * dayMs
  const sinceOpeningMs = epochMs - ZERO_MS - dayNumber * DAY_MS - hours.opensMinute * MINUTE_MS
  return before * dayMs + Math.min(Math.max(sinceOpeningMs, 0), dayMs)
}

function workingDayMs({ opensMinute, closesMinute }: DeskHours): number {
  const dayMs = (closesMinute - opensMinute) * MINUTE_MS
  if (!(dayMs > 0)) throw new RangeError(`a desk that opens at ${opensMinute} cannot close at ${closesMinute}`)
  return dayMs
}
