/** What stands in the cells of such sheets: times as people and platforms write them, yes and no, and people in the text. */
import { addDays, type Instant, maskPhone, startOf } from '@changxin/shared/kernel'
import type { Verdict } from './events.ts'

const TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]*(\d{1,2})[:：时点](?:(\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?秒?)?分?)?)?$/

/**
 * `2026-11-03 09:15`, `2026/11/3 9:15:00`, `2026年11月3日9时15分`, in Shanghai. A day alone: its beginning, or its last
 * second where `lastOfDay` (a deadline). Undefined for what is no time.
 */
export function shanghaiTime(text: string, lastOfDay = false): Instant | undefined {
  const match = TIME.exec(text.trim())
  if (!match) return undefined
  const [, year = '', month = '', date = '', hour, minute = '0', second = '0'] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isDay(day)) return undefined
  if (hour === undefined) return lastOfDay ? plusSeconds(startOf(addDays(day, 1)), -1) : startOf(day)
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 24 || m > 59 || s > 59 || (h === 24 && m + s > 0)) return undefined
  return plusSeconds(startOf(day), (h * 60 + m) * 60 + s)
}

function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00.000Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

const plusSeconds = (instant: Instant, seconds: number) => new Date(Date.parse(instant) + seconds * 1_000).toISOString()

/** `2026-11-03 09:15:00` in Shanghai, as a sheet shows it and `shanghaiTime` reads it. */
export function sheetTime(instant: Instant): string {
  return plusSeconds(instant, 8 * 3_600)
    .slice(0, 19)
    .replace('T', ' ')
}

const YES = new Set(['是', '已', '有', '√', '✓', '1', 'y', 'yes', 'true'])
const NO = new Set(['否', '未', '无', '×', '✗', '0', 'n', 'no', 'false'])
const NOTHING = new Set(['', '-', '—', '/', '未评价', '未回访', '无法回访'])

/** 是、已解决、基本满意 … Null for an empty cell or one that says that nobody was asked; undefined for anything else. */
export function verdictOf(text: string): Verdict | null | undefined {
  const word = text.trim().toLowerCase()
  if (NOTHING.has(word)) return null
  if (YES.has(word)) return 'yes'
  if (NO.has(word)) return 'no'
  if (/^(?:未|没有?|不)(?:响应|联系|解决|办结|满意)$|^非常不满意$|^很?不满意$/.test(word)) return 'no'
  return /^(?:已经?|非常|很|较|比较|基本)?(?:响应|联系|解决|办结|满意)$/.test(word) ? 'yes' : undefined
}

export const verdictText = (verdict: Verdict | null): string =>
  verdict === null ? '' : verdict === 'yes' ? '是' : '否'

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g

/** The text without whom it came from: mobile numbers in part, the caller's name and number where the sheet says them. */
export function withoutCaller(
  text: string,
  { name, phone }: { readonly name: string; readonly phone: string },
): string {
  const surname = [...name.trim()]
  const named = surname.length < 2 ? text : text.replaceAll(name.trim(), `${surname[0]}**`)
  const digits = phone.trim()
  const rung = digits.length < 5 ? named : named.replaceAll(digits, maskPhone(digits))
  return rung.replace(MOBILE, maskPhone)
}
