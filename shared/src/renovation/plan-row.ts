/** One record of the table as a plan row with its figures, or the problems that keep it from being one. */
import { exactInteger, Line } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { RowProblem } from './api.ts'
import type { CsvRecord } from './csv.ts'
import type { PlanField, PlanFigure, PlanRow } from './events.ts'
import { exactFigure, PLAN_FIELDS, unitOf } from './figures.ts'
import type { Column } from './plan-headers.ts'

/** A share is kept in 0.0001 %. */
export const SHARE_SCALE = 4
/** Keeps `line 7, <header>` below what a source cell may hold. */
const MAX_HEADER_IN_CELL = 25
const MAX_FIGURE_LENGTH = 60

type Problem = z.infer<typeof RowProblem>

/** A percentage printed beside a row. It is not a plan figure, it only serves to check the others. */
export interface PlanShare {
  readonly rowId: string
  readonly printed: string
  /** In 0.0001 %; null when it is no exact number. */
  readonly value: number | null
  readonly cell: string
}

export interface RowReading {
  readonly row?: PlanRow
  readonly share?: PlanShare | undefined
  readonly problems: readonly Problem[]
}

/** What a record holds in a column, found by what its header means. */
interface Cells {
  readonly text: (column: Column) => string
  /** `line 7, area_10k_m2` */
  readonly source: (column: Column) => string
  readonly header: (column: Column) => string
}

export function rowReader(headers: readonly string[], columns: readonly Column[]): (record: CsvRecord) => RowReading {
  const indexOf = new Map(columns.map((column) => [column, columns.indexOf(column)]))
  const header = (column: Column) => headers[indexOf.get(column) ?? -1]?.trim() ?? column
  return ({ line, cells }) => {
    if (cells.length !== headers.length) {
      const message = `应有 ${headers.length} 格，实有 ${cells.length} 格 (expected ${headers.length} cells, found ${cells.length})`
      return { problems: [{ line, field: '', message }] }
    }
    return readRow(line, columns.includes('table'), {
      text: (column) => (cells[indexOf.get(column) ?? -1] ?? '').trim(),
      source: (column) => `line ${line}, ${[...header(column)].slice(0, MAX_HEADER_IN_CELL).join('')}`,
      header,
    })
  }
}

function readRow(line: number, hasTableColumn: boolean, cells: Cells): RowReading {
  const figures = PLAN_FIELDS.map((field) => ({ field, figure: readFigure(cells, field) }))
  const problems = [
    ...placeProblems(line, cells),
    ...figures.flatMap(({ field, figure }) => figureProblem(line, cells, field, figure)),
  ]
  if (problems.length > 0) return { problems }
  const rowId = `r${String(line).padStart(3, '0')}`
  const place = { printedYear: cells.text('year'), areaName: cells.text('areaName'), table: cells.text('table') }
  const kind = kindOf(place.areaName, place.table, hasTableColumn)
  const row: PlanRow = { rowId, line, kind, ...place, year: yearOf(place.printedYear), figures: {} }
  for (const { field, figure } of figures) if (typeof figure === 'object') row.figures[field] = figure
  return { row, share: readShare(rowId, cells), problems }
}

/** As long as the event takes them. */
const PLACE_COLUMNS = [
  { column: 'year', max: 40, schema: Line(40) },
  { column: 'areaName', max: 80, schema: Line(80) },
  { column: 'table', max: 80, schema: Line(80) },
] as const

function placeProblems(line: number, cells: Cells): Problem[] {
  const unfit = PLACE_COLUMNS.filter(({ column, max, schema }) => {
    const text = cells.text(column)
    return text !== '' && (text.length > max || !schema.safeParse(text).success)
  })
  if (!cells.text('year') && !cells.text('areaName'))
    return [{ line, field: cells.header('areaName'), message: '既无年度也无名称 (neither a year nor a name)' }]
  return unfit.map(({ column, max }) => ({
    line,
    field: cells.header(column),
    message: `最多 ${max} 个字，不能有控制字符 (at most ${max} characters, no control characters)`,
  }))
}

/** A dash or slash is how tables print "nothing here". Something without a digit, or negative, is no figure at all. */
function readFigure(cells: Cells, field: PlanField): PlanFigure | 'none' | 'not-a-figure' {
  const printed = cells.text(field)
  if (/^[-—–－/／]*$/.test(printed)) return 'none'
  const isFigure =
    /\d/.test(printed.normalize('NFKC')) && /^[^-−－]\P{Cc}*$/u.test(printed) && printed.length <= MAX_FIGURE_LENGTH
  if (!isFigure) return 'not-a-figure'
  return { printed, value: exactFigure(printed, field) ?? null, unit: unitOf(field), cell: cells.source(field) }
}

function figureProblem(line: number, cells: Cells, field: PlanField, figure: ReturnType<typeof readFigure>): Problem[] {
  return figure === 'not-a-figure' ? [{ line, field: cells.header(field), message: '不是数字 (not a figure)' }] : []
}

function readShare(rowId: string, cells: Cells): PlanShare | undefined {
  const printed = cells.text('share')
  if (printed === '') return undefined
  const value = exactInteger(printed.normalize('NFKC').replace(/%$/, ''), SHARE_SCALE)
  return { rowId, printed, value: value !== undefined && value >= 0 ? value : null, cell: cells.source('share') }
}

/**
 * A row of a table with a year and without a name is that year's sum. In a file with a column for the table, a row that
 * names none, or names running text, is a statement; a file without that column is one table.
 */
function kindOf(areaName: string, table: string, hasTableColumn: boolean): PlanRow['kind'] {
  if (table.includes('正文') || (hasTableColumn && table === '')) return 'statement'
  const name = areaName.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  if (/(合计|总计)$|^(grand)?total$/.test(name)) return 'total'
  return name === '' || /小计$|^subtotal$/.test(name) ? 'subtotal' : 'area'
}

/** `2021年度`, `2021年`, `2021` → 2021. `截至2020年底` is no year of the plan. */
function yearOf(printed: string): number | null {
  const match = /^((?:19|20)\d\d)年?度?$/.exec(printed.normalize('NFKC').replace(/\s+/g, ''))
  return match ? Number(match[1]) : null
}
