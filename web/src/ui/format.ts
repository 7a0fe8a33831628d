/** Dates as people here write them, always in Shanghai time; sums and spans in words. */
import { dayOf, formatFen, formatFloorArea, type Instant, instantOf } from '@changxin/shared/kernel'

const ZONE = 'Asia/Shanghai'
const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, options)
  formats.set(key, made)
  return made
}

/** `2026年3月1日`; the year is left out when it is the one of `thisYear`. */
export function dayText(day: string, language: string, thisYear?: string): string {
  const date = new Date(`${day}T00:00:00.000Z`)
  const year = thisYear !== undefined && day.startsWith(thisYear) ? {} : ({ year: 'numeric' } as const)
  const month = language === 'en' ? 'short' : 'long'
  return format(language, `day-${Object.keys(year).length}`, {
    ...year,
    month,
    day: 'numeric',
    timeZone: 'UTC',
  }).format(date)
}

/** `3月1日 08:30` */
export function instantText(instant: Instant, language: string, thisYear?: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE } as const
  return `${dayText(dayOf(instant), language, thisYear)} ${format(language, 'time', time).format(new Date(instant))}`
}

export const todayOf = (nowMs: number): string => dayOf(instantOf(nowMs))

/** `¥1,234.50`; the minus stands before the sign of the currency. */
export function moneyText(fen: number): string {
  return fen < 0 ? `−¥${formatFen(-fen)}` : `¥${formatFen(fen)}`
}

export const floorAreaText = (hundredths: number): string => `${formatFloorArea(hundredths)} m²`

/** Hundredths of m² as `123.4` in units of 10,000 m². */
export const tenThousandText = (hundredths: number): string => (hundredths / 1_000_000).toFixed(2)

export const wholeText = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

export interface Span {
  readonly over: boolean
  readonly days: number
  readonly hours: number
  readonly minutes: number
}

/** From now to a due moment, split for words. */
export function spanTo(dueAt: Instant, nowMs: number): Span {
  const ms = Date.parse(dueAt) - nowMs
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  return {
    over: ms < 0,
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  }
}
