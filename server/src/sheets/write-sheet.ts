/** Sheets out: every cell is what it says and never a formula. */
import { writeXlsx } from 'hucre/xlsx'
import { stringify } from './csv-text.ts'
import type { Table } from './read-sheet.ts'

const COLUMN_WIDTH = 24

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' as const
export const CSV_TYPE = 'text/csv' as const

/**
 * A workbook of one sheet whose cells are all text: a cell that begins with `=`, `+`, `-` or `@` is what it says and
 * never a formula.
 */
export function writeSheet(name: string, lines: Table): Promise<Uint8Array> {
  const width = lines.reduce((widest, line) => Math.max(widest, line.length), 1)
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

/** UTF-8 with the mark by which Excel knows it. */
export const writeCsv = (lines: Table): Uint8Array => Buffer.from(`\ufeff${stringify(lines)}`, 'utf8')
