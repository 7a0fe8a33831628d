/** Voting rules as rows: where each holds, whether it is in force on a day, and which one holds in a compound. */
import {
  MAX_VOTING_RULES,
  standingOn,
  type VotingRule,
  type VotingRuleRow,
  votingRuleAt,
  type votingRulesApi,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { EVERYWHERE, jurisdictionName, regionIdsOf } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'

function allRules(read: Read): VotingRule[] {
  const sql = 'SELECT data FROM decisions_rules_rule ORDER BY position LIMIT ?'
  return read.all<{ data: string }>(sql, MAX_VOTING_RULES).map(({ data }) => JSON.parse(data) as VotingRule)
}

export function listVotingRules({ read }: QueryContext, input: z.output<typeof votingRulesApi.rules.input>) {
  const { compoundId } = input
  const day = input.on ?? newestDay(read) ?? null
  const rules = allRules(read)
  const places = compoundId === undefined ? [EVERYWHERE] : [compoundId, ...regionIdsOf(read, compoundId), EVERYWHERE]
  const shown = compoundId === undefined ? rules : rules.filter((rule) => places.includes(rule.jurisdiction))
  const inForce = day === null ? undefined : votingRuleAt(places, rules, day)
  return { items: inOrder(shown.map((rule) => rowOf(read, rule, rules, day))), inForceId: inForce?.ruleId ?? null, day }
}

function rowOf(read: Read, rule: VotingRule, rules: readonly VotingRule[], day: string | null): VotingRuleRow {
  return {
    ...rule,
    id: rule.ruleId,
    jurisdictionName: jurisdictionName(read, rule.jurisdiction),
    ...standingOn(rule, rules, day ?? ''),
  }
}

/** Everywhere first, then by place; in a place the latest first. */
function inOrder(rows: readonly VotingRuleRow[]): VotingRuleRow[] {
  const place = ({ jurisdiction }: VotingRuleRow) => (jurisdiction === EVERYWHERE ? '' : jurisdiction)
  return rows
    .toReversed()
    .toSorted((one, other) => compare(place(one), place(other)) || compare(other.validFrom, one.validFrom))
}
const compare = (one: string, other: string) => Number(one > other) - Number(one < other)
