/** Comparing with a threshold, at the edge of numbers and of meaning. */
import { expect, test } from 'vitest'
import { reaches } from './threshold.ts'

const twoThirds = { numerator: 2, denominator: 3, inclusive: true }

test('66.67 % shown is not two thirds', () => {
  expect(reaches(6_666, 10_000, twoThirds)).toBe(false)
  expect(reaches(66_667, 100_000, twoThirds)).toBe(true)
  expect(reaches(66_666, 100_000, twoThirds)).toBe(false)
})
test('「以上」 includes the number, more than half does not', () => {
  expect(reaches(2, 3, twoThirds)).toBe(true)
  expect(reaches(2, 3, { ...twoThirds, inclusive: false })).toBe(false)
})
test('of nothing no share is reached', () => expect(reaches(0, 0, twoThirds)).toBe(false))
test('products past 2^53 are exact, where a number would round up', () => {
  expect(3 * 6_004_799_503_160_657 >= 2 * 9_007_199_254_740_986).toBe(true)
  expect(reaches(6_004_799_503_160_657, 9_007_199_254_740_986, twoThirds)).toBe(false)
  expect(reaches(6_004_799_503_160_658, 9_007_199_254_740_986, twoThirds)).toBe(true)
})
