/** Maintenance as the server runs it: suggested targets to begin with, and what the timer must append when a clock runs out. */
import type { Instant } from '@changxin/shared/kernel'
import { defaultTargets } from '@changxin/shared/maintenance'
import { timerMeta } from '../clock/timer.ts'
import type { DueItem, DueSource, FeatureDeps, ServerFeature } from '../feature.ts'
import { Requests, TARGETS_ID, Targets } from './maintenance.aggregates.ts'
import { maintenanceProjection } from './maintenance.projection.ts'
import { maintenanceServed } from './maintenance.routes.ts'

/** Items of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

interface DueRow {
  readonly request_id: string
  readonly target: 'response' | 'resolution'
  readonly due_at: Instant
}

function dueSource({ store, views }: FeatureDeps): DueSource {
  const toItem = (row: DueRow): DueItem => ({
    dueAt: row.due_at,
    async fire() {
      const { position } = await store.execute(Requests, row.request_id, {
        meta: timerMeta(`missed-${row.request_id}-${row.target}-${row.due_at}`, row.due_at),
        command: {
          type: 'MissTarget',
          requestId: row.request_id,
          target: row.target,
          dueAt: row.due_at,
          at: row.due_at,
          receivedAt: row.due_at,
          by: 'system',
        },
      })
      return position
    },
  })
  return {
    dueUntil: (instant) =>
      views
        .read((read) =>
          read.all<DueRow>('SELECT * FROM maintenance_due WHERE due_at <= ? ORDER BY due_at LIMIT ?', instant, MAX_DUE),
        )
        .result.map(toItem),
    nextDueAt: () =>
      views.read((read) => read.get<DueRow>('SELECT * FROM maintenance_due ORDER BY due_at LIMIT 1')).result?.due_at,
  }
}

export const maintenanceFeature: ServerFeature = {
  slug: 'maintenance',
  projections: [maintenanceProjection],
  serve: () => maintenanceServed,
  due: dueSource,
  async begin({ store, nowMs }) {
    const { revision } = await store.load(Targets, TARGETS_ID)
    if (revision >= 0) return
    const at = new Date(nowMs()).toISOString()
    for (const rule of defaultTargets) {
      await store.execute(Targets, TARGETS_ID, {
        meta: timerMeta(`targets-${rule.ruleId}`, at),
        command: { type: 'AdoptTargets', rule, at, by: 'system' } as never,
      })
    }
  },
}
