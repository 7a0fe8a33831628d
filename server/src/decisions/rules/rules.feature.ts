/** Voting rules as the server runs them: a part of decisions, with the default of today to begin with. */
import { defaultVotingRule } from '@changxin/shared/decisions'
import type { ServerFeature } from '../../feature.ts'
import { beginRules } from '../../rules/begin-rules.ts'
import { VOTING_RULES_ID, VotingRules } from './rules.aggregates.ts'
import { decisionsRulesProjection } from './rules.projection.ts'
import { votingRulesServed } from './rules.routes.ts'

export const votingRulesFeature: ServerFeature = {
  slug: 'decisions',
  projections: [decisionsRulesProjection],
  serve: () => votingRulesServed,
  begin: (deps) =>
    beginRules(deps, {
      ...{ owner: VotingRules, id: VOTING_RULES_ID, key: 'voting-rules', rules: [defaultVotingRule] },
      adopt: (rule) => ({ type: 'AdoptVotingRule', rule }),
    }),
}
