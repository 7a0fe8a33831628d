/** How long a target is, as people say it. */
import { defaultTargets } from '@changxin/shared/maintenance'
import { describe, expect, test } from 'vitest'
import { clockText, hoursText, inReadingOrder, lengthOf, lengthText } from './target-words.ts'

const desk = { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-sat', holidays: true } as const
const t = (key: string, values: Record<string, unknown> = {}) =>
  [key.replace('maintenance.targetRules.', ''), ...Object.values(values)].join(' ')

describe('a length', () => {
  test.each([
    [30, undefined, '30 minute'],
    [60, 'round-the-clock', '1 hour'],
    [2_880, 'round-the-clock', '48 hour'],
    [4_320, 'round-the-clock', '3 day'],
    [4_321, 'round-the-clock', '4321 minute'],
    [540, desk, '1 day'],
    [120, desk, '2 hour'],
    [545, desk, '545 minute'],
    [600, desk, '10 hour'],
  ] as const)('of %i min counted %j is %s', (minutes, hours, expected) => {
    const { count, unit } = lengthOf(minutes, hours)
    expect(`${count} ${unit}`).toBe(expected)
  })
  test('says whether days are those of a desk', () => {
    expect(lengthText(540, desk, t)).toBe('length.desk.day 1')
    expect(lengthText(60, undefined, t)).toBe('length.clock.hour 1')
  })
})

test('the hours of a desk name days, opening, closing, and whether holidays count', () => {
  expect(hoursText(desk, t)).toBe('desk weekdays.mon-sat 8:30 17:30withHolidays')
  expect(hoursText({ ...desk, closesMinute: 1_440, holidays: false }, t)).toContain('24:00noHolidays')
  expect(hoursText(undefined, t)).toBe('roundTheClock')
  expect(clockText(0)).toBe('0:00')
})

test('urgencies stand in order, the exceptions of a category below what holds for all', () => {
  const ordered = inReadingOrder([...(defaultTargets[0]?.targets ?? [])].reverse())
  expect(ordered.map(({ urgency, category }) => [urgency, category])).toEqual([
    ['emergency', undefined],
    ['emergency', 'lift'],
    ['ordinary', undefined],
    ['deferrable', undefined],
  ])
})
