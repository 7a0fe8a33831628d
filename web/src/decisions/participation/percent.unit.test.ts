import { expect, test } from 'vitest'
import { percentOf } from './percent.ts'

test('a hundred percent is said only when all have answered', () => {
  expect(percentOf({ answered: 999, households: 1000 })).toBe(99)
  expect(percentOf({ answered: 1000, households: 1000 })).toBe(100)
  expect(percentOf({ answered: 0, households: 0 })).toBe(0)
})
