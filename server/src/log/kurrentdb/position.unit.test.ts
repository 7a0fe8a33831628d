/** Positions as text: in the order of the log, and back to what the server gave. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logPositionOf, positionOf } from './position.ts'

const offset = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const place = fc.record({ commit: offset, prepare: offset })
// Near each other and at the borders of digits, where text order goes wrong first.
const near = fc.tuple(place, fc.bigInt({ min: -17n, max: 17n }), fc.boolean()).map(([one, by, isCommit]) => {
  const clamp = (value: bigint) => (value < 0n ? 0n : value)
  return [
    one,
    isCommit ? { ...one, commit: clamp(one.commit + by) } : { ...one, prepare: clamp(one.prepare + by) },
  ] as const
})

test('text order is log order: by commit position, then by prepare position', () => {
  fc.assert(
    fc.property(fc.oneof(fc.tuple(place, place), near), ([one, other]) => {
      const isBefore = one.commit < other.commit || (one.commit === other.commit && one.prepare < other.prepare)
      expect(positionOf(one) < positionOf(other)).toBe(isBefore)
    }),
    { seed: 20_260_301, numRuns: 2_000 },
  )
})

test('a position comes back as it was given', () => {
  fc.assert(
    fc.property(place, (one) => {
      expect(logPositionOf(positionOf(one))).toEqual(one)
    }),
    { seed: 20_260_301 },
  )
})

test.each(['', 'k', 's0000000000000001', `k${'0'.repeat(31)}`, `k${'G'.repeat(32)}`, `K${'0'.repeat(32)}`])(
  '%j is not a position of this engine',
  (position) => {
    expect(() => logPositionOf(position)).toThrow(RangeError)
  },
)
