/** Shanghai days and hours as milliseconds, for a simulation that goes by working hours. */
import { DAY_MS, type Day, dayOf, epochMsOf, instantOf, startOf } from '@changxin/shared/kernel'

export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** Working hours of everybody here: half past eight to half past five. */
const OPENS_HOUR = 8.5
const CLOSES_HOUR = 17.5

export const msOf = (day: Day, hour = 0): number => epochMsOf(startOf(day)) + Math.round(hour * HOUR_MS)

/** Days since 1970, in Shanghai: a number to count with. */
export const dayNumberAt = (ms: number): number => Math.floor((ms + 8 * HOUR_MS) / DAY_MS)

export const dayAt = (ms: number): Day => dayOf(instantOf(ms))

/** The same moment when somebody is at work, else the next morning, `spread` (0–1) saying how late in it. */
export function inWorkingHours(ms: number, spread: number): number {
  // Midnight in Shanghai is at a fixed place in every UTC day.
  const sinceMidnightMs = (ms + 8 * HOUR_MS) % DAY_MS
  const midnightMs = ms - sinceMidnightMs
  const hour = sinceMidnightMs / HOUR_MS
  if (hour >= OPENS_HOUR && hour < CLOSES_HOUR) return Math.round(ms)
  const morningMs = midnightMs + OPENS_HOUR * HOUR_MS + (hour < OPENS_HOUR ? 0 : DAY_MS)
  return Math.round(morningMs + spread * 2 * HOUR_MS)
}
