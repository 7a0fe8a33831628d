/** Maintenance as the server runs it: suggested rules to begin with, and what the timer appends when a time has come. */
import { defaultTargets } from '@changxin/shared/maintenance'
import type { FeatureDeps, ServerFeature } from '../feature.ts'
import { beginRules } from '../rules/begin-rules.ts'
import { createAlertDispatcher } from './alerts.dispatcher.ts'
import { alertsProjection } from './alerts.projection.ts'
import { alertsServed } from './alerts.routes.ts'
import { alertTransports } from './alerts.transport.ts'
import { dutyProjection } from './duty/duty.projection.ts'
import { jobLinkProjection } from './job-link.projection.ts'
import { jobLinkSource } from './job-link.queries.ts'
import { jobLinkServed } from './job-link.routes.ts'
import { keywordsProjection } from './keywords.projection.ts'
import { beginKeywords, keywordsServed } from './keywords.routes.ts'
import { labelFormServed } from './label.form.ts'
import { labelsProjection } from './label.projection.ts'
import { labelServed } from './label.routes.ts'
import { removeUnsentPhotos } from './label.sweep.ts'
import { liabilityServed } from './liability.routes.ts'
import { TARGETS_ID, Targets } from './maintenance.aggregates.ts'
import { requestsDue } from './maintenance.due.ts'
import { maintenanceProjection } from './maintenance.projection.ts'
import { maintenanceServed } from './maintenance.routes.ts'
import { phoneServed } from './phone.routes.ts'
import { maintenanceQueriesServed } from './queries.routes.ts'
import { searchProjection } from './search.projection.ts'
import { statsProjection } from './stats.projection.ts'
import { targetsServed } from './targets.routes.ts'
import { visitsProjection } from './visits.projection.ts'
import { visitsServed } from './visits.routes.ts'

export const maintenanceFeature: ServerFeature = {
  slug: 'maintenance',
  projections: [
    maintenanceProjection,
    alertsProjection,
    dutyProjection,
    jobLinkProjection,
    keywordsProjection,
    labelsProjection,
    searchProjection,
    statsProjection,
    visitsProjection,
  ],
  serve: (deps) => [
    ...maintenanceServed,
    ...alertsServed,
    ...liabilityServed,
    ...jobLinkServed(deps),
    ...phoneServed,
    ...targetsServed,
    ...keywordsServed,
    ...labelServed,
    ...labelFormServed(deps),
    ...maintenanceQueriesServed,
    ...visitsServed,
  ],
  links: [jobLinkSource],
  due: requestsDue,
  async begin(deps) {
    await beginTargets(deps)
    await beginKeywords(deps)
    await removeUnsentPhotos(deps).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'photos of forms that were never sent could not be removed'),
    )
  },
  run: (deps) => createAlertDispatcher(deps, alertTransports).stop,
}

const beginTargets = (deps: FeatureDeps) =>
  beginRules(deps, {
    ...{ owner: Targets, id: TARGETS_ID, key: 'targets', rules: defaultTargets },
    adopt: (rule, at) => ({ type: 'AdoptTargets', rule, at, by: 'system' }),
  })
