export * from './api.ts'
export { type CountingRule, countingRules } from './counting-rules.ts'
export { defaultVotingRule } from './default-rule.ts'
export { votingRuleErrors } from './errors.ts'
export * from './events.ts'
export { type RuleStanding, standingOn, votingRuleAt } from './rule-for.ts'
export {
  type AdoptVotingRule,
  MAX_VOTING_RULES,
  VOTING_RULES_STREAM,
  type VotingRulesState,
  votingRulesDecider,
} from './rules.decider.ts'
