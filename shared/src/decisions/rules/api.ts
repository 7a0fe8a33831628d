/** Routes of voting rules: which there are and which holds, and how another is adopted. */
import { commandRoute, Day, Id, Line, queryRoute, RuleBasis, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { LENGTHS, type LengthName, Setting, Threshold, VotingRule } from '../voting-rule.ts'

export const VotingRuleRow = VotingRule.extend({
  id: RuleHead.shape.ruleId,
  /** Of the region or compound; null for `all`. */
  jurisdictionName: z.string().nullable(),
  state: z.enum(['in-force', 'past', 'coming']),
  replacedOn: Day.nullable(),
})
export type VotingRuleRow = z.infer<typeof VotingRuleRow>

const Share = z.strictObject(Threshold.shape)
const Length = z.strictObject(Setting.shape)

export const votingRulesApi = {
  rules: queryRoute({
    action: 'decisions.rules',
    path: '/api/voting-rules',
    input: {
      /** The rules that can hold in this compound: its own and those of the regions that it lies in. All where absent. */
      compoundId: Id.optional(),
      /** The newest day of the log where absent. */
      on: Day.optional(),
    },
    output: z.object({
      /** Everywhere first, then by place; in a place the latest first. */
      items: z.array(VotingRuleRow),
      /** The one that holds in the compound on the day, else the one that holds where no place has its own. */
      inForceId: RuleHead.shape.ruleId.nullable(),
      /** Null before the first day of the log. */
      day: Day.nullable(),
    }),
    summary: 'Voting rules, with each value’s basis and source, and the one in force',
  }),
  adopt: commandRoute({
    action: 'decisions.adopt-rule',
    path: '/api/voting-rules',
    params: {},
    body: z.strictObject({
      /** Made where absent. */
      ruleId: Id.optional(),
      /** `all`, a region or a compound. */
      jurisdiction: Id,
      validFrom: Day,
      /** Whoever adopts a rule has a reason: nothing is adopted as a suggestion, though single values may remain one. */
      basis: RuleBasis.exclude(['suggested']),
      source: Line(200),
      quorum: Share,
      ordinary: Share,
      special: Share,
      lengths: z.strictObject(
        Object.fromEntries(LENGTHS.map((name) => [name, Length])) as Record<LengthName, typeof Length>,
      ),
    }),
    summary: 'Adopts a voting rule from a first day on; decisions that are proposed already keep theirs',
  }),
}
