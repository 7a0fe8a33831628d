import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAgenda, RANK, type Rank } from './agenda.ts'

function runAll(agenda: ReturnType<typeof createAgenda>, untilMs = Number.MAX_SAFE_INTEGER) {
  while (agenda.step(untilMs)) {
    // each step runs one thing
  }
}

test('things happen in the order of time, rank and entry', () => {
  const thing = fc.record({
    atMs: fc.integer({ min: 0, max: 40 }),
    rank: fc.constantFrom<Rank>(RANK.due, RANK.day, RANK.other),
  })
  fc.assert(
    fc.property(fc.array(thing, { maxLength: 200 }), (things) => {
      const agenda = createAgenda(0)
      const seen: number[] = []
      for (const [index, { atMs, rank }] of things.entries()) agenda.add(atMs, () => seen.push(index), rank)
      runAll(agenda)
      const expected = things
        .map((one, index) => ({ ...one, index }))
        .sort((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.index - b.index)
        .map(({ index }) => index)
      expect(seen).toEqual(expected)
    }),
  )
})

test('what is put in for the past happens now, and nothing after the end', () => {
  const agenda = createAgenda(100)
  const seen: [string, number][] = []
  agenda.add(200, () => {
    seen.push(['first', agenda.nowMs()])
    agenda.add(50, () => seen.push(['late', agenda.nowMs()]))
  })
  agenda.add(301, () => seen.push(['after the end', agenda.nowMs()]))
  runAll(agenda, 300)
  expect(seen).toEqual([
    ['first', 200],
    ['late', 200],
  ])
})
