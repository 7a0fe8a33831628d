/** What the timer says of decisions: that the last day of the voting is over, and that a result is late. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import { dueRows } from '../clock/due-rows.ts'
import { timerMeta } from '../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../feature.ts'
import { Decisions } from './decision.aggregates.ts'

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
  return dueRows<DueRow>(views, 'decisions_core_due', fire)
}
