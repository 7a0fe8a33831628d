import { reaches } from '@changxin/shared/decisions'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { floorAreaReturned, neededOf, turnoutOf } from './turnout.ts'

const twoThirds = { numerator: 2, denominator: 3, inclusive: true }
const half = { numerator: 1, denominator: 2, inclusive: false }

test('two thirds of 96 heads are 64, of 97 they are 65; more than half of 96 is 49', () => {
  expect([96, 97, 98, 99].map((heads) => neededOf(heads, twoThirds))).toEqual([64, 65, 66, 66])
  expect([96, 97].map((heads) => neededOf(heads, half))).toEqual([49, 49])
})

test('what is still missing ends at nothing', () => {
  expect(turnoutOf(37, 96, twoThirds)).toEqual({ whole: 96, returned: 37, needed: 64, missing: 27 })
  expect(turnoutOf(70, 96, twoThirds).missing).toBe(0)
})

test('the number that is needed is the first one that the count itself accepts', () => {
  const share = fc.record({
    numerator: fc.integer({ min: 1, max: 9 }),
    denominator: fc.integer({ min: 1, max: 9 }),
    inclusive: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900_000_000_000 }), share, (whole, threshold) => {
      const needed = neededOf(whole, threshold)
      return reaches(needed, whole, threshold) && (needed === 0 || !reaches(needed - 1, whole, threshold))
    }),
    { seed: 278 },
  )
})

test('floor area of those who returned a ballot alone', () => {
  const rows = [
    { floorArea: 8_050, returned: true },
    { floorArea: 9_000, returned: false },
    { floorArea: 0, returned: true },
  ]
  expect(floorAreaReturned(rows)).toBe(8_050)
})
