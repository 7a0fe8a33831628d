/** `externaldecision-<id>`: one decision that was taken outside. */
import { externalDecider, externalDecisionEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const ExternalDecisions = aggregate('externaldecision', externalDecider, externalDecisionEvents)
