/** Which fund rule holds in a compound, for what a view shows. */
import type { Day, Id } from '@changxin/shared/kernel'
import { type FundRule, fundRuleFor, MAX_FUND_RULES } from '@changxin/shared/repair-fund'
import { EVERYWHERE, jurisdictionsIn } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'

/** What a query reads that asks which fund rule holds: `reads` of its route. */
export const FUND_RULE_TABLES = ['repair_fund_rules_rule', 'places_region', 'places_compound'] as const

/** Every fund rule, in the order of adoption. */
export function allFundRules(read: Read): FundRule[] {
  const sql = 'SELECT data FROM repair_fund_rules_rule ORDER BY position LIMIT ?'
  return read.all<{ data: string }>(sql, MAX_FUND_RULES).map(({ data }) => JSON.parse(data) as FundRule)
}

/** The rule that a view shows figures by. `rules`: of `allFundRules`, once for many compounds. */
export function fundRuleIn(read: Read, compoundId: Id, day: Day, rules = allFundRules(read)): FundRule {
  // Where no place has a rule of its own, nobody has to look up where the compound lies.
  const places = rules.every(({ jurisdiction }) => jurisdiction === EVERYWHERE)
    ? [EVERYWHERE]
    : jurisdictionsIn(read, compoundId)
  return fundRuleFor(places, rules, day)
}
