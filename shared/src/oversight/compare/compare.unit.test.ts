import type { Mode } from '@changxin/shared/management'
import { describe, expect, test } from 'vitest'
import { ageOn, COMPARED_MINIMUM_N, sizeOf } from './cohort.ts'
import { changesOf, cohortsOf, figuresOf } from './compare.ts'

const window = {
  units: 60,
  freshness: 80,
  targetsMet: 3,
  targetsMissed: 1,
  completed: 10,
  repeats: 1,
  defectDays: 9,
  looks: 1,
}
const compound = (mode: Mode, extra: object = {}) => ({ ...window, mode, acceptedOn: '2023-03-01', ...extra })
const several = (n: number, mode: Mode, extra: object = {}) => Array.from({ length: n }, () => compound(mode, extra))
const DAY = '2026-03-01'

describe('who is like whom', () => {
  test.each([
    ['2025-03-02', 'under-1'],
    ['2025-03-01', '1-to-3'],
    ['2023-03-02', '1-to-3'],
    ['2023-03-01', '3-to-5'],
    ['2021-03-02', '3-to-5'],
    ['2021-03-01', 'from-5'],
  ])('accepted on %s is of age %s', (acceptedOn, age) => expect(ageOn(acceptedOn, DAY)).toBe(age))

  test.each([
    [49, 'under-50'],
    [50, '50-to-199'],
    [199, '50-to-199'],
    [200, 'from-200'],
  ])('%i units are %s', (units, size) => expect(sizeOf(units)).toBe(size))
})

test('a mode with fewer than the minimum shows its n and no figure', () => {
  const [cohort, ...others] = cohortsOf(
    [...several(COMPARED_MINIMUM_N, 'self-governance'), ...several(COMPARED_MINIMUM_N - 1, 'property-company')],
    DAY,
  )
  expect(others).toEqual([])
  expect(cohort?.modes.map(({ mode, n, figures }) => [mode, n, figures !== null])).toEqual([
    ['property-company', 4, false],
    ['self-governance', 5, true],
  ])
})

test('old ones are not compared with new ones, nor small ones with large ones, and no better one comes first', () => {
  const cohorts = cohortsOf(
    [
      ...several(5, 'self-governance', { freshness: 95 }),
      ...several(5, 'property-company', { freshness: 50 }),
      ...several(5, 'self-governance', { acceptedOn: '2025-12-01' }),
      ...several(5, 'self-governance', { units: 400 }),
    ],
    DAY,
  )
  expect(cohorts.map(({ id, modes }) => [id, modes.map(({ mode }) => mode)])).toEqual([
    ['under-1 50-to-199', ['self-governance']],
    ['3-to-5 50-to-199', ['property-company', 'self-governance']],
    ['3-to-5 from-200', ['self-governance']],
  ])
})

test('figures are sums over all cases, not means of shares', () => {
  const many = { ...window, targetsMet: 90, targetsMissed: 10, units: 140, defectDays: 191 }
  const none = { ...window, freshness: null, targetsMet: 0, targetsMissed: 1, completed: 0, repeats: 0, looks: 0 }
  expect(figuresOf([many, none])).toEqual({
    freshnessMedian: 80,
    rated: 1,
    targetsMet: { part: 90, of: 101 },
    repeats: { part: 1, of: 10 },
    defectDaysPerHundredUnits: 100,
    looked: { part: 1, of: 2 },
  })
  expect(figuresOf([{ ...none, units: 0 }]).defectDaysPerHundredUnits).toBeNull()
})

test('a change of mode compares the same compounds before and after, and only enough of them', () => {
  const change = { from: 'none', to: 'service-centre', before: { ...window, freshness: 40 }, after: window } as const
  const rare = { ...change, from: 'self-governance' } as const
  const changes = changesOf([rare, ...Array.from({ length: 5 }, () => change)])
  expect(changes.map(({ id, n, before, after }) => [id, n, before?.freshnessMedian, after?.freshnessMedian])).toEqual([
    ['none service-centre', 5, 40, 80],
    ['self-governance service-centre', 1, undefined, undefined],
  ])
})
