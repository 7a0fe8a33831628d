/** Fund rules as rows: where each holds, whether it is in force on a day, and which one holds in a compound. */
import { type Day, type Id, ruleAt, standingOn } from '@changxin/shared/kernel'
import {
  type FundRule,
  type FundRuleRow,
  fundRuleFor,
  type fundRulesApi,
  MAX_FUND_RULES,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { EVERYWHERE, jurisdictionName, regionIdsOf } from '../../places/index.ts'
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
    : placesOf(read, compoundId)
  return fundRuleFor(places, rules, day)
}

const placesOf = (read: Read, compoundId: Id) => [compoundId, ...regionIdsOf(read, compoundId), EVERYWHERE]

export function listFundRules({ read }: QueryContext, input: z.output<typeof fundRulesApi.fundRules.input>) {
  const { compoundId } = input
  const day = input.on ?? newestDay(read) ?? null
  const rules = allFundRules(read)
  const places = compoundId === undefined ? [EVERYWHERE] : placesOf(read, compoundId)
  const shown = compoundId === undefined ? rules : rules.filter((rule) => places.includes(rule.jurisdiction))
  const inForce = day === null ? undefined : ruleAt(places, rules, day)
  return { items: inOrder(shown.map((rule) => rowOf(read, rule, rules, day))), inForceId: inForce?.ruleId ?? null, day }
}

function rowOf(read: Read, rule: FundRule, rules: readonly FundRule[], day: Day | null): FundRuleRow {
  const jurisdiction = jurisdictionName(read, rule.jurisdiction)
  return { ...rule, id: rule.ruleId, jurisdictionName: jurisdiction, ...standingOn(rule, rules, day ?? '') }
}

/** Everywhere first, then by place; in a place the latest first. */
function inOrder(rows: readonly FundRuleRow[]): FundRuleRow[] {
  const place = ({ jurisdiction }: FundRuleRow) => (jurisdiction === EVERYWHERE ? '' : jurisdiction)
  return rows
    .toReversed()
    .toSorted((one, other) => compare(place(one), place(other)) || compare(other.validFrom, one.validFrom))
}
const compare = (one: string, other: string) => Number(one > other) - Number(one < other)
