import { type StatementView, statementsOf } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { tableOf } from './statement-table.ts'

const sums = [
  { book: 'commercial', account: 'bank', held: null, bucket: 'period', fen: 1_000_05 },
  { book: 'commercial', account: 'deposits', held: 'units', bucket: 'period', fen: -1_000_05 },
] as const
const view = (period: string, books: StatementView['books']): StatementView => ({
  ...{ compoundId: 'c', compoundName: '小区', period, from: '', until: '', over: true, closed: false, books },
  shown: 'now',
  statements: statementsOf([...sums], period),
  buildings: [{ id: 'b', name: '1栋', openingFen: 0, inFen: 5, outFen: 2, closingFen: 3 }],
  uses: [],
  ...{ posted: null, differences: [], sameAsPosted: null, mayPost: false },
})
const row = (of: StatementView, form: 'balanceSheet' | 'income' | 'netAssets' | 'buildings', id: string) =>
  tableOf(of, form, 'zh')?.rows.find((each) => each.id === id)

test('one book has one column for each title, two have three', () => {
  const one = tableOf(view('2026-03', ['commercial']), 'balanceSheet', 'zh')
  expect(one?.groups.map(({ title, columns }) => [title, columns.length])).toEqual([
    ['年初余额', 1],
    ['期末余额', 1],
  ])
  expect(row(view('2026-03', ['commercial']), 'balanceSheet', 'bank')).toMatchObject({
    name: '银行存款',
    fen: [0, 1_000_05],
  })
  const two = view('2026-03', ['commercial', 'public-housing'])
  expect(row(two, 'balanceSheet', 'bank')?.fen).toEqual([0, 0, 0, 1_000_05, 0, 1_000_05])
})

test('a year has one column of income, a month has the year beside it; net assets are of a year alone', () => {
  expect(row(view('2026-03', ['commercial']), 'income', 'deposits')?.fen).toEqual([1_000_05, 1_000_05])
  expect(row(view('2026', ['commercial']), 'income', 'deposits')?.fen).toEqual([1_000_05])
  expect(tableOf(view('2026-03', ['commercial']), 'netAssets', 'zh')).toBeNull()
  expect(row(view('2026', ['commercial']), 'netAssets', 'closing')).toMatchObject({ total: true })
  expect(row(view('2026', ['commercial']), 'balanceSheet', 'suspense')).toMatchObject({ ours: true })
})

test('buildings are shown where nothing else is posted yet', () => {
  const empty = { ...view('2026-03', ['commercial']), statements: null }
  expect(tableOf(empty, 'balanceSheet', 'zh')).toBeNull()
  expect(row(empty, 'buildings', 'b')?.fen).toEqual([0, 5, 2, 3])
})
