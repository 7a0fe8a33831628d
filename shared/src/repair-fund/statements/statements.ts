/**
 * The three statements of 财会〔2020〕7号 by name: 会住维01 资产负债表, 02 收支表, 03 净资产变动表 (of a year); cash basis;
 * commercial and sold public housing in columns of their own, and together. What the official forms do not have (待查款,
 * 小区共有) is marked as ours. A statement that does not add up is a fault of the program, and is not made.
 */
import { z } from 'zod'
import { AssetAccount, Book, ExpenseAccount, IncomeAccount, PayableAccount } from '../ledger/accounts.ts'
import { type Bucket, isYear, type StatementPeriod } from './period.ts'
import type { HeldBy, StatementAccount, StatementSum } from './words.ts'

/** 商品住宅, 已售公有住房, 合计 */
export const BookView = z.enum([...Book.options, 'together'])
export type BookView = z.infer<typeof BookView>
const Cells = z.record(BookView, z.int())
export type Cells = z.infer<typeof Cells>
/** 商品住宅维修资金, 已售公有住房维修资金, 待分配累计收益, 待查款 (ours), 净资产合计 */
export const NetAssetColumn = z.enum(['fund-commercial', 'fund-public-housing', 'undistributed', 'suspense', 'total'])
export type NetAssetColumn = z.infer<typeof NetAssetColumn>
const NetCells = z.record(NetAssetColumn, z.int())
export type NetCells = z.infer<typeof NetCells>

export const BalanceLine = z.enum([
  ...AssetAccount.options,
  'assets',
  ...PayableAccount.options,
  'payables',
  'fund-commercial',
  'fund-public-housing',
  'of-compound',
  'undistributed',
  'suspense',
  'net-assets',
  'payables-and-net-assets',
])
export type BalanceLine = z.infer<typeof BalanceLine>
export const IncomeLine = z.enum([...IncomeAccount.options, 'income', ...ExpenseAccount.options, 'expense', 'surplus'])
export type IncomeLine = z.infer<typeof IncomeLine>
export const NetAssetLine = z.enum([
  'opening',
  ...IncomeAccount.options,
  ...ExpenseAccount.options,
  'distributed',
  'loss-out',
  'suspense-change',
  'closing',
])
export type NetAssetLine = z.infer<typeof NetAssetLine>

export const Statements = z.object({
  balanceSheet: z.array(z.object({ id: BalanceLine, ours: z.boolean(), yearStart: Cells, end: Cells })),
  income: z.array(z.object({ id: IncomeLine, inPeriod: Cells, inYear: Cells })),
  /** Null for a month: this one is made yearly. */
  netAssets: z
    .array(z.object({ id: NetAssetLine, ours: z.boolean(), thisYear: NetCells, lastYear: NetCells }))
    .nullable(),
})
export type Statements = z.infer<typeof Statements>

const OURS: ReadonlySet<string> = new Set(['of-compound', 'suspense', 'suspense-change'])
const OF_FUND: readonly HeldBy[] = ['units', 'sellers', 'compound']
const TO_YEAR_START: readonly Bucket[] = ['earlier', 'last-year']
const TO_PERIOD_START: readonly Bucket[] = [...TO_YEAR_START, 'this-year']
const TO_END: readonly Bucket[] = [...TO_PERIOD_START, 'period']
const IN_YEAR: readonly Bucket[] = ['this-year', 'period']

interface Asked {
  readonly view?: BookView
  readonly accounts?: readonly StatementAccount[]
  readonly held?: readonly HeldBy[]
  readonly buckets: readonly Bucket[]
}
type Ask = (asked: Asked) => number

const asking =
  (sums: readonly StatementSum[]): Ask =>
  ({ view = 'together', accounts, held, buckets }) =>
    sums.reduce(
      (sum, of) =>
        (view === 'together' || of.book === view) &&
        (accounts === undefined || accounts.includes(of.account)) &&
        (held === undefined || (of.held !== null && held.includes(of.held))) &&
        buckets.includes(of.bucket)
          ? sum + of.fen
          : sum,
      0,
    )

