/** Every projection, in one list: the projecting thread needs these and nothing else of a feature. */
import { clockProjection } from './clock/clock.projection.ts'
import { demoProjection } from './demo/demo.projection.ts'
import { facilitiesProjection } from './facilities/facilities.projection.ts'
import { filesProjection } from './files/files.projection.ts'
import { ledgerProjection } from './ledger/ledger.projection.ts'
import { alertsProjection } from './maintenance/alerts.projection.ts'
import { jobLinkProjection } from './maintenance/job-link.projection.ts'
import { keywordsProjection } from './maintenance/keywords.projection.ts'
import { labelsProjection } from './maintenance/label.projection.ts'
import { maintenanceProjection } from './maintenance/maintenance.projection.ts'
import { searchProjection } from './maintenance/search.projection.ts'
import { statsProjection } from './maintenance/stats.projection.ts'
import { ticketsProjection } from './maintenance/tickets/tickets.projection.ts'
import { visitsProjection } from './maintenance/visits.projection.ts'
import { managementProjection } from './management/management.projection.ts'
import { oversightProjection } from './oversight/oversight.projection.ts'
import { peopleProjection } from './people/people.projection.ts'
import { placesProjection } from './places/places.projection.ts'
import { renovationProjection } from './renovation/renovation.projection.ts'
import { repairFundProjection } from './repair-fund/repair-fund.projection.ts'
import type { Projection } from './views/projection.ts'

export const projections: readonly Projection[] = [
  clockProjection,
  peopleProjection,
  placesProjection,
  managementProjection,
  maintenanceProjection,
  alertsProjection,
  keywordsProjection,
  jobLinkProjection,
  labelsProjection,
  searchProjection,
  statsProjection,
  ticketsProjection,
  visitsProjection,
  repairFundProjection,
  facilitiesProjection,
  oversightProjection,
  renovationProjection,
  filesProjection,
  ledgerProjection,
  demoProjection,
]
