/** A threshold in words: 「以上」 includes the number (Civil Code art. 1259), 「超过」 and 「过半数」 do not. */
import type { Matter, Threshold, Tier, VotingRule } from '@changxin/shared/decisions'
import { tierOf } from '@changxin/shared/decisions'

type Say = (key: string, values: Record<string, unknown>) => string

/** `达到 3/4（含本数）`, `超过 1/2`. */
export function thresholdText({ numerator, denominator, inclusive }: Threshold, t: Say): string {
  return t(inclusive ? 'decisions.threshold.atLeast' : 'decisions.threshold.moreThan', {
    share: `${numerator}/${denominator}`,
  })
}

/** Who must agree, of those who take part; null where all who are affected must agree. */
export function thresholdOf(tier: Tier, rule: VotingRule): Threshold | null {
  return tier === 'unanimous' ? null : rule[tier]
}

/** What the whole paper needs beside each item's own share: null where nothing on it has a quorum. */
export function quorumOf(matters: readonly Matter[], rule: VotingRule): Threshold | null {
  return matters.some((matter) => tierOf(matter) !== 'unanimous') ? rule.quorum : null
}
