/** Dated rules on screen, whatever they are about: where one holds, since when, on what basis; and adopting another. */
export { default as AdoptRuleDialog } from './AdoptRuleDialog.vue'
export { default as RuleLine } from './RuleLine.vue'
export { default as RuleSource } from './RuleSource.vue'
export { default as RulesPage } from './RulesPage.vue'
export { default as RuleValue } from './RuleValue.vue'
export * from './rule-head.ts'
export { useAdoptRule } from './use-adopt-rule.ts'
