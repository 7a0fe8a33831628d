/** The streams of cash books, one a compound. */
import { cashBookDecider, cashBookEvents } from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

/** `cashbook-<compoundId>` */
export const CashBooks = aggregate('cashbook', cashBookDecider, cashBookEvents)
