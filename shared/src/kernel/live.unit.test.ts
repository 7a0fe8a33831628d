/** A change applied to the old answer gives the new one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { applyChange, ClientMessage, type ServerMessage } from './live.ts'

type Change = Extract<ServerMessage, { type: 'change' }>
const change = (part: Partial<Change>): Change => ({
  type: 'change',
  id: 1,
  position: 'a00000001',
  upsert: [],
  remove: [],
  ...part,
})
const answer = {
  items: [
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ],
  next: 'cursor',
}

test('a changed row stays in its place', () => {
  const after = applyChange(answer, change({ upsert: [{ key: 'a', row: { id: 'a', n: 9 } }] }))
  expect(after).toEqual({
    items: [
      { id: 'a', n: 9 },
      { id: 'b', n: 2 },
    ],
    next: 'cursor',
  })
})
test('a removed row is gone', () => {
  expect(applyChange(answer, change({ remove: ['a'] }))).toEqual({ items: [{ id: 'b', n: 2 }], next: 'cursor' })
})
test('a new row comes with the order', () => {
  const after = applyChange(answer, change({ upsert: [{ key: 'c', row: { id: 'c', n: 3 } }], order: ['c', 'a', 'b'] }))
  expect(after).toEqual({ items: [{ id: 'c', n: 3 }, ...answer.items], next: 'cursor' })
})
test('the empty key is all but the items', () => {
  const after = applyChange(answer, change({ upsert: [{ key: '', row: { total: 7 } }] }))
  expect(after).toEqual({ items: answer.items, total: 7 })
})
test('an answer that is no list changes as a whole, or not', () => {
  expect(applyChange({ balanceFen: 1 }, change({ upsert: [{ key: '', row: { balanceFen: 2 } }] }))).toEqual({
    balanceFen: 2,
  })
  expect(applyChange({ balanceFen: 1 }, change({}))).toEqual({ balanceFen: 1 })
  expect(applyChange(null, change({ upsert: [{ key: '', row: { balanceFen: 2 } }] }))).toEqual({ balanceFen: 2 })
})
test('the old answer is left as it was', () => {
  const before = structuredClone(answer)
  applyChange(answer, change({ upsert: [{ key: 'a', row: { id: 'a', n: 9 } }], remove: ['b'] }))
  expect(answer).toEqual(before)
})

const anyAnswer = fc.record({
  total: fc.nat(9),
  items: fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdef'), n: fc.nat(2) }), { selector: ({ id }) => id }),
})
type Answer = { total: number; items: { id: string; n: number }[] }

/** The plainest true difference: a row of its own for each that differs. */
function difference(before: Answer, after: Answer): Change {
  const old = new Map(before.items.map((item) => [item.id, item]))
  const ids = after.items.map(({ id }) => id)
  const upsert: Change['upsert'] = after.items
    .filter(({ id, n }) => old.get(id)?.n !== n)
    .map((row) => ({ key: row.id, row }))
  if (before.total !== after.total) upsert.push({ key: '', row: { total: after.total } })
  const sameOrder = ids.join() === before.items.map(({ id }) => id).join()
  return change({
    upsert,
    remove: [...old.keys()].filter((id) => !ids.includes(id)),
    ...(sameOrder ? {} : { order: ids }),
  })
}

test('any difference leads from any answer to any other', () => {
  fc.assert(
    fc.property(anyAnswer, anyAnswer, (before, after) => {
      expect(applyChange(before, difference(before, after))).toEqual(after)
    }),
    seeded(500),
  )
})

test('a frame from a client is known in every field, or refused', () => {
  const subscribe = { type: 'subscribe', id: 1, query: 'maintenance.requests', input: { view: 'open' } }
  expect(ClientMessage.safeParse(subscribe).success).toBe(true)
  for (const wrong of [
    { id: 0 },
    { id: 1.5 },
    { input: { view: 1 } },
    { after: '' },
    { extra: true },
    { query: 'q'.repeat(81) },
    { type: 'shout' },
  ]) {
    expect(ClientMessage.safeParse({ ...subscribe, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
  }
})
