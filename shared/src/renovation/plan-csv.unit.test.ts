/** Reading an official table: as printed, by header, and never with an exception. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from './csv.ts'
import { PlanRow } from './events.ts'
import { MAX_PLAN_PROBLEMS, MAX_PLAN_ROWS, MAX_PLAN_TEXT, readPlanCsv } from './plan-csv.ts'
import { shippedPlan, shippedText } from './shipped-plan.fixture.ts'

const HEADER = 'year,area_name,compounds,buildings,area_10k_m2,households,source_table'

test('the Dianjiang plan is read whole: 55 rows, nothing left out, every row fit for an event', () => {
  const { mapping, rows, shares, problems } = shippedPlan()
  expect(problems).toEqual([])
  expect(shares).toEqual([])
  expect(rows).toHaveLength(55)
  expect(mapping).toEqual({
    year: 'year',
    area_name: 'areaName',
    compounds: 'compounds',
    buildings: 'buildings',
    area_10k_m2: 'floorArea',
    households: 'households',
    source_table: 'table',
  })
  for (const row of rows) expect(PlanRow.parse(row)).toEqual(row)
  const kinds = Map.groupBy(rows, (row) => row.kind)
  expect(Object.fromEntries([...kinds].map(([kind, of]) => [kind, of.length]))).toEqual({
    area: 29,
    subtotal: 10,
    statement: 15,
    total: 1,
  })
})

test('a figure keeps its text, its exact value, its unit and its source cell', () => {
  const row = shippedPlan().rows.find((one) => one.areaName === '迎春桥片区')
  expect(row).toMatchObject({
    rowId: 'r022',
    line: 22,
    printedYear: '2022年度',
    year: 2022,
    table: '表5.1.4',
    kind: 'area',
  })
  expect(row?.figures.floorArea).toEqual({
    printed: '36.425',
    value: 36_425_000,
    unit: '0.01m2',
    cell: 'line 22, area_10k_m2',
  })
})

test('what is not an exact number keeps its text and has no value', () => {
  const row = shippedPlan().rows.find((one) => one.areaName === '北门片区')
  expect(row?.figures.households).toMatchObject({ printed: '3100余', value: null })
})

test('an empty cell and a dash are no figure, and "as of 2020" is no year of the plan', () => {
  const upTo = shippedPlan().rows.find((one) => one.printedYear === '截至2020年底')
  expect(upTo?.year).toBeNull()
  expect(upTo?.figures.buildings).toBeUndefined()
  expect(readPlanCsv('年份,栋数,户数\n2021年,—,5').rows[0]?.figures).toEqual({
    households: { printed: '5', value: 5, unit: '1', cell: 'line 2, 户数' },
  })
})

test('a Chinese header as the plan itself prints it, with BOM, CRLF, quotes and full-width digits', () => {
  const { rows, problems, mapping } = readPlanCsv(
    '\ufeff年度计划,片区名称,小区      个数,栋数（栋）,"面积\r\n（万平方米）",户数（户）\r\n2021年度,"甲, ""乙""片区",５,8,3.25,"1,211"\r\n,,,,,\r\n',
  )
  expect(problems).toEqual([])
  expect(Object.values(mapping)).toEqual(['year', 'areaName', 'compounds', 'buildings', 'floorArea', 'households'])
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    rowId: 'r003',
    line: 3,
    kind: 'area',
    areaName: '甲, "乙"片区',
    figures: { compounds: { printed: '５', value: 5 }, households: { printed: '1,211', value: 1211 } },
  })
})

test('a column nobody knows is kept in the mapping and named as a problem of line 1; notes are left out silently', () => {
  const { mapping, problems, rows } = readPlanCsv('片区名称,户数,颜色,备注\n甲片区,5,红,好\n')
  expect(mapping).toEqual({ 片区名称: 'areaName', 户数: 'households', 颜色: 'ignored', 备注: 'note' })
  expect(problems).toEqual([{ line: 1, field: '颜色', message: expect.stringContaining('unknown column') }])
  expect(rows).toHaveLength(1)
})

test('floor area in another unit is not misread as 10,000 m²', () => {
  expect(readPlanCsv('片区名称,面积（平方米）,户数\n甲,32500,3').problems).toMatchObject([
    { line: 1, field: '面积（平方米）' },
  ])
})

test.each([
  ['too few cells', `${HEADER}\n2021年度,甲,1,2,3,4`, 2, '7'],
  ['too many cells', `${HEADER}\n2021年度,甲,1,2,3,4,表1,x`, 2, '7'],
  ['no figure', `${HEADER}\n2021年度,甲,1,多,3,4,表1`, 2, 'not a figure'],
  ['negative figure', `${HEADER}\n2021年度,甲,1,-2,3,4,表1`, 2, 'not a figure'],
  ['neither year nor name', `${HEADER}\n,,1,2,3,4,表1`, 2, 'neither a year nor a name'],
  ['NUL in a name', `${HEADER}\n2021年度,甲\u0000,1,2,3,4,表1`, 2, 'no control characters'],
  ['name too long', `${HEADER}\n2021年度,${'甲'.repeat(81)},1,2,3,4,表1`, 2, 'at most 80'],
  ['open quote', `${HEADER}\n2021年度,"甲,1,2,3,4,表1`, 2, 'quote'],
  ['text after a quote', `${HEADER}\n2021年度,"甲"乙,1,2,3,4,表1`, 2, 'closing quote'],
  ['a column twice', '年度,年份,户数\n2021年,2021年,3', 1, 'two columns'],
  ['no column of figures', '年度,片区名称\n2021年,甲', 1, 'no column of figures'],
  ['no column of names', '户数\n3', 1, 'no column for the year'],
  ['empty file', '\ufeff\r\n', 1, 'empty'],
  ['too much text', 'x'.repeat(MAX_PLAN_TEXT + 1), 1, 'too large'],
  ['too many rows', `户数,年度\n${'3,2021年\n'.repeat(MAX_PLAN_ROWS + 1)}`, MAX_PLAN_ROWS + 2, 'at most'],
])('a problem names its line: %s', (_, text, line, message) => {
  expect(readPlanCsv(text).problems).toContainEqual({
    line,
    field: expect.any(String),
    message: expect.stringContaining(message),
  })
})

test('a hopeless file tells its first problems and how many more there are', () => {
  const { problems } = readPlanCsv(`户数,年度\n${'x,2021年\n'.repeat(MAX_PLAN_PROBLEMS + 5)}`)
  expect(problems).toHaveLength(MAX_PLAN_PROBLEMS + 1)
  expect(problems.at(-1)?.message).toContain('5 more')
})

test('property: the order of the columns does not matter', () => {
  const table = parseCsv(shippedText('dianjiang-plan.csv')).records.map((record) => record.cells)
  const columns = [0, 1, 2, 3, 4, 5, 6]
  fc.assert(
    fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (order) => {
      const text = table.map((cells) => order.map((column) => `"${cells[column]}"`).join(',')).join('\r\n')
      const { rows, problems, mapping } = readPlanCsv(text)
      expect(problems).toEqual([])
      expect(rows).toEqual(shippedPlan().rows)
      expect(mapping).toEqual(shippedPlan().mapping)
    }),
    { numRuns: 30 },
  )
})

const pieces = fc.constantFrom(
  ...[
    '"',
    ',',
    '\n',
    '\r',
    '\ufeff',
    '年度',
    '户数',
    '面积',
    '7600余',
    '2021年',
    '-1',
    '1e300',
    '𠮷',
    '\ud800',
    '\0',
    'x',
  ],
)

test('property: every text gives a reading whose rows fit the event, and never an exception', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, fc.boolean(), (text, withHeader) => {
      const { rows } = readPlanCsv(withHeader ? `${HEADER}\n${text}` : text)
      for (const row of rows) expect(PlanRow.safeParse(row).success).toBe(true)
      expect(new Set(rows.map((row) => row.rowId)).size).toBe(rows.length)
    }),
    { numRuns: 300 },
  )
})

test('property: cells written by the rules of CSV are read back as they were', () => {
  const cell = fc
    .array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', '甲', ' '), { maxLength: 6 })
    .map((all) => all.join(''))
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(table, (rows) => {
      const text = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n')
      const { records, problems } = parseCsv(text)
      expect(problems).toEqual([])
      expect(records.map((record) => record.cells)).toEqual(
        rows.filter((cells) => cells.some((one) => one.trim() !== '')),
      )
    }),
  )
})
