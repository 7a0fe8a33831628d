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
