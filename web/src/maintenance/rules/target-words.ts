/** Targets in words: how long, counted in what, and in which order they are read. */
import { Category, type DeskHours, type TargetMinutes, Urgency, type WorkingHours } from '@changxin/shared/maintenance'
import type { Words } from '../step-words.ts'

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES
/** 48 小时 is how people say it; from here on in days. */
const DAYS_FROM_MINUTES = 3 * DAY_MINUTES

export type Unit = 'minute' | 'hour' | 'day'
export interface Length {
  readonly count: number
  readonly unit: Unit
}

/** Of working hours a day is as long as the desk is open. */
export const dayMinutesOf = (hours: WorkingHours): number =>
  hours === 'round-the-clock' ? DAY_MINUTES : hours.closesMinute - hours.opensMinute

/** In the largest unit that it is a whole number of. */
export function lengthOf(minutes: number, hours: WorkingHours = 'round-the-clock'): Length {
  const day = dayMinutesOf(hours)
  const inDays = hours !== 'round-the-clock' || minutes >= DAYS_FROM_MINUTES
  if (inDays && minutes % day === 0) return { count: minutes / day, unit: 'day' }
  if (minutes % HOUR_MINUTES === 0) return { count: minutes / HOUR_MINUTES, unit: 'hour' }
  return { count: minutes, unit: 'minute' }
}

export function lengthText(minutes: number, hours: WorkingHours | undefined, t: Words): string {
  const { count, unit } = lengthOf(minutes, hours)
  const kind = hours === undefined || hours === 'round-the-clock' ? 'clock' : 'desk'
  return t(`maintenance.targetRules.length.${kind}.${unit}`, { n: count })
}

/** `8:30`; the end of the day is `24:00`. */
export function clockText(minuteOfDay: number): string {
  return `${Math.floor(minuteOfDay / HOUR_MINUTES)}:${String(minuteOfDay % HOUR_MINUTES).padStart(2, '0')}`
}

/** Without what it says about holidays: for a choice among few. */
export function deskText({ opensMinute, closesMinute, weekdays }: DeskHours, t: Words): string {
  const days = t(`maintenance.targetRules.weekdays.${weekdays}`)
  return t('maintenance.targetRules.desk', { days, from: clockText(opensMinute), to: clockText(closesMinute) })
}

export function hoursText(hours: WorkingHours | undefined, t: Words): string {
  if (hours === undefined || hours === 'round-the-clock') return t('maintenance.targetRules.roundTheClock')
  return `${deskText(hours, t)}${t(hours.holidays ? 'maintenance.targetRules.withHolidays' : 'maintenance.targetRules.noHolidays')}`
}

/** As on the forms: by urgency, what holds for every category before its exceptions. */
export function inReadingOrder(targets: readonly TargetMinutes[]): TargetMinutes[] {
  const rank = ({ urgency, category }: TargetMinutes) =>
    Urgency.options.indexOf(urgency) * (Category.options.length + 1) +
    (category === undefined ? 0 : Category.options.indexOf(category) + 1)
  return [...targets].sort((one, other) => rank(one) - rank(other))
}
