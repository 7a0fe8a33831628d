/** The one stream `rule-voting`: every voting rule that was ever adopted. What was adopted never changes. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { LENGTHS, type Threshold, type VotingRule } from '../voting-rule.ts'
import { reject } from './errors.ts'
import { VotingRuleAdopted, type VotingRuleEvent } from './events.ts'

export const VOTING_RULES_STREAM = 'rule-voting'
/** All are read at once, for facts and for the page. */
export const MAX_VOTING_RULES = 500

export interface AdoptVotingRule {
  readonly type: 'AdoptVotingRule'
  readonly rule: VotingRule
}
export type VotingRulesState = readonly VotingRule[]

export const votingRulesDecider: Decider<AdoptVotingRule, VotingRuleEvent, VotingRulesState> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'VotingRuleAdopted':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide({ rule }, state) {
    const known = state.find(({ ruleId }) => ruleId === rule.ruleId)
    if (known && contentOf(known) === contentOf(rule)) return []
    if (known) throw reject('voting-rule-exists', { field: 'ruleId', ruleId: rule.ruleId })
    if (state.length >= MAX_VOTING_RULES) throw reject('voting-rules-full', { limit: MAX_VOTING_RULES })
    requirePossible(rule)
    return [VotingRuleAdopted(rule)]
  },
}

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

/** By content: the order of keys makes no other rule. */
function contentOf({ jurisdiction, validFrom, basis, source, quorum, ordinary, special, lengths }: VotingRule): string {
  const shares = [quorum, ordinary, special].map((one) => [
    ...[one.numerator, one.denominator, one.inclusive],
    ...[one.basis, one.source],
  ])
  const each = LENGTHS.map((name) => [lengths[name].value, lengths[name].basis, lengths[name].source])
  return JSON.stringify([jurisdiction, validFrom, basis, source, shares, each])
}
