/**
 * A subdistrict's order for emergency service has a last day. What follows it is recorded before; where nothing is, the
 * compound has no manager from the next day on: nobody goes on under an order that has ended, and no day is left out.
 */
import { addDays, type Day } from '@changxin/shared/kernel'
import { ModeAdopted } from '../events.ts'
import type { ManagementEvent } from '../management.decider.ts'
import type { EndOrder, TransitionFacts, WarnOrder } from './commands.ts'
import { reject } from './errors.ts'
import { EmergencyOrderEnded, EmergencyOrderEnding } from './events.ts'
import { transitionRuleOn } from './rules.ts'
import type { WholeState } from './transition.decider.ts'
import type { TransitionState } from './transition.state.ts'

type Events = readonly ManagementEvent[]

/** The last day of so many months that begin on this day, inclusive. */
export function latestEndOf(from: Day, months: number): Day {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number]
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const anniversary = new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
  return addDays(anniversary.toISOString().slice(0, 10), -1)
}

export function warnOn(until: Day, { rules = [] }: TransitionFacts): Day {
  return addDays(until, -transitionRuleOn(rules, 'emergency-warning', until).length)
}

/** The day is what the timer keeps: a setting that was shortened since does not make it fall silent. */
export function warnOrder({ compoundId, orderId }: WarnOrder, { transition }: WholeState): Events {
  const { order } = transition
  if (order?.adoptionId !== orderId || order.isWarned) return []
  return [EmergencyOrderEnding({ compoundId, adoptionId: orderId, until: order.until })]
}

/** What follows an order begins on the day after it at the latest, or nobody could end it on its last day. */
export function requireOrderFollowed({ order }: Pick<TransitionState, 'order'>, since: Day, field: string): void {
  if (!order) return
  const { until } = order
  const latest = addDays(until, 1)
  if (since > latest) throw reject('transition-order-outlived', { field, until, latest })
}

export function endOrder(
  { compoundId, orderId, adoptionId, today }: EndOrder,
  { adoptions, transition }: WholeState,
): Events {
  const { order } = transition
  const last = adoptions.at(-1)
  if (order?.adoptionId !== orderId || last?.adoptionId !== orderId || today <= order.until) return []
  const on = addDays(order.until, 1)
  const { operatorId: fromOperatorId, ground } = last
  return [
    ModeAdopted({ adoptionId, compoundId, mode: 'none', since: on, operatorId: null, ground }),
    EmergencyOrderEnded({ compoundId, orderId, adoptionId, on, fromOperatorId }),
  ]
}
