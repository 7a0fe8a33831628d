/** What a figure is called on screen: dashes for none, no share rounded up to all. */
import { expect, test } from 'vitest'
import { isSmall, minutesText, ratingText, shareOf, shareText } from './figure-text.ts'

test.each([
  [null, '—'],
  [0, '0%'],
  [0.29, '29%'],
  [0.57, '57%'],
  [0.999, '99%'],
  [1, '100%'],
])('a share of %s is %s', (value, text) => {
  expect(shareText(value)).toBe(text)
})

test('of none there is no share', () => {
  expect(shareText(shareOf(0, 0))).toBe('—')
  expect(shareText(shareOf(0, 3))).toBe('0%')
})

test.each([
  [0, 'minutes', '0'],
  [59, 'minutes', '59'],
  [60, 'hours', '1'],
  [210, 'hours', '3.5'],
  [2_879, 'hours', '48'],
  [2_880, 'days', '2'],
  [5_040, 'days', '3.5'],
])('%s minutes are said in %s', (minutes, unit, n) => {
  expect(minutesText(minutes)).toEqual({ unit, n })
})
test('no time is none, not 0', () => {
  expect(minutesText(null)).toBeNull()
})

test('a mean has one decimal, and none is a dash', () => {
  expect(ratingText({ value: 4, n: 2 })).toBe('4.0')
  expect(ratingText({ value: null, n: 0 })).toBe('—')
})

test('few cases are marked; none at all is a dash, not a small number', () => {
  expect([0, 1, 9, 10].map(isSmall)).toEqual([false, true, true, false])
})
