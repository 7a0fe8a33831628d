/** Rules of participation: the nearest place and the latest day win, what was adopted stays, nothing even gets in. */
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { participationErrors } from './errors.ts'
import { participationDecider } from './rule.decider.ts'
import { defaultParticipationRule as base, ParticipationRuleAdopted, participationRuleAt } from './rule.ts'

const story = storyOf(participationDecider, participationErrors.entries)
const adopt = (change: Partial<typeof base> = {}) =>
  ({ type: 'AdoptParticipationRule', rule: { ...base, ...change } }) as const
const settings = (name: keyof typeof base.settings, value: number) => ({
  ...base.settings,
  [name]: { value, basis: 'standard', source: '办公会' },
})

test('adopted once; the same again is nothing, other content under the same id is refused', () => {
  story().when(adopt()).then(ParticipationRuleAdopted(base))
  story(ParticipationRuleAdopted(base)).when(adopt()).nothing()
  story(ParticipationRuleAdopted(base))
    .when(adopt({ settings: settings('filingDays', 20) }))
    .rejected('participation-rule-exists', { ruleId: base.ruleId })
})

test('seats are odd, and ranges do not cross', () => {
  const even = adopt({ settings: settings('committeeMax', 10) })
  story().when(even).rejected('participation-seats-even', { value: 10 })
  story()
    .when(adopt({ settings: settings('committeeMin', 13) }))
    .rejected('participation-seats-crossed')
  story()
    .when(adopt({ settings: settings('reelectionLatestMonths', 6) }))
    .rejected('participation-months-crossed')
})

test('what a place adopted for itself beats what holds for more than it, from its first day on', () => {
  const own = { ...base, ruleId: 'own', jurisdiction: 'c1', validFrom: '2026-03-01' }
  const at = (day: string, ...places: string[]) => participationRuleAt([...places, 'all'], [base, own], day)?.ruleId
  expect(at('2026-03-01', 'c1')).toBe('own')
  expect(at('2026-02-28', 'c1')).toBe(base.ruleId)
  expect(at('2026-03-01', 'c2')).toBe(base.ruleId)
  expect(at('2020-12-31', 'c1')).toBeUndefined()
})

test('only what rests on a named text is more than a suggestion, and nothing of it is called law', () => {
  for (const { basis, source } of Object.values(base.settings)) {
    expect(basis).not.toBe('law')
    expect(basis === 'standard').toBe(source.includes('274号'))
  }
})
