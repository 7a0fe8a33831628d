/** Answers of warnings: what one fund needs attention for, and the plan of its top-up. */
import type { Day, Id } from '@changxin/shared/kernel'
import {
  defaultFundRule,
  type FundRule,
  type FundWarnings,
  isBelow,
  type PlanAccount,
  planTopUp,
  type TopUpPlanRow,
} from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import type { Read } from '../../views/views.ts'
import { fundRuleIn } from '../rules/rules.queries.ts'
import { byCalendar, type FundRow } from './fund-calendar.ts'

interface AccountRow extends PlanAccount {
  readonly buildingId: string | null
  readonly label: string
  readonly duty: number
  readonly since: string | null
}

const ACCOUNTS = `SELECT a.unit_id AS unitId, coalesce(a.building_id, '') AS groupId, a.building_id AS buildingId,
    a.balance_fen AS balanceFen, a.first_fen AS firstFen, a.duty, a.duty_since AS since,
    u.floor_area AS floorArea, coalesce(u.label, '') AS label
  FROM repair_fund_warnings_account a LEFT JOIN places_unit u ON u.unit_id = a.unit_id
  WHERE a.compound_id = ? AND (a.closed = 0 OR a.duty = 1) ORDER BY u.sort_key, a.unit_id`
const accountsOf = (read: Read, compoundId: Id) => read.all<AccountRow>(ACCOUNTS, compoundId)

const fundOf = (read: Read, compoundId: Id) =>
  read.get<FundRow>('SELECT * FROM repair_fund_warnings_fund WHERE compound_id = ?', compoundId)

/** Null: not known; on the first day of the log nothing is late. */
function ruleOf(read: Read, compoundId: Id): { rule: FundRule; day: Day | null } {
  const day = newestDay(read) ?? null
  return { day, rule: day === null ? defaultFundRule : fundRuleIn(read, compoundId, day) }
}

export function fundWarnings({ read }: QueryContext, compoundId: Id): FundWarnings {
  const { rule, day } = ruleOf(read, compoundId)
  const fund = fundOf(read, compoundId)
  const accounts = fund ? accountsOf(read, compoundId) : []
  const { settings } = rule
  const plan = planTopUp(accounts, settings.topUpPercent.value, settings.topUpTargetPercent.value)
  return {
    compoundId,
    day,
    hasFund: fund !== undefined,
    ruleId: rule.ruleId,
    settings: {
      topUpPercent: settings.topUpPercent,
      topUpTargetPercent: settings.topUpTargetPercent,
      statementMonths: settings.statementMonths,
      idleMonths: settings.idleMonths,
      reconcileDay: settings.reconcileDay,
    },
    fund: scopeOf(accounts, rule),
    dutySince: leastOf(accounts.flatMap(({ since }) => (since === null ? [] : [since]))),
    planFen: plan.totalFen,
    accountsWithoutFirst: accounts.filter(({ firstFen }) => firstFen === 0).length,
    claims: claimsOf(read, compoundId),
    ...byCalendar(read, fund, rule, day),
    items: buildingsOf(read, compoundId).map(({ id, name }) => {
      const own = accounts.filter(({ buildingId }) => buildingId === id)
      const { totalFen } = planTopUp(own, settings.topUpPercent.value, settings.topUpTargetPercent.value)
      return { id, name, ...scopeOf(own, rule), planFen: totalFen }
    }),
  }
}

const leastOf = (days: readonly Day[]): Day | null => days.toSorted()[0] ?? null

function scopeOf(accounts: readonly AccountRow[], { settings }: FundRule) {
  const sum = (key: 'balanceFen' | 'firstFen') => accounts.reduce((total, account) => total + account[key], 0)
  // Measured by the accounts that have a first deposit: what the others hold says nothing about it.
  const known = accounts.filter(({ firstFen }) => firstFen > 0)
  const measured = { balanceFen: known.reduce((total, one) => total + one.balanceFen, 0), firstFen: sum('firstFen') }
  return {
    balanceFen: sum('balanceFen'),
    firstFen: measured.firstFen,
    percent: measured.firstFen > 0 ? Math.floor((measured.balanceFen * 100) / measured.firstFen) : null,
    isBelow: isBelow(measured, settings.topUpPercent.value),
    accounts: accounts.length,
    duties: accounts.filter(({ duty }) => duty === 1).length,
  }
}

const buildingsOf = (read: Read, compoundId: Id) =>
  read.all<{ id: string; name: string }>(
    'SELECT building_id AS id, name FROM places_building WHERE compound_id = ? ORDER BY ordinal, building_id',
    compoundId,
  )

function claimsOf(read: Read, compoundId: Id): FundWarnings['claims'] {
  const row = read.get<{ units: number; owedFen: number }>(
    `SELECT count(*) AS units, coalesce(sum(owed_fen), 0) AS owedFen FROM repair_fund_warnings_account
     WHERE compound_id = ? AND owed_fen > 0`,
    compoundId,
  )
  return row ?? { units: 0, owedFen: 0 }
}

export function topUpPlan({ read }: QueryContext, compoundId: Id) {
  const { settings } = ruleOf(read, compoundId).rule
  const { topUpPercent: threshold } = settings
  const targetPercent = settings.topUpTargetPercent.value
  const accounts = accountsOf(read, compoundId)
  const plan = planTopUp(accounts, threshold.value, targetPercent)
  const byId = new Map(accounts.map((account) => [account.unitId, account]))
  const items = plan.rows.flatMap(({ unitId: id, missingFen, shareFen }): TopUpPlanRow[] => {
    const account = byId.get(id)
    if (!account) return []
    const { label, buildingId, floorArea, balanceFen, firstFen, since } = account
    return [{ id, label, buildingId, floorArea, balanceFen, firstFen, missingFen, shareFen, since }]
  })
  const name = read.get<{ name: string }>('SELECT name FROM places_compound WHERE compound_id = ?', compoundId)?.name
  return { compoundName: name ?? '', threshold, targetPercent, totalFen: plan.totalFen, items }
}
