import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitWhole } from './shares.ts'

const weights = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 300 })

test('the parts are the whole, exactly, and none is below the least', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000_000 }),
      weights,
      fc.integer({ min: 0, max: 3 }),
      (extra, list, least) => {
        const total = extra + least * list.length
        const parts = splitWhole(total, list, least)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
        expect(parts.every((part) => Number.isInteger(part) && part >= least)).toBe(true)
      },
    ),
  )
})

test('by weight: twice the weight is twice the part', () => {
  expect(splitWhole(90, [1, 2])).toEqual([30, 60])
  expect(splitWhole(5, [1, 1, 1], 1)).toEqual([2, 2, 1])
})

test('what cannot be split is refused', () => {
  expect(() => splitWhole(2, [1, 1, 1], 1)).toThrow(RangeError)
  expect(() => splitWhole(1, [])).toThrow(RangeError)
  expect(splitWhole(0, [])).toEqual([])
})
