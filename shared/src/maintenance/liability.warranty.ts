/** How long a renovated part is under warranty: what was registered, but never less than the law's minimum. */
import { type Day, type RuleHead, ruleOn } from '@changxin/shared/kernel'
import { type CommonPartKind, type CommonPartRow, warrantyOn, warrantyUntil } from '@changxin/shared/places'
import type { WarrantyState } from './liability.events.ts'

export interface WarrantyMinimums extends RuleHead {
  /** Years from acceptance; a kind that is left out has no minimum: the contract alone decides. */
  readonly years: Readonly<Partial<Record<CommonPartKind, number>>>
}

/**
 * 建设工程质量管理条例 art. 40. Leak-proofing of outer walls has 5 years too, their finish only 2: the kind alone cannot
 * tell them apart, so the shorter stands unless a longer one is registered. The main structure has the design life, a
 * number of years that only the design documents give, so it has no figure here.
 */
export const warrantyMinimums: readonly WarrantyMinimums[] = [
  {
    ruleId: 'warranty-minimums-2000',
    jurisdiction: 'all',
    validFrom: '2000-01-30',
    basis: 'law',
    source: '建设工程质量管理条例第四十条',
    years: {
      roof: 5,
      'external-wall': 2,
      stairwell: 2,
      'entrance-door': 2,
      lift: 2,
      'fire-system': 2,
      'water-supply': 2,
      drain: 2,
      'septic-tank': 2,
      power: 2,
      lighting: 2,
      security: 2,
      charging: 2,
    },
  },
]

type Part = Pick<CommonPartRow, 'kind' | 'acceptedOn' | 'warrantyUntil'>

export interface Warranty {
  readonly state: WarrantyState
  /** The last day, inclusive; null where unknown. */
  readonly until: Day | null
}

/** By the rule in force on the day of acceptance. */
export function warrantyOf(part: Part | null, day: Day): Warranty {
  if (part === null) return { state: 'unknown', until: null }
  const until = laterOf(part.warrantyUntil, minimumOf(part))
  return { state: warrantyOn({ warrantyUntil: until }, day), until }
}

function minimumOf({ kind, acceptedOn }: Part): Day | null {
  if (acceptedOn === null) return null
  const years = ruleOn(warrantyMinimums, acceptedOn)?.years[kind]
  return years === undefined ? null : warrantyUntil(acceptedOn, years)
}

const laterOf = (a: Day | null, b: Day | null) => (a === null || (b !== null && b > a) ? b : a)
