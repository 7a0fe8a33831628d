/** Maintenance as the server runs it: suggested rules to begin with, and what the timer appends when a time has come. */
import { defaultTargets } from '@changxin/shared/maintenance'
import { timerMeta } from '../clock/timer.ts'
import type { FeatureDeps, ServerFeature } from '../feature.ts'
import { keywordsProjection } from './keywords.projection.ts'
import { beginKeywords, keywordsServed } from './keywords.routes.ts'
import { liabilityServed } from './liability.routes.ts'
import { TARGETS_ID, Targets } from './maintenance.aggregates.ts'
import { requestsDue } from './maintenance.due.ts'
import { maintenanceProjection } from './maintenance.projection.ts'
import { maintenanceServed } from './maintenance.routes.ts'
import { maintenanceQueriesServed } from './queries.routes.ts'
import { searchProjection } from './search.projection.ts'
import { statsProjection } from './stats.projection.ts'
import { targetsServed } from './targets.routes.ts'

export const maintenanceFeature: ServerFeature = {
  slug: 'maintenance',
  projections: [maintenanceProjection, keywordsProjection, searchProjection, statsProjection],
  serve: () => [
    ...maintenanceServed,
    ...liabilityServed,
    ...targetsServed,
    ...keywordsServed,
    ...maintenanceQueriesServed,
  ],
  due: requestsDue,
  async begin(deps) {
    await beginTargets(deps)
    await beginKeywords(deps)
  },
}

async function beginTargets({ store, nowMs }: FeatureDeps): Promise<void> {
  const { revision } = await store.load(Targets, TARGETS_ID)
  if (revision >= 0) return
  const at = new Date(nowMs()).toISOString()
  for (const rule of defaultTargets) {
    await store.execute(Targets, TARGETS_ID, {
      meta: timerMeta(`targets-${rule.ruleId}`, at),
      command: { type: 'AdoptTargets', rule, at, by: 'system' } as never,
    })
  }
}
