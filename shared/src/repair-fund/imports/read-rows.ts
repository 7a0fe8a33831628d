/** A bank's sheet, cell by cell as text, under a mapping: where its header is, and what each line below it says. */
import type { Day } from '@changxin/shared/kernel'
import { EARLIEST_PAID_ON } from '../contributions/checks.ts'
import { amountOfCell, dayOfCell, directionOfCell, isTotalLine, kindOfCell, lostDigits } from './cells.ts'
import { type FundColumns, type FundField, fundFields, requireColumns } from './columns.ts'
import { partsOf } from './door-text.ts'
import { reject } from './errors.ts'
import type { RowProblem } from './events.ts'
import { HEADER_WITHIN, type ImportKind, MAX_IMPORT_ROWS, MAX_ROW_FAULTS, type RowFault } from './words.ts'

export type Table = readonly (readonly string[])[]

const clean = (cell: string | undefined) => (cell ?? '').trim()
const isEmpty = (line: readonly string[]) => line.every((cell) => clean(cell) === '')

export interface SheetLine {
  /** As the sheet counts: the first line is 1. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface SheetBody {
  readonly headerRow: number
  readonly headers: readonly string[]
  /** Without empty lines and those that sum up others. */
  readonly lines: readonly SheetLine[]
}

/** Throws a refusal about the sheet as a whole; what is wrong with a row is told by `readLine`. */
export function bodyOf(table: Table, columns: FundColumns): SheetBody {
  requireColumns(columns)
  const { headerRow, headers } = headerOf(table, columns)
  const lines = table
    .slice(headerRow)
    .map((cells, index) => ({ row: headerRow + 1 + index, cells }))
    .filter(({ cells }) => !isEmpty(cells) && !isTotalLine(cells))
  if (lines.length === 0) throw reject('fund-sheet-empty')
  if (lines.length > MAX_IMPORT_ROWS) throw reject('fund-sheet-too-many-rows', { limit: MAX_IMPORT_ROWS })
  return { headerRow, headers, lines }
}

/** The first line that has every mapped column; a column that stands there twice can be either. */
function headerOf(table: Table, columns: FundColumns): { headerRow: number; headers: readonly string[] } {
  if (table.every(isEmpty)) throw reject('fund-sheet-empty')
  const wanted = fundFields.map((field) => columns[field]).filter((header) => header !== undefined)
  let missing: readonly string[] = wanted
  for (const [at, line] of table.slice(0, HEADER_WITHIN).entries()) {
    const headers = line.map(clean)
    const without = wanted.filter((header) => !headers.includes(header))
    if (without.length === 0) {
      const twice = wanted.find((header) => headers.indexOf(header) !== headers.lastIndexOf(header))
      if (twice !== undefined) throw reject('fund-sheet-column-twice', { header: twice })
      return { headerRow: at + 1, headers }
    }
    if (without.length < missing.length) missing = without
  }
  throw reject('fund-sheet-columns-missing', { headers: missing, within: HEADER_WITHIN })
}

export interface ReadingHow {
  readonly columns: FundColumns
  readonly headers: readonly string[]
  readonly kind: ImportKind
  readonly negatives: 'refuse' | 'outgoing'
  readonly today: Day
}

export interface ReadRow {
  readonly row: number
  readonly day: Day | null
  /** Above zero in either direction. */
  readonly amountFen: number | null
  readonly direction: 'in' | 'out'
  readonly kind: ImportKind | null
  readonly problems: readonly RowProblem[]
  readonly serial: string
  readonly balance: string
  readonly where: Where
}

/** What says whose money it is. */
export interface Where {
  readonly unitId: string
  readonly place: string
  readonly remark: string
}

export function readLine({ row, cells }: SheetLine, how: ReadingHow): ReadRow {
  const { columns, headers } = how
  const at = (field: FundField) => {
    const header = columns[field]
    return header === undefined ? '' : clean(cells[headers.indexOf(header)])
  }
  const problems: RowProblem[] = []
  const fail = (field: FundField, fault: RowFault) => void problems.push({ field, fault })
  const nothing = { row, day: null, amountFen: null, direction: 'in' as const, kind: null, serial: '', balance: '' }
  const where = { unitId: at('unitId'), place: placeOf(at), remark: at('remark') }
  if (repeatsHeader(at, columns)) {
    fail('day', 'header-again')
    return { ...nothing, problems, where }
  }
  const day = dayOf(at('day'), how.today, fail)
  const money = columns.amount === undefined ? twoSided(at, fail) : oneSided(at, how, fail)
  const kind = kindOf(at('kind'), how.kind, fail)
  const serial = at('serial').normalize('NFKC')
  if (lostDigits(serial)) fail('serial', 'number-lost-digits')
  const found = { row, day, ...money, kind, serial, balance: balanceOf(at('balance')) }
  return { ...found, problems: problems.slice(0, MAX_ROW_FAULTS), where }
}

