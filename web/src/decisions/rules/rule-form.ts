/** A voting rule as it is typed, and the command that follows from it. */
import {
  LENGTHS,
  type LengthName,
  type Threshold,
  type VotingRule,
  type votingRulesApi,
} from '@changxin/shared/decisions'
import type { RuleBasis } from '@changxin/shared/kernel'
import type { BodyOf } from '../../api/index.ts'
import { emptyHead, type HeadField, headOf, missingInHead, type RuleHeadTyped, record } from '../../rules/rule-head.ts'

export const SHARES = ['quorum', 'ordinary', 'special'] as const
export type ShareName = (typeof SHARES)[number]
type AdoptBody = BodyOf<typeof votingRulesApi.adopt>

interface Grounded {
  basis: RuleBasis
  source: string
}
export interface ShareTyped extends Grounded {
  numerator: string
  denominator: string
  inclusive: 'yes' | 'no'
}
export interface LengthTyped extends Grounded {
  value: string
}
export interface RuleForm extends RuleHeadTyped {
  shares: Record<ShareName, ShareTyped>
  lengths: Record<LengthName, LengthTyped>
}

/** Begins with all values of the rule that it is to differ from. */
export function formLike(rule: VotingRule, today: string): RuleForm {
  return {
    ...emptyHead(today),
    shares: record(SHARES, (name) => typedShare(rule[name])),
    lengths: record(LENGTHS, (name) => ({ ...rule.lengths[name], value: String(rule.lengths[name].value) })),
  }
}
const typedShare = ({ numerator, denominator, inclusive, basis, source }: Threshold): ShareTyped => ({
  ...{ numerator: String(numerator), denominator: String(denominator), inclusive: inclusive ? 'yes' : 'no' },
  ...{ basis, source },
})

export type WrongField = HeadField | ShareName | LengthName

/** What is missing or no whole number; what contradicts itself the server says. */
export function wrongIn(form: RuleForm): ReadonlySet<WrongField> {
  const wrong = new Set<WrongField>(missingInHead(form))
  for (const name of SHARES) {
    const { numerator, denominator, source } = form.shares[name]
    if (!source.trim() || !isWhole(numerator, 1, 1_000) || !isWhole(denominator, 1, 1_000)) wrong.add(name)
  }
  for (const name of LENGTHS) {
    const { value, source } = form.lengths[name]
    if (!source.trim() || !isWhole(value, 0, 10_000)) wrong.add(name)
  }
  return wrong
}
const isWhole = (typed: string, min: number, max: number) =>
  /^\d{1,5}$/.test(typed.trim()) && Number(typed) >= min && Number(typed) <= max

/** Only for a form in which nothing is wrong. */
export function bodyOf(form: RuleForm): AdoptBody {
  return {
    ...headOf(form),
    ...record(SHARES, (name) => {
      const { numerator, denominator, inclusive, ...ground } = form.shares[name]
      const share = { numerator: Number(numerator), denominator: Number(denominator), inclusive: inclusive === 'yes' }
      return { ...share, basis: ground.basis, source: ground.source.trim() }
    }),
    lengths: record(LENGTHS, (name) => {
      const { value, ...ground } = form.lengths[name]
      return { value: Number(value), basis: ground.basis, source: ground.source.trim() }
    }),
  }
}
