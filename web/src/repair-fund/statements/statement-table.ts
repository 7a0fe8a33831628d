/** The rows and columns of one form, as the page and the paper show them: figures in fen, in the order of the form. */
import {
  type BookView,
  type Cells,
  isYear,
  NetAssetColumn,
  type NetCells,
  type PublishedStatement,
  statementNames,
} from '@changxin/shared/repair-fund'

export const STATEMENT_FORMS = ['balanceSheet', 'income', 'netAssets', 'buildings'] as const
export type StatementForm = (typeof STATEMENT_FORMS)[number]

export interface StatementTable {
  /** Groups of columns; each says its title and the columns below it. */
  readonly groups: readonly { readonly title: string; readonly columns: readonly string[] }[]
  readonly rows: readonly {
    readonly id: string
    readonly name: string
    readonly total: boolean
    readonly inner: boolean
    readonly ours: boolean
    readonly fen: readonly number[]
  }[]
}

const TOTALS: ReadonlySet<string> = new Set([
  'assets',
  'payables',
  'net-assets',
  'payables-and-net-assets',
  'income',
  'expense',
  'surplus',
  'opening',
  'closing',
])

/** One book alone needs no column of its own beside the sum. */
export const viewsOf = ({ books }: Pick<PublishedStatement, 'books'>): readonly BookView[] =>
  books.length > 1 ? ['commercial', 'public-housing', 'together'] : ['together']

/** Null: the form does not belong to the period, or there are no figures to show. */
export function tableOf(
  view: Pick<PublishedStatement, 'books' | 'statements' | 'buildings' | 'period'>,
  form: StatementForm,
  language: 'zh' | 'en',
): StatementTable | null {
  const { line, head, view: viewName, column } = statementNames[language]
  const views = viewsOf(view)
  const named = views.length > 1 ? views.map((each) => viewName[each]) : ['']
  const cells = (of: Cells) => views.map((each) => of[each] ?? 0)
  const rowOf = (id: keyof typeof line, ours: boolean, fen: readonly number[]) => ({
    ...{ id, name: line[id], ours, fen },
    total: TOTALS.has(id),
    inner: id === 'of-compound',
  })
  if (form === 'buildings')
    return {
      groups: [head.opening, head.in, head.out, head.closing].map((title) => ({ title, columns: [''] })),
      rows: view.buildings.map(({ id, name, openingFen, inFen, outFen, closingFen }) => ({
        ...{ id, name, total: false, inner: false, ours: false },
        fen: [openingFen, inFen, outFen, closingFen],
      })),
    }
  const { statements } = view
  if (!statements) return null
  if (form === 'balanceSheet')
    return {
      groups: [head.yearStart, head.end].map((title) => ({ title, columns: named })),
      rows: statements.balanceSheet.map(({ id, ours, yearStart, end }) =>
        rowOf(id, ours, [...cells(yearStart), ...cells(end)]),
      ),
    }
  if (form === 'income') {
    const yearly = isYear(view.period)
    const titles = yearly ? [head.thisYear] : [head.inMonth, head.inYear]
    return {
      groups: titles.map((title) => ({ title, columns: named })),
      rows: statements.income.map(({ id, inPeriod, inYear }) =>
        rowOf(id, false, yearly ? cells(inYear) : [...cells(inPeriod), ...cells(inYear)]),
      ),
    }
  }
  if (!statements.netAssets) return null
  const columns = NetAssetColumn.options
  const net = (of: NetCells) => columns.map((each) => of[each] ?? 0)
  return {
    groups: [head.thisYear, head.lastYear].map((title) => ({ title, columns: columns.map((each) => column[each]) })),
    rows: statements.netAssets.map(({ id, ours, thisYear, lastYear }) =>
      rowOf(id, ours, [...net(thisYear), ...net(lastYear)]),
    ),
  }
}
