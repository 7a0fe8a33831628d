/** Whatever a part of the fund decides: nothing that moves money counts in a closed period. */
import type { Day } from '@changxin/shared/kernel'
import { isMoneyEvent, type RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { journalOf, knownOf } from '../ledger/index.ts'
import { requireOpenDay } from './closing.state.ts'

/** What carries no day of its own counts today, and today is never closed. */
const OPEN_DAY: Day = '9999-12-31'

/** The last gate of every booking, beside what its own decider says of the field at fault. */
export function requireOpenPeriod({ closing, ledger }: FundState, events: readonly RepairFundEvent[]): void {
  if (closing.closedThrough === null) return
  const known = knownOf(ledger)
  for (const event of events) {
    if (!isMoneyEvent(event)) continue
    const { on, movements } = journalOf(event, OPEN_DAY, known)
    for (const day of [on, ...movements.flatMap((movement) => movement.on ?? [])]) requireOpenDay(closing, day, 'on')
  }
}
