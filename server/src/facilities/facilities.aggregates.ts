/** The streams of facilities: the looks at one compound share one. */
import { lookDecider, lookEvents } from '@changxin/shared/facilities'
import { aggregate } from '../commands/aggregate.ts'

/** `look-<compoundId>` */
export const Looks = aggregate('look', lookDecider, lookEvents)
