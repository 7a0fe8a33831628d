/** Days are days in Shanghai; instants sort as text. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import {
  addDays,
  addMinutes,
  addYears,
  DAY_MS,
  Day,
  dayOf,
  daysBetween,
  epochMsOf,
  Instant,
  instantOf,
  monthsBetween,
  startOf,
} from './time.ts'

const anyMs = fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2100, 0) })
const anyDay = anyMs.map((ms) => dayOf(instantOf(ms)))

describe('instants', () => {
  test('sort as text as they do in time', () => {
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b)
      }),
      seeded(),
    )
  })
  test('come back from text, and fit their own shape', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        expect(epochMsOf(instantOf(ms))).toBe(ms)
        expect(Instant.safeParse(instantOf(ms)).success).toBe(true)
      }),
      seeded(),
    )
  })
  test.each([
    '2026-03-01',
    '2026-03-01T08:30:00Z',
    '2026-03-01T08:30:00.000+08:00',
    '2026-02-30T00:00:00.000Z',
    '2026-03-01T08:30:00.0000Z',
    'now',
    '',
  ])('%j is none', (text) => expect(Instant.safeParse(text).success).toBe(false))
  test('addMinutes goes both ways over midnight', () => {
    expect(addMinutes('2026-02-28T23:59:00.000Z', 2)).toBe('2026-03-01T00:01:00.000Z')
    expect(addMinutes('2026-03-01T00:01:00.000Z', -2)).toBe('2026-02-28T23:59:00.000Z')
  })
})

describe('days', () => {
  test('begin at midnight in Shanghai', () => {
    expect(dayOf('2026-02-28T15:59:59.999Z')).toBe('2026-02-28')
    expect(dayOf('2026-02-28T16:00:00.000Z')).toBe('2026-03-01')
    expect(startOf('2026-03-01')).toBe('2026-02-28T16:00:00.000Z')
  })
  test('hold every instant from their start to the next', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const day = dayOf(instantOf(ms))
        expect(epochMsOf(startOf(day))).toBeLessThanOrEqual(ms)
        expect(ms).toBeLessThan(epochMsOf(startOf(addDays(day, 1))))
        expect(epochMsOf(startOf(addDays(day, 1))) - epochMsOf(startOf(day))).toBe(DAY_MS)
      }),
      seeded(),
    )
  })
  test('daysBetween undoes addDays', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
      seeded(),
    )
  })
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
  ] as const)('%s and %i days is %s', (day, days, result) => expect(addDays(day, days)).toBe(result))
  test.each(['2026-02-29', '2026-13-01', '2026-3-1', '20260301', '2026-03-01T00:00:00.000Z'])('%s is none', (text) =>
    expect(Day.safeParse(text).success).toBe(false),
  )
})

test.each([
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2021-05-31', 5, '2026-05-31'],
  ['2026-12-31', 0, '2026-12-31'],
  ['2026-03-01', -2, '2024-03-01'],
] as const)('%s and %i years is %s', (day, years, result) => expect(addYears(day, years)).toBe(result))

test.each([
  ['2026-01-15', '2026-01-15', 0],
  ['2026-01-15', '2026-02-14', 0],
  ['2026-01-15', '2026-02-15', 1],
  ['2025-12-31', '2026-12-30', 11],
  ['2025-12-31', '2026-12-31', 12],
  ['2026-02-15', '2026-01-15', 0],
])('from %s to %s are %i whole months', (from, to, months) => expect(monthsBetween(from, to)).toBe(months))

test('months never run backwards', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (from, to) => {
      expect(monthsBetween(from, addDays(to, 1))).toBeGreaterThanOrEqual(monthsBetween(from, to))
    }),
    seeded(),
  )
})
