/** Which fund rule holds, read from the log: what owners are charged by does not rest on a view. */
import type { Day } from '@changxin/shared/kernel'
import { type FundRule, fundRuleFor } from '@changxin/shared/repair-fund'
import type { CommandStore } from '../../commands/store.ts'
import { jurisdictionsOf } from '../../places/index.ts'
import { FUND_RULES_ID, FundRules } from './rules.aggregates.ts'

/** The compound's own, else that of the nearest region that has one, else the one for everywhere; null: no such compound. */
export async function fundRuleOf(store: CommandStore, compoundId: string, day: Day): Promise<FundRule | null> {
  const places = await jurisdictionsOf(store, compoundId)
  if (places === null) return null
  const { state: rules } = await store.load(FundRules, FUND_RULES_ID)
  return fundRuleFor(places, rules, day)
}
