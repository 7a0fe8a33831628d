/** The streams of management, each with its decider. */
import { managementDecider, modeEvents, operatorDecider, operatorEvents } from '@changxin/shared/management'
import { aggregate } from '../commands/aggregate.ts'

/** `management-<compoundId>`: the history of a compound's mode. */
export const Managements = aggregate('management', managementDecider, modeEvents)
/** `operator-<operatorId>` */
export const Operators = aggregate('operator', operatorDecider, operatorEvents)
