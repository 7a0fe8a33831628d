/** Legal thresholds and targets are dated records, looked up for the date of the matter, never constants. */
import { z } from 'zod'
import { Line } from './text.ts'
import { Day } from './time.ts'

/** How binding a rule is; only `law` may be shown as law. */
export const RuleBasis = z.enum(['law', 'standard', 'contract', 'decision', 'suggested'])
export type RuleBasis = z.infer<typeof RuleBasis>

export const RuleHead = z.object({
  ruleId: z.string().min(1).max(80),
  /** Where it applies: a region, a compound, or `all`. */
  jurisdiction: z.string().min(1).max(80),
  validFrom: Day,
  basis: RuleBasis,
  source: Line(200),
})
export type RuleHead = z.infer<typeof RuleHead>

/** The rule in force on a day: the latest `validFrom` that is not after it. Undefined before the first. */
export function ruleOn<Rule extends Pick<RuleHead, 'validFrom'>>(rules: readonly Rule[], day: Day): Rule | undefined {
  let found: Rule | undefined
  for (const rule of rules) if (rule.validFrom <= day && (!found || rule.validFrom >= found.validFrom)) found = rule
  return found
}

/** `places`: the nearest first, `all` last. What a place adopted for itself beats whatever holds for more than it. */
export function ruleAt<Rule extends Pick<RuleHead, 'jurisdiction' | 'validFrom'>>(
  places: readonly string[],
  rules: readonly Rule[],
  day: Day,
): Rule | undefined {
  for (const place of places) {
    const own = rules.filter(({ jurisdiction }) => jurisdiction === place)
    const rule = ruleOn(own, day)
    if (rule) return rule
  }
  return undefined
}

export interface RuleStanding {
  /** Of rules for the same place the one that began last is in force; of those with the same first day the later adopted. */
  readonly state: 'in-force' | 'past' | 'coming'
  /** The first day of the rule that takes its place; null while none does. */
  readonly replacedOn: Day | null
}

/** `rules` in the order of adoption. */
export function standingOn<Rule extends Pick<RuleHead, 'jurisdiction' | 'validFrom'>>(
  rule: Rule,
  rules: readonly Rule[],
  day: Day,
): RuleStanding {
  const at = rules.indexOf(rule)
  const later = rules
    .filter(({ jurisdiction }) => jurisdiction === rule.jurisdiction)
    .filter(
      (other) => other.validFrom > rule.validFrom || (other.validFrom === rule.validFrom && rules.indexOf(other) > at),
    )
    .map(({ validFrom }) => validFrom)
    .sort()
  const replacedOn = later[0] ?? null
  if (rule.validFrom > day) return { state: 'coming', replacedOn }
  return { state: replacedOn !== null && replacedOn <= day ? 'past' : 'in-force', replacedOn }
}