/** No zero with a sign. */
const credit = (fen: number) => (fen === 0 ? 0 : -fen)
const cellsOf = (of: (view: BookView) => number): Cells => ({
  commercial: of('commercial'),
  'public-housing': of('public-housing'),
  together: of('together'),
})

/** `sums` of that period. Throws a RangeError where they do not add up. */
export function statementsOf(sums: readonly StatementSum[], period: StatementPeriod): Statements {
  const ask = asking(sums)
  const balanceSheet = balanceSheetOf(ask)
  const income = incomeOf(ask)
  const netAssets = isYear(period) ? netAssetsOf(ask) : null
  for (const view of BookView.options) requireAddsUp(ask, { balanceSheet, income, netAssets }, view)
  return { balanceSheet, income, netAssets }
}

function balanceAt(ask: Ask, id: BalanceLine, view: BookView, buckets: readonly Bucket[]): number {
  const sum = (ids: readonly BalanceLine[]) => ids.reduce((fen, of) => fen + balanceAt(ask, of, view, buckets), 0)
  const held = (of: readonly HeldBy[], book?: Book) =>
    book !== undefined && view !== 'together' && view !== book
      ? 0
      : credit(ask({ view: book ?? view, held: of, buckets }))
  switch (id) {
    case 'assets':
      return sum(AssetAccount.options)
    case 'loss-payable':
      return credit(ask({ view, accounts: [id], buckets }))
    case 'payables':
      return sum(PayableAccount.options)
    case 'fund-commercial':
      return held(OF_FUND, 'commercial')
    case 'fund-public-housing':
      return held(OF_FUND, 'public-housing')
    case 'of-compound':
      return held(['compound'])
    case 'undistributed':
    case 'suspense':
      return held([id])
    case 'net-assets':
      return sum(['fund-commercial', 'fund-public-housing', 'undistributed', 'suspense'])
    case 'payables-and-net-assets':
      return sum(['payables', 'net-assets'])
    default:
      return ask({ view, accounts: [id], buckets })
  }
}

function balanceSheetOf(ask: Ask): Statements['balanceSheet'] {
  return BalanceLine.options.map((id) => ({
    id,
    ours: OURS.has(id),
    yearStart: cellsOf((view) => balanceAt(ask, id, view, TO_YEAR_START)),
    end: cellsOf((view) => balanceAt(ask, id, view, TO_END)),
  }))
}

const isIncome = (id: string): id is IncomeAccount => IncomeAccount.safeParse(id).success

function incomeIn(ask: Ask, id: IncomeLine, view: BookView, buckets: readonly Bucket[]): number {
  const income = () => credit(ask({ view, accounts: IncomeAccount.options, buckets }))
  const expense = () => ask({ view, accounts: ExpenseAccount.options, buckets })
  if (id === 'income') return income()
  if (id === 'expense') return expense()
  if (id === 'surplus') return income() - expense()
  const fen = ask({ view, accounts: [id], buckets })
  return isIncome(id) ? credit(fen) : fen
}

function incomeOf(ask: Ask): Statements['income'] {
  return IncomeLine.options.map((id) => ({
    id,
    inPeriod: cellsOf((view) => incomeIn(ask, id, view, ['period'])),
    inYear: cellsOf((view) => incomeIn(ask, id, view, IN_YEAR)),
  }))
}

const heldInColumn: Record<NetAssetColumn, { readonly held: readonly HeldBy[]; readonly book?: Book }> = {
  'fund-commercial': { held: OF_FUND, book: 'commercial' },
  'fund-public-housing': { held: OF_FUND, book: 'public-housing' },
  undistributed: { held: ['undistributed'] },
  suspense: { held: ['suspense'] },
  total: { held: [...OF_FUND, 'undistributed', 'suspense'] },
}
const accountsOfLine: Partial<Record<NetAssetLine, readonly StatementAccount[]>> = {
  distributed: ['fund', 'undistributed'],
  'suspense-change': ['suspense'],
}

