/** Which voting rule holds, read from the log: what owners are bound by does not rest on a view. */
import { type VotingRule, votingRuleAt } from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'
import type { CommandStore } from '../../commands/store.ts'
import { jurisdictionsOf } from '../../places/index.ts'
import { VOTING_RULES_ID, VotingRules } from './rules.aggregates.ts'

/** The compound's own, else that of the nearest region that has one, else the one for everywhere; null before the first. */
export async function votingRuleFor(store: CommandStore, compoundId: string, day: Day): Promise<VotingRule | null> {
  const places = await jurisdictionsOf(store, compoundId)
  if (places === null) return null
  const { state: rules } = await store.load(VotingRules, VOTING_RULES_ID)
  return votingRuleAt(places, rules, day) ?? null
}
