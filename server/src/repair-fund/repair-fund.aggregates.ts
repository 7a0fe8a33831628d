/** The streams of the repair fund: one per compound, with all its unit accounts. */
import { fundDecider, repairFundEvents } from '@changxin/shared/repair-fund'
import { aggregate } from '../commands/aggregate.ts'

/** `fund-<compoundId>` */
export const Funds = aggregate('fund', fundDecider, repairFundEvents)
