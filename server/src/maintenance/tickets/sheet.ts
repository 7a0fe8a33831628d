/** Sheets as text cells, in and out: the only place that knows the library which reads and writes them. */

import { MAX_SHEET_ROWS, ticketErrors, ticketFields } from '@changxin/shared/maintenance'
import { parseCsv } from 'hucre/csv'
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx'
import { decodePlan } from '../../renovation/index.ts'
import { unpackedBytes } from './zip-size.ts'

/** Wider sheets are cut: a platform's have twenty or thirty columns. */
const MAX_COLUMNS = 100
const LAST_COLUMN = 'CV'
/** Rows above the header, and one more than may be taken, so that too many are noticed. */
const MAX_LINES = MAX_SHEET_ROWS + 12
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04]
const COLUMN_WIDTH = 24

export type Table = readonly (readonly string[])[]

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The first sheet of a workbook, or a CSV in UTF-8 or GBK. Throws `sheet-unreadable`. */
export async function readSheet(bytes: Uint8Array): Promise<Table> {
  try {
    if (ZIP_MAGIC.every((byte, index) => bytes[index] === byte)) return await readWorkbook(bytes)
    const lines = parseCsv(decodePlan(bytes)).slice(0, MAX_LINES)
    return lines.map((line) => line.slice(0, MAX_COLUMNS).map(textOf))
  } catch {
    throw ticketErrors.reject('sheet-unreadable')
  }
}

async function readWorkbook(bytes: Uint8Array): Promise<Table> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === undefined || unpacked > MAX_UNPACKED_BYTES) throw new RangeError('unpacks to too much')
  const { sheets } = await readXlsx(bytes, { sheets: [0], range: `A1:${LAST_COLUMN}${MAX_LINES}` })
  return (sheets[0]?.rows ?? []).map((row) => row.map(textOf))
}

/** Times of a sheet have no zone: what they show is what the platform wrote, in Shanghai. */
function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ')
  // Fifteen digits are all that a figure in a sheet keeps.
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) >= 1e15 ? cell.toExponential() : `${cell}`
  return String(cell)
}

/**
 * A workbook of one sheet whose cells are all text: a cell that begins with `=`, `+`, `-` or `@` is what it says and
 * never a formula.
 */
export function writeSheet(name: string, lines: Table): Promise<Uint8Array> {
  const width = Math.max(ticketFields.length, ...lines.slice(0, 1).map((line) => line.length))
  return writeXlsx({
    sheets: [
      {
        name,
        columns: Array.from({ length: width }, () => ({ width: COLUMN_WIDTH, numFmt: '@' })),
        rows: lines.map((line) => [...line]),
      },
    ],
  })
}
