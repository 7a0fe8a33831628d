/** Not one fen is lost, and the order of the parts never matters. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { allocateFen, Fen, formatFen, MAX_FEN, PositiveFen, type Weighted } from './money.ts'

const shares = (total: number, weights: Record<string, number>) =>
  Object.fromEntries(
    allocateFen(
      total,
      Object.entries(weights).map(([id, weight]) => ({ id, weight })),
    ),
  )

describe('allocateFen', () => {
  const anyParts = fc
    .uniqueArray(fc.record({ id: fc.string({ maxLength: 6 }), weight: fc.integer({ min: 0, max: 10_000_000 }) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 60,
    })
    .filter((parts) => parts.some(({ weight }) => weight > 0))
  const anyTotal = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: MAX_FEN }))
  const sum = (split: Map<string, number>) => [...split.values()].reduce((total, fen) => total + fen, 0)
  const shuffled = (parts: readonly Weighted[]) => fc.shuffledSubarray([...parts], { minLength: parts.length })

  test('sums exactly', () => {
    fc.assert(
      fc.property(anyTotal, anyParts, (total, parts) => {
        expect(sum(allocateFen(total, parts))).toBe(total)
      }),
      seeded(500),
    )
  })
  test('gives each within one fen of its exact share, and nothing to who has no weight', () => {
    fc.assert(
      fc.property(anyTotal, anyParts, (total, parts) => {
        const split = allocateFen(total, parts)
        const weightSum = parts.reduce((all, { weight }) => all + BigInt(weight), 0n)
        for (const { id, weight } of parts) {
          const off = BigInt(split.get(id) ?? -1) * weightSum - BigInt(total) * BigInt(weight)
          expect(off > -weightSum && off < weightSum).toBe(true)
          if (weight === 0) expect(split.get(id)).toBe(0)
        }
      }),
      seeded(500),
    )
  })
  test('does not depend on the order of the parts', () => {
    const anyOrders = anyParts.chain((parts) => fc.tuple(fc.constant(parts), shuffled(parts)))
    fc.assert(
      fc.property(anyTotal, anyOrders, (total, [parts, again]) => {
        expect(allocateFen(total, again)).toEqual(allocateFen(total, parts))
      }),
      seeded(500),
    )
  })
  test('gives the odd fen to the largest remainder, ties by id', () => {
    expect(shares(100, { c: 1, a: 1, b: 1 })).toEqual({ a: 34, b: 33, c: 33 })
    expect(shares(2, { c: 1, a: 1, b: 1 })).toEqual({ a: 1, b: 1, c: 0 })
    expect(shares(10, { a: 1, b: 5 })).toEqual({ a: 2, b: 8 })
  })
  test('¥10,000 over 3,017.46 m² stays ¥10,000, where a rounded price per m² would not', () => {
    const areas = { a: 150_000, b: 150_000, c: 1_746 }
    expect(shares(1_000_000, areas)).toEqual({ a: 497_107, b: 497_107, c: 5_786 })
  })
  test('refuses what cannot be split', () => {
    for (const [total, parts] of [
      [-1, [{ id: 'a', weight: 1 }]],
      [1, []],
      [1, [{ id: 'a', weight: 0 }]],
    ] as const) {
      expect(() => allocateFen(total, parts)).toThrow(RangeError)
    }
    expect(() => allocateFen(0.5, [{ id: 'a', weight: 1 }])).toThrow(RangeError)
  })
})

test.each([
  [0, '0.00'],
  [1, '0.01'],
  [99, '0.99'],
  [100, '1.00'],
  [1_234_567, '12,345.67'],
  [100_000_000, '1,000,000.00'],
  [-5, '-0.05'],
  [-1_234_500, '-12,345.00'],
  [MAX_FEN, '10,000,000,000.00'],
])('formatFen(%d) is %s', (fen, text) => expect(formatFen(fen)).toBe(text))

test.each([0.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, MAX_FEN + 1, '1', null])(
  '%s is no amount in fen',
  (amount) => {
    expect(Fen.safeParse(amount).success).toBe(false)
    expect(PositiveFen.safeParse(amount).success).toBe(false)
  },
)
test('a positive amount is above zero', () => {
  expect([-1, 0, 1, MAX_FEN].map((fen) => PositiveFen.safeParse(fen).success)).toEqual([false, false, true, true])
})
