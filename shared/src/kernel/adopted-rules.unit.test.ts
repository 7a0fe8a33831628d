/** A stream of dated rules: what adds nothing, what is refused, and what a kind of rule says itself. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { given } from '../../../test/kit/decider-spec.ts'
import { rulesDecider } from './adopted-rules.ts'
import { event } from './event.ts'
import { Rejected } from './rejected.ts'

const LampRule = z.object({ ruleId: z.string(), validFrom: z.string(), lamps: z.array(z.string()) })
const LampRuleAdopted = event('LampRuleAdopted', LampRule)
const rule = { ruleId: 'r1', validFrom: '2026-01-01', lamps: ['hall', 'stairs'] }
const decider = rulesDecider(LampRuleAdopted, {
  exists: (taken) => new Rejected('lamp-rule-exists', taken),
  check({ lamps }, adopted) {
    if (lamps.length === 0) throw new Rejected('no-lamps')
    if (adopted.length > 1) throw new Rejected('full')
  },
})
const adopt = (change: Partial<typeof rule> = {}) => ({ rule: { ...rule, ...change } })

test('the same rule again adds nothing, in whatever order its keys stand', () => {
  const { lamps, ...head } = rule
  given(decider, LampRuleAdopted(rule))
    .when({ rule: { lamps, ...head } })
    .nothing()
})

test('other content needs another id; the rule before it stays', () => {
  const later = adopt({ validFrom: '2026-02-01' })
  given(decider, LampRuleAdopted(rule)).when(later).rejected('lamp-rule-exists', { field: 'ruleId', ruleId: 'r1' })
  const next = adopt({ ruleId: 'r2', validFrom: '2026-02-01' }).rule
  given(decider, LampRuleAdopted(rule)).when({ rule: next }).then(LampRuleAdopted(next))
  expect(decider.evolve([rule], LampRuleAdopted(next))).toEqual([rule, next])
})

test('a kind of rule says what contradicts itself, and sees all that were adopted', () => {
  given(decider)
    .when(adopt({ lamps: [] }))
    .rejected('no-lamps')
  const other = { ...rule, ruleId: 'r2' }
  given(decider, LampRuleAdopted(rule), LampRuleAdopted(other))
    .when(adopt({ ruleId: 'r3' }))
    .rejected('full')
})

test('and by what two of them are the same', () => {
  const inAnyOrder = rulesDecider(LampRuleAdopted, {
    exists: (taken) => new Rejected('lamp-rule-exists', taken),
    contentOf: ({ lamps }) => [...lamps].sort().join(),
  })
  const turned = adopt({ lamps: ['stairs', 'hall'] })
  given(inAnyOrder, LampRuleAdopted(rule)).when(turned).nothing()
  given(decider, LampRuleAdopted(rule)).when(turned).rejected('lamp-rule-exists')
})
