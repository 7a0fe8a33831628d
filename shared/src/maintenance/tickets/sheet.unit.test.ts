/** What stands in a platform's sheet: times, yes and no, people; and rows that cannot be taken. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import { ColumnMappingSaved, columnsDecider, defaultColumns, suggestColumns, type TicketColumns } from './columns.ts'
import { sheetLines } from './sheet-lines.ts'
import { MAX_SHEET_ROWS, readSheetRows } from './sheet-rows.ts'
import { shanghaiTime, sheetTime, verdictOf, withoutCaller } from './sheet-text.ts'
import { faultSentence } from './sheet-words.ts'
import { ticketDecider } from './ticket.decider.ts'
import type { KnownTicket } from './ticket.state.ts'
import { facts, take } from './tickets.fixture.ts'

test.each([
  ['2026-11-03 09:15', '2026-11-03T01:15:00.000Z'],
  ['2026/11/3 9:15:30', '2026-11-03T01:15:30.000Z'],
  ['2026年11月3日9时15分', '2026-11-03T01:15:00.000Z'],
  ['2026.11.03', '2026-11-02T16:00:00.000Z'],
  ['2026-11-03T09:15:00.000', '2026-11-03T01:15:00.000Z'],
  ['2026-02-30', undefined],
  ['2026-11-03 25:00', undefined],
  ['46037.3958', undefined],
  ['明天', undefined],
])('%s is %s in Shanghai', (text, instant) => expect(shanghaiTime(text)).toBe(instant))

test('a deadline that is a day alone ends with that day', () => {
  expect(shanghaiTime('2026-11-03', true)).toBe('2026-11-03T15:59:59.000Z')
})

test('a time that we write is the time that we read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const instant = new Date(seconds * 1_000).toISOString()
      expect(shanghaiTime(sheetTime(instant), true)).toBe(instant)
    }),
    seeded(),
  )
})

test('yes, no and not asked, as platforms write them', () => {
  expect(['是', '已解决', '非常满意', '基本满意', '√'].map(verdictOf)).toEqual(Array(5).fill('yes'))
  expect(['否', '未解决', '不满意', '没有响应', '×'].map(verdictOf)).toEqual(Array(5).fill('no'))
  expect(['', ' ', '/', '未评价'].map(verdictOf)).toEqual(Array(4).fill(null))
  expect(['也许', '不知道'].map(verdictOf)).toEqual([undefined, undefined])
})

test('who called stays out of the text', () => {
  const caller = { name: '王小丽', phone: '68512345' }
  expect(withoutCaller('王小丽（68512345）反映灯不亮，回电13812345678', caller)).toBe(
    '王**（685****2345）反映灯不亮，回电138****5678',
  )
  expect(withoutCaller('工单20261103138123456789', { name: '', phone: '' })).toBe('工单20261103138123456789')
})

const columns: TicketColumns = {
  officialNumber: '编号',
  receivedAt: '收到',
  deadline: '期限',
  text: '内容',
  place: '小区',
  resolved: '解决',
  callerName: '来电人',
}
const HEADER = ['编号', '收到', '期限', '内容', '小区', '解决', '来电人', '备注']
const good = ['GD-1', '2026-03-01 09:00', '2026-03-08', '李四光反映灯不亮', '兴隆花园', '是', '李四光', 'x']

describe('a sheet', () => {
  test('is read below its title, without the caller, and says which columns it did not take', () => {
    const sheet = readSheetRows([['三月工单'], HEADER, good, ['', ' ']], columns)
    expect(sheet.rows).toEqual([
      {
        row: 3,
        facts: {
          ...facts,
          officialNumber: 'GD-1',
          text: '李**反映灯不亮',
          deadline: '2026-03-08T15:59:59.000Z',
          category: null,
          resolved: 'yes',
          compoundId: undefined,
        },
      },
    ])
    expect(sheet).toMatchObject({ problems: [], ignored: ['备注'], leftOut: ['来电人'] })
  })

  test('names each row that it cannot take, by its line and with what to do', () => {
    const change = (...cells: [number, string][]) =>
      good.map((cell, at) => cells.find(([index]) => index === at)?.[1] ?? cell)
    const { rows, problems } = readSheetRows(
      [
        HEADER,
        good,
        change([0, 'ＧＤ-1']),
        change([0, 'GD-3'], [1, '昨天'], [3, '']),
        change([0, 'GD-4'], [2, '2026-02-28']),
        change([0, '2.0260301e+16']),
        change([0, 'GD-6'], [5, '大概']),
        change([0, 'GD-7'], [3, 'a\u0000b']),
      ],
      columns,
    )
    expect(rows.map(({ row }) => row)).toEqual([2])
    expect(problems.map(({ row, field, fault }) => `${row} ${field} ${fault}`)).toEqual([
      '3 officialNumber twice-in-file',
      '4 text missing',
      '4 receivedAt not-a-time',
      '5 deadline deadline-before-receipt',
      '6 officialNumber number-lost-digits',
      '7 resolved not-yes-or-no',
      '8 text unreadable',
    ])
    expect(problems.slice(1, 3).map((problem) => faultSentence(problem, columns, 'zh'))).toEqual([
      '“内容”是空的，请补上',
      '“收到”不是时间，请写成 2026-11-03 09:15',
    ])
  })

  test('ends where its rows end, however many empty lines follow; too many rows are refused', () => {
    const empty = Array.from({ length: MAX_SHEET_ROWS + 1 }, () => HEADER.map(() => ''))
    expect(readSheetRows([HEADER, good, ...empty], columns).rows).toHaveLength(1)
    const many = Array.from({ length: MAX_SHEET_ROWS + 1 }, () => good)
    expect(refusalOf(() => readSheetRows([HEADER, ...many], columns)).code).toBe('sheet-too-large')
  })

  test('keeps line breaks as a workbook does, so that what we write is read as it was', () => {
    const broken = good.map((cell) => (cell === '李四光反映灯不亮' ? '灯不亮\r\n很久了' : cell))
    expect(readSheetRows([HEADER, broken], columns).rows[0]?.facts.text).toBe('灯不亮\n很久了')
  })

  test('without a mapped column is refused as a whole, with the columns that it lacks', () => {
    const refusal = refusalOf(() => readSheetRows([['编号', '收到'], good], columns))
    expect([refusal.code, refusal.params.headers]).toEqual([
      'sheet-columns-missing',
      ['期限', '内容', '小区', '解决', '来电人'],
    ])
    expect(refusalOf(() => readSheetRows([HEADER], { ...columns, category: '编号' })).code).toBe('column-used-twice')
  })

  test('that we write is the sheet that we read', () => {
    const [first, ...more] = ticketDecider.decide(
      take({ replyText: '=1+1', resolved: 'no' }),
      { status: 'none' },
      undefined,
    )
    const state = [first, ...more].reduce(
      (before, event) => (event ? ticketDecider.evolve(before, event) : before),
      ticketDecider.initial,
    ) as KnownTicket
    const { headers, lines } = sheetLines(defaultColumns, [{ ...state, compoundName: '兴隆花园' }])
    const { rows, problems } = readSheetRows([headers, ...lines], defaultColumns)
    expect(problems).toEqual([])
    const { compoundId: _, ...written } = { ...facts, replyText: '=1+1', resolved: 'no' as const }
    expect(rows).toEqual([{ row: 2, facts: written }])
  })
})

test('headers suggest their fields, and a column is one field only', () => {
  expect(suggestColumns(['序号', '工单编号', '诉求内容', '联系电话', '办理期限', '派单时间', '内容'])).toEqual({
    officialNumber: '工单编号',
    receivedAt: '派单时间',
    deadline: '办理期限',
    text: '诉求内容',
    callerPhone: '联系电话',
  })
})

test('a mapping is saved once, and over what it was', () => {
  const mapping = { mappingId: 'm1', name: '市热线', source: '12345' as const, columns }
  const save = (change: Partial<typeof mapping> = {}) => ({
    type: 'SaveColumnMapping' as const,
    mapping: { ...mapping, ...change },
  })
  const empty = columnsDecider.initial
  expect(columnsDecider.decide(save(), empty, undefined)).toEqual([ColumnMappingSaved(mapping)])
  const state = columnsDecider.evolve(empty, ColumnMappingSaved(mapping))
  expect(columnsDecider.decide(save(), state, undefined)).toEqual([])
  expect(columnsDecider.decide(save({ name: '区热线' }), state, undefined)).toHaveLength(1)
})
