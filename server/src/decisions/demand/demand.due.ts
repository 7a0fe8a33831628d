/** What the timer says of demands: that the day to call passed. And what answers one: a decision proposed for it. */
import type { Day, Instant } from '@changxin/shared/kernel'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Process, processMeta } from '../../process/index.ts'
import { Demands } from './demand.aggregates.ts'

interface DueRow {
  readonly demand_id: string
  readonly due_at: Instant
  readonly call_by: Day
}

export function demandsDue({ store, views }: FeatureDeps): DueSource {
  const fire = async ({ demand_id: id, due_at: dueAt, call_by: callBy }: DueRow) =>
    (
      await store.execute(Demands, id, {
        meta: timerMeta(`overdue-${id}-${callBy}`, dueAt),
        command: { type: 'MissDemand', callBy },
      })
    ).position
  return dueRows<DueRow>(views, 'decisions_demand_due', fire)
}

interface ProposedRow {
  readonly decision_id: string
  readonly demand_id: string
  readonly compound_id: string
  readonly event_id: string
  readonly proposed_on: Day
  readonly proposed_at: Instant
}

/** Proposed too early, it answers once the demand has reached its share; of another compound, it never does. */
export const demandAnswers = ({ store }: FeatureDeps): Process => ({
  name: 'decisions-demand-answers',
  reads: ['decisions_demand_proposed', 'decisions_demand_demand'],
  pending: (read) =>
    read
      .all<ProposedRow>(
        `SELECT p.* FROM decisions_demand_proposed p JOIN decisions_demand_demand d
           ON d.demand_id = p.demand_id AND d.compound_id = p.compound_id AND d.to_position = '~~'
         WHERE p.answered = 0 AND d.status IN ('reached', 'answered') ORDER BY p.position LIMIT ?`,
        MAX_PENDING,
      )
      .map((row) => {
        const key = `demand-${row.demand_id}-answered-by-${row.decision_id}`
        return {
          key,
          run: async () =>
            (
              await store.execute(Demands, row.demand_id, {
                meta: processMeta(key, row.proposed_at, row.event_id),
                command: {
                  type: 'AnswerDemand',
                  decisionId: row.decision_id,
                  compoundId: row.compound_id,
                  today: row.proposed_on,
                },
              })
            ).position,
        }
      }),
})
