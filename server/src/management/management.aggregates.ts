/** The streams of management, each with its decider. */
import { managementDecider, managementStreamEvents, operatorDecider, operatorEvents } from '@changxin/shared/management'
import { aggregate } from '../commands/aggregate.ts'

/** `management-<compoundId>`: the history of a compound's mode, and the transition to the next. */
export const Managements = aggregate('management', managementDecider, managementStreamEvents)
/** `operator-<operatorId>` */
export const Operators = aggregate('operator', operatorDecider, operatorEvents)
