/** Figures, days and spans as they stand on screen. */
import { expect, test } from 'vitest'
import { bandOf } from './bands.ts'
import {
  dayText,
  floorAreaText,
  instantText,
  moneyText,
  spanTo,
  tenThousandText,
  todayOf,
  wholeText,
} from './format.ts'

test('money has its sign, two decimals and groups', () => {
  expect([moneyText(0), moneyText(1_234_567), moneyText(-5)]).toEqual(['¥0.00', '¥12,345.67', '−¥0.05'])
})

test('days and instants are those of Shanghai', () => {
  expect(dayText('2026-03-01', 'zh-CN')).toBe('2026年3月1日')
  expect(dayText('2026-03-01', 'zh-CN', '2026')).toBe('3月1日')
  expect(instantText('2026-02-28T16:05:00.000Z', 'zh-CN', '2026')).toBe('3月1日 00:05')
  expect(instantText('2026-02-28T16:05:00.000Z', 'en')).toBe('Mar 1, 2026 00:05')
  expect(todayOf(Date.parse('2026-02-28T16:00:00.000Z'))).toBe('2026-03-01')
})

test('floor areas and counts', () => {
  expect(floorAreaText(8_850)).toBe('88.50 m²')
  expect(tenThousandText(123_400_000)).toBe('123.40')
  expect([wholeText(7), wholeText(12_345)]).toEqual(['7', '12,345'])
})

test('a span says which side of the due moment it is on', () => {
  const now = Date.parse('2026-03-01T00:00:00.000Z')
  expect(spanTo('2026-03-02T01:05:00.000Z', now)).toEqual({ over: false, days: 1, hours: 1, minutes: 5 })
  expect(spanTo('2026-02-28T23:30:00.000Z', now)).toEqual({ over: true, days: 0, hours: 0, minutes: 30 })
})

test('bands begin at their limits, and no figure is no band', () => {
  expect([85, 84.9, 70, 50, 49.9, null].map((value) => bandOf(value))).toEqual([
    'fresh',
    'steady',
    'steady',
    'ageing',
    'broken',
    'unrated',
  ])
})
