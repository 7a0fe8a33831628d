/** The one stream of voting rules. */
import { VOTING_RULES_STREAM, votingRuleEvents, votingRulesDecider } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const VotingRules = aggregate('rule', votingRulesDecider, votingRuleEvents)
export const VOTING_RULES_ID = VOTING_RULES_STREAM.slice(VOTING_RULES_STREAM.indexOf('-') + 1)
