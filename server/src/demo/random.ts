/** Chance that is no chance: the same seed and name give the same numbers for ever. Each matter draws from a stream of its own. */
import { hash } from 'node:crypto'

export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** By weight; weights need not sum to anything. */
  weighted<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>): Key
  /** Around a median, never negative; a sigma of 0.5 spreads to about half and double. */
  around(median: number, sigma: number): number
}

const TWO_32 = 4_294_967_296

/** sfc32 (PractRand's small fast counter), seeded by a hash of the name. */
export function randomOf(...name: readonly (string | number)[]): Random {
  const seed = hash('sha256', name.join('\u0000'), 'buffer')
  let [a, b, c, counter] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / TWO_32
  }
  // The first numbers still resemble the seed.
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  return drawsFrom(next)
}

function drawsFrom(next: () => number): Random {
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    weighted: (weights) => pickByWeight(weights, next()),
    around: (median, sigma) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return median * Math.exp(sigma * normal)
    },
  }
}

function pickByWeight<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>, drawn: number): Key {
  const entries = Object.entries(weights) as [Key, number][]
  let left = drawn * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  const last = entries.findLast(([, weight]) => weight > 0)
  if (!last) throw new RangeError('no weight to pick by')
  return last[0]
}
