/** Periods by name, and which lines lead to the requests behind them. */
import type { RequestStats } from '@changxin/shared/maintenance'
import { describe, expect, test } from 'vitest'
import { linkTo, statsLines } from './stats-lines.ts'
import { faultOf, nameOfPeriod, periodOf } from './stats-period.ts'

describe('periods', () => {
  test.each([
    ['this-month', '2026-03-05', '2026-03-01', '2026-03-05'],
    ['last-month', '2026-03-05', '2026-02-01', '2026-02-28'],
    ['last-month', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['last-90', '2026-03-31', '2026-01-01', '2026-03-31'],
    ['this-year', '2026-03-05', '2026-01-01', '2026-03-05'],
    ['last-year', '2026-03-05', '2025-01-01', '2025-12-31'],
  ] as const)('%s on %s', (name, today, from, to) => {
    expect(periodOf(name, today)).toEqual({ from, to })
    expect(nameOfPeriod({ from, to }, today)).toBe(name)
  })
  test('days of one’s own have no name', () => {
    expect(nameOfPeriod({ from: '2026-03-02', to: '2026-03-05' }, '2026-03-05')).toBeUndefined()
  })
  test('a leap year fits, a day more does not; nothing runs backwards', () => {
    expect(faultOf({ from: '2024-01-01', to: '2024-12-31' })).toBeNull()
    expect(faultOf({ from: '2024-01-01', to: '2025-01-01' })).toBe('too-long')
    expect(faultOf({ from: '2024-01-02', to: '2024-01-01' })).toBe('backwards')
    expect(faultOf({ from: '2024-01-02', to: '2024-01-02' })).toBeNull()
  })
})

const none = { value: null, n: 0 }
const stats: RequestStats = {
  reported: 4,
  open: { value: 1, n: 4 },
  overdue: { value: 0, n: 4 },
  completed: { value: 3, n: 4 },
  responseMedianMinutes: none,
  responseP90Minutes: none,
  resolutionMedianMinutes: none,
  resolutionP90Minutes: none,
  firstFixRate: none,
  reopened: { value: 0, n: 3 },
  repeats: { value: 0, n: 4 },
  rating: none,
}
const group = { mode: null, category: null, place: null, placeLabel: null, stats }
const asked = { from: '2026-01-01', to: '2026-03-31', by: 'category', compoundId: '' } as const

describe('what leads to the list', () => {
  const lines = statsLines(
    {
      all: stats,
      groups: [
        { ...group, category: 'water' },
        { ...group, place: { kind: 'unit', id: 'u1' }, placeLabel: '101' },
        { ...group, place: { kind: 'building', id: 'b1' }, placeLabel: '1栋' },
        { ...group, mode: 'none' },
      ],
      moreGroups: 0,
    },
    asked,
  )
  test('everything, a category and a home do; a building and a mode cannot', () => {
    const period = { from: '2026-01-01', to: '2026-03-31' }
    expect(lines.map((line) => linkTo(line, 'open')?.query)).toEqual([
      { view: 'open', ...period },
      { view: 'open', ...period, category: 'water' },
      { view: 'open', ...period, unitId: 'u1' },
      undefined,
      undefined,
    ])
  })
  test('a figure of none leads nowhere', () => {
    expect(lines.map((line) => linkTo(line, 'overdue'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
  test('the compound asked for goes along, and every line has an id of its own', () => {
    const [all] = statsLines({ all: stats, groups: [], moreGroups: 0 }, { ...asked, compoundId: 'c1' })
    expect(all && linkTo(all, 'all')?.query).toMatchObject({ compoundId: 'c1' })
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  })
})
