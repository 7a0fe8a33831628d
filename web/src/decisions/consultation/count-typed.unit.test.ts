import { expect, test } from 'vitest'
import { countTyped } from './count-typed.ts'

test('digits of any width are a count, anything else is none', () => {
  expect([countTyped('12'), countTyped(' ０ '), countTyped('100000')]).toEqual([12, 0, 100_000])
  expect(['', '-1', '1.5', '十', '100001'].map(countTyped)).toEqual(Array(5).fill(undefined))
})
