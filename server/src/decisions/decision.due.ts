/** What the timer says of decisions: that the last day of the voting is over, and that a result is late. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import { timerMeta } from '../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../feature.ts'
import { Decisions } from './decision.aggregates.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

interface DueRow {
  readonly decision_id: string
  readonly what: 'close' | 'publish'
  readonly due_at: Instant
}

export function decisionsDue({ store, views }: FeatureDeps): DueSource {
  async function fire({ decision_id: decisionId, what, due_at: dueAt }: DueRow) {
    const command =
      what === 'close'
        ? { type: 'CloseVoting' as const, decisionId, at: dueAt }
        : { type: 'MissPublishing' as const, decisionId, today: dayOf(dueAt) }
    const meta = timerMeta(`decision-${what}-${decisionId}`, dueAt)
    return (await store.execute(Decisions, decisionId, { meta, command })).position
  }
  return {
    dueUntil: (instant) =>
      views
        .read((read) =>
          read.all<DueRow>(
            'SELECT * FROM decisions_core_due WHERE due_at <= ? ORDER BY due_at LIMIT ?',
            instant,
            MAX_DUE,
          ),
        )
        .result.map((row) => ({ dueAt: row.due_at, fire: () => fire(row) })),
    nextDueAt: () =>
      views.read((read) =>
        read.get<{ due_at: Instant }>('SELECT due_at FROM decisions_core_due ORDER BY due_at LIMIT 1'),
      ).result?.due_at,
  }
}
