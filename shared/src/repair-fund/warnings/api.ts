/** Routes of warnings: what a fund needs attention for, the plan of a top-up, and whose fund runs dry. */
import { Day, Id, PageInput, pageOf, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { FundSetting } from '../rules/fund-rule.ts'

const Scope = {
  balanceFen: z.int(),
  firstFen: z.int(),
  /** Whole percent of the first deposit, rounded down; null: no first deposit is known. */
  percent: z.int().nullable(),
  isBelow: z.boolean(),
  accounts: z.int(),
  /** Accounts whose duty to top up is open. */
  duties: z.int(),
}
export const FundWarnings = z.object({
  compoundId: Id,
  /** Null before the first day of the log. */
  day: Day.nullable(),
  /** False: no fund, so nothing below means anything. */
  hasFund: z.boolean(),
  /** The settings in force that the figures are measured by. */
  ruleId: z.string(),
  settings: z.object({
    topUpPercent: FundSetting,
    topUpTargetPercent: FundSetting,
    statementMonths: FundSetting,
    idleMonths: FundSetting,
    reconcileDay: FundSetting,
  }),
  fund: z.object(Scope),
  /** Since when the oldest open duty stands. */
  dutySince: Day.nullable(),
  /** What all accounts below miss up to the target. */
  planFen: z.int(),
  /** Accounts without any first deposit or build-up: nothing to measure them by. */
  accountsWithoutFirst: z.int(),
  idleFen: z.int(),
  statements: z.object({ lastPostedOn: Day.nullable(), dueOn: Day, isOverdue: z.boolean() }).nullable(),
  reconciliation: z.object({ through: Day.nullable(), months: z.array(z.string()), count: z.int() }),
  claims: z.object({ units: z.int(), owedFen: z.int() }),
  /** Buildings, keyed for live updates. */
  items: z.array(z.object({ id: Id, name: z.string(), ...Scope, planFen: z.int() })),
})
export type FundWarnings = z.infer<typeof FundWarnings>

export const TopUpPlanRow = z.object({
  id: Id,
  label: z.string(),
  buildingId: Id.nullable(),
  /** In 0.01 m². */
  floorArea: z.int().nullable(),
  balanceFen: z.int(),
  firstFen: z.int(),
  missingFen: z.int(),
  shareFen: z.int(),
  since: Day.nullable(),
})
export type TopUpPlanRow = z.infer<typeof TopUpPlanRow>

export const FundWarningRow = z.object({
  id: Id,
  name: z.string(),
  balanceFen: z.int(),
  firstFen: z.int(),
  percent: z.int().nullable(),
  isBelow: z.boolean(),
  accounts: z.int(),
  duties: z.int(),
  owedFen: z.int(),
  statementsOverdue: z.boolean(),
  unreconciled: z.int(),
})
export type FundWarningRow = z.infer<typeof FundWarningRow>

export const fundWarningsApi = {
  warnings: queryRoute({
    action: 'repair-fund.warnings',
    path: '/api/compounds/:id/fund/warnings',
    input: { id: Id },
    output: FundWarnings,
    summary: 'Top-up duty, idle money, unposted statements, unreconciled months and open claims of a fund',
  }),
  topUpPlan: queryRoute({
    action: 'repair-fund.top-up-plan',
    path: '/api/compounds/:id/fund/top-up',
    input: { id: Id },
    output: z.object({
      compoundName: z.string(),
      /** The threshold in force, with what it rests on. */
      threshold: FundSetting,
      targetPercent: z.int(),
      totalFen: z.int(),
      items: z.array(TopUpPlanRow),
    }),
    summary: 'Plan of a top-up: what each account below misses, and its share by floor area',
  }),
  overview: queryRoute({
    action: 'repair-fund.warnings-overview',
    path: '/api/fund/warnings',
    input: { ...PageInput.shape },
    output: pageOf(FundWarningRow),
    summary: 'Funds of one’s scope, the driest first',
  }),
}
