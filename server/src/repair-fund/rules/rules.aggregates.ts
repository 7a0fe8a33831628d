/** The one stream of fund rules. */
import { FUND_RULES_STREAM, fundRuleEvents, fundRulesDecider } from '@changxin/shared/repair-fund'
import { aggregate } from '../../commands/aggregate.ts'

export const FundRules = aggregate('rule', fundRulesDecider, fundRuleEvents)
export const FUND_RULES_ID = FUND_RULES_STREAM.slice(FUND_RULES_STREAM.indexOf('-') + 1)
