/** What is printed is read exactly or not at all. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { exactInteger, exactText } from './decimal.ts'

test.each([
  ['13.97', 6, 13_970_000],
  ['13.97', 2, 1_397],
  ['0.1', 1, 1],
  ['1.10', 1, 11],
  ['7', 0, 7],
  ['007', 0, 7],
  [' 5.5 ', 1, 55],
  ['-0.25', 2, -25],
  ['-0', 2, 0],
  ['1.005', 3, 1_005],
  ['9007199254740991', 0, Number.MAX_SAFE_INTEGER],
  ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
] as const)('%s at scale %i is %i', (text, scale, value) => expect(exactInteger(text, scale)).toBe(value))

test.each([
  ['1.001', 2],
  ['9007199254740992', 0],
  ['9007199254740.992', 4],
  ['', 2],
  ['.', 2],
  ['.5', 2],
  ['1.', 2],
  ['1,000', 0],
  ['1e3', 0],
  ['+1', 0],
  ['--1', 0],
  ['0x10', 0],
  ['１２', 0],
  ['约 3', 0],
  ['NaN', 0],
  ['1.2.3', 4],
  ['1\u0000', 0],
] as const)('%j at scale %i is not read', (text, scale) => expect(exactInteger(text, scale)).toBeUndefined())

test.each([
  [13_970_000, 6, '13.97'],
  [0, 2, '0'],
  [5, 2, '0.05'],
  [-5, 2, '-0.05'],
  [100, 2, '1'],
  [110, 2, '1.1'],
  [7, 0, '7'],
  [-1_397, 2, '-13.97'],
])('%i at scale %i is written %s', (value, scale, text) => expect(exactText(value, scale)).toBe(text))

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 8 }), (value, scale) => {
      expect(exactInteger(exactText(value, scale), scale)).toBe(value)
    }),
    seeded(500),
  )
})
