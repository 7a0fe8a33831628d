/** Dated rules as rows: where each holds, whether it is in force on a day, and which one holds in a compound. */
import { type Day, type Id, type RuleHead, type RuleStanding, ruleAt, standingOn } from '@changxin/shared/kernel'
import { newestDay } from '../clock/index.ts'
import { EVERYWHERE, jurisdictionName, jurisdictionsIn } from '../places/index.ts'
import type { Read } from '../views/views.ts'

export type ListedRule<Rule extends RuleHead> = Rule &
  RuleStanding & { readonly id: string; readonly jurisdictionName: string | null }

/**
 * `rules`: all of them, in the order of adoption. Of a compound its own and those of its regions. Everywhere first, then
 * by place; in a place the latest first.
 */
export function listRules<Rule extends RuleHead>(
  read: Read,
  rules: readonly Rule[],
  { compoundId, on }: { readonly compoundId?: Id | undefined; readonly on?: Day | undefined },
) {
  const day = on ?? newestDay(read) ?? null
  const places = compoundId === undefined ? [EVERYWHERE] : jurisdictionsIn(read, compoundId)
  const shown = compoundId === undefined ? rules : rules.filter(({ jurisdiction }) => places.includes(jurisdiction))
  const inForce = day === null ? undefined : ruleAt(places, rules, day)
  const rowOf = (rule: Rule): ListedRule<Rule> => ({
    ...rule,
    id: rule.ruleId,
    jurisdictionName: jurisdictionName(read, rule.jurisdiction),
    ...standingOn(rule, rules, day ?? ''),
  })
  return { items: shown.toReversed().map(rowOf).toSorted(byPlace), inForceId: inForce?.ruleId ?? null, day }
}

function byPlace(one: RuleHead, other: RuleHead): number {
  const place = ({ jurisdiction }: RuleHead) => (jurisdiction === EVERYWHERE ? '' : jurisdiction)
  return compare(place(one), place(other)) || compare(other.validFrom, one.validFrom)
}
const compare = (one: string, other: string) => Number(one > other) - Number(one < other)
