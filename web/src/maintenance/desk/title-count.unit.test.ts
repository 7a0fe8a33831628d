import { expect, test } from 'vitest'
import { arrived, withCount } from './title-count.ts'

test('the count stands before the title once, and goes away with the last one', () => {
  expect(withCount('报修 · 常新', 2)).toBe('(2) 报修 · 常新')
  expect(withCount('(2) 报修 · 常新', 3)).toBe('(3) 报修 · 常新')
  expect(withCount('(3) 报修 · 常新', 0)).toBe('报修 · 常新')
})

test('what stood there when the page was opened rings nobody; what comes later does, once', () => {
  expect(arrived(undefined, ['a', 'b'])).toEqual([])
  expect(arrived(['a', 'b'], ['b', 'c'])).toEqual(['c'])
  expect(arrived(['b', 'c'], ['c', 'b'])).toEqual([])
})
