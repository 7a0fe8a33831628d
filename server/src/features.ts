/** The one explicit list of features. Adding a feature is adding a line here and one in projections.ts. */
import { facilitiesFeature } from './facilities/index.ts'
import type { ServerFeature } from './feature.ts'
import { filesFeature } from './files/index.ts'
import { ledgerFeature } from './ledger/index.ts'
import { maintenanceFeature, ticketsFeature } from './maintenance/index.ts'
import { managementFeature } from './management/index.ts'
import { oversightFeature } from './oversight/index.ts'
import { type PeopleParts, peopleFeature } from './people/index.ts'
import { placesFeature } from './places/index.ts'
import { renovationFeature } from './renovation/index.ts'
import { repairFundFeature } from './repair-fund/index.ts'

export function createFeatures(people: PeopleParts): readonly ServerFeature[] {
  return [
    peopleFeature(people),
    placesFeature,
    managementFeature,
    maintenanceFeature,
    ticketsFeature,
    repairFundFeature,
    facilitiesFeature,
    oversightFeature,
    renovationFeature,
    filesFeature,
    ledgerFeature,
  ]
}
