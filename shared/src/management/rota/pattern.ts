/** 轮值表的排法: on which days and between which times somebody's turn is, and whose it is. Times are of the clock in Shanghai. */
import { addDays, addMinutes, type Day, daysBetween, Id, type Instant, startOf } from '@changxin/shared/kernel'
import { z } from 'zod'

/** `duty`: 值守, takes requests and is who work goes to. */
export const RotaPurpose = z.enum(['duty', 'cleaning', 'facility-check', 'gates', 'night-patrol'])
export type RotaPurpose = z.infer<typeof RotaPurpose>
export const RotaStaff = z.enum(['paid', 'volunteer'])
export type RotaStaff = z.infer<typeof RotaStaff>

/** `08:00`; `24:00` is said as `00:00`. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** `until` at or before `from` is of the next day: 22:00–06:00, and 08:00–08:00 is a whole day. */
const Times = { from: ClockTime, until: ClockTime }
/** 1 = Monday. */
const Weekday = z.int().min(1).max(7)

export const MAX_SHIFTS = 4
/** As many turns in a week as rotating shifts can make. */
export const MAX_WEEK_SLOTS = 28

export const RotatingPattern = z.strictObject({
  kind: z.literal('rotating'),
  weekdays: z
    .array(Weekday)
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'each weekday once'),
  shifts: z.array(z.strictObject(Times)).min(1).max(MAX_SHIFTS),
})
export const WeeklyPattern = z.strictObject({
  kind: z.literal('weekly'),
  slots: z
    .array(z.strictObject({ weekday: Weekday, ...Times, personId: Id }))
    .min(1)
    .max(MAX_WEEK_SLOTS),
})
/** 轮流: the members one after the other. 按星期: each weekday its own person. */
export const RotaPattern = z.discriminatedUnion('kind', [RotatingPattern, WeeklyPattern])
export type RotaPattern = z.infer<typeof RotaPattern>

export interface Slot {
  readonly day: Day
  readonly from: Instant
  readonly until: Instant
  /** Which of several that begin at the same time. */
  readonly lane: number
  /** Null where whoever is next in order takes it. */
  readonly personId: Id | null
}

/** A Monday. */
const SOME_MONDAY: Day = '2024-01-01'
const WEEK = 7
const DAY_MINUTES = 24 * 60

export const weekdayOf = (day: Day): number => (((daysBetween(SOME_MONDAY, day) % WEEK) + WEEK) % WEEK) + 1

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

interface Timed {
  readonly from: string
  readonly until: string
}

const lengthOf = ({ from, until }: Timed) => {
  const minutes = minutesOf(until) - minutesOf(from)
  return minutes > 0 ? minutes : minutes + DAY_MINUTES
}

/** The turns of a day, in the order of their times. */
export function slotsOf(pattern: RotaPattern, day: Day): readonly Slot[] {
  const weekday = weekdayOf(day)
  const timed: readonly (Timed & { readonly personId: Id | null })[] =
    pattern.kind === 'weekly'
      ? pattern.slots.filter((slot) => slot.weekday === weekday)
      : pattern.weekdays.includes(weekday)
        ? pattern.shifts.map((shift) => ({ ...shift, personId: null }))
        : []
  const lanes = new Map<string, number>()
  return timed
    .map((one) => {
      const lane = lanes.get(one.from) ?? 0
      lanes.set(one.from, lane + 1)
      const from = addMinutes(startOf(day), minutesOf(one.from))
      return { day, from, until: addMinutes(from, lengthOf(one)), lane, personId: one.personId }
    })
    .toSorted((a, b) => (a.from === b.from ? a.lane - b.lane : a.from < b.from ? -1 : 1))
}

/** A slot is the same turn however often it is planned: its id comes from the rota and the slot alone. */
export function turnIdOf(rotaId: Id, { day, from, lane }: Pick<Slot, 'day' | 'from' | 'lane'>): Id {
  const minute = (Date.parse(from) - Date.parse(startOf(day))) / 60_000
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`
  return `${rotaId}-${day.replaceAll('-', '')}-${clock}-${lane}`
}

interface Span {
  readonly from: Instant
  readonly until: Instant
}

/** One ends when the other begins: that is no overlap. */
export const overlap = (one: Span, other: Span) => one.from < other.until && other.from < one.until

/** Somebody who is named twice for one time of the week: their weekday, or null. */
export function doubledWeekday(pattern: RotaPattern): number | null {
  if (pattern.kind !== 'weekly') return null
  // Two weeks, so that a Sunday night meets its Monday.
  const slots = Array.from({ length: 2 * WEEK }, (_, index) => slotsOf(pattern, addDays(SOME_MONDAY, index))).flat()
  const doubled = slots.find((slot, index) =>
    slots.some((other, at) => at > index && other.personId === slot.personId && overlap(slot, other)),
  )
  return doubled ? weekdayOf(doubled.day) : null
}
