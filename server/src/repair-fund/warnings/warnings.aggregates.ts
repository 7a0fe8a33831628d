/** `topup-<compoundId>`: the duties to top up, beside the fund whose book they are found in. */
import { topUpDecider, topUpEvents } from '@changxin/shared/repair-fund'
import { aggregate } from '../../commands/aggregate.ts'

export const TopUps = aggregate('topup', topUpDecider, topUpEvents)
