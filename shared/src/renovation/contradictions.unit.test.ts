/** What the Dianjiang plan says twice, differently: each checked by hand against the printed plan. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Finding } from './api.ts'
import { findContradictions } from './contradictions.ts'
import { readPlanCsv } from './plan-csv.ts'
import { shippedPlan, shippedText } from './shipped-plan.fixture.ts'

const findings = findContradictions(shippedPlan().rows)
const HEADER = 'year,area_name,compounds,buildings,area_10k_m2,households,source_table'

/** The printed figures of a finding, in the order of its sides. */
const printedIn = (id: string) => findings.find((one) => one.id === id)?.sides.map((side) => side.printed)
const zhOf = (id: string) => findings.find((one) => one.id === id)?.zh ?? ''
const found = (...lines: string[]) => findContradictions(readPlanCsv([HEADER, ...lines].join('\n')).rows)

test('exactly the contradictions that the plan has, no flood', () => {
  expect(findings.map((one) => one.id)).toEqual([
    'subtotal-r020-buildings',
    'subtotal-r020-floorArea',
    'subtotal-r020-households',
    'subtotal-r031-buildings',
    'same-fact-twice-r020-buildings',
    'same-fact-twice-r020-floorArea',
    'same-fact-twice-r023-floorArea',
    'same-fact-twice-r026-compounds',
    'same-fact-twice-r015-r047-buildings',
    'same-fact-twice-r015-r047-floorArea',
    'same-fact-twice-r015-r047-households',
    'same-fact-twice-r027-r050-floorArea',
    'same-fact-twice-r027-r050-households',
    'same-fact-twice-r022-r048-floorArea',
    'same-fact-twice-r022-r048-households',
    'total-tables-r002-compounds',
    'total-tables-r002-buildings',
    'total-tables-r002-floorArea',
    'total-upto-r054-floorArea',
    'mixed-variants-r044-floorArea',
    'ratio-outlier-r025-floorArea',
    'ratio-outlier-r030-buildings',
    'one-place-two-names-r022-r048',
    'one-place-two-names-r025-r049',
    'one-place-two-names-r051',
    'not-exact-r052-households',
    'not-exact-r053-households',
    'not-exact-r054-households',
  ])
  for (const finding of findings) expect(Finding.parse(finding)).toEqual(finding)
})

test('2021: the subtotals are more than their 18 rows', () => {
  expect(printedIn('subtotal-r020-buildings')).toEqual(['316', '324', '324', '323'])
  expect(printedIn('subtotal-r020-floorArea')).toEqual(['101.99', '103', '103.00', '102.55'])
  expect(printedIn('subtotal-r020-households')).toEqual(['7856', '7898', '7898', '7898'])
})

test('2025: the one area prints 4 buildings, everything else 42; the choice would be for the area', () => {
  const finding = findings.find((one) => one.id === 'subtotal-r031-buildings')
  expect(finding?.rowId).toBe('r030')
  expect(finding?.sides.map((side) => [side.printed, side.cell])).toEqual([
    ['4', 'line 30, buildings'],
    ['42', 'line 31, buildings'],
    ['42', 'line 36, buildings'],
    ['42', 'line 41, buildings'],
  ])
  expect(zhOf('ratio-outlier-r030-buildings')).toContain('每栋户数 415.3')
})

test('the years as table 5.1.4, table 5.1.3 and the text print them; a rounding is called one', () => {
  expect(printedIn('same-fact-twice-r020-buildings')).toEqual(['324', '324', '323', '316'])
  expect(printedIn('same-fact-twice-r020-floorArea')).toEqual(['103', '103.00', '102.55', '101.99'])
  expect(zhOf('same-fact-twice-r020-floorArea')).not.toContain('四舍五入')
  expect(printedIn('same-fact-twice-r023-floorArea')).toEqual(['68.965', '68.97', '68.965', '68.965'])
  expect(zhOf('same-fact-twice-r023-floorArea')).toContain('只是四舍五入之差')
  expect(printedIn('same-fact-twice-r026-compounds')).toEqual(['62', '63', '63', '62'])
})