function netCells(ask: Ask, id: NetAssetLine, before: readonly Bucket[], within: readonly Bucket[]): NetCells {
  const buckets = id === 'opening' ? before : id === 'closing' ? [...before, ...within] : within
  const isBalance = id === 'opening' || id === 'closing'
  const accounts = isBalance ? undefined : (accountsOfLine[id] ?? [id as StatementAccount])
  const cell = (column: NetAssetColumn) => {
    const { held, book: view = 'together' as const } = heldInColumn[column]
    return credit(ask({ view, held, buckets, ...(accounts ? { accounts } : {}) }))
  }
  return Object.fromEntries(NetAssetColumn.options.map((column) => [column, cell(column)])) as NetCells
}

function netAssetsOf(ask: Ask): NonNullable<Statements['netAssets']> {
  return NetAssetLine.options.map((id) => ({
    id,
    ours: OURS.has(id),
    thisYear: netCells(ask, id, TO_YEAR_START, IN_YEAR),
    lastYear: netCells(ask, id, ['earlier'], ['last-year']),
  }))
}

/** Assets = payables + net assets; what came in less what went out = what the net assets changed by; from line to line. */
function requireAddsUp(ask: Ask, { netAssets }: Statements, view: BookView): void {
  const require = (name: string, one: number, other: number) => {
    if (one !== other) throw new RangeError(`the statement does not add up (${view}, ${name}): ${one} is not ${other}`)
  }
  const at = (id: BalanceLine, buckets: readonly Bucket[]) => balanceAt(ask, id, view, buckets)
  for (const buckets of [TO_YEAR_START, TO_END])
    require('assets', at('assets', buckets), at('payables-and-net-assets', buckets))
  const direct = (buckets: readonly Bucket[]) => credit(ask({ view, accounts: ['suspense', 'loss-out'], buckets }))
  const spans = [
    [TO_PERIOD_START, ['period']],
    [TO_YEAR_START, IN_YEAR],
  ] as const
  for (const [before, within] of spans) {
    const changed = incomeIn(ask, 'surplus', view, within) + direct(within)
    require('surplus', changed, at('net-assets', TO_END) - at('net-assets', before))
    require('transfers', ask({ view, accounts: ['fund', 'undistributed'], buckets: within }), 0)
  }
  for (const column of netAssets ? NetAssetColumn.options : []) {
    for (const year of ['thisYear', 'lastYear'] as const) {
      const lines = (netAssets ?? []).map((line) => ({ id: line.id, fen: line[year][column] ?? 0 }))
      const closing = lines.find(({ id }) => id === 'closing')?.fen ?? 0
      const sum = lines.reduce((fen, line) => (line.id === 'closing' ? fen : fen + line.fen), 0)
      require(`net assets, ${column}`, sum, closing)
    }
  }
}

/** Which lines two statements of one period differ in: what was posted, and what the books say now. */
export const LineDifference = z.object({
  statement: z.enum(['balanceSheet', 'income']),
  id: z.string(),
  view: BookView,
  postedFen: z.int(),
  nowFen: z.int(),
})
export type LineDifference = z.infer<typeof LineDifference>

export function differencesOf(posted: Statements, now: Statements): LineDifference[] {
  const differing = (
    statement: LineDifference['statement'],
    lines: readonly { readonly id: string; readonly before: Cells; readonly today: Cells | undefined }[],
  ) =>
    lines.flatMap(({ id, before, today }) =>
      BookView.options.flatMap((view) => {
        const [postedFen = 0, nowFen = 0] = [before[view], today?.[view]]
        return postedFen === nowFen ? [] : [{ statement, id, view, postedFen, nowFen }]
      }),
    )
  return [
    ...differing(
      'balanceSheet',
      posted.balanceSheet.map(({ id, end }, index) => ({ id, before: end, today: now.balanceSheet[index]?.end })),
    ),
    ...differing(
      'income',
      posted.income.map(({ id, inPeriod }, index) => ({ id, before: inPeriod, today: now.income[index]?.inPeriod })),
    ),
  ]
}
