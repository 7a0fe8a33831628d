/** The one stream `rule-voting`: every voting rule that was ever adopted. What was adopted never changes. */
import { type AdoptRule, type Decider, rulesDecider } from '@changxin/shared/kernel'
import type { Threshold, VotingRule } from '../voting-rule.ts'
import { reject } from './errors.ts'
import { VotingRuleAdopted, type VotingRuleEvent } from './events.ts'

export const VOTING_RULES_STREAM = 'rule-voting'
/** All are read at once, for facts and for the page. */
export const MAX_VOTING_RULES = 500

export type AdoptVotingRule = AdoptRule<'AdoptVotingRule', VotingRule>
export type VotingRulesState = readonly VotingRule[]

export const votingRulesDecider: Decider<AdoptVotingRule, VotingRuleEvent, VotingRulesState> = rulesDecider(
  VotingRuleAdopted,
  {
    exists: (taken) => reject('voting-rule-exists', taken),
    check(rule, adopted) {
      if (adopted.length >= MAX_VOTING_RULES) throw reject('voting-rules-full', { limit: MAX_VOTING_RULES })
      requirePossible(rule)
    },
  },
)

function requirePossible(rule: VotingRule): void {
  for (const name of ['quorum', 'ordinary', 'special'] as const) requireShare(rule[name], name)
  const { windowMinDays, windowMaxDays, demandPercent } = rule.lengths
  const [min, max] = [windowMinDays.value, windowMaxDays.value]
  if (min < 1) throw reject('voting-window-empty', { field: 'lengths.windowMinDays.value' })
  if (min > max) throw reject('voting-window-crossed', { field: 'lengths.windowMaxDays.value', min, max })
  const { value } = demandPercent
  if (value > 100) throw reject('voting-percent-over-hundred', { field: 'lengths.demandPercent.value', value })
}

function requireShare({ numerator, denominator, inclusive }: Threshold, name: string): void {
  if (inclusive ? numerator <= denominator : numerator < denominator) return
  throw reject('voting-share-over-whole', { field: `${name}.numerator`, numerator, denominator })
}
