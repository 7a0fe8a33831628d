/** A sheet of tickets, cell by cell as text, under a mapping: rows that can be taken, and what is wrong with the others. */
import type { Instant } from '@changxin/shared/kernel'
import { Line, Prose } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { PERSONAL_FIELDS, requireDistinct, type TicketColumns, type TicketField, ticketFields } from './columns.ts'
import { rejectTicket as reject } from './errors.ts'
import { MAX_TICKET_TEXT, OfficialNumber, ticketKeyOf, type Verdict } from './events.ts'
import { shanghaiTime, verdictOf, withoutCaller } from './sheet-text.ts'
import type { TicketFacts } from './ticket.commands.ts'

/** Titles above the header are passed over so far down. */
const HEADER_WITHIN = 10
export const MAX_SHEET_ROWS = 2_000

export type RowFault =
  | 'missing'
  | 'not-a-time'
  | 'not-yes-or-no'
  | 'unreadable'
  | 'number-lost-digits'
  | 'twice-in-file'
  | 'deadline-before-receipt'
  | 'not-in-charge'
  | 'no-compound-of-yours'
export interface RowProblem {
  /** As the sheet counts: the first line is 1. */
  readonly row: number
  readonly field: TicketField
  readonly fault: RowFault
}
export interface SheetRow {
  readonly row: number
  readonly facts: Omit<TicketFacts, 'compoundId'>
}
export interface ReadSheet {
  readonly rows: readonly SheetRow[]
  readonly problems: readonly RowProblem[]
  /** Headers of columns that are mapped to nothing, and of those that were left out because they name callers. */
  readonly ignored: readonly string[]
  readonly leftOut: readonly string[]
}

type Table = readonly (readonly string[])[]
const clean = (cell: string | undefined) => (cell ?? '').trim()
const isEmpty = (line: readonly string[]) => line.every((cell) => clean(cell) === '')

/** The line of the header: the first that has every mapped column. Throws `sheet-columns-missing` with those of the best one. */
function headerOf(table: Table, columns: TicketColumns): { at: number; headers: readonly string[] } {
  const wanted = ticketFields.map((field) => columns[field]).filter((header) => header !== undefined)
  let missing: readonly string[] = wanted
  for (const [at, line] of table.slice(0, HEADER_WITHIN).entries()) {
    const headers = line.map(clean)
    const without = wanted.filter((header) => !headers.includes(header))
    if (without.length === 0) return { at, headers }
    if (without.length < missing.length) missing = without
  }
  throw reject('sheet-columns-missing', { headers: missing })
}

/** Throws a refusal about the sheet as a whole; what is wrong with a row is told in `problems`. */
export function readSheetRows(table: Table, columns: TicketColumns): ReadSheet {
  requireDistinct(columns)
  const { at, headers } = headerOf(table, columns)
  const lines = table.slice(at + 1)
  // Sheets often go on for thousands of empty lines.
  if (lines.filter((line) => !isEmpty(line)).length > MAX_SHEET_ROWS)
    throw reject('sheet-too-large', { limit: MAX_SHEET_ROWS })
  const rows: SheetRow[] = []
  const problems: RowProblem[] = []
  const seen = new Set<string>()
  for (const [index, line] of lines.entries()) {
    if (isEmpty(line)) continue
    const row = at + 2 + index
    const read = readRow(row, (field) => cellOf(line, headers, columns[field]))
    const { officialNumber } = read.facts
    const key = ticketKeyOf(officialNumber)
    if (key !== '' && seen.has(key)) read.problems.push({ row, field: 'officialNumber', fault: 'twice-in-file' })
    seen.add(key)
    problems.push(...read.problems)
    if (read.problems.length === 0) rows.push({ row, facts: read.facts })
  }
  const mapped = new Set(ticketFields.map((field) => columns[field]))
  const ignored = headers.filter((header) => header !== '' && !mapped.has(header))
  const leftOut = PERSONAL_FIELDS.map((field) => columns[field]).filter((header) => header !== undefined)
  return { rows, problems, ignored, leftOut }
}

function cellOf(line: readonly string[], headers: readonly string[], header: string | undefined): string {
  return header === undefined ? '' : clean(line[headers.indexOf(header)])
}

function readRow(row: number, cell: (field: TicketField) => string) {
  const problems: RowProblem[] = []
  const fail = (field: TicketField, fault: RowFault) => void problems.push({ row, field, fault })
  const caller = { name: cell('callerName'), phone: cell('callerPhone') }

  function text(field: TicketField, schema: z.ZodType<string>, isNeeded: boolean): string | null {
    // A workbook keeps one sign for a line break, whatever was written into it.
    const found = withoutCaller(cell(field).replace(/\r\n?/g, '\n'), caller)
    if (found === '') {
      if (isNeeded) fail(field, 'missing')
      return null
    }
    const parsed = schema.safeParse(found)
    if (!parsed.success) fail(field, 'unreadable')
    return parsed.data ?? null
  }
  function time(field: TicketField, isNeeded: boolean): Instant | null {
    const found = cell(field)
    if (found === '') {
      if (isNeeded) fail(field, 'missing')
      return null
    }
    const instant = shanghaiTime(found, field === 'deadline')
    if (instant === undefined) fail(field, 'not-a-time')
    return instant ?? null
  }
  function verdict(field: TicketField): Verdict | null {
    const found = verdictOf(cell(field))
    if (found === undefined) fail(field, 'not-yes-or-no')
    return found ?? null
  }

  const facts = {
    officialNumber: numberOf(cell('officialNumber'), fail),
    text: text('text', Prose(MAX_TICKET_TEXT), true) ?? '',
    receivedAt: time('receivedAt', true) ?? '',
    deadline: time('deadline', true) ?? '',
    category: text('category', Line(60), false),
    placeText: text('place', Line(200), false),
    replyText: text('replyText', Prose(MAX_TICKET_TEXT), false),
    responded: verdict('responded'),
    resolved: verdict('resolved'),
    satisfied: verdict('satisfied'),
    closedAt: time('closedAt', false),
  }
  const { receivedAt, deadline } = facts
  if (receivedAt && deadline && deadline <= receivedAt) fail('deadline', 'deadline-before-receipt')
  return { facts, problems }
}

/** A long number that a sheet keeps as a figure has lost its last digits: it must be kept as text there. */
function numberOf(found: string, fail: (field: TicketField, fault: RowFault) => void): string {
  if (found === '') fail('officialNumber', 'missing')
  else if (/^\d(?:\.\d+)?e\+\d+$/i.test(found)) fail('officialNumber', 'number-lost-digits')
  else if (!OfficialNumber.safeParse(found).success) fail('officialNumber', 'unreadable')
  return found
}
