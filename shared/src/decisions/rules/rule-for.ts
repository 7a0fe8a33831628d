/** Which voting rule holds where on a day. */
export { type RuleStanding, ruleAt as votingRuleAt, standingOn } from '@changxin/shared/kernel'