type At = (field: FundField) => string
type Fail = (field: FundField, fault: RowFault) => void

/** Two exports that were copied into one sheet: the second header is a row like any other. */
const repeatsHeader = (at: At, columns: FundColumns) =>
  fundFields.every((field) => columns[field] === undefined || at(field) === columns[field])

function dayOf(cell: string, today: Day, fail: Fail): Day | null {
  const day = cell === '' ? undefined : dayOfCell(cell)
  if (day === undefined) fail('day', cell === '' ? 'missing' : 'not-a-day')
  else if (day > today) fail('day', 'day-in-future')
  else if (day < EARLIEST_PAID_ON) fail('day', 'day-too-early')
  return day ?? null
}

interface Money {
  readonly amountFen: number | null
  readonly direction: 'in' | 'out'
}
const NO_MONEY: Money = { amountFen: null, direction: 'in' }

function fenOf(field: FundField, cell: string, fail: Fail): number | null | undefined {
  const amount = amountOfCell(cell)
  if (amount === null) return null
  if ('fen' in amount) return amount.fen
  fail(field, amount.fault)
  return undefined
}

function oneSided(at: At, { columns, negatives }: ReadingHow, fail: Fail): Money {
  const fen = fenOf('amount', at('amount'), fail)
  if (fen === undefined) return NO_MONEY
  if (fen === null || fen === 0) {
    fail('amount', fen === null ? 'missing' : 'amount-zero')
    return NO_MONEY
  }
  const word = columns.direction === undefined ? undefined : directionOfCell(at('direction'))
  if (columns.direction !== undefined && word === undefined) fail('direction', 'direction-unknown')
  if (word === 'out') return { amountFen: Math.abs(fen), direction: 'out' }
  if (fen > 0) return { amountFen: fen, direction: 'in' }
  if (word === undefined && negatives === 'outgoing') return { amountFen: -fen, direction: 'out' }
  fail('amount', 'amount-negative')
  return NO_MONEY
}

function twoSided(at: At, fail: Fail): Money {
  const credit = fenOf('credit', at('credit'), fail)
  const debit = fenOf('debit', at('debit'), fail)
  if (credit === undefined || debit === undefined) return NO_MONEY
  if (credit && debit) fail('credit', 'both-sides')
  else if ((credit ?? 0) < 0) fail('credit', 'amount-negative')
  else if ((debit ?? 0) < 0) fail('debit', 'amount-negative')
  else if (credit) return { amountFen: credit, direction: 'in' }
  else if (debit) return { amountFen: debit, direction: 'out' }
  else fail('credit', credit === 0 || debit === 0 ? 'amount-zero' : 'missing')
  return NO_MONEY
}

function kindOf(cell: string, usual: ImportKind, fail: Fail): ImportKind | null {
  if (cell === '') return usual
  const kind = kindOfCell(cell)
  if (kind === undefined) fail('kind', 'kind-unknown')
  return kind ?? null
}

/** `1,000.00` and `1000` are the same balance. */
function balanceOf(cell: string): string {
  const amount = amountOfCell(cell)
  return amount !== null && 'fen' in amount ? String(amount.fen) : cell.normalize('NFKC')
}

function placeOf(at: At): string {
  const parts = [at('building') && `${at('building')}栋`, at('entrance') && `${at('entrance')}单元`, at('door')]
  return at('place') || parts.filter(Boolean).join(' ')
}

/** However it was typed: wide or narrow letters, spaces, capitals. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/**
 * What tells a row of the bank from every other: its serial number with day and amount (banks give one number to several
 * legs); without one, day, amount and balance; without a balance too, the door and the remark, so that two payers of one
 * day are two, also in two files. Equal ones are counted in the order of the file, so that two equal payments are two.
 */
export function keyTextOf(row: ReadRow, occurrence: number): string {
  const { serial, day, amountFen, balance, where } = row
  if (serial !== '') return ['serial', serial, day, amountFen].join('|')
  if (balance !== '') return ['row', day, amountFen, balance, occurrence].join('|')
  const at = `at ${where.unitId || partsOf(where.place).join('-')}`
  return ['row', day, amountFen, at, plain(where.remark), occurrence].join('|')
}
