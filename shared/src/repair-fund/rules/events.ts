/** The fund rules that were ever adopted, all in the stream `rule-fund`; the first is the default. */
import { type EventOf, event } from '@changxin/shared/kernel'
import { FundRule } from './fund-rule.ts'

export const FundRuleAdopted = event('FundRuleAdopted', FundRule)

export const fundRuleEvents = [FundRuleAdopted] as const
export type FundRuleEvent = EventOf<typeof fundRuleEvents>
