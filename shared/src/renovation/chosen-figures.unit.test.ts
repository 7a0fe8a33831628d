/** What is built on the plan: printed figures, with a person's choices in their place. */
import { expect, test } from 'vitest'
import { figuresOf, planAreas } from './chosen-figures.ts'
import { findContradictions } from './contradictions.ts'
import { demoChoices } from './demo-choices.ts'
import { shippedPlan } from './shipped-plan.fixture.ts'

const { rows } = shippedPlan()
const sumOf = (areas: ReturnType<typeof planAreas>, field: 'compounds' | 'buildings' | 'floorArea' | 'households') =>
  areas.reduce((sum, area) => sum + (area[field] ?? 0), 0)

test('without choices the areas of table 5.1.4 stand as printed', () => {
  const areas = planAreas(rows, [])
  expect(areas).toHaveLength(25)
  expect(areas[0]).toEqual({
    rowId: 'r002',
    year: 2021,
    name: '桂溪路片区',
    compounds: 5,
    buildings: 8,
    floorArea: 3_250_000,
    households: 211,
  })
  expect(sumOf(areas, 'buildings')).toBe(759)
})

test('a choice replaces the printed figure of its row and field alone, and the last one holds', () => {
  const choices = [41, 42].map((value) => ({ rowId: 'r030', field: 'buildings', value }) as const)
  const [before, after] = [planAreas(rows, []), planAreas(rows, choices)]
  expect(after.filter((area, index) => JSON.stringify(area) !== JSON.stringify(before[index]))).toEqual([
    { ...before.at(-1), buildings: 42 },
  ])
  expect(figuresOf(rows, choices).find((one) => one.row.rowId === 'r030')?.chosen).toEqual(['buildings'])
})

test('the demo choices: all nine have their finding, a printed figure and a reason; only the 4 buildings change', () => {
  const choices = demoChoices(findContradictions(rows))
  expect(choices).toHaveLength(9)
  expect(choices[0]).toMatchObject({ rowId: 'r030', field: 'buildings', value: 42, printed: '42' })
  for (const choice of choices) expect(choice.reason.length).toBeGreaterThan(10)
  const areas = planAreas(rows, choices)
  expect(sumOf(areas, 'compounds')).toBe(239)
  expect(sumOf(areas, 'buildings')).toBe(797)
  expect(sumOf(areas, 'households')).toBe(21_479)
  expect(sumOf(areas, 'floorArea')).toBe(292_975_000)
  expect(areas.filter((area) => area.rowId !== 'r030')).toEqual(
    planAreas(rows, []).filter((area) => area.rowId !== 'r030'),
  )
})

test('another plan gets no demo choices', () => {
  expect(demoChoices([])).toEqual([])
})
