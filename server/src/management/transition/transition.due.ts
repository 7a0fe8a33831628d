/** What the timer says of transitions: nobody took over, the check was not made, an order for emergency service ends. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import type { TransitionCommand } from '@changxin/shared/management'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import { deriveId } from '../../commands/derive.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Managements } from '../management.aggregates.ts'
import { transitionFacts } from './transition.facts.ts'

interface DueRow {
  readonly compound_id: string
  readonly what: 'take-over' | 'check' | 'warn' | 'end'
  readonly ref_id: string
  readonly due_for: string
  readonly due_at: Instant
}

function commandOf({
  compound_id: compoundId,
  what,
  ref_id: refId,
  due_for: dueOn,
  due_at,
}: DueRow): TransitionCommand {
  const of = { compoundId, today: dayOf(due_at) }
  if (what === 'warn') return { ...of, type: 'WarnOrder', orderId: refId }
  if (what === 'end') return { ...of, type: 'EndOrder', orderId: refId, adoptionId: deriveId('order-ended', refId) }
  return { ...of, type: 'MissTransitionStep', step: what, transitionId: refId, dueOn }
}

export function transitionDue({ store, views }: FeatureDeps): DueSource {
  async function fire(row: DueRow) {
    const { position } = await store.execute(Managements, row.compound_id, {
      meta: timerMeta(`transition-${row.what}-${row.ref_id}-${row.due_for}`, row.due_at),
      command: commandOf(row),
      facts: () => transitionFacts(store),
    })
    return position
  }
  return dueRows<DueRow>(views, 'management_transition_due', fire)
}
