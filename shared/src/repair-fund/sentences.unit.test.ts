/** What a refusal of the fund says is for people: figures, days, door numbers; an id says nothing to them. */
import { expect, test } from 'vitest'
import { errorsByOwner } from '../features.ts'

/** Their `units` are door numbers or how many there are, and who adopts a rule chooses its number. */
const READABLE: Readonly<Record<string, readonly string[]>> = {
  'withdrawal-areas-unknown': ['units'],
  'withdrawal-weights-incomplete': ['units'],
  'withdrawal-short': ['units'],
  'fund-rule-exists': ['ruleId'],
}
const sentences = Object.entries(errorsByOwner['repair-fund'] ?? {}).flatMap(([code, { zh, en }]) =>
  [zh, en].map((sentence) => ({ code, sentence })),
)

test('no sentence puts an id before people', () => {
  const ids = sentences.flatMap(({ code, sentence }) =>
    [...sentence.matchAll(/\{(id|\w+Ids?|units)\}/g)]
      .map(([, name = '']) => name)
      .filter((name) => !READABLE[code]?.includes(name))
      .map((name) => `${code}: ${name}`),
  )
  expect(sentences.length).toBeGreaterThan(100)
  expect(ids).toEqual([])
})

test('taking a booking back is 冲正 everywhere', () => {
  expect(sentences.filter(({ sentence }) => sentence.includes('冲销'))).toEqual([])
})

test('one is never “1 units”', () => {
  const counted = /\{count\}(?: of the)?(?: new)? (?:units|accounts|doors)/
  // Where more than a limit was sent, there are never few.
  expect(sentences.filter(({ sentence }) => counted.test(sentence) && !sentence.includes('{limit}'))).toEqual([])
})
