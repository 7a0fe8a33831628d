/** One stream a demand. */
import { demandDecider, demandEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const Demands = aggregate('demand', demandDecider, demandEvents)
