/** Which fund rule holds where on a day, and what it allows in figures. */
import { type Day, ruleAt } from '@changxin/shared/kernel'
import { defaultFundRule } from './default-fund-rule.ts'
import type { FundRule } from './fund-rule.ts'
import type { Approver } from './rule-words.ts'

/**
 * `places`: the compound first, then its regions from the nearest, `all` last. The default where none of them has one:
 * a payment of 2007 is judged by it too, rather than by nothing.
 */
export function fundRuleFor(places: readonly string[], rules: readonly FundRule[], day: Day): FundRule {
  return ruleAt(places, rules, day) ?? defaultFundRule
}

/** How much over budget a settlement may be without a new approval, in fen: the stricter of percentage and amount. */
export function toleranceFenOf({ settings, toleranceFen }: FundRule, budgetFen: number): number {
  const byPercent = percentOf(budgetFen, settings.tolerancePercent.value)
  return toleranceFen === null ? byPercent : Math.min(byPercent, toleranceFen.value)
}

/** The most that is paid before acceptance, in fen. */
export const advanceCeilingFenOf = ({ settings }: FundRule, budgetFen: number): number =>
  percentOf(budgetFen, settings.advancePercent.value)

/** Whole fen, never more than the share. */
const percentOf = (fen: number, percent: number) => Number((BigInt(fen) * BigInt(percent)) / 100n)

/** Who must approve what another one recorded, by its amount. */
export function approverFor({ approvals }: FundRule, amountFen: number): Approver {
  const step = approvals.steps.find(({ upToFen }) => upToFen === null || amountFen <= upToFen)
  if (!step) throw new RangeError('the last step of a fund rule is open')
  return step.approver
}
