/** Any roll, any ballots, any thresholds: the count agrees with one that is made differently, and with every floor area tried. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import type { ItemCount } from '../events.ts'
import type { Mark } from '../items.ts'
import { Matter, tierOf } from '../matters.ts'
import type { RollUnit } from '../roll.events.ts'
import { defaultVotingRule } from '../rules/default-rule.ts'
import type { Threshold } from '../voting-rule.ts'
import { type CountInput, countItems } from './count.ts'
import type { CountedBallot } from './tally.ts'

const GROUP = [{ groupId: 'g', title: '委员', seats: 1 }]
const source = { basis: 'decision', source: '试验' } as const
const threshold: fc.Arbitrary<Threshold> = fc
  .record({ denominator: fc.integer({ min: 1, max: 5 }), part: fc.nat({ max: 4 }), inclusive: fc.boolean() })
  .map(({ denominator, part, inclusive }) => ({
    numerator: 1 + (part % denominator),
    denominator,
    inclusive,
    ...source,
  }))
const rule = fc
  .record({ quorum: threshold, ordinary: threshold, special: threshold })
  .map((given) => ({ ...defaultVotingRule, ...given }))
const anyRule = fc.oneof({ weight: 2, arbitrary: fc.constant(defaultVotingRule) }, { weight: 1, arbitrary: rule })

const mark = fc.constantFrom<Mark>('yes', 'yes', 'yes', 'no', 'abstain')
const items = (groupId: string | null, matter: Matter) => ['a', 'b', 'c'].map((itemId) => ({ itemId, matter, groupId }))

/** Floor areas are small, so that all that is not known can be tried; the units of head n are those that say so. */
function world(unknown: number) {
  const unit = fc.record({ head: fc.nat({ max: 6 }), floorArea: fc.integer({ min: 1, max: 4 }) })
  const cast = fc.record({
    head: fc.nat({ max: 7 }),
    order: fc.nat({ max: 50 }),
    marks: fc.option(
      fc.uniqueArray(fc.record({ itemId: fc.constantFrom('a', 'b', 'c'), mark }), { selector: (one) => one.itemId }),
      { freq: 6 },
    ),
  })
  return fc
    .record({
      units: fc.array(unit, { minLength: 1, maxLength: 9 }),
      unknown: fc.nat({ max: unknown }),
      ballots: fc.uniqueArray(cast, { selector: ({ order }) => order, maxLength: 14 }),
      matter: fc.constantFrom(...Matter.options),
      groupId: fc.option(fc.constant('g')),
      silence: fc.constantFrom('not-counted', 'with-majority'),
      rule: anyRule,
    })
    .map(({ units, unknown: missing, ballots, matter, groupId, silence, rule: adopted }): CountInput => {
      const first = (head: number) => units.findIndex((one) => one.head === head)
      return {
        roll: units.map(({ head, floorArea }, n): RollUnit => {
          const known = n >= missing
          return {
            ...{ unitId: `u${n}`, voterId: `u${first(head)}`, ownerIds: [`p${head}`], standing: 'checked' },
            ...{ floorArea: known ? floorArea : null, floorAreaSource: known ? 'registry' : null },
          }
        }),
        // Some are of nobody on the roll.
        ballots: ballots.map(({ head, order, marks }): CountedBallot => {
          return { ballotId: `b${order}`, voterId: first(head) < 0 ? 'stranger' : `u${first(head)}`, order, marks }
        }),
        ...{ items: items(groupId, matter), groups: groupId ? GROUP : [], rule: adopted },
        procedure: silence === 'with-majority' ? { silence } : null,
      }
    })
}

/**
 * The other way to count: the ballots are put into a box one after another, every unit and every head brings points for
 * or against, and a threshold is reached when the points are enough.
 */
