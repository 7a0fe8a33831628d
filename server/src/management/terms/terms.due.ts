/** What the timer says of the shapes of the modes: a contract nears its end, or nobody professional is charged any more. */
import type { Instant, Position } from '@changxin/shared/kernel'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import type { CommandStore } from '../../commands/store.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { Contracts, Groups } from './terms.aggregates.ts'

interface DueRow {
  readonly compound_id: string
  readonly what: 'contract-90' | 'contract-60' | 'lift' | 'fire'
  readonly due_at: Instant
  readonly due_for: string
}

async function fire(
  store: CommandStore,
  { compound_id: id, what, due_at: at, due_for: dueFor }: DueRow,
): Promise<Position | null> {
  const meta = timerMeta(`terms-${id}-${what}-${dueFor}`, at)
  const { position } =
    what === 'lift' || what === 'fire'
      ? await store.execute(Groups, id, { meta, command: { type: 'LapseProof', compoundId: id, what, until: dueFor } })
      : await store.execute(Contracts, id, {
          meta,
          command: {
            type: 'TellContractEnd',
            compoundId: id,
            endsOn: dueFor,
            daysAhead: what === 'contract-90' ? 90 : 60,
          },
        })
  return position
}

export function termsDue({ store, views }: FeatureDeps): DueSource {
  return dueRows<DueRow>(views, 'management_terms_due', (row) => fire(store, row))
}
