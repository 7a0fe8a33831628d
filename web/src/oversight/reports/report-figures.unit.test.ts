import { expect, test } from 'vitest'
import { valueText } from './report-figures.ts'

const words = { minutes: (n: number) => `${n}m`, hours: (n: number) => `${n}h`, days: (n: number) => `${n}d` }

test.each([
  [59, '59m'],
  [60, '1h'],
  [95, '1.6h'],
  [1_439, '24h'],
  [1_440, '1d'],
  [3_000, '2.1d'],
])('%i minutes are said as %s', (value, text) =>
  expect(valueText('responseMedianMinutes', { value, n: 3 }, words)).toBe(text),
)

test('a share is said by its cases, and no case by nothing', () => {
  expect(valueText('targetsMet', { part: 2, of: 4 }, words)).toBe('2/4')
  expect(valueText('targetsMet', { part: 0, of: 0 }, words)).toBe('')
  expect(valueText('repairRating', { value: null, n: 0 }, words)).toBe('')
  expect(valueText('freshness', null, words)).toBe('')
  expect(valueText('looks', 0, words)).toBe('0')
})
