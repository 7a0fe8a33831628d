/** Reads an official table as printed: nothing is corrected, every figure keeps its text, exact value and source cell. */
import type { z } from 'zod'
import type { RowProblem } from './api.ts'
import { type CsvProblem, type CsvRecord, parseCsv } from './csv.ts'
import type { PlanField, PlanRow } from './events.ts'
import { PLAN_FIELDS } from './figures.ts'
import { type Column, columnOf } from './plan-headers.ts'
import { type PlanShare, rowReader } from './plan-row.ts'

export const MAX_PLAN_ROWS = 5_000
/** In UTF-16 units of the decoded text. */
export const MAX_PLAN_TEXT = 700_000
export const MAX_PLAN_PROBLEMS = 200

type Problem = z.infer<typeof RowProblem>

export interface PlanReading {
  /** Column header as printed → field, `ignored` when it was not understood. */
  readonly mapping: Record<string, string>
  readonly rows: PlanRow[]
  readonly shares: PlanShare[]
  readonly problems: Problem[]
}

/** Total: every text gives a reading, and what could not be read is a problem with its line. */
export function readPlanCsv(text: string): PlanReading {
  if (text.length > MAX_PLAN_TEXT) return unreadable(1, '文件太大，请分开导入 (file too large, split it)')
  const { records, problems: csvProblems } = parseCsv(text)
  const [header, ...body] = records
  if (!header) return unreadable(1, '文件是空的 (the file is empty)')
  const columns = header.cells.map(columnOf)
  const problems: Problem[] = [...csvProblems.map(csvProblem), ...headerProblems(header, columns)]
  if (body.length > MAX_PLAN_ROWS) {
    const line = body[MAX_PLAN_ROWS]?.line ?? 1
    problems.push({ line, field: '', message: `最多 ${MAX_PLAN_ROWS} 行 (at most ${MAX_PLAN_ROWS} rows)` })
  }
  const rows: PlanRow[] = []
  const shares: PlanShare[] = []
  const readRow = rowReader(header.cells, columns)
  for (const record of body.slice(0, MAX_PLAN_ROWS)) {
    const read = readRow(record)
    problems.push(...read.problems)
    if (read.row) rows.push(read.row)
    if (read.row && read.share) shares.push(read.share)
  }
  const mapping = Object.fromEntries(header.cells.map((cell, index) => [cell.trim(), columns[index] ?? 'ignored']))
  return { mapping, rows, shares, problems: limited(problems) }
}

function unreadable(line: number, message: string): PlanReading {
  return { mapping: {}, rows: [], shares: [], problems: [{ line, field: '', message }] }
}

function limited(problems: Problem[]): Problem[] {
  if (problems.length <= MAX_PLAN_PROBLEMS) return problems
  const left = problems.length - MAX_PLAN_PROBLEMS
  const first = problems.slice(0, MAX_PLAN_PROBLEMS)
  const line = first.at(-1)?.line ?? 1
  return [...first, { line, field: '', message: `还有 ${left} 个问题 (${left} more problems)` }]
}

function csvProblem({ line, kind }: CsvProblem): Problem {
  const message =
    kind === 'quote-not-closed'
      ? '引号没有结束 (a quote is not closed)'
      : '引号后面还有文字 (text after a closing quote)'
  return { line, field: '', message }
}

function headerProblems(header: CsvRecord, columns: readonly Column[]): Problem[] {
  const problems: Problem[] = []
  const { line } = header
  header.cells.forEach((cell, index) => {
    const column = columns[index]
    const field = cell.trim()
    if (column === 'ignored') problems.push({ line, field, message: '不认识这一列，不导入 (unknown column, left out)' })
    else if (column !== 'note' && columns.indexOf(column as Column) < index)
      problems.push({ line, field, message: `有两列都是 ${column} (two columns mean ${column})` })
  })
  if (!columns.some((column) => PLAN_FIELDS.includes(column as PlanField)))
    problems.push({ line, field: '', message: '没有任何数字列：小区个数、栋数、面积、户数 (no column of figures)' })
  if (!columns.includes('year') && !columns.includes('areaName'))
    problems.push({ line, field: '', message: '缺少年度或片区名称列 (no column for the year or the area name)' })
  return problems
}
