import { BookingKind } from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waterfallOf } from './waterfall.ts'

const flow = (id: BookingKind, fen: number, entries = 1) => ({ id, fen, entries })

test('up with what came in, down with what went out, to what is left', () => {
  const items = [flow('settlement', -43_210, 2), flow('interest', 1_000), flow('first-deposit', 500_000)]
  expect(waterfallOf({ items, balanceFen: 457_790 })).toEqual([
    { key: 'first-deposit', fen: 500_000, fromFen: 0, toFen: 500_000, entries: 1 },
    { key: 'interest', fen: 1_000, fromFen: 500_000, toFen: 501_000, entries: 1 },
    { key: 'settlement', fen: -43_210, fromFen: 501_000, toFen: 457_790, entries: 2 },
    { key: 'left', fen: 457_790, fromFen: 0, toFen: 457_790, entries: 4 },
  ])
})

test('a reversal stands where its sign says: taken from deposits it goes down, given back by a firm it goes up', () => {
  const keys = (reversal: number) =>
    waterfallOf({
      items: [flow('reversal', reversal), flow('settlement', -100), flow('top-up', 500)],
      balanceFen: 400 + reversal,
    }).map(({ key }) => key)
  expect(keys(-50)).toEqual(['top-up', 'settlement', 'reversal', 'left'])
  expect(keys(50)).toEqual(['top-up', 'reversal', 'settlement', 'left'])
})

test('what only changed hands is no step, and nothing moved is no picture', () => {
  expect(waterfallOf({ items: [flow('asset-move', 0)], balanceFen: 0 })).toEqual([])
})

test('whatever came and went, no step is below zero and the last bar is the sum', () => {
  const flows = fc.uniqueArray(
    fc.record({ id: fc.constantFrom(...BookingKind.options), fen: fc.integer({ min: -9e9, max: 9e9 }) }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(flows, (drawn) => {
      const items = drawn.map(({ id, fen }) => flow(id, fen))
      const balanceFen = items.reduce((sum, { fen }) => sum + fen, 0)
      fc.pre(balanceFen >= 0)
      const steps = waterfallOf({ items, balanceFen })
      for (const { fromFen, toFen } of steps) expect(Math.min(fromFen, toFen)).toBeGreaterThanOrEqual(0)
      expect(steps.at(-2)?.toFen ?? 0).toBe(steps.length > 0 ? balanceFen : 0)
    }),
    { seed: 20_260_301, numRuns: 500 },
  )
})
