/** A table as CSV text. */
import type { Table } from './read-sheet.ts'

/** Programs run a cell that begins so as a formula, unless it is a plain figure; a tab before it is read as nothing. */
const FORMULA = /^[=+@-]/
const FIGURE = /^[+-]?[\d,.]+$/

function cellText(cell: string): string {
  const safe = FORMULA.test(cell) && !FIGURE.test(cell) ? `\t${cell}` : cell
  return /["\n\r,\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const stringify = (lines: Table): string => lines.map((line) => `${line.map(cellText).join(',')}\r\n`).join('')
