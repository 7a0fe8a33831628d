/** The one stream `rule-fund`: every fund rule that was ever adopted. What was adopted never changes. */
import { type AdoptRule, type Decider, formatFen, rulesDecider } from '@changxin/shared/kernel'
import { defaultFundRule } from './default-fund-rule.ts'
import { reject } from './errors.ts'
import { FundRuleAdopted, type FundRuleEvent } from './events.ts'
import type { FundRule, FundSettingName } from './fund-rule.ts'
import { ExclusionCode } from './rule-words.ts'

export const FUND_RULES_STREAM = 'rule-fund'
/** All are read at once, for facts and for the page. */
export const MAX_FUND_RULES = 500
const MAX_MONTHS = 120
const MAX_DAYS = 365
/** Every month has this day. */
const LAST_DAY_OF_MONTH = 28

export type AdoptFundRule = AdoptRule<'AdoptFundRule', FundRule>
export type FundRulesState = readonly FundRule[]

export const fundRulesDecider: Decider<AdoptFundRule, FundRuleEvent, FundRulesState> = rulesDecider(FundRuleAdopted, {
  exists: (taken) => reject('fund-rule-exists', taken),
  check(rule, adopted) {
    if (adopted.length >= MAX_FUND_RULES) throw reject('fund-rules-full', { limit: MAX_FUND_RULES })
    requireSettings(rule)
    requireSteps(rule)
    requireOnce(rule)
    requireLaw(rule)
  },
})

const PERCENTS = [
  ...(['topUpPercent', 'topUpTargetPercent', 'tolerancePercent', 'advancePercent', 'incomeToFundPercent'] as const),
] satisfies FundSettingName[]

function requireSettings({ settings }: FundRule): void {
  const field = (name: FundSettingName) => `settings.${name}.value`
  const inside = (name: FundSettingName, min: number, max: number) =>
    settings[name].value >= min && settings[name].value <= max
  const { value: statementMonths } = settings.statementMonths
  const { value: legalMonths } = defaultFundRule.settings.statementMonths
  for (const name of PERCENTS)
    if (!inside(name, 0, 100)) throw reject('fund-rule-percent', { field: field(name), value: settings[name].value })
  for (const name of ['statementMonths', 'idleMonths'] as const)
    if (!inside(name, 1, MAX_MONTHS))
      throw reject('fund-rule-months', { field: field(name), value: settings[name].value })
  if (statementMonths > legalMonths)
    throw reject('fund-rule-statements-rare', {
      ...{ field: field('statementMonths'), value: statementMonths, limit: legalMonths },
    })
  for (const name of ['usePostingDays', 'emergencyPostingDays'] as const)
    if (!inside(name, 1, MAX_DAYS)) throw reject('fund-rule-days', { field: field(name), value: settings[name].value })
  if (!inside('reconcileDay', 1, LAST_DAY_OF_MONTH))
    throw reject('fund-rule-day-of-month', { field: field('reconcileDay'), value: settings.reconcileDay.value })
  requireInOrder(settings, field)
}

function requireInOrder(settings: FundRule['settings'], field: (name: FundSettingName) => string): void {
  const [percent, target] = [settings.topUpPercent.value, settings.topUpTargetPercent.value]
  if (target < percent) throw reject('fund-rule-target-low', { field: field('topUpTargetPercent'), target, percent })
  const [once, month] = [settings.smallExpenseFen.value, settings.smallExpenseMonthFen.value]
  if (month < once)
    throw reject('fund-rule-month-small', {
      field: field('smallExpenseMonthFen'),
      ...{ month: formatFen(month), once: formatFen(once) },
    })
}

function requireSteps({ approvals: { steps } }: FundRule): void {
  const limits = steps.map(({ upToFen }) => upToFen ?? Number.POSITIVE_INFINITY)
  const ascend = limits.every((limit, index) => index === 0 || limit > (limits[index - 1] ?? 0))
  if (!ascend || steps.at(-1)?.upToFen !== null) throw reject('fund-rule-steps', { field: 'approvals.steps' })
}

function requireOnce({ firstDeposits, emergencies, commonParts, exclusions }: FundRule): void {
  const lists = {
    firstDeposits: firstDeposits.map(({ buildingKind }) => buildingKind),
    'emergencies.kinds': emergencies.kinds,
    commonParts: commonParts.map(({ code }) => code),
    exclusions: exclusions.map(({ code }) => code),
  }
  for (const [field, codes] of Object.entries(lists))
    if (new Set<string>(codes).size < codes.length) throw reject('fund-rule-twice', { field })
}

/** A place may be stricter than art. 17 and 25, never milder: a rule must not switch the law off. */
function requireLaw({ settings, exclusions }: FundRule): void {
  const { value } = settings.topUpPercent
  const limit = defaultFundRule.settings.topUpPercent.value
  if (value < limit) throw reject('fund-rule-top-up-low', { field: 'settings.topUpPercent.value', value, limit })
  const listed = new Set(exclusions.map(({ code }) => code))
  const missing = ExclusionCode.options.filter((code) => !listed.has(code))
  if (missing.length > 0) throw reject('fund-rule-exclusion-missing', { field: 'exclusions', count: missing.length })
}
