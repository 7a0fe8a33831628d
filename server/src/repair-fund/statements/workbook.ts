/** Statements as a workbook: a sheet for each form, by building and, for those who may see them, by unit. */
import {
  type BookView,
  type Cells,
  isYear,
  NetAssetColumn,
  type NetCells,
  type StatementView,
  statementNames,
  type WorkbookSheet,
} from '@changxin/shared/repair-fund'
import { writeXlsx } from 'hucre/xlsx'
import type { z } from 'zod'
import type { Language } from '../../feature.ts'

type Sheet = z.infer<typeof WorkbookSheet>
type Row = Sheet['rows'][number]
interface UnitFigures {
  readonly label: string
  readonly openingFen: number
  readonly inFen: number
  readonly outFen: number
  readonly closingFen: number
}

/** Fen as yuan: at most ten thousand million with two decimals, which a figure in a sheet holds exactly. */
const yuan = (fen: number) => fen / 100

export function sheetsOf(view: StatementView, units: readonly UnitFigures[] | null, language: Language): Sheet[] {
  const { statements, books, period } = view
  const names = statementNames[language]
  const { head } = names
  const views: readonly BookView[] = books.length > 1 ? ['commercial', 'public-housing', 'together'] : ['together']
  const cells = (of: Cells) => views.map((each) => yuan(of[each] ?? 0))
  const over = (title: string) => views.map((each) => (views.length > 1 ? `${title} ${names.view[each]}` : title))
  const named = (id: keyof typeof names.line, ours = false) =>
    ours ? `${names.line[id]}（${head.ours}）` : names.line[id]
  const sheet = (form: keyof typeof names.form, rows: Row[]): Sheet => ({
    name: names.sheet[form],
    rows: [[names.sheet[form], names.form[form]], [`${head.unit}：${view.compoundName}`, period, head.yuan], ...rows],
  })
  const sheets: Sheet[] = []
  if (statements) {
    sheets.push(
      sheet('balanceSheet', [
        [head.item, ...over(head.yearStart), ...over(head.end)],
        ...statements.balanceSheet.map(({ id, ours, yearStart, end }) => [
          named(id, ours),
          ...cells(yearStart),
          ...cells(end),
        ]),
      ]),
      sheet('income', [
        [head.item, ...(isYear(period) ? over(head.thisYear) : [...over(head.inMonth), ...over(head.inYear)])],
        ...statements.income.map(({ id, inPeriod, inYear }) => [
          named(id),
          ...(isYear(period) ? cells(inYear) : [...cells(inPeriod), ...cells(inYear)]),
        ]),
      ]),
    )
    if (statements.netAssets) {
      const columns = NetAssetColumn.options
      const net = (of: NetCells) => columns.map((column) => yuan(of[column] ?? 0))
      const titles = (title: string) => columns.map((column) => `${title} ${names.column[column]}`)
      sheets.push(
        sheet('netAssets', [
          [head.item, ...titles(head.thisYear), ...titles(head.lastYear)],
          ...statements.netAssets.map(({ id, ours, thisYear, lastYear }) => [
            named(id, ours),
            ...net(thisYear),
            ...net(lastYear),
          ]),
        ]),
      )
    }
  }
  if (view.uses.length > 0)
    sheets.push({
      name: names.sheet.uses,
      rows: [
        [head.purpose, head.amount, head.doors, head.paidOn],
        ...view.uses.map(({ purpose, fen, doors, paidOn }) => [purpose, yuan(fen), `${doors}`, paidOn]),
      ],
    })
  const figures = [head.opening, head.in, head.out, head.closing]
  const rowsOf = (title: string, all: readonly (Omit<UnitFigures, 'label'> & { readonly text: string })[]): Row[] => [
    [title, ...figures],
    ...all.map(({ text, openingFen, inFen, outFen, closingFen }) => [
      text,
      ...[openingFen, inFen, outFen, closingFen].map(yuan),
    ]),
  ]
  sheets.push({
    name: names.sheet.buildings,
    rows: rowsOf(
      head.building,
      view.buildings.map((building) => ({ ...building, text: building.name })),
    ),
  })
  if (units)
    sheets.push({
      name: names.sheet.units,
      rows: rowsOf(
        head.door,
        units.map((unit) => ({ ...unit, text: unit.label })),
      ),
    })
  return sheets
}

const TEXT_WIDTH = 30
const FIGURE_WIDTH = 20
/** Texts stay texts, whatever they begin with; figures are numbers with two decimals. */
export function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      columns: Array.from({ length: Math.max(1, ...rows.map((row) => row.length)) }, (_, column) =>
        column === 0 ? { width: TEXT_WIDTH, numFmt: '@' } : { width: FIGURE_WIDTH, numFmt: '#,##0.00' },
      ),
      rows: rows.map((row) => [...row]),
    })),
  })
}
