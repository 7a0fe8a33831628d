/** `topup-<compoundId>`: which accounts have a duty to top up. Found by looking at the fund's book; each change is said once. */
import { type Day, type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import { type DutyRow, TopUpDutyArose, TopUpDutyMet, type TopUpEvent } from './events.ts'
import { isBelow } from './top-up.ts'

/** `rows`: accounts as the book shows them; those that are not named stay as they are. */
export interface LookAtAccounts {
  readonly type: 'LookAtAccounts'
  readonly compoundId: Id
  readonly on: Day
  readonly ruleId: string
  readonly percent: number
  readonly rows: readonly DutyRow[]
}
/** Units whose duty is open. */
export type TopUpState = ReadonlySet<Id>

export const topUpDecider: Decider<LookAtAccounts, TopUpEvent, TopUpState> = {
  initial: new Set(),
  evolve(state, event) {
    const next = new Set(state)
    switch (event.type) {
      case 'TopUpDutyArose':
        for (const { unitId } of event.data.rows) next.add(unitId)
        return next
      case 'TopUpDutyMet':
        for (const { unitId } of event.data.rows) next.delete(unitId)
        return next
      default:
        return unreachable(event)
    }
  },
  decide({ compoundId, on, ruleId, percent, rows }, open) {
    const found = { compoundId, on, ruleId, percent }
    const arose = rows.filter((row) => isBelow(row, percent) && !open.has(row.unitId))
    const met = rows.filter((row) => !isBelow(row, percent) && open.has(row.unitId))
    return [
      ...(arose.length > 0 ? [TopUpDutyArose({ ...found, rows: arose })] : []),
      ...(met.length > 0 ? [TopUpDutyMet({ ...found, rows: met })] : []),
    ]
  },
}
