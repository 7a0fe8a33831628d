/** The sum of a count line by line, as data: what is multiplied, how it compares, and which rule says so. */
import type { RuleBasis } from '@changxin/shared/kernel'
import type { ItemCount } from '../events.ts'
import type { Matter } from '../matters.ts'
import type { Threshold, VotingRule } from '../voting-rule.ts'
import { thresholdOf } from './judge.ts'
import { addSums, reaches, type Sum } from './threshold.ts'

/** `3 × 8,412.33 ≥ 2 × 12,590.10`: floor area in 0.01 m². */
export interface SumLine {
  /** Do enough take part (of the electorate), do enough agree (of those who take part)? */
  readonly step: 'quorum' | 'agreement'
  readonly of: 'floorArea' | 'heads'
  readonly left: { readonly factor: number; readonly value: number }
  readonly right: { readonly factor: number; readonly value: number }
  readonly sign: '≥' | '>' | '='
  readonly holds: boolean
  readonly basis: RuleBasis
  /** The rule's own words; null where the article of the matter itself says so (`articleOf`). */
  readonly source: string | null
}

/** What counts as taking part and as agreeing, with those whom a rule of procedure added. */
export function decisiveOf(count: Pick<ItemCount, 'participating' | 'yes' | 'silent' | 'silentWith'>) {
  return {
    participating: addSums(count.participating, count.silent),
    yes: count.silentWith === 'yes' ? addSums(count.yes, count.silent) : count.yes,
  }
}

/** Quorum by floor area and heads, then agreement by floor area and heads; where all must agree one line of heads. */
export function sumLinesOf(
  count: Pick<ItemCount, 'electorate' | 'participating' | 'yes' | 'silent' | 'silentWith'>,
  matter: Matter,
  rule: Pick<VotingRule, 'quorum' | 'ordinary' | 'special'>,
): readonly SumLine[] {
  const { participating, yes } = decisiveOf(count)
  const threshold = thresholdOf(matter, rule)
  if (threshold === null) return [unanimous(yes, count.electorate)]
  return [
    ...linesOf('quorum', participating, count.electorate, rule.quorum),
    ...linesOf('agreement', yes, participating, threshold),
  ]
}

function linesOf(step: SumLine['step'], part: Sum, whole: Sum, threshold: Threshold): SumLine[] {
  const { numerator, denominator, inclusive, basis, source } = threshold
  return (['floorArea', 'heads'] as const).map((of) => ({
    step,
    of,
    left: { factor: denominator, value: part[of] },
    right: { factor: numerator, value: whole[of] },
    sign: inclusive ? '≥' : '>',
    holds: reaches(part[of], whole[of], threshold),
    basis,
    source,
  }))
}

function unanimous(yes: Sum, all: Sum): SumLine {
  return {
    step: 'agreement',
    of: 'heads',
    left: { factor: 1, value: yes.heads },
    right: { factor: 1, value: all.heads },
    sign: '=',
    holds: all.heads > 0 && yes.heads === all.heads,
    basis: 'law',
    source: null,
  }
}
