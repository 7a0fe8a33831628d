/** The one stream `rule-participation`: every rule that was ever adopted. What was adopted never changes. */
import { type AdoptRule, type Decider, type EventOf, rulesDecider } from '@changxin/shared/kernel'
import { rejectParticipation as reject } from './errors.ts'
import {
  type ParticipationRule,
  ParticipationRuleAdopted,
  type ParticipationSettings,
  type participationEvents,
} from './rule.ts'

export const PARTICIPATION_STREAM = 'rule-participation'
export type AdoptParticipationRule = AdoptRule<'AdoptParticipationRule', ParticipationRule>
export type ParticipationState = readonly ParticipationRule[]

export const participationDecider: Decider<
  AdoptParticipationRule,
  EventOf<typeof participationEvents>,
  ParticipationState
> = rulesDecider(ParticipationRuleAdopted, {
  exists: (taken) => reject('participation-rule-exists', taken),
  check: ({ settings }) => requirePossible(settings),
})

function requirePossible(settings: ParticipationSettings): void {
  const { committeeMin, committeeMax, smallCommittee, reelectionEarliestMonths, reelectionLatestMonths } = settings
  for (const [name, { value }] of Object.entries({ committeeMin, committeeMax, smallCommittee }))
    if (value % 2 === 0) throw reject('participation-seats-even', { field: `settings.${name}.value`, value })
  if (committeeMin.value > committeeMax.value)
    throw reject('participation-seats-crossed', { field: 'settings.committeeMax.value' })
  if (reelectionEarliestMonths.value < reelectionLatestMonths.value)
    throw reject('participation-months-crossed', { field: 'settings.reelectionLatestMonths.value' })
}
