/** A dated rule of the fund: amounts, limits and lists, each with its own basis and source. Never constants in code. */
import { Line, MAX_FEN, NonNegativeFen, PositiveFen, RuleBasis, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Approver, BuildingKind, CommonPartCode, EmergencyKind, ExclusionCode } from './rule-words.ts'

const ground = { basis: RuleBasis, source: Line(200) }

/** A number in the unit that its key ends with. */
export const FundSetting = z.strictObject({ value: z.int().min(0).max(MAX_FEN), ...ground })
export type FundSetting = z.infer<typeof FundSetting>

export const FUND_SETTINGS = [
  /** 续交: an account below so many percent of its first deposit must be topped up; exactly so many is not below. */
  'topUpPercent',
  /** Up to where the plan of a top-up fills an account, in percent of the first deposit. */
  'topUpTargetPercent',
  /** A settlement over budget by more than this needs a new approval. */
  'tolerancePercent',
  /** How long a use is posted before it is carried out, and an emergency afterwards. */
  'usePostingDays',
  'emergencyPostingDays',
  /** The most of the budget that is paid before acceptance. */
  'advancePercent',
  /** Statements are posted at least every so many months. */
  'statementMonths',
  /** 小额支出: up to so much at once, and in a calendar month. */
  'smallExpenseFen',
  'smallExpenseMonthFen',
  /** Of common income net of its cost, what goes to the fund at least. */
  'incomeToFundPercent',
  /** Money that lies on demand for longer is idle. */
  'idleMonths',
  /** By this day of the following month a month is reconciled with the bank. */
  'reconcileDay',
] as const
export type FundSettingName = (typeof FUND_SETTINGS)[number]

export const FirstDepositRate = z.strictObject({
  buildingKind: BuildingKind,
  fenPerSquareMetre: PositiveFen,
  ...ground,
})
export type FirstDepositRate = z.infer<typeof FirstDepositRate>
/** Up to and with the amount; null: whatever is above the others. */
export const ApprovalStep = z.strictObject({ upToFen: PositiveFen.nullable(), approver: Approver })
export type ApprovalStep = z.infer<typeof ApprovalStep>

export const FundRule = RuleHead.extend({
  /** 首期交存标准; empty where the place has set none: then nothing is computed from it. */
  firstDeposits: z.array(FirstDepositRate).max(BuildingKind.options.length),
  settings: z.strictObject(
    Object.fromEntries(FUND_SETTINGS.map((name) => [name, FundSetting])) as Record<FundSettingName, typeof FundSetting>,
  ),
  /** Beside the percentage, an amount over budget that a settlement must not pass either; null: no such amount. */
  toleranceFen: z.strictObject({ value: NonNegativeFen, ...ground }).nullable(),
  emergencies: z.strictObject({ kinds: z.array(EmergencyKind).min(1).max(EmergencyKind.options.length), ...ground }),
  /** The limits ascend, the last one is open. */
  approvals: z.strictObject({ steps: z.array(ApprovalStep).min(1).max(Approver.options.length), ...ground }),
  commonParts: z
    .array(z.strictObject({ code: CommonPartCode, ...ground }))
    .min(1)
    .max(CommonPartCode.options.length),
  exclusions: z
    .array(z.strictObject({ code: ExclusionCode, ...ground }))
    .min(1)
    .max(ExclusionCode.options.length),
})
export type FundRule = z.infer<typeof FundRule>
