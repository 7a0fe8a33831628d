import { expect, test } from 'vitest'
import { paidFor } from './paid-for.ts'

const due = (id: string, decidedOn: string, dueFen: number) => ({ id, decidedOn, dueFen })
const paid = (paidOn: string, fen: number) => ({ paidOn, fen })
const of = (...args: Parameters<typeof paidFor>) => Object.fromEntries(paidFor(...args))

test('a payment goes to the oldest raising that is still owed, then to the next', () => {
  const dues = [due('roof', '2026-03-01', 100), due('lift', '2026-04-01', 50)]
  expect(of(dues, [paid('2026-04-02', 120)])).toEqual({ roof: 100, lift: 20 })
  expect(of(dues.toReversed(), [paid('2026-05-01', 30), paid('2026-04-02', 120)])).toEqual({ roof: 100, lift: 50 })
})
test('what was paid before the decision is not for it; what is beyond stays the door’s own', () => {
  const dues = [due('roof', '2026-03-01', 100)]
  expect(of(dues, [paid('2026-02-28', 100)])).toEqual({ roof: 0 })
  expect(of(dues, [paid('2026-03-01', 250)])).toEqual({ roof: 100 })
})
test('a younger raising is paid by what came after it alone', () => {
  const dues = [due('roof', '2026-03-01', 100), due('lift', '2026-04-01', 50)]
  expect(of(dues, [paid('2026-03-15', 140)])).toEqual({ roof: 100, lift: 0 })
})
test('a payment that was taken back pays nothing', () => {
  expect(of([due('roof', '2026-03-01', 100)], [paid('2026-03-02', 0)])).toEqual({ roof: 0 })
})
