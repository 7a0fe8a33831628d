/** Which voting rule holds where on a day. */
import { type Day, ruleOn } from '@changxin/shared/kernel'
import type { VotingRule } from '../voting-rule.ts'

/** `places`: the nearest first, `all` last. What a place adopted for itself beats whatever holds for more than it. */
export function votingRuleAt(
  places: readonly string[],
  rules: readonly VotingRule[],
  day: Day,
): VotingRule | undefined {
  for (const place of places) {
    const own = rules.filter(({ jurisdiction }) => jurisdiction === place)
    const rule = ruleOn(own, day)
    if (rule) return rule
  }
  return undefined
}

export interface RuleStanding {
  /** Of rules for the same place the one that began last is in force; of those with the same first day the later adopted. */
  readonly state: 'in-force' | 'past' | 'coming'
  /** The first day of the rule that takes its place; null while none does. */
  readonly replacedOn: Day | null
}

/** `rules` in the order of adoption. */
export function standingOn(rule: VotingRule, rules: readonly VotingRule[], day: Day): RuleStanding {
  const at = rules.indexOf(rule)
  const later = rules
    .filter(({ jurisdiction }) => jurisdiction === rule.jurisdiction)
    .filter(
      (other) => other.validFrom > rule.validFrom || (other.validFrom === rule.validFrom && rules.indexOf(other) > at),
    )
    .map(({ validFrom }) => validFrom)
    .sort()
  const replacedOn = later[0] ?? null
  if (rule.validFrom > day) return { state: 'coming', replacedOn }
  return { state: replacedOn !== null && replacedOn <= day ? 'past' : 'in-force', replacedOn }
}