function bruteForce({ roll, ballots, items: asked, rule: given, procedure }: CountInput) {
  const box: Record<string, CountedBallot> = {}
  for (const one of ballots.toSorted((a, b) => a.order - b.order)) if (one.marks) box[one.voterId] = one
  const voters = roll.map(({ voterId }) => voterId).filter((id, at, all) => all.indexOf(id) === at)
  const weights = [roll.map((one) => [one.voterId, one.floorArea ?? 0] as const), voters.map((id) => [id, 1] as const)]
  return asked.map(({ itemId, matter }) => {
    const said = (id: string) =>
      box[id]?.marks?.find((one) => one.itemId === itemId)?.mark ?? (box[id] ? 'abstain' : '')
    const tier = tierOf(matter)
    if (tier === 'unanimous') return voters.every((id) => said(id) === 'yes')
    const enough = (
      counts: (id: string) => boolean,
      of: (id: string) => boolean,
      of2: Omit<Threshold, 'basis' | 'source'>,
    ) =>
      weights.every((list) => {
        const within = list.filter(([id, weight]) => of(id) && weight > 0)
        const points = within.reduce(
          (sum, [id, weight]) => sum + weight * ((counts(id) ? of2.denominator : 0) - of2.numerator),
          0,
        )
        return within.length > 0 && (of2.inclusive ? points >= 0 : points > 0)
      })
    const half = { numerator: 1, denominator: 2, inclusive: false }
    const cast = (id: string) => said(id) !== ''
    const side = (['yes', 'no'] as const).find((mark) => enough((id) => said(id) === mark, cast, half))
    const add = procedure?.silence === 'with-majority' ? side : undefined
    const says = (id: string) => (said(id) === '' && add ? add : said(id))
    const takesPart = (id: string) => says(id) !== ''
    return enough(takesPart, () => true, given.quorum) && enough((id) => says(id) === 'yes', takesPart, given[tier])
  })
}

test('as a brute-force count that is made differently', () => {
  fc.assert(
    fc.property(world(4), (input) => {
      expect(countItems(input).map(({ passed }) => passed)).toEqual(bruteForce(input))
    }),
    seeded(3_000),
  )
})

test('everybody is counted once: who takes part said yes, no or nothing, and the rest is silent', () => {
  fc.assert(
    fc.property(world(4), (input) => {
      for (const count of countItems(input)) {
        for (const of of ['heads', 'floorArea'] as const) {
          expect(count.participating[of]).toBe(count.yes[of] + count.no[of] + count.abstained[of])
          expect(count.electorate[of] - count.participating[of]).toBeGreaterThanOrEqual(count.silent[of])
        }
        expect(count.silentWith === null).toBe(count.silent.heads === 0)
        expect(count.chosen && !count.passed).toBe(false)
      }
    }),
    seeded(),
  )
})

test('no order of ballots, and no ballot cast twice, changes anything', () => {
  const shuffled = world(4).chain((input) =>
    fc.shuffledSubarray([...input.ballots], { minLength: input.ballots.length }).map((ballots) => ({ input, ballots })),
  )
  fc.assert(
    fc.property(shuffled, ({ input, ballots }) => {
      const counted = countItems(input)
      expect(countItems({ ...input, ballots })).toEqual(counted)
      // Cast again later with another number, every one, in the same order.
      const again = input.ballots.map((one) => ({ ...one, ballotId: `${one.ballotId}x`, order: one.order + 100 }))
      expect(countItems({ ...input, ballots: [...input.ballots, ...again] })).toEqual(counted)
    }),
    seeded(),
  )
})

/** Every way in which the missing floor areas can be: 0 up to the largest known one. */
function everyArea(input: CountInput): CountInput[] {
  const largest = Math.max(1, ...input.roll.map(({ floorArea }) => floorArea ?? 0))
  let worlds: RollUnit[][] = [[]]
  for (const unit of input.roll) {
    const areas = unit.floorArea === null ? Array.from({ length: largest + 1 }, (_, area) => area) : [unit.floorArea]
    worlds = worlds.flatMap((before) => areas.map((floorArea) => [...before, { ...unit, floorArea }]))
  }
  return worlds.map((roll) => ({ ...input, roll }))
}

test('a certain result stands whatever the missing floor areas are, also who of a group is chosen', () => {
  const outcome = ({ itemId, passed, chosen, runOff }: ItemCount) => ({ itemId, passed, chosen, runOff })
  fc.assert(
    fc.property(world(3), (input) => {
      const certain = countItems(input).filter((one) => one.certain)
      for (const tried of everyArea(input)) {
        const counts = countItems(tried)
        for (const one of certain) expect(counts.map(outcome)).toContainEqual(outcome(one))
      }
    }),
    seeded(300),
  )
})

test('worst and best are just what can be, where the silent take no part', () => {
  fc.assert(
    fc.property(world(3), (given) => {
      const input = { ...given, procedure: null, groups: [], items: items(null, given.items[0]?.matter ?? 'other') }
      const tried = everyArea(input).map((one) => countItems(one))
      countItems(input).forEach(({ bounds, certain, passed }, at) => {
        const passes = tried.map((counts) => counts[at]?.passed)
        if (bounds) {
          expect(bounds.passedAtWorst).toBe(passes.every(Boolean))
          expect(bounds.passedAtBest).toBe(passes.some(Boolean))
        }
        expect(certain).toBe(passes.every((one) => one === passed))
      })
    }),
    seeded(300),
  )
})
