export * from './api.ts'
export { defaultFundRule } from './default-fund-rule.ts'
export { fundRuleErrors } from './errors.ts'
export * from './events.ts'
export * from './fund-rule.ts'
export { advanceCeilingFenOf, approverFor, fundRuleFor, toleranceFenOf } from './fund-rule-for.ts'
export {
  type AdoptFundRule,
  FUND_RULES_STREAM,
  type FundRulesState,
  fundRulesDecider,
  MAX_FUND_RULES,
} from './fund-rules.decider.ts'
export * from './rule-words.ts'
