import { expect, test } from 'vitest'
import { canReverse } from './to-reverse.ts'

const share = { kind: 'settlement', amountFen: -3_000, reverses: null, reversedBy: null, reversedFen: 0 } as const

test('a payment of which a part came back can come back further, until all of it has', () => {
  expect(canReverse(share)).toBe(true)
  expect(canReverse({ ...share, reversedBy: 'r1', reversedFen: -1_200 })).toBe(true)
  expect(canReverse({ ...share, reversedBy: 'r2', reversedFen: -3_000 })).toBe(false)
})

test('a contribution is taken back whole: what it lacks is a claim already', () => {
  const paidIn = { ...share, kind: 'top-up', amountFen: 500 } as const
  expect(canReverse(paidIn)).toBe(true)
  expect(canReverse({ ...paidIn, reversedBy: 'r', reversedFen: 100 })).toBe(false)
})

test('a reversal is not reversed', () => {
  expect(canReverse({ ...share, kind: 'reversal', amountFen: 3_000, reverses: 'e1' })).toBe(false)
})
