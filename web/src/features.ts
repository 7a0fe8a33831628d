/** The one list of features that the app is made of. */

import { decisionsMessages } from './decisions/messages.ts'
import * as decisions from './decisions/routes.ts'
import { facilitiesMessages } from './facilities/messages.ts'
import * as facilities from './facilities/routes.ts'
import type { WebFeature } from './feature.ts'
import { maintenanceMessages } from './maintenance/messages.ts'
import * as maintenance from './maintenance/routes.ts'
import { managementMessages } from './management/messages.ts'
import * as management from './management/routes.ts'
import { oversightMessages } from './oversight/messages.ts'
import * as oversight from './oversight/routes.ts'
import { peopleMessages } from './people/messages.ts'
import * as people from './people/routes.ts'
import { placesMessages } from './places/messages.ts'
import * as places from './places/routes.ts'
import { renovationMessages } from './renovation/messages.ts'
import * as renovation from './renovation/routes.ts'
import { repairFundMessages } from './repair-fund/messages.ts'
import * as repairFund from './repair-fund/routes.ts'

export const features: readonly WebFeature[] = [
  { slug: 'oversight', ...oversight, messages: oversightMessages },
  { slug: 'places', ...places, messages: placesMessages },
  { slug: 'maintenance', ...maintenance, messages: maintenanceMessages },
  { slug: 'repair-fund', ...repairFund, messages: repairFundMessages },
  { slug: 'management', ...management, messages: managementMessages },
  { slug: 'decisions', ...decisions, messages: decisionsMessages },
  { slug: 'facilities', ...facilities, messages: facilitiesMessages },
  { slug: 'renovation', ...renovation, messages: renovationMessages },
  { slug: 'people', ...people, messages: peopleMessages },
]
