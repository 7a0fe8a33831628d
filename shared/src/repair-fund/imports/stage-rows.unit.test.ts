import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import type { FundColumns } from './columns.ts'
import { suggestFundColumns } from './columns.ts'
import { indexDoors } from './doors.ts'
import type { StagedRow } from './events.ts'
import { reasonOf } from './fault-words.ts'
import { bodyOf, keyTextOf, readLine } from './read-rows.ts'
import { rowStager } from './stage-rows.ts'
import type { RowOutcome } from './words.ts'

const columns: FundColumns = {
  day: '日期',
  credit: '收入',
  debit: '支出',
  balance: '余额',
  place: '房号',
  remark: '摘要',
}
const HEADER = ['日期', '收入', '支出', '余额', '房号', '摘要', '户名']
const doors = indexDoors(
  ['101', '102', '201', '301'].map((door) => ({ unitId: `u${door}`, building: '1栋', entrance: null, door })),
)
const today = '2026-03-31'

function staged(lines: readonly (readonly string[])[], of: Partial<FundColumns> = {}, booked = new Set<string>()) {
  const chosen = { ...columns, ...of }
  const { headers, lines: rows } = bodyOf([['某银行明细'], HEADER, ...lines], chosen)
  const stage = rowStager({
    doors,
    isDayOpen: (day) => day > '2024-12-31',
    hasAccount: (unitId) => unitId !== 'u201',
    isAccountClosed: (unitId) => unitId === 'u301',
    keyOf: (text) => text,
    isBooked: (key) => booked.has(key),
    mayBeBooked: (key) => booked.has(`elsewhere ${key}`),
  })
  const how = { columns: chosen, headers, kind: 'first-deposit' as const, negatives: 'refuse' as const, today }
  return rows.map((line) => stage(readLine(line, how)))
}
const outcomes = (rows: readonly StagedRow[]) => rows.map(({ row, outcome, unitId }) => [row, outcome, unitId])

describe('rows of a sheet', () => {
  test('below the titles and the header, without empty lines and sums', () => {
    const rows = staged([
      ['2026-03-01', '100', '', '100', '1-101', ''],
      ['', '', '', '', '', ''],
      ['2026-03-01', '', '5', '95', '', '手续费'],
      ['2026-03-02', '50', '', '145', '9-999', '维修资金1栋102室'],
      ['2026-03-02', '50', '', '195', '', '转账'],
      ['2026-03-03', '50', '', '245', '1栋201', ''],
      ['合计', '250', '5'],
    ])
    expect(outcomes(rows)).toEqual([
      [3, 'matched', 'u101'],
      [5, 'outgoing', null],
      [6, 'matched', 'u102'],
      [7, 'suspense', null],
      [8, 'failed', 'u201'],
    ])
  })

  test('equal payments of one day are two; in an overlapping file they are the same two', () => {
    const line = ['2026-03-01', '100', '', '', '1-101', '']
    const first = staged([line, line])
    expect(new Set(first.map(({ key }) => key)).size).toBe(2)
    const keys = new Set(first.map(({ key }) => key ?? ''))
    expect(staged([line, line, line], {}, keys).map(({ outcome }) => outcome)).toEqual([
      'duplicate',
      'duplicate',
      'matched',
    ])
  })

  test('with its balance a row is known without its door, so that other columns make no other row of it', () => {
    const line = ['2026-03-01', '100', '', '1,100.00', '1-101', '']
    const [one] = staged([line])
    const [other] = staged([['2026/3/1', '￥100.00', '', '1100', '1-101', '']], { place: undefined, remark: undefined })
    expect(other?.key).toBe(one?.key)
  })

  test('two payers of one day are two rows, also where each stands in a file of its own', () => {
    const without = { balance: undefined }
    const line = (remark: string) => ['2026-03-01', '100', '', '', '', remark]
    const [one] = staged([line('转账 王小明')], without)
    const [other] = staged([line('转账 李大海')], without, new Set([one?.key ?? '']))
    expect(other?.outcome).toBe('suspense')
    const [again] = staged([line('转账\u3000王小明 ')], without, new Set([one?.key ?? '']))
    expect(again?.outcome).toBe('duplicate')
  })

  test('a row of an account that is closed fails by itself, with its own reason', () => {
    const rows = staged([
      ['2026-03-01', '100', '', '100', '1-301', ''],
      ['2026-03-01', '100', '', '200', '1-101', ''],
    ])
    expect(rows.map(({ outcome }) => outcome)).toEqual(['failed', 'matched'])
    expect(rows[0]?.problems).toEqual([{ field: 'place', fault: 'account-closed' }])
    expect(reasonOf(rows[0]!, columns, 'zh')).toMatch('已经关闭')
  })

  test('a day whose books are closed fails, unless its money is booked already', () => {
    const lines = [['2024-12-31', '100', '', '7', '1-101']]
    const [closed] = staged(lines)
    expect(closed).toMatchObject({ outcome: 'failed', problems: [{ field: 'day', fault: 'day-closed' }] })
    expect(staged(lines, {}, new Set([closed?.key ?? '']))).toMatchObject([{ outcome: 'duplicate' }])
  })

  test('a serial number that stands twice is one row, unless its amounts differ', () => {
    const lines = [
      ['2026-03-01', '100', '', '7', '1-101'],
      ['2026-03-01', '100', '', '7', '1-101'],
      ['2026-03-01', '0.50', '', '7', '1-101'],
    ]
    const rows = staged(lines, { balance: undefined, serial: '余额' })
    expect(rows.map(({ outcome, sameAs }) => [outcome, sameAs])).toEqual([
      ['matched', null],
      ['duplicate', 3],
      ['matched', null],
    ])
    expect(reasonOf(rows[1]!, columns, 'zh')).toBe('与第 3 行是同一笔')
  })

  test('what another bank has booked with the same serial, day and amount is held back, and neither dropped nor doubled', () => {
    const lines = [['2026-03-01', '100', '', '7', '1-101']]
    const serial = { balance: undefined, serial: '余额' }
    const [row] = staged(lines, serial)
    const [held] = staged(lines, serial, new Set([`elsewhere ${row?.key}`]))
    expect(held).toMatchObject({ outcome: 'failed', problems: [{ field: 'serial', fault: 'may-be-booked' }] })
    expect(reasonOf(held!, columns, 'zh')).toMatch('可能是同一笔')
    // Known as its own row it is a repeat, whatever else is booked.
    expect(staged(lines, serial, new Set([`elsewhere ${row?.key}`, row?.key ?? '']))).toMatchObject([
      { outcome: 'duplicate' },
    ])
  })

  test('one column of signed amounts, with a direction, or with money out below zero', () => {
    const lines = [
      ['2026-03-01', '100', '贷'],
      ['2026-03-01', '100', '借'],
      ['2026-03-01', '100', '？'],
      ['2026-03-01', '-100', '贷'],
    ]
    const one = { credit: undefined, debit: undefined, amount: '收入', balance: undefined }
    const withWord = staged(lines, { ...one, direction: '支出' })
    expect(withWord.map(({ outcome }) => outcome)).toEqual(['suspense', 'outgoing', 'failed', 'failed'])
    expect(withWord.flatMap(({ problems }) => problems)).toEqual([
      { field: 'direction', fault: 'direction-unknown' },
      { field: 'amount', fault: 'amount-negative' },
    ])
    expect(reasonOf(withWord[3]!, { ...columns, ...one }, 'en')).toMatch(/^“收入” is negative/)
  })
})

