/** Figures in words: what does not exist is a dash, never 0; a share or mean of a few cases is marked. */
import type { Figure } from '@changxin/shared/maintenance'

export const NO_FIGURE = '—'
/** Below this one case more or less moves a share by ten points. */
export const SMALL_N = 10

export const isSmall = (n: number): boolean => n > 0 && n < SMALL_N

/** 0 to 1 as `85%`; rounded down, so that 100% means all of them. */
export function shareText(value: number | null): string {
  if (value === null) return NO_FIGURE
  // 0.29 × 100 is a little less than 29 in binary.
  return `${Math.floor(Math.round(value * 10_000) / 100)}%`
}

/** Of how many; null of none. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

export interface MinutesText {
  readonly unit: 'minutes' | 'hours' | 'days'
  readonly n: string
}

const HOUR = 60
const DAY = 24 * HOUR
const oneDecimal = (value: number) => String(Math.round(value * 10) / 10)

/** In the unit one would say it in: 45 minutes, 3.5 hours, 2 days. */
export function minutesText(minutes: number | null): MinutesText | null {
  if (minutes === null) return null
  if (minutes < HOUR) return { unit: 'minutes', n: String(minutes) }
  if (minutes < 2 * DAY) return { unit: 'hours', n: oneDecimal(minutes / HOUR) }
  return { unit: 'days', n: oneDecimal(minutes / DAY) }
}

/** A mean of 1 to 5. */
export const ratingText = ({ value }: Figure): string => (value === null ? NO_FIGURE : value.toFixed(1))
