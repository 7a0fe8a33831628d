/** A dated rule of how owners decide: thresholds and lengths, each with its own basis and source. Never constants in code. */
import { Line, RuleBasis, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'

/** A share of floor area and of heads: at least (`inclusive`) or more than numerator / denominator. */
export const Threshold = z.object({
  numerator: z.int().min(1).max(1_000),
  denominator: z.int().min(1).max(1_000),
  /** 「以上」 includes the number (Civil Code art. 1259); 「过半数」 does not. */
  inclusive: z.boolean(),
  basis: RuleBasis,
  source: Line(200),
})
export type Threshold = z.infer<typeof Threshold>

/** A length in days, months or percent; the key says which. */
export const Setting = z.object({ value: z.int().min(0).max(10_000), basis: RuleBasis, source: Line(200) })
export type Setting = z.infer<typeof Setting>

export const LENGTHS = [
  /** 公告 to all owners before the voting begins. */
  'noticeDays',
  /** 异议期 of the posted roll. */
  'objectionDays',
  'windowMinDays',
  'windowMaxDays',
  /** How long the ballot of somebody who cannot be reached hangs in public. */
  'undeliverablePostingDays',
  /** 表决结果公告: within so many days after the count. */
  'resultPostedWithinDays',
  'resultPostingDays',
  /** A harmed owner may sue within (months from the posting). */
  'challengeMonths',
  /** Owners (percent of heads) whose demand calls an extraordinary meeting. */
  'demandPercent',
  /** How long the ballots are kept at least (months after the challenge ends). */
  'keepMonths',
] as const
export type LengthName = (typeof LENGTHS)[number]

export const VotingRule = RuleHead.extend({
  /** Who takes part, of all in the scope. */
  quorum: Threshold,
  /** Who agrees, of those who take part. */
  ordinary: Threshold,
  special: Threshold,
  lengths: z.object(Object.fromEntries(LENGTHS.map((name) => [name, Setting])) as Record<LengthName, typeof Setting>),
})
export type VotingRule = z.infer<typeof VotingRule>
