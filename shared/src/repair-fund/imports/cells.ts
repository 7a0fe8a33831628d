/** What stands in the cells of banks and desks: days, amounts of money, directions and kinds, as they write them. */
import { type Day, exactInteger, MAX_FEN } from '@changxin/shared/kernel'
import type { ImportKind, RowFault } from './words.ts'

const plain = (cell: string) => cell.normalize('NFKC').trim()
/** A number that a sheet kept as a figure, and lost the end of. */
const LOST_DIGITS = /^\d(?:\.\d+)?e\+?\d+$/i
export const lostDigits = (cell: string) => LOST_DIGITS.test(plain(cell))

/** Day 0 of Excel is 1899-12-30 for every day after February 1900. */
const EXCEL_DAY_ZERO_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
/** Serials of 1954 to 2119: other five-digit figures are no days. */
const SERIALS = { from: 20_000, to: 80_000 }

const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[\sT].*)?$/
const PACKED = /^(\d{4})(\d{2})(\d{2})(?:\s*\d{2}:?\d{2}(?::?\d{2})?)?$/
const SERIAL = /^(\d{5})(?:\.\d+)?$/

/** `2026-03-01`, `2026/3/1 10:22`, `20260301`, `2026年3月1日`, an Excel serial. Undefined for what is no day. */
export function dayOfCell(cell: string): Day | undefined {
  const text = plain(cell)
  const written = WRITTEN.exec(text) ?? PACKED.exec(text)
  if (written) return realDay(Number(written[1]), Number(written[2]), Number(written[3]))
  const serial = SERIAL.exec(text)
  if (!serial) return undefined
  const days = Number(serial[1])
  if (days < SERIALS.from || days > SERIALS.to) return undefined
  return new Date(EXCEL_DAY_ZERO_MS + days * DAY_MS).toISOString().slice(0, 10)
}

function realDay(year: number, month: number, date: number): Day | undefined {
  const ms = Date.UTC(year, month - 1, date)
  const day = new Date(ms)
  // 31 February would roll over.
  if (day.getUTCFullYear() !== year || day.getUTCMonth() !== month - 1 || day.getUTCDate() !== date) return undefined
  return day.toISOString().slice(0, 10)
}

export type AmountCell =
  | { readonly fen: number }
  | { readonly fault: Extract<RowFault, 'not-an-amount' | 'too-many-decimals' | 'amount-too-large'> }

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const NEGATIVE = /^(?:-(.*)|\((.*)\))$/

/** `1,234.50`, `¥1234.5`, `１，２３４．５０元`, `-5`, `(5.00)`: exact, never through a float. Null for an empty cell. */
export function amountOfCell(cell: string): AmountCell | null {
  const text = plain(cell)
    .replace(/[¥￥元\s]|rmb|cny/gi, '')
    .replace(/[−–—]/g, '-')
  if (text === '' || text === '-') return null
  const negative = NEGATIVE.exec(text)
  const unsigned = (negative ? (negative[1] ?? negative[2] ?? '') : text).replace(/^\+/, '')
  const digits = GROUPED.test(unsigned) ? unsigned.replaceAll(',', '') : unsigned
  if (!/^\d+(?:\.\d*)?$/.test(digits)) return { fault: 'not-an-amount' }
  const whole = digits.replace(/\.$/, '')
  const fen = exactInteger(whole, 2)
  if (fen === undefined)
    return { fault: /\.\d*?[1-9]\d*$/.test(whole) && hasThirdDecimal(whole) ? 'too-many-decimals' : 'amount-too-large' }
  if (fen > MAX_FEN) return { fault: 'amount-too-large' }
  return { fen: negative ? 0 - fen : fen }
}

/** Trailing zeros are no decimals: 12.300 is 12.30. */
const hasThirdDecimal = (text: string) => (text.split('.')[1] ?? '').replace(/0+$/, '').length > 2

const IN = new Set(['贷', '贷方', '收', '收入', '存入', '转入', '进', '入', 'c', 'cr', 'credit', '+'])
const OUT = new Set(['借', '借方', '支', '支出', '支取', '转出', '付', '付款', '出', 'd', 'dr', 'debit', '-'])

/** 贷, 收入, C … or 借, 支出, D …; undefined for another word. */
export function directionOfCell(cell: string): 'in' | 'out' | undefined {
  const word = plain(cell).toLowerCase()
  if (IN.has(word)) return 'in'
  return OUT.has(word) ? 'out' : undefined
}

const KINDS: readonly (readonly [RegExp, ImportKind])[] = [
  [/首次|首期|初始|first/, 'first-deposit'],
  [/补建|补交|补缴|build/, 'build-up'],
  [/续交|续缴|续筹|再次|top/, 'top-up'],
]

/** 首次交存, 补建, 续交 in their usual words; undefined for another one. */
export function kindOfCell(cell: string): ImportKind | undefined {
  const word = plain(cell).toLowerCase()
  return KINDS.find(([pattern]) => pattern.test(word))?.[1]
}

const TOTAL = /^(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|本页合计|total|sum)/i
/** A line that sums up what stands above it is no row. */
export const isTotalLine = (line: readonly string[]) => TOTAL.test(plain(line.find((cell) => cell.trim() !== '') ?? ''))
