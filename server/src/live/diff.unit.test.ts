/** What is sent as a change makes the new answer out of the old one, for every form that an answer may have. */
import { applyChange } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { diff, slice } from './diff.ts'

function sent(before: unknown, after: unknown): unknown {
  const json = diff(slice(before), slice(after))
  if (json === undefined) return before
  return applyChange(before, { type: 'change', id: 1, position: 'a00000001', ...JSON.parse(`{${json}}`) })
}

const letters = fc.constantFrom(...'abcdef')
const keyed = fc.uniqueArray(fc.record({ id: letters, n: fc.nat(2) }), { selector: ({ id }) => id })
/** As the items of a decision, which have a name of their own for their id. */
const unkeyed = fc.array(fc.record({ itemId: letters, n: fc.nat(2) }))
const rest = { total: fc.nat(3) }

test.each([
  ['rows with an id', fc.record({ ...rest, items: keyed })],
  ['items without one', fc.record({ ...rest, items: unkeyed })],
  ['no list', fc.record(rest)],
])('a change of %s', (_, answers: fc.Arbitrary<unknown>) => {
  fc.assert(
    fc.property(answers, answers, (before, after) => {
      expect(sent(before, after)).toEqual(after)
    }),
    seeded(500),
  )
})
