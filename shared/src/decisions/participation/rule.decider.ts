/** The one stream `rule-participation`: every rule that was ever adopted. What was adopted never changes. */
import type { Decider, EventOf } from '@changxin/shared/kernel'
import { rejectParticipation as reject } from './errors.ts'
import {
  PARTICIPATION_SETTINGS,
  type ParticipationRule,
  ParticipationRuleAdopted,
  type ParticipationSettings,
  type participationEvents,
} from './rule.ts'

export const PARTICIPATION_STREAM = 'rule-participation'
export interface AdoptParticipationRule {
  readonly type: 'AdoptParticipationRule'
  readonly rule: ParticipationRule
}
export type ParticipationState = readonly ParticipationRule[]

export const participationDecider: Decider<
  AdoptParticipationRule,
  EventOf<typeof participationEvents>,
  ParticipationState
> = {
  initial: [],
  evolve: (state, { data }) => [...state, data],
  decide({ rule }, state) {
    const known = state.find(({ ruleId }) => ruleId === rule.ruleId)
    if (known && contentOf(known) === contentOf(rule)) return []
    if (known) throw reject('participation-rule-exists', { field: 'ruleId', ruleId: rule.ruleId })
    requirePossible(rule.settings)
    return [ParticipationRuleAdopted(rule)]
  },
}

function requirePossible(settings: ParticipationSettings): void {
  const { committeeMin, committeeMax, smallCommittee, reelectionEarliestMonths, reelectionLatestMonths } = settings
  for (const [name, { value }] of Object.entries({ committeeMin, committeeMax, smallCommittee }))
    if (value % 2 === 0) throw reject('participation-seats-even', { field: `settings.${name}.value`, value })
  if (committeeMin.value > committeeMax.value)
    throw reject('participation-seats-crossed', { field: 'settings.committeeMax.value' })
  if (reelectionEarliestMonths.value < reelectionLatestMonths.value)
    throw reject('participation-months-crossed', { field: 'settings.reelectionLatestMonths.value' })
}

/** By content: the order of keys makes no other rule. */
function contentOf({ jurisdiction, validFrom, basis, source, settings }: ParticipationRule): string {
  const each = PARTICIPATION_SETTINGS.map((name) => {
    const setting = settings[name]
    return [setting.value, setting.basis, setting.source]
  })
  return JSON.stringify([jurisdiction, validFrom, basis, source, each])
}
