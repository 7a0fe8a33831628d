/** Nights over midnight, and months as whole weeks. */
import { expect, test } from 'vitest'
import { calendarOf, clockOf, isOverNight, mondayOf, weeksOfMonth } from './turn-text.ts'

const span = (from: string, until: string) => ({
  from: `2026-03-01T${from}:00.000Z`,
  until: `2026-03-${until}:00.000Z`,
})

test('times are of the clock in Shanghai', () => {
  expect(clockOf('2026-03-01T14:00:00.000Z')).toBe('22:00')
  expect(clockOf('2026-03-01T16:00:00.000Z')).toBe('00:00')
})

test.each([
  [span('14:00', '01T22:00'), true],
  [span('14:00', '01T16:00'), false],
  [span('14:00', '01T16:01'), true],
  [span('00:00', '02T00:00'), true],
  [span('00:00', '01T12:00'), false],
])('%j ends on another day: %s', (turn, over) => expect(isOverNight(turn)).toBe(over))

test.each([
  ['2026-03', '2026-02-23', 42],
  ['2026-02', '2026-01-26', 35],
  ['2027-02', '2027-02-01', 28],
  ['2026-12', '2026-11-30', 35],
])('the weeks of %s begin on %s and have %i days', (month, from, days) => {
  expect(weeksOfMonth(month)).toEqual({ from, days })
})

test('a week begins on its Monday', () => {
  expect(mondayOf('2026-03-01')).toBe('2026-02-23')
  expect(mondayOf('2026-03-02')).toBe('2026-03-02')
})

test('a night stands at the day on which it begins', () => {
  const night = span('14:00', '01T22:00')
  expect(calendarOf('2026-03-01', 2, [night])).toEqual([
    { day: '2026-03-01', turns: [night] },
    { day: '2026-03-02', turns: [] },
  ])
})