test('the grand totals of five sources, and the mix of sources that makes 293.54', () => {
  expect(printedIn('total-tables-r002-compounds')).toEqual(['239', '240', '239', '239', '240'])
  expect(printedIn('total-tables-r002-buildings')).toEqual(['805', '805', '805', '805', '804'])
  expect(printedIn('total-tables-r002-floorArea')).toEqual(['293.985', '293.99', '293.54', '293.54', '293.535'])
  expect(printedIn('mixed-variants-r044-floorArea')).toEqual(['293.54', '102.55', '68.97', '69.02', '33.2', '19.8'])
  expect(zhOf('mixed-variants-r044-floorArea')).toContain('293.535 四舍五入后也相同')
  expect(printedIn('total-upto-r054-floorArea')).toEqual(['142', '145.08'])
})

test('the same place twice: by name, by a name inside the other, by the same figures, or not at all', () => {
  expect(printedIn('same-fact-twice-r015-r047-buildings')).toEqual(['19', '25'])
  expect(printedIn('same-fact-twice-r027-r050-floorArea')).toEqual(['20.3', '12.81'])
  expect(printedIn('one-place-two-names-r022-r048')).toEqual(['迎春桥片区', '迎春片区'])
  expect(printedIn('one-place-two-names-r025-r049')).toEqual(['天宝社区片区', '温泉路片区'])
  expect(zhOf('one-place-two-names-r025-r049')).toContain('面积 11.9 万平方米、户数 371')
  expect(printedIn('one-place-two-names-r051')).toEqual(['金地嘉苑片区', '工农路至北片区'])
})

test('similar names in one table are different places: 南街 and 南新街 are not reported', () => {
  expect(found('2021年度,南街片区,1,2,3,40,表5.1.4', '2021年度,南街北片区,1,2,3,40,表5.1.4')).toEqual([])
})

test('a 合计 that is not the sum of its rows', () => {
  const rows = [',甲街道,1,2,3,40,表5.1.1', ',乙街道,1,2,3,40,表5.1.1']
  expect(found(...rows, ',合计,2,4,6,80,表5.1.1')).toEqual([])
  expect(found(...rows, ',合计,2,5,6,80,表5.1.1').map((one) => one.id)).toEqual(['total-rows-r004-buildings'])
})

test('tables of one section about something else are not compared', () => {
  const findingsOf = found(
    ',甲街道,100,200,30,4000,表5.1.1',
    ',乙街道,100,200,30,4000,表5.1.1',
    ',路灯,7,0,0,0,表5.1.2',
    ',水管,9,0,0,0,表5.1.2',
  )
  expect(findingsOf).toEqual([])
})

test('the stock tables: shares that do not add up, do not fit their figures, and two wholes that differ', () => {
  const { rows, shares, problems } = readPlanCsv(shippedText('stock-tables.csv'))
  expect(problems).toEqual([])
  const byId = new Map(findContradictions(rows, shares).map((one) => [one.id, one]))
  expect([...byId.keys()]).toEqual([
    'total-tables-r002-floorArea',
    'shares-sum-r002',
    'shares-r002-floorArea',
    'shares-r005-floorArea',
    'shares-r009-floorArea',
    'shares-r011-floorArea',
  ])
  expect(byId.get('total-tables-r002-floorArea')?.sides.map((side) => side.printed)).toEqual(['486.82', '488.82'])
  expect(byId.get('shares-sum-r002')?.zh).toContain('99.19%')
  expect(byId.get('shares-r002-floorArea')?.zh).toContain('0.41%')
})

const cell = fc.constantFrom('', '1', '2', '3.5', '7600余')
const row = fc
  .tuple(
    fc.constantFrom('', '2021年', '2022年度', '截至2022年底'),
    fc.constantFrom('甲片区', '甲乙片区', '乙社区', '小计', '合计', ''),
    cell,
    cell,
    cell,
    cell,
    fc.constantFrom('表5.1.1', '表5.1.2', '正文第五章', ''),
  )
  .map((cells) => cells.join(','))

test('property: every table gives findings that fit the contract, each with an id of its own, the same every time', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 25 }), (lines) => {
      const { rows } = readPlanCsv([HEADER, ...lines].join('\n'))
      const list = findContradictions(rows)
      expect(new Set(list.map((one) => one.id)).size).toBe(list.length)
      for (const one of list) expect(Finding.parse(one)).toEqual(one)
      expect(findContradictions(rows)).toEqual(list)
    }),
    { numRuns: 200 },
  )
})
