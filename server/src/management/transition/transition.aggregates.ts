/** The lengths of transitions, in the one stream `rule-transition`; transitions themselves are in `management-<compoundId>`. */
import { TRANSITION_RULES_STREAM, transitionRuleEvents, transitionRulesDecider } from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

export const TransitionRules = aggregate('rule', transitionRulesDecider, transitionRuleEvents)
export const TRANSITION_RULES_ID = TRANSITION_RULES_STREAM.slice(TRANSITION_RULES_STREAM.indexOf('-') + 1)
