/** Money moves on a decision that stands: whose it was, and what it was about. */
import { expect, test } from 'vitest'
import { Decisions } from './decision.aggregates.ts'
import { ExternalDecisions } from './external/external.aggregates.ts'
import { decisionStands } from './stands.ts'

const items = [
  { itemId: 'use', matter: 'fund-use' },
  { itemId: 'bike', matter: 'other' },
]
const counts = (...passed: readonly string[]) =>
  items.map(({ itemId }) => ({ itemId, passed: passed.includes(itemId) }))
const whole = { kind: 'compound' }
const building = { kind: 'building', buildingId: 'b1' }

const here = (passed: readonly string[], scope: object = whole, change: object = {}) => ({
  core: {
    compoundId: 'c1',
    scope,
    items,
    published: {},
    annulled: null,
    counted: { items: counts(...passed) },
    ...change,
  },
})
const outside = (passed: readonly string[], scope: object = whole) => ({
  ...{ compoundId: 'c1', scope, items, counts: counts(...passed), check: { outcome: 'agreed' } },
})
const stands = (owner: unknown, state: object, matter?: 'fund-use') => {
  const load = async (of: unknown) => ({ state: of === owner ? state : null, revision: 0 })
  return decisionStands({ load } as never, 'c1', 'd1', matter)
}

test.each([
  ['taken here', Decisions, here],
  ['taken outside', ExternalDecisions, outside],
] as const)('%s: all owners of the compound decided it, about this very matter', async (_, owner, decided) => {
  expect(await stands(owner, decided(['use']), 'fund-use')).toBe(true)
  expect(await stands(owner, decided(['bike'])), 'of any matter where none is asked for').toBe(true)
  expect(await stands(owner, decided(['bike']), 'fund-use'), 'only the bicycle shed passed').toBe(false)
  expect(await stands(owner, decided([]), 'fund-use'), 'nothing passed').toBe(false)
  expect(await stands(owner, decided(['use'], building), 'fund-use'), 'one building alone').toBe(false)
})

test('one set aside, or not posted yet, does not stand', async () => {
  expect(await stands(Decisions, here(['use'], whole, { annulled: {} }))).toBe(false)
  expect(await stands(Decisions, here(['use'], whole, { published: null }))).toBe(false)
})
