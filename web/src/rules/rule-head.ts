/** The head of a rule, as it is shown and as it is typed: where it holds, from which day on, and on what basis. */
import type { Day, RuleBasis, RuleHead, RuleStanding } from '@changxin/shared/kernel'

export interface RuleShown extends RuleHead, RuleStanding {
  readonly id: string
  /** Null for everywhere. */
  readonly jurisdictionName: string | null
}

export interface RuleHeadTyped {
  scope: 'all' | 'region' | 'compound'
  /** The region or compound; empty for `all`. */
  jurisdiction: string
  validFrom: string
  /** Nobody adopts a rule as a mere suggestion. */
  basis: Exclude<RuleBasis, 'suggested'>
  source: string
}
export const HEAD_FIELDS = ['jurisdiction', 'validFrom', 'basis', 'source'] as const
export type HeadField = (typeof HEAD_FIELDS)[number]
export const isOfHead = (field: string): field is HeadField => (HEAD_FIELDS as readonly string[]).includes(field)

/** Most rules are a district's, by a document of its own. */
export const emptyHead = (today: Day): RuleHeadTyped => ({
  ...{ scope: 'region', jurisdiction: '', validFrom: today, basis: 'standard', source: '' },
})

export function missingInHead({ scope, jurisdiction, validFrom, source }: RuleHeadTyped): HeadField[] {
  const missing: HeadField[] = []
  if (scope !== 'all' && !jurisdiction) missing.push('jurisdiction')
  if (!validFrom) missing.push('validFrom')
  if (!source.trim()) missing.push('source')
  return missing
}

/** Of a command that adopts the rule. */
export const headOf = ({ scope, jurisdiction, validFrom, basis, source }: RuleHeadTyped) => ({
  jurisdiction: scope === 'all' ? 'all' : jurisdiction,
  ...{ validFrom, basis, source: source.trim() },
})

/** A value for each name. */
export function record<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>
}
