/** What the timer says of transitions: nobody took over, the check was not made, an order for emergency service ends. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import type { TransitionCommand } from '@changxin/shared/management'
import { timerMeta } from '../../clock/timer.ts'
import { deriveId } from '../../commands/derive.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Managements } from '../management.aggregates.ts'
import { transitionFacts } from './transition.facts.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

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
  return {
    dueUntil: (instant) =>
      views
        .read((read) =>
          read.all<DueRow>(
            'SELECT * FROM management_transition_due WHERE due_at <= ? ORDER BY due_at LIMIT ?',
            instant,
            MAX_DUE,
          ),
        )
        .result.map((row) => ({ dueAt: row.due_at, fire: () => fire(row) })),
    nextDueAt: () =>
      views.read((read) =>
        read.get<{ due_at: Instant }>('SELECT due_at FROM management_transition_due ORDER BY due_at LIMIT 1'),
      ).result?.due_at,
  }
}
