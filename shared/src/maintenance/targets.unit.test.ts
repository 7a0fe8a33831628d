/** Which targets hold, and how they are adopted. */
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { maintenanceErrors } from './errors.ts'
import { TargetsAdopted, Urgency } from './events.ts'
import type { TargetRule } from './request.commands.ts'
import { defaultTargets, targetOf, targetRuleFor } from './target-rules.ts'
import { type AdoptTargets, targetsDecider } from './targets.decider.ts'

const [general, selfGoverned] = defaultTargets as readonly [TargetRule, TargetRule]
const rule = (ruleId: string, validFrom: string, mode: TargetRule['mode'] = null): TargetRule => ({
  ...general,
  ruleId,
  validFrom,
  mode,
})
const adopt = (adopted: TargetRule): AdoptTargets => ({
  type: 'AdoptTargets',
  rule: adopted,
  at: '2026-03-01T00:00:00.000Z',
  by: 'admin',
})

describe('the rule for a mode on a day', () => {
  const rules = [rule('b', '2026-01-01'), rule('a', '2025-01-01'), rule('own', '2025-06-01', 'service-centre')]
  const idFor = (mode: Parameters<typeof targetRuleFor>[1], day: string) => targetRuleFor(rules, mode, day)?.ruleId

  test('is the latest that is valid', () => {
    expect(idFor('none', '2025-12-31')).toBe('a')
    expect(idFor('none', '2026-01-01')).toBe('b')
  })
  test('of the mode beats any mode, even a later one', () => {
    expect(idFor('service-centre', '2026-02-01')).toBe('own')
    expect(idFor('service-centre', '2025-05-31')).toBe('a')
  })
  test('is none before the first', () => expect(idFor('none', '2024-12-31')).toBeUndefined())
})

describe('the suggested defaults', () => {
  test('fit their event and say that they are suggestions', () => {
    for (const suggestion of defaultTargets) {
      expect(TargetsAdopted.schema.safeParse(suggestion)).toMatchObject({ success: true, data: suggestion })
      expect(suggestion).toMatchObject({ basis: 'suggested', source: expect.stringContaining('不是法律规定') })
    }
  })
  test('an emergency: on site in an hour, made safe in a day', () => {
    expect(targetOf(general, 'emergency', '2026-03-01T00:00:00.000Z')).toEqual({
      ruleId: 'suggested-targets',
      responseDueAt: '2026-03-01T01:00:00.000Z',
      responseMetBy: 'started',
      resolutionDueAt: '2026-03-02T00:00:00.000Z',
    })
  })
  test('self-governance runs a slower profile', () => {
    expect(targetRuleFor(defaultTargets, 'self-governance', '2026-03-01')).toBe(selfGoverned)
    for (const urgency of Urgency.options) {
      const minutesOf = (from: TargetRule) => from.targets.find((target) => target.urgency === urgency)
      expect(minutesOf(selfGoverned)?.responseMinutes).toBeGreaterThan(minutesOf(general)?.responseMinutes ?? 0)
      expect(minutesOf(selfGoverned)?.resolutionMinutes).toBeGreaterThan(minutesOf(general)?.resolutionMinutes ?? 0)
    }
  })
})

describe('adopting targets', () => {
  test('adds a rule once', () => {
    given(targetsDecider).when(adopt(general)).then(TargetsAdopted(general))
    given(targetsDecider, TargetsAdopted(general))
      .when(adopt({ ...general, targets: [...general.targets].reverse() }))
      .nothing()
    given(targetsDecider, TargetsAdopted(general)).when(adopt(selfGoverned)).then(TargetsAdopted(selfGoverned))
  })
  test('never changes one', () => {
    const other = adopt({ ...general, source: '服务合同第五条' })
    given(targetsDecider, TargetsAdopted(general)).when(other).rejected('target-rule-exists', { field: 'ruleId' })
  })
  test('needs each urgency once and an answer before the end', () => {
    const [first, second] = general.targets as [TargetRule['targets'][number], TargetRule['targets'][number]]
    given(targetsDecider)
      .when(adopt({ ...general, targets: [first, second, second] }))
      .rejected('targets-incomplete')
    given(targetsDecider)
      .when(adopt({ ...general, targets: [first, second] }))
      .rejected('targets-incomplete')
    const slow = adopt({
      ...general,
      targets: general.targets.map((target) => ({ ...target, responseMinutes: 99_999 })),
    })
    given(targetsDecider).when(slow).rejected('target-response-after-resolution', { responseMinutes: 99_999 })
    expectSayable(
      maintenanceErrors.entries,
      refusalOf(() => targetsDecider.decide(slow, [], undefined)),
    )
  })
})