describe('a mapping', () => {
  const refused = (of: Partial<FundColumns>) => refusalOf(() => staged([['2026-03-01']], of)).code
  test('says where the money stands, once, and no column stands for two things', () => {
    expect(refused({ amount: '收入' })).toBe('fund-columns-amount')
    expect(refused({ credit: undefined })).toBe('fund-columns-amount')
    expect(refused({ remark: '房号' })).toBe('fund-column-used-twice')
    expect(refused({ place: '地址' })).toBe('fund-sheet-columns-missing')
  })
  test('is suggested from usual headers, one way of writing money alone', () => {
    expect(suggestFundColumns(['交易日期', '借方发生额', '贷方发生额', '金额', '余额', '摘要'])).toEqual({
      day: '交易日期',
      credit: '贷方发生额',
      debit: '借方发生额',
      balance: '余额',
      remark: '摘要',
    })
    expect(suggestFundColumns(['日期', '金额', '支出'])).toEqual({ day: '日期', amount: '金额' })
  })
})

test('the key of a row with a serial number holds neither its place nor its count', () => {
  const row = { row: 3, day: today, amountFen: 5, direction: 'in', kind: null, problems: [], balance: '9' } as const
  const where = { unitId: '', place: '1-101', remark: '王小明' }
  expect(keyTextOf({ ...row, serial: 'S1', where }, 2)).toBe('serial|S1|2026-03-31|5')
  expect(keyTextOf({ ...row, serial: '', where }, 2)).toBe('row|2026-03-31|5|9|2')
})

const cell = <Value>(...values: Value[]) => fc.constantFrom(...values)
const line = fc.tuple(
  cell('2026-03-01', '20260302', '2026年3月3日', '昨天', '2999-01-01', ''),
  cell('100', '1,234.50', '0', '-5', '1.234', '', '壹佰'),
  cell('', '', '', '7'),
  cell('', '10', '20'),
  cell('1-101', '1栋102', '1栋201', '101', '9-9', ''),
  cell('', '1栋101室', '转账'),
  cell('', '合计', 'x'),
)

test('every row has one outcome, and the sums agree, also when half of the rows are booked already', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
      fc.pre(lines.some((one) => one.some((text) => text !== '')))
      const rows = staged(lines)
      const written = lines.filter(
        (one) => one.some((text) => text !== '') && one.find((text) => text !== '') !== '合计',
      )
      expect(rows).toHaveLength(written.length)
      const byOutcome = Map.groupBy(rows, ({ outcome }) => outcome)
      const count = (...of: RowOutcome[]) => of.reduce((sum, one) => sum + (byOutcome.get(one)?.length ?? 0), 0)
      expect(count('matched', 'suspense', 'failed', 'duplicate', 'outgoing')).toBe(rows.length)
      const bookable = rows.filter(({ outcome }) => outcome === 'matched' || outcome === 'suspense')
      for (const { key, day, amountFen, kind } of bookable) expect([key, day, amountFen, kind]).not.toContain(null)
      expect(new Set(bookable.map(({ key }) => key)).size).toBe(bookable.length)

      const half = new Set(bookable.filter((_, index) => index % 2 === 0).map(({ key }) => key ?? ''))
      const again = staged(lines, {}, half)
      const stillNew = again.filter(({ outcome }) => outcome === 'matched' || outcome === 'suspense')
      const sum = (some: readonly StagedRow[]) => some.reduce((fen, { amountFen }) => fen + (amountFen ?? 0), 0)
      const known = bookable.filter(({ key }) => half.has(key ?? ''))
      expect(sum(stillNew) + sum(known)).toBe(sum(bookable))
      expect(sum(again)).toBe(sum(rows))
    }),
    seeded(300),
  )
})
