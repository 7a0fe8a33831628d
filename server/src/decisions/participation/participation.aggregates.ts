/** The one stream of rules of participation. */
import { PARTICIPATION_STREAM, participationDecider, participationEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const ParticipationRules = aggregate('rule', participationDecider, participationEvents)
export const PARTICIPATION_ID = PARTICIPATION_STREAM.slice(PARTICIPATION_STREAM.indexOf('-') + 1)
