/** The streams of blocks: one a block, and one a compound for where it and its buildings belong. */
import { blockDecider, blockEvents, membershipDecider, membershipEvents } from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

/** `block-<blockId>` */
export const Blocks = aggregate('block', blockDecider, blockEvents)
/** `membership-<compoundId>` */
export const Memberships = aggregate('membership', membershipDecider, membershipEvents)
