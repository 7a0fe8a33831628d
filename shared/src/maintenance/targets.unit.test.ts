/** Which targets hold, and how they are adopted. */
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { maintenanceErrors } from './errors.ts'
import { type Category, type TargetMinutes, TargetsAdopted, Urgency } from './events.ts'
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
  test('an emergency runs day and night: on site in an hour, made safe in a day', () => {
    expect(targetOf(general, 'emergency', 'water', '2026-03-01T00:00:00.000Z')).toEqual({
      ruleId: 'suggested-targets',
      responseDueAt: '2026-03-01T01:00:00.000Z',
      responseMetBy: 'started',
      resolutionDueAt: '2026-03-02T00:00:00.000Z',
    })
  })
  test('an ordinary repair of Saturday afternoon waits for the desk: answered on Monday, done on Tuesday', () => {
    // 7 March 2026 is a Saturday; 15:00 and 17:30 in Shanghai.
    expect(targetOf(general, 'ordinary', 'water', '2026-03-07T07:00:00.000Z')).toMatchObject({
      responseDueAt: '2026-03-09T07:00:00.000Z',
      responseMetBy: 'accepted',
      resolutionDueAt: '2026-03-10T07:00:00.000Z',
    })
  })
  test.each([general, selfGoverned])('people stuck in a lift wait half an hour, whoever runs the compound', (from) => {
    const stuck = targetOf(from, 'emergency', 'lift', '2026-03-01T20:00:00.000Z')
    expect(stuck).toMatchObject({ responseDueAt: '2026-03-01T20:30:00.000Z', responseMetBy: 'started' })
    const waits = targetOf(from, 'emergency', 'power', '2026-03-01T20:00:00.000Z')
    expect(stuck?.resolutionDueAt).toBe(waits?.resolutionDueAt)
    // Only for emergencies: a scratched door of a lift can wait like everything else.
    expect(targetOf(from, 'deferrable', 'lift', '2026-03-01T20:00:00.000Z')).toEqual(
      targetOf(from, 'deferrable', 'other', '2026-03-01T20:00:00.000Z'),
    )
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

describe('the target of a request', () => {
  const plain = (urgency: Urgency, responseMinutes: number, category?: Category): TargetMinutes => ({
    urgency,
    responseMinutes,
    responseMetBy: 'accepted',
    resolutionMinutes: 1_000,
    ...(category ? { category } : {}),
  })
  const adopted = {
    ...general,
    targets: [plain('ordinary', 10, 'water'), plain('ordinary', 60), plain('deferrable', 90)],
  }
  const responseOf = (urgency: Urgency, category: Category) =>
    targetOf(adopted, urgency, category, '2026-03-01T00:00:00.000Z')?.responseDueAt

  test('is that of its category before the general one of its urgency, in any order', () => {
    expect(responseOf('ordinary', 'water')).toBe('2026-03-01T00:10:00.000Z')
    expect(responseOf('ordinary', 'drain')).toBe('2026-03-01T01:00:00.000Z')
    expect(responseOf('deferrable', 'water')).toBe('2026-03-01T01:30:00.000Z')
    expect(responseOf('emergency', 'water')).toBeUndefined()
  })
  test('runs round the clock where a rule says no hours, as older ones do: this is a Sunday morning', () => {
    const old = TargetsAdopted.schema.parse({ ...general, targets: Urgency.options.map((each) => plain(each, 60)) })
    expect(targetOf(old, 'ordinary', 'water', '2026-03-01T00:00:00.000Z')).toMatchObject({
      responseDueAt: '2026-03-01T01:00:00.000Z',
      resolutionDueAt: '2026-03-01T16:40:00.000Z',
    })
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
  test('needs one for each urgency, whatever there is for categories', () => {
    const [emergency, ordinary, deferrable] = general.targets as [TargetMinutes, TargetMinutes, TargetMinutes]
    for (const targets of [
      [emergency, ordinary, ordinary],
      [emergency, ordinary],
      [emergency, ordinary, { ...deferrable, category: 'road' as const }],
    ]) {
      given(targetsDecider)
        .when(adopt({ ...general, targets }))
        .rejected('targets-incomplete', { field: 'targets' })
    }
    const [first = emergency] = general.targets
    const whole = { ...general, targets: [...general.targets, { ...first, category: 'water' as const }] }
    given(targetsDecider).when(adopt(whole)).then(TargetsAdopted(whole))
  })
  test('takes one of an urgency and a category once, and names the other', () => {
    const [emergency] = general.targets as [TargetMinutes]
    const twice = (again: TargetMinutes) => adopt({ ...general, targets: [...general.targets, again] })
    given(targetsDecider).when(twice(emergency)).rejected('target-given-twice', { field: 'targets[4].urgency' })
    given(targetsDecider)
      .when(twice({ ...emergency, category: 'lift' }))
      .rejected('target-given-twice', { field: 'targets[4].category' })
  })
  test('needs an answer before the end, and a desk that opens before it closes', () => {
    const changed = (change: Partial<TargetMinutes>) =>
      adopt({
        ...general,
        targets: general.targets.map((target, index) => (index === 1 ? { ...target, ...change } : target)),
      })
    const desk = { opensMinute: 1_050, closesMinute: 510, weekdays: 'mon-fri', holidays: true } as const
    const slow = changed({ responseMinutes: 99_999 })
    given(targetsDecider)
      .when(slow)
      .rejected('target-response-after-resolution', { field: 'targets[1].responseMinutes', responseMinutes: 99_999 })
    given(targetsDecider)
      .when(changed({ hours: desk }))
      .rejected('desk-closes-before-opening', { field: 'targets[1].hours.closesMinute' })
    for (const refused of [slow, changed({ hours: desk }), adopt({ ...general, targets: [] })]) {
      expectSayable(
        maintenanceErrors.entries,
        refusalOf(() => targetsDecider.decide(refused, [], undefined)),
      )
    }
  })
  test('sees other hours as another rule, and hours left out as round the clock', () => {
    const withHours = (hours: TargetMinutes['hours']) =>
      adopt({
        ...general,
        targets: general.targets.map(({ hours: _, ...rest }) => (hours ? { ...rest, hours } : rest)),
      })
    const known = TargetsAdopted(withHours(undefined).rule)
    given(targetsDecider, known).when(withHours('round-the-clock')).nothing()
    given(targetsDecider, known).when(adopt(general)).rejected('target-rule-exists')
  })
})
