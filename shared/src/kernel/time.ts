/** The two kinds of time. An instant is when something happened; a day is a calendar day in Asia/Shanghai. */
import { z } from 'zod'

/** `2026-03-01T08:30:00.000Z`: always UTC with milliseconds, so that text order is time order. */
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = string

/** `2026-03-01`: a calendar day in Asia/Shanghai. */
export const Day = z.iso.date()
export type Day = string

/** Shanghai has been UTC+8 without summer time since 1991, so plain arithmetic is exact for every day we record. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000

/** Most instants that are asked for are of the same millisecond as the one before, and writing one out is slow. */
let latest: { readonly epochMs: number; readonly instant: Instant } = { epochMs: 0, instant: new Date(0).toISOString() }

export function instantOf(epochMs: number): Instant {
  if (epochMs !== latest.epochMs) latest = { epochMs, instant: new Date(epochMs).toISOString() }
  return latest.instant
}

export function epochMsOf(instant: Instant): number {
  return Date.parse(instant)
}

export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** The first instant of a day: midnight in Shanghai. */
export function startOf(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS).toISOString()
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS)
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return instantOf(epochMsOf(instant) + minutes * 60_000)
}

/** The same date `years` later; 29 February falls back to the 28th. */
export function addYears(day: Day, years: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate()
  return `${String(year + years).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}

/** Whole months from `from` to `to`: 0 until the first monthly anniversary, never negative. */
export function monthsBetween(from: Day, to: Day): number {
  const [fromYear, fromMonth, fromDate] = from.split('-').map(Number) as [number, number, number]
  const [toYear, toMonth, toDate] = to.split('-').map(Number) as [number, number, number]
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDate < fromDate ? 1 : 0)
  return Math.max(0, months)
}
