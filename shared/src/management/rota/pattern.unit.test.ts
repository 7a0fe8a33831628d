/** Slots of a day by the clock in Shanghai, and turns whose ids come from rota and slot alone. */
import { expect, test } from 'vitest'
import { doubledWeekday, overlap, RotaPattern, slotsOf, turnIdOf, weekdayOf } from './pattern.ts'

const spans = (pattern: RotaPattern, day: string) =>
  slotsOf(pattern, day).map(({ from, until, personId, lane }) => `${from}/${until} ${personId ?? 'next'} ${lane}`)

test.each([
  ['2026-03-01', 7],
  ['2026-03-02', 1],
  ['2023-12-31', 7],
  ['2024-02-29', 4],
])('%s is weekday %i', (day, weekday) => expect(weekdayOf(day)).toBe(weekday))

test('a night belongs to the day on which it begins, and ends on the next', () => {
  const pattern: RotaPattern = {
    kind: 'rotating',
    weekdays: [7],
    shifts: [
      { from: '22:00', until: '06:00' },
      { from: '08:00', until: '08:00' },
      { from: '00:00', until: '00:30' },
    ],
  }
  expect(spans(pattern, '2026-03-01')).toEqual([
    '2026-02-28T16:00:00.000Z/2026-02-28T16:30:00.000Z next 0',
    '2026-03-01T00:00:00.000Z/2026-03-02T00:00:00.000Z next 0',
    '2026-03-01T14:00:00.000Z/2026-03-01T22:00:00.000Z next 0',
  ])
  expect(spans(pattern, '2026-03-02')).toEqual([])
})

test('two people at one time are two slots with ids of their own', () => {
  const slot = { weekday: 1, from: '08:00', until: '12:00' }
  const pattern: RotaPattern = {
    kind: 'weekly',
    slots: [
      { ...slot, personId: 'chen' },
      { ...slot, personId: 'deng' },
    ],
  }
  expect(slotsOf(pattern, '2026-03-02').map((one) => turnIdOf('r1', one))).toEqual([
    'r1-20260302-0800-0',
    'r1-20260302-0800-1',
  ])
  expect(doubledWeekday(pattern)).toBeNull()
})

test('nobody is named twice for one time, also not across the night from Sunday to Monday', () => {
  const slots = (from: string, until: string) => [
    { weekday: 7, from: '22:00', until: '06:00', personId: 'chen' },
    { weekday: 1, from, until, personId: 'chen' },
  ]
  expect(doubledWeekday({ kind: 'weekly', slots: slots('05:59', '08:00') })).toBe(7)
  expect(doubledWeekday({ kind: 'weekly', slots: slots('06:00', '08:00') })).toBeNull()
})

test('what ends when the other begins does not overlap it', () => {
  const [a, b, c] = ['2026-03-01T00:00:00.000Z', '2026-03-01T08:00:00.000Z', '2026-03-01T16:00:00.000Z']
  expect(overlap({ from: a, until: b }, { from: b, until: c })).toBe(false)
  expect(overlap({ from: a, until: c }, { from: b, until: c })).toBe(true)
})

test.each(['24:00', '8:00', '08:60', ''])('%j is no time of the clock', (from) => {
  const pattern = { kind: 'rotating', weekdays: [1], shifts: [{ from, until: '09:00' }] }
  expect(RotaPattern.safeParse(pattern).success).toBe(false)
})
