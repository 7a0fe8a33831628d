/** The streams of owners' decisions: `decision-<id>`, and `effect-<decisionId>-<itemId>` of what each brought about. */
import { decisionDecider, effectDecider, effectEvents, voteEvents } from '@changxin/shared/decisions'
import { aggregate } from '../commands/aggregate.ts'

export const Decisions = aggregate('decision', decisionDecider, voteEvents)
export const DecisionEffects = aggregate('effect', effectDecider, effectEvents)
