/** How long common parts last, as a dated table. No statute says so: these are usual figures, and shown as suggestions. */
import { type Day, type RuleHead, ruleOn } from '@changxin/shared/kernel'
import type { CommonPartKind } from '@changxin/shared/places'

export interface PartLife {
  /** Years from acceptance to renewal: at the earliest, at the latest. */
  readonly fromYears: number
  readonly toYears: number
}
export interface PartLives extends RuleHead {
  /** A kind that is left out is renewed by whoever owns it (water and power mains), or lasts too differently to say. */
  readonly lives: Readonly<Partial<Record<CommonPartKind, PartLife>>>
}

const years = (fromYears: number, toYears = fromYears): PartLife => ({ fromYears, toYears })

export const partLives: readonly PartLives[] = [
  {
    ruleId: 'part-lives-2008',
    jurisdiction: 'all',
    validFrom: '2008-02-01',
    basis: 'suggested',
    source: '建议值：按改造常见做法整理的使用年限，未见标准原文；不是法定年限，实际以检查结果为准',
    lives: {
      roof: years(15, 20),
      'external-wall': years(10, 15),
      structure: years(30, 50),
      stairwell: years(10),
      lift: years(15),
      'fire-system': years(10, 20),
      drain: years(25, 50),
      'septic-tank': years(20, 30),
      lighting: years(5, 10),
      road: years(10, 30),
      green: years(5, 10),
      security: years(6, 8),
      parking: years(10, 20),
      charging: years(5, 10),
      fitness: years(8),
    },
  },
]

/** Undefined before the first table. */
export const partLivesOn = (day: Day): PartLives | undefined => ruleOn(partLives, day)
