/** The voting rules that were ever adopted, all in the stream `rule-voting`; the first is the default. */
import { type EventOf, event } from '@changxin/shared/kernel'
import { VotingRule } from '../voting-rule.ts'

export const VotingRuleAdopted = event('VotingRuleAdopted', VotingRule)

export const votingRuleEvents = [VotingRuleAdopted] as const
export type VotingRuleEvent = EventOf<typeof votingRuleEvents>
