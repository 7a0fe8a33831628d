/** A plan is imported once and whole; afterwards a person chooses between contradicting figures, with a reason. */
import { fold, Rejected, sentenceOf } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { renovationErrors } from './errors.ts'
import { type PlanEvent, planEvents } from './events.ts'
import { type ChooseFigure, type ImportPlan, type PlanCommand, planDecider } from './plan.decider.ts'
import { readPlanCsv } from './plan-csv.ts'
import { shippedPlan } from './shipped-plan.fixture.ts'

const { mapping, rows, problems } = shippedPlan()
const importPlan: ImportPlan = {
  type: 'ImportPlan',
  importId: 'dianjiang',
  title: '垫江县城镇老旧小区改造规划',
  fileName: 'dianjiang-plan.csv',
  sha256: 'a'.repeat(64),
  mapping,
  rows,
  problems,
}
const choose42: ChooseFigure = {
  type: 'ChooseFigure',
  choiceId: 'c1',
  findingId: 'subtotal-r031-buildings',
  rowId: 'r030',
  field: 'buildings',
  value: 42,
  printed: '42',
  reason: '小计和正文都是 42 栋',
}

const when = (command: PlanCommand, given: readonly PlanEvent[]) =>
  planDecider.decide(command, fold(planDecider, given), undefined)
const refusal = (command: PlanCommand, given: readonly PlanEvent[]) => {
  try {
    when(command, given)
  } catch (error) {
    if (error instanceof Rejected) return error.code
    throw error
  }
  return undefined
}
const imported = when(importPlan, [])

test('importing says what was imported, then each row as printed, and every event fits its definition', () => {
  expect(imported).toHaveLength(56)
  expect(imported[0]).toMatchObject({ type: 'PlanImported', data: { rowCount: 55, findingCount: 28 } })
  expect(imported[30]).toMatchObject({
    type: 'PlanRowImported',
    data: { importId: 'dianjiang', rowId: 'r031', areaName: '小计', figures: { buildings: { printed: '42' } } },
  })
  for (const { type, data } of imported)
    expect(planEvents.find((definition) => definition.type === type)?.schema.parse(data)).toEqual(data)
})

test('the same file again is already so, another file under the same id is refused', () => {
  expect(when(importPlan, imported)).toEqual([])
  expect(refusal({ ...importPlan, sha256: 'b'.repeat(64) }, imported)).toBe('plan-already-imported')
})

test('a file without rows, with a problem, or too large for one append is refused', () => {
  expect(refusal({ ...importPlan, rows: [] }, [])).toBe('plan-has-no-rows')
  expect(refusal({ ...importPlan, problems: [{ line: 3, field: '户数', message: '不是数字' }] }, [])).toBe(
    'plan-has-problems',
  )
  const many = readPlanCsv(
    `年度,片区名称,户数\n${Array.from({ length: 4_000 }, (_, at) => `2021年,第${at}片区,30`).join('\n')}`,
  )
  expect(many.rows).toHaveLength(4_000)
  expect(refusal({ ...importPlan, rows: many.rows }, [])).toBe('plan-too-large')
})

test('a person chooses 42 buildings for the area that prints 4', () => {
  const { type: _, ...choice } = choose42
  const events = when(choose42, imported)
  expect(events).toEqual([{ type: 'PlanFigureChosen', data: { importId: 'dianjiang', ...choice } }])
  expect(fold(planDecider, [...imported, ...events]).choices).toEqual([{ importId: 'dianjiang', ...choice }])
})

test('choosing the same again adds nothing; another value or a better reason is recorded, and so is the way back', () => {
  const chosen = [...imported, ...when(choose42, imported)]
  expect(when({ ...choose42, choiceId: 'c2' }, chosen)).toEqual([])
  expect(when({ ...choose42, choiceId: 'c2', reason: '现场核对为 42 栋' }, chosen)).toHaveLength(1)
  const back = when({ ...choose42, choiceId: 'c2', value: 4, printed: '4' }, chosen)
  expect(back).toHaveLength(1)
  expect(when({ ...choose42, choiceId: 'c3' }, [...chosen, ...back])).toHaveLength(1)
})

test('another figure than the printed ones may be chosen, and an inexact one taken for a number', () => {
  expect(when({ ...choose42, value: 41, printed: '41' }, imported)).toHaveLength(1)
  const about = { ...choose42, findingId: 'not-exact-r052-households', rowId: 'r052', field: 'households' } as const
  expect(when({ ...about, value: 7600, printed: '7600余' }, imported)).toHaveLength(1)
  expect(when({ ...about, value: 7612, printed: '7612' }, imported)).toHaveLength(1)
})

test.each<[string, Partial<ChooseFigure>]>([
  ['finding-not-found', { findingId: 'subtotal-r001-buildings' }],
  ['figure-not-of-finding', { rowId: 'r002' }],
  ['figure-not-of-finding', { field: 'households' }],
  ['figure-not-of-finding', { findingId: 'one-place-two-names-r022-r048', rowId: 'r022' }],
  ['figure-not-as-printed', { printed: '24' }],
  ['figure-not-as-printed', { value: -4, printed: '-4' }],
  ['figure-not-as-printed', { value: 4.5, printed: '4.5' }],
  ['figure-not-as-printed', { value: 1e300, printed: '1e300' }],
  ['choice-without-reason', { reason: '  ' }],
])('refused: %s %j', (code, change) => {
  expect(refusal({ ...choose42, ...change }, imported)).toBe(code)
})

test('nothing can be chosen before the import', () => {
  expect(refusal(choose42, [])).toBe('plan-not-found')
})

test('a refused file is told where it is wrong, in both languages', () => {
  const entry = renovationErrors.entries['plan-has-problems']!
  const params = { problems: 2, line: 3, message: '不是数字' }
  expect(sentenceOf(entry, 'zh', params)).toContain('第 3 行：不是数字')
  expect(sentenceOf(entry, 'en', params)).not.toContain('{')
})
