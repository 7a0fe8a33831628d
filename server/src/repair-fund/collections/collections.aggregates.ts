/** The streams of collections, and of what a compound chose to show of them. */
import { collectionDecider, collectionEvents, paidDoorsDecider, paidDoorsEvents } from '@changxin/shared/repair-fund'
import { aggregate } from '../../commands/aggregate.ts'

/** `collection-<id>` */
export const Collections = aggregate('collection', collectionDecider, collectionEvents)
/** `collections-<compoundId>` */
export const PaidDoors = aggregate('collections', paidDoorsDecider, paidDoorsEvents)
