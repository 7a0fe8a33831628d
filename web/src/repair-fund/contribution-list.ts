/** A pasted or uploaded list of contributions, door and amount a line: exact amounts, and every line that is unclear is named. */
import { exactInteger, MAX_FEN } from '@changxin/shared/kernel'

export type ListProblem = 'no-door' | 'no-amount' | 'bad-amount' | 'amount-unclear' | 'door-unknown' | 'door-unclear'

export interface ListLine {
  /** 1-based line of the text. */
  readonly line: number
  readonly text: string
  /** Ways to read the door, the fullest first. */
  readonly doors: readonly string[]
  readonly amountFen: number | null
  readonly problem: ListProblem | null
}

export interface ListReading {
  readonly lines: readonly ListLine[]
  /** What the list itself says its sum is, where it has such a line. */
  readonly printedTotalFen: number | null
}

export interface Door {
  readonly id: string
  readonly label: string
  readonly buildingName: string
  readonly door: string
}

export interface MatchedRow {
  readonly line: number
  readonly unitId: string
  readonly label: string
  readonly amountFen: number
}

export interface MatchedList {
  readonly rows: readonly MatchedRow[]
  readonly problems: readonly (Pick<ListLine, 'line' | 'text'> & { readonly problem: ListProblem })[]
  readonly totalFen: number
  /** Doors that stand in the list more than once; allowed, but worth a look. */
  readonly twice: readonly string[]
}

const TOTAL = /^(?:合\s*计|小\s*计|总\s*计|共\s*计|total|sum)$/i
const AMOUNT_HEADER = /金额|交存额|缴存额|实缴|实收|amount|yuan/i
const DOOR_HEADER = /门牌|房号|房屋|房间|户号|地址|单元|栋|幢|楼|室|door|unit|building|entrance|room/i

/** `￥１,５００.００元` → 150000; undefined when it is no exact amount of money above zero. */
export function amountFenOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[¥￥元\s]|rmb|cny/gi, '')
  const digits = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  const fen = exactInteger(digits, 2)
  return fen !== undefined && fen > 0 && fen <= MAX_FEN ? fen : undefined
}

export function readContributionList(text: string): ListReading {
  const written = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const rows = written.flatMap((one, index) =>
    one.trim() ? [{ line: index + 1, text: one.trim(), cells: cellsOf(one) }] : [],
  )
  const header = rows[0] && isHeader(rows[0].cells) ? headerOf(rows[0].cells) : undefined
  const lines: ListLine[] = []
  let printedTotalFen: number | null = null
  for (const row of header ? rows.slice(1) : rows) {
    const read = readLine(row, header)
    if (read.doors.some((door) => TOTAL.test(door))) printedTotalFen = read.amountFen
    else lines.push(read)
  }
  return { lines, printedTotalFen }
}

interface Header {
  readonly columns: number
  readonly amount: number
  readonly doors: readonly number[]
}

const isHeader = (cells: readonly string[]) =>
  cells.length > 1 && cells.every((cell) => !/[\d０-９]/.test(cell)) && !cells.some((cell) => TOTAL.test(cell))

function headerOf(cells: readonly string[]): Header {
  const named = cells.findLastIndex((cell) => AMOUNT_HEADER.test(cell))
  const amount = named < 0 ? cells.length - 1 : named
  const doors = cells.flatMap((cell, index) => (index !== amount && DOOR_HEADER.test(cell) ? [index] : []))
  return { columns: cells.length, amount, doors: doors.length > 0 ? doors : [amount === 0 ? 1 : 0] }
}

interface Row {
  readonly line: number
  readonly text: string
  readonly cells: readonly string[]
}

function readLine({ line, text, cells: written }: Row, header: Header | undefined): ListLine {
  const fits =
    header !== undefined && withoutEmptyEnd(written).length <= header.columns && written.length >= header.columns
  const cells = fits ? written : withoutEmptyEnd(written)
  const amountAt = fits ? header.amount : cells.length - 1
  const doors = fits
    ? [
        header.doors
          .map((at) => cells[at] ?? '')
          .join(' ')
          .trim(),
      ]
    : [cells.slice(0, -1).join(' ').trim(), cells[0] ?? '']
  const amountText = cells.length > 1 ? (cells[amountAt] ?? '') : ''
  const amountFen = amountFenOf(amountText) ?? null
  const problem = problemOf({ cells, fits, amountText, amountFen, door: cells.length > 1 ? (doors[0] ?? '') : text })
  return { line, text, doors: [...new Set(doors)].filter(Boolean), amountFen, problem }
}

interface LineParts {
  readonly cells: readonly string[]
  readonly fits: boolean
  readonly amountText: string
  readonly amountFen: number | null
  readonly door: string
}

function problemOf({ cells, fits, amountText, amountFen, door }: LineParts): ListProblem | null {
  if (!door) return 'no-door'
  if (!amountText) return 'no-amount'
  if (amountFen === null) return 'bad-amount'
  // `3-2-502,1,500.00`: without a header nobody can tell whether 1 belongs to the door or to the amount.
  if (
    !fits &&
    cells.length > 2 &&
    /^\d{3}(?:\.\d{1,2})?$/.test(amountText.normalize('NFKC')) &&
    /^\d{1,3}$/.test((cells.at(-2) ?? '').normalize('NFKC'))
  )
    return 'amount-unclear'
  return null
}

/** Tabs as Excel pastes them, else commas with quotes, else the last word is the amount. */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t')
    ? line.split('\t').map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      )
    : commaCells(line)
  if (cells.length > 1) return cells
  const words = /^(.*\S)\s+(\S+)$/.exec(line.trim())
  return words ? [words[1] ?? '', words[2] ?? ''] : cells
}

function commaCells(line: string): string[] {
  const cells = ['']
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && /[,，;；]/.test(letter)) cells.push('')
    else cells[cells.length - 1] += letter
  }
  return cells.map((cell) => cell.trim())
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

/** `3栋 2单元 0502`, `3-2-502`, `３＃２－５０２` → `3-2-502`. */
export function doorKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/号楼|单元|[栋幢座楼门室户号#]/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('-')
}

/** By full address, else by building and door, else by door alone: the first way that finds exactly one. */
export function matchDoors(reading: ListReading, doors: readonly Door[]): MatchedList {
  const tiers = [
    (one: Door) => one.label,
    (one: Door) => `${one.buildingName} ${one.door}`,
    (one: Door) => one.door,
  ].map((say) => Map.groupBy(doors, (one) => doorKey(say(one))))
  const find = (line: ListLine): Door | ListProblem => {
    let unclear = false
    for (const text of line.doors)
      for (const tier of tiers) {
        const found = tier.get(doorKey(text)) ?? []
        if (found.length === 1 && found[0]) return found[0]
        if (found.length > 1) unclear = true
      }
    return unclear ? 'door-unclear' : 'door-unknown'
  }
  const rows: MatchedRow[] = []
  const problems: { line: number; text: string; problem: ListProblem }[] = []
  for (const line of reading.lines) {
    const found = line.problem ?? find(line)
    if (typeof found === 'string' || line.amountFen === null)
      problems.push({ line: line.line, text: line.text, problem: typeof found === 'string' ? found : 'bad-amount' })
    else rows.push({ line: line.line, unitId: found.id, label: found.label, amountFen: line.amountFen })
  }
  const byUnit = Map.groupBy(rows, (row) => row.unitId)
  return {
    rows,
    problems,
    totalFen: rows.reduce((sum, row) => sum + row.amountFen, 0),
    twice: [...byUnit.values()].flatMap((same) => (same.length > 1 && same[0] ? [same[0].label] : [])),
  }
}
