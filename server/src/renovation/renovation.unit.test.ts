/** Plans as rows: as printed, with the figures that hold, and the contradictions with what was chosen for them. */
import { PersonRegistered } from '@changxin/shared/people'
import { PlanFigureChosen, PlanImported, PlanRowImported, readPlanCsv } from '@changxin/shared/renovation'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import { peopleProjection } from '../people/index.ts'
import { planAreaName, renovationProjection } from './index.ts'
import { decodePlan } from './plan-form.ts'
import { createFindings, listImports, planExists, planRows } from './renovation.queries.ts'

const CSV = `year,area_name,compounds,buildings,source_table
2021年度,甲片区,2,8,表1
2021年度,乙片区,3,10,表1
2021年度,小计,5,19,表1
`
const FINDING = 'subtotal-r004-buildings'

function planFacts(importId: string, csv = CSV) {
  const { rows, mapping } = readPlanCsv(csv)
  const imported = {
    importId,
    title: '改造计划',
    fileName: 'plan.csv',
    sha256: 'a'.repeat(64),
    mapping,
    rowCount: rows.length,
    findingCount: 1,
  }
  return [PlanImported(imported), ...rows.map((row) => PlanRowImported({ importId, ...row }))]
}

function chosen(importId: string, change: Partial<Parameters<typeof PlanFigureChosen>[0]> = {}) {
  const choice = {
    choiceId: 'c1',
    findingId: FINDING,
    rowId: 'r004',
    field: 'buildings' as const,
    value: 18,
    printed: '18',
    reason: '两行相加',
  }
  return recorded(PlanFigureChosen({ importId, ...choice, ...change }), { actor: 'p1' })
}

test('an import is listed with its rows, findings and chosen figures; the newest first, by page', () => {
  const { read, apply } = projected(renovationProjection, [...planFacts('p-1'), ...planFacts('p-2')])
  const first = listImports(read, { limit: 1 })
  expect(first.items).toEqual([
    {
      id: 'p-2',
      title: '改造计划',
      fileName: 'plan.csv',
      rows: 3,
      findings: 1,
      chosen: 0,
      importedAt: '2026-03-01T00:04:00.000Z',
    },
  ])
  expect(listImports(read, { limit: 1, cursor: first.next }).items.map(({ id }) => id)).toEqual(['p-1'])
  apply(
    chosen('p-1'),
    chosen('p-1', { choiceId: 'c2', value: 19, printed: '19' }),
    chosen('p-1', { choiceId: 'c3', rowId: 'r002', value: 9, printed: '9' }),
  )
  expect(listImports(read, { limit: 5 }).items.map(({ id, chosen: count }) => [id, count])).toEqual([
    ['p-2', 0],
    ['p-1', 2],
  ])
})

test('rows are as printed, in the order of the file, with the figure that was chosen last', () => {
  const { read } = projected(renovationProjection, [
    ...planFacts('p-1'),
    chosen('p-1'),
    chosen('p-1', { choiceId: 'c2', value: 19, printed: '19' }),
  ])
  const { items } = planRows(read, 'p-1')
  expect(items.map(({ id, areaName, chosen: figures }) => [id, areaName, figures])).toEqual([
    ['r002', '甲片区', {}],
    ['r003', '乙片区', {}],
    ['r004', '小计', { buildings: 19 }],
  ])
  expect(items[2]?.figures.buildings).toMatchObject({ printed: '19', value: 19, cell: 'line 4, buildings' })
  expect(planAreaName(read, 'p-1', 'r003')).toBe('乙片区')
  expect(planAreaName(read, 'p-1', 'r009')).toBeNull()
  expect([planExists(read, 'p-1'), planExists(read, 'p-9')]).toEqual([true, false])
})

test('a contradiction shows both sides, and who chose what and why', () => {
  const { read, apply } = projected(
    [renovationProjection, peopleProjection],
    [PersonRegistered({ personId: 'p1', name: '王㑇', phone: null }), ...planFacts('p-1')],
  )
  const findingsOf = createFindings()
  expect(findingsOf(read, 'p-1').items).toMatchObject([
    { id: FINDING, choice: null, sides: [{ value: 18 }, { printed: '19', value: 19 }] },
  ])
  apply(chosen('p-1'))
  expect(findingsOf(read, 'p-1').items.map(({ choice }) => choice)).toEqual([
    {
      value: 18,
      printed: '18',
      reason: '两行相加',
      chosenByName: '王㑇',
      chosenAt: expect.stringMatching(/^2026-03-01T/),
    },
  ])
})

test('a figure that was chosen through another contradiction counts for this one too', () => {
  const { read } = projected(
    [renovationProjection, peopleProjection],
    [...planFacts('p-1'), chosen('p-1', { findingId: 'another-finding' })],
  )
  expect(createFindings()(read, 'p-1').items.map(({ choice }) => choice?.value)).toEqual([18])
})

test('half an import, as a batch may end in it, is not what is remembered', () => {
  const facts = planFacts('p-1')
  const { read, apply } = projected([renovationProjection, peopleProjection], facts.slice(0, 2))
  const findingsOf = createFindings()
  expect(findingsOf(read, 'p-1').items).toEqual([])
  apply(...facts.slice(2))
  expect(findingsOf(read, 'p-1').items.map(({ id }) => id)).toEqual([FINDING])
})

test('a file is read as UTF-8, else as GB18030, and else not at all', () => {
  expect(decodePlan(Buffer.from('\ufeff年度,名称𠮷'))).toBe('年度,名称𠮷')
  expect(decodePlan(Uint8Array.of(0xc4, 0xea, 0xb6, 0xc8))).toBe('年度')
  const unread = (bytes: readonly number[]) => () => decodePlan(Uint8Array.from(bytes))
  expect(unread([0xff, 0xfe, 0x74, 0x5e])).toThrow('unsupported-type')
  expect(unread([0x50, 0x4b, 0x03, 0x04, 0xff, 0x80, 0x00])).toThrow('unsupported-type')
})
