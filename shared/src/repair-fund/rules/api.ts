/** Routes of fund rules: which there are and which holds, and how another is adopted. */
import { commandRoute, Day, Id, Line, queryRoute, RuleBasis, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { FundRule } from './fund-rule.ts'

export const FundRuleRow = FundRule.extend({
  id: RuleHead.shape.ruleId,
  /** Of the region or compound; null for `all`. */
  jurisdictionName: z.string().nullable(),
  state: z.enum(['in-force', 'past', 'coming']),
  replacedOn: Day.nullable(),
})
export type FundRuleRow = z.infer<typeof FundRuleRow>

export const fundRulesApi = {
  fundRules: queryRoute({
    action: 'repair-fund.rules',
    path: '/api/fund-rules',
    input: {
      /** The rules that can hold in this compound: its own and those of the regions that it lies in. All where absent. */
      compoundId: Id.optional(),
      /** The newest day of the log where absent. */
      on: Day.optional(),
    },
    output: z.object({
      /** Everywhere first, then by place; in a place the latest first. */
      items: z.array(FundRuleRow),
      /** The one that holds in the compound on the day, else the one that holds where no place has its own. */
      inForceId: RuleHead.shape.ruleId.nullable(),
      /** Null before the first day of the log. */
      day: Day.nullable(),
    }),
    summary: 'Fund rules, with each value’s basis and source, and the one in force',
  }),
  adoptFundRule: commandRoute({
    action: 'repair-fund.adopt-rule',
    path: '/api/fund-rules',
    params: {},
    body: z.strictObject({
      ...FundRule.shape,
      /** Made where absent. */
      ruleId: Id.optional(),
      /** `all`, a region or a compound. */
      jurisdiction: Id,
      /** Whoever adopts a rule has a reason: nothing is adopted as a suggestion, though single values may remain one. */
      basis: RuleBasis.exclude(['suggested']),
      source: Line(200),
    }),
    summary: 'Adopts a fund rule from a first day on; what was decided before keeps its rule',
  }),
}
