/** One stream of dated rules, in the order of adoption. What was adopted never changes: another rule takes its place. */
import type { z } from 'zod'
import type { RuleHead } from './dated-rule.ts'
import type { Decider } from './decider.ts'
import type { EventType } from './event.ts'
import type { Rejected } from './rejected.ts'

export interface AdoptRule<Type extends string, Rule> {
  readonly type: Type
  readonly rule: Rule
}

/** What differs from one kind of rule to the next. */
export interface RuleKind<Rule> {
  /** The refusal of other content under an id that is taken. */
  readonly exists: (taken: { readonly field: 'ruleId'; readonly ruleId: string }) => Rejected
  /** Throws where there is no room for another rule, or this one contradicts itself. */
  readonly check?: (rule: Rule, adopted: readonly Rule[]) => void
  /** By what two rules are the same; else by every field, in whatever order its keys stand. */
  readonly contentOf?: (rule: Rule) => string
}

/** The decider of such a stream. `adopted`: its one event. The same rule again adds nothing. */
export function rulesDecider<Type extends string, Rule extends Pick<RuleHead, 'ruleId'>>(
  adopted: EventType<Type, z.ZodType<Rule, Rule>>,
  { exists, check, contentOf = (rule) => JSON.stringify(adopted.schema.parse(rule)) }: RuleKind<Rule>,
): Decider<{ readonly rule: Rule }, { readonly type: Type; readonly data: Rule }, readonly Rule[]> {
  return {
    initial: [],
    evolve: (rules, { data }) => [...rules, data],
    decide({ rule }, rules) {
      const known = rules.find(({ ruleId }) => ruleId === rule.ruleId)
      if (known && contentOf(known) === contentOf(rule)) return []
      if (known) throw exists({ field: 'ruleId', ruleId: rule.ruleId })
      check?.(rule, rules)
      return [adopted(rule)]
    },
  }
}
