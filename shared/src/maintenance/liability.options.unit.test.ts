/** The seven routes side by side: what may be chosen there is what a decision accepts, with the same ground. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { Mode } from '../management/index.ts'
import { CommonPartKind } from '../places/index.ts'
import { Category } from './events.ts'
import { LiabilityRoute, StatedFact } from './liability.events.ts'
import { AFTER, accepted, decide, facts, INSIDE, roof } from './liability.fixture.ts'
import { decideLiability, routeOptions } from './liability.ts'

const optionOf = (route: LiabilityRoute, ...given: Parameters<typeof routeOptions>) => {
  const found = routeOptions(...given).find((one) => one.route === route)
  if (!found) throw new Error(`${route} is not among the options`)
  return found
}

test('a leaking roof inside its warranty: the fund and a cost share show what forbids them', () => {
  const options = routeOptions(facts({ day: INSIDE }))
  expect(options.map(({ route, refusal }) => [route, refusal?.code])).toEqual([
    ['owner', 'liability-common-part'],
    ['utility', 'liability-no-utility-line'],
    ['contractor', undefined],
    ['operator', undefined],
    ['repair-fund', 'liability-fund-inside-warranty'],
    ['cost-share', 'liability-share-inside-warranty'],
    ['unknown', undefined],
  ])
  expect(optionOf('contractor', facts({ day: INSIDE }))).toMatchObject({
    ground: { code: 'inside-warranty' },
    missing: ['which-contractor'],
  })
})

test('a statement of the desk opens one route and shuts others', () => {
  expect(optionOf('owner', facts({ day: AFTER }), ['damaged'])).toMatchObject({
    ground: { code: 'damaged' },
    missing: [],
    refusal: undefined,
  })
  expect(optionOf('repair-fund', facts({ day: AFTER })).refusal).toBeUndefined()
  expect(optionOf('repair-fund', facts({ day: AFTER }), ['damaged']).refusal?.code).toBe('liability-damaged')
})

test('the operator of a compound that has none has no ground, and is refused', () => {
  expect(optionOf('operator', facts({ mode: 'none', operatorId: null }))).toMatchObject({
    ground: null,
    refusal: { code: 'liability-no-operator' },
  })
})

test('for whatever was reported, an option is refused exactly as its decision is, and stands on the same ground', () => {
  const anyCase = fc.record({
    change: fc.record({
      day: fc.constantFrom(INSIDE, AFTER),
      place: fc.constantFrom('unit', 'common-part', 'compound'),
      category: fc.constantFrom(...Category.options),
      part: fc.option(fc.constantFrom(...CommonPartKind.options).map((kind) => ({ ...roof, kind }))),
      mode: fc.constantFrom(...Mode.options),
      fundOpen: fc.boolean(),
    }),
    stated: fc.uniqueArray(fc.constantFrom(...StatedFact.options)),
    route: fc.constantFrom(...LiabilityRoute.options),
  })
  const outcome = (run: () => unknown) => {
    try {
      return run()
    } catch (refusal) {
      return (refusal as { code: string }).code
    }
  }
  fc.assert(
    fc.property(anyCase, ({ change, stated, route }) => {
      const given = facts(change as Parameters<typeof facts>[0])
      const option = optionOf(route, given, stated)
      const decided = outcome(
        () => decideLiability(decide({ route, stated, note: '看过' }), accepted, given)[0]?.data.ground.code,
      )
      expect(decided).toBe(option.refusal?.code ?? option.ground?.code)
    }),
    seeded(1_000),
  )
})
