/** The funds of a scope, the driest first. */
import { defaultFundRule, type FundWarningRow } from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import { allFundRules, fundRuleIn } from '../rules/rules.queries.ts'
import { byCalendar, type FundRow } from './fund-calendar.ts'
import { NO_PERCENT } from './warnings.schema.ts'

const DRIEST: KeysetOrder = {
  name: 'driest',
  keys: [
    { sql: 'f.percent', type: 'number' },
    { sql: 'f.compound_id', type: 'text' },
  ],
}

export function warningsOverview({ read, scope }: QueryContext, page: { limit: number; cursor?: string | undefined }) {
  const day = newestDay(read) ?? null
  const rules = allFundRules(read)
  const { rows, next } = keysetPage<FundRow & { name: string; duties: number }>(read, {
    select: `f.*, c.name, (SELECT count(*) FROM repair_fund_warnings_account a
      WHERE a.compound_id = f.compound_id AND a.duty = 1) AS duties`,
    from: 'repair_fund_warnings_fund f CROSS JOIN places_compound c ON c.compound_id = f.compound_id',
    where: allOf(scope.where('f.compound_id')),
    order: DRIEST,
    limit: page.limit,
    cursor: page.cursor,
  })
  const items = rows.map((row): FundWarningRow => {
    const { compound_id: id, name, balance_fen: balanceFen, first_fen: firstFen, accounts, duties, owed_fen } = row
    const rule = day === null ? defaultFundRule : fundRuleIn(read, id, day, rules)
    const { statements, reconciliation } = byCalendar(read, row, rule, day)
    return {
      ...{ id, name, balanceFen, firstFen, accounts, duties, owedFen: owed_fen },
      percent: row.percent === NO_PERCENT ? null : row.percent,
      isBelow: row.percent < rule.settings.topUpPercent.value,
      statementsOverdue: statements?.isOverdue ?? false,
      unreconciled: reconciliation.count,
    }
  })
  return { items, ...(next ? { next } : {}) }
}
