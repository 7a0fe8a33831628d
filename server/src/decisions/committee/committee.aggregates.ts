/** One stream a compound. */
import { committeeDecider, committeeEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const Committees = aggregate('committee', committeeDecider, committeeEvents)
