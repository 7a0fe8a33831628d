/** The calendar says when it does not know a year, early enough to do something about it. */
import { holidayYears } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { holidaysOf, missingYears, shownYear } from './calendar.ts'

test.each([
  ['2026-03-01', []],
  ['2026-10-31', []],
  ['2026-11-01', [[2027, false]]],
  ['2025-12-31', []],
  [
    '2027-01-01',
    [
      [2027, true],
      [2028, false],
    ],
  ],
  ['2020-06-01', [[2020, true]]],
])('on %s', (day, expected) => {
  expect(missingYears(day).map(({ year, isNow }) => [year, isNow])).toEqual(expected)
})

test('the year of the day is shown, else the last that is known', () => {
  expect(shownYear('2024-05-01')).toBe(2024)
  expect(shownYear('2031-05-01')).toBe(2026)
})

test('days off are counted with both ends', () => {
  const spring = holidayYears.find(({ year }) => year === 2026)
  if (!spring) throw new Error('2026 is not known')
  expect(holidaysOf(spring)[1]).toEqual({ from: '2026-02-15', to: '2026-02-23', days: 9 })
})
