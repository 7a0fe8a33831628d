/** Voting rules as the server runs them: a part of decisions, with the default of today to begin with. */
import { defaultVotingRule } from '@changxin/shared/decisions'
import { timerMeta } from '../../clock/timer.ts'
import type { FeatureDeps, ServerFeature } from '../../feature.ts'
import { VOTING_RULES_ID, VotingRules } from './rules.aggregates.ts'
import { decisionsRulesProjection } from './rules.projection.ts'
import { votingRulesServed } from './rules.routes.ts'

export const votingRulesFeature: ServerFeature = {
  slug: 'decisions',
  projections: [decisionsRulesProjection],
  serve: () => votingRulesServed,
  begin: beginVotingRules,
}

async function beginVotingRules({ store, nowMs }: FeatureDeps): Promise<void> {
  const { revision } = await store.load(VotingRules, VOTING_RULES_ID)
  if (revision >= 0) return
  const at = new Date(nowMs()).toISOString()
  await store.execute(VotingRules, VOTING_RULES_ID, {
    meta: timerMeta(`voting-rules-${defaultVotingRule.ruleId}`, at),
    command: { type: 'AdoptVotingRule', rule: defaultVotingRule },
  })
}
