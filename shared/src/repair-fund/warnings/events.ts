/** The duty to top up an account 续交 (住宅专项维修资金管理办法 art. 17): when it arose, when it was met. Ids and figures only. */
import { Day, type EventOf, event, Id, NonNegativeFen } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'

/** As the fund's book stood when this was found. `firstFen`: first deposits and build-up less what was taken back. */
export const DutyRow = z.object({ unitId: Id, balanceFen: NonNegativeFen, firstFen: NonNegativeFen })
export type DutyRow = z.infer<typeof DutyRow>

const found = {
  compoundId: Id,
  on: Day,
  /** Of the rule in force on that day. */
  ruleId: z.string().min(1).max(80),
  percent: z.int().min(0).max(100),
  rows: z.array(DutyRow).min(1).max(MAX_FUND_ROWS),
}
// topup-<compoundId>
export const TopUpDutyArose = event('TopUpDutyArose', z.object(found))
/** The account is not below the threshold any more, or has no first deposit any more that one could measure it by. */
export const TopUpDutyMet = event('TopUpDutyMet', z.object(found))

export const topUpEvents = [TopUpDutyArose, TopUpDutyMet] as const
export type TopUpEvent = EventOf<typeof topUpEvents>
