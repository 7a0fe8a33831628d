import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomOf } from './random.ts'

const draws = (...name: (string | number)[]) => {
  const random = randomOf(...name)
  return Array.from({ length: 20 }, () => random.next())
}

test('the same name gives the same numbers, another name others', () => {
  expect(draws(1, 'roof')).toEqual(draws(1, 'roof'))
  expect(draws(1, 'roof')).not.toEqual(draws(2, 'roof'))
  expect(draws(1, 'roof')).not.toEqual(draws(1, 'road'))
})

test('numbers are spread evenly and stay in their bounds', () => {
  const random = randomOf('spread')
  const counts = new Map<number, number>()
  for (let index = 0; index < 6_000; index++) {
    const face = random.whole(1, 6)
    counts.set(face, (counts.get(face) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

test('weights decide, and nothing without weight is picked', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(['a', 'c']).toContain(randomOf(seed).weighted({ a: 1, b: 0, c: 3 }))
    }),
  )
  expect(() => randomOf(1).weighted({ a: 0 })).toThrow(RangeError)
})

test('around a median lie as many above as below', () => {
  const random = randomOf('median')
  const above = Array.from({ length: 4_000 }, () => random.around(10, 0.7)).filter((value) => value > 10).length
  expect(Math.abs(above - 2_000)).toBeLessThan(150)
})
