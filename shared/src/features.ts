/** The one explicit list of what all features can say: events, routes, and the sentences of every refusal. */

import { clockErrors, clockEvents } from '@changxin/shared/clock'
import { decisionEvents, effectEvents } from '@changxin/shared/decisions'
import { demoEvents } from '@changxin/shared/demo'
import { facilitiesApi, facilitiesErrors, facilitiesEvents } from '@changxin/shared/facilities'
import { fileEvents, filesApi, filesErrors } from '@changxin/shared/files'
import type { ErrorEntry, EventType, Route } from '@changxin/shared/kernel'
import { ledgerApi, ledgerEvents } from '@changxin/shared/ledger'
import {
  alertEvents,
  alertsApi,
  alertsErrors,
  columnEvents,
  jobLinkApi,
  jobLinkErrors,
  jobLinkEvents,
  keywordEvents,
  labelApi,
  labelErrors,
  labelEvents,
  liabilityApi,
  liabilityErrors,
  maintenanceApi,
  maintenanceErrors,
  maintenanceEvents,
  maintenanceQueriesApi,
  phoneApi,
  phoneErrors,
  phoneEvents,
  suggestApi,
  supervisionApi,
  supervisionEvents,
  targetsApi,
  ticketErrors,
  ticketEvents,
  ticketsApi,
  visitsApi,
} from '@changxin/shared/maintenance'
import { managementApi, managementErrors, managementEvents } from '@changxin/shared/management'
import { oversightApi, oversightErrors, oversightEvents } from '@changxin/shared/oversight'
import { peopleApi, peopleErrors, peopleEvents } from '@changxin/shared/people'
import { placesApi, placesErrors, placesEvents } from '@changxin/shared/places'
import { renovationApi, renovationErrors, renovationEvents } from '@changxin/shared/renovation'
import { repairFundApi, repairFundErrors, repairFundEvents } from '@changxin/shared/repair-fund'
import { edgeErrors } from './kernel/edge-errors.ts'

export const allEvents: readonly EventType[] = [
  ...clockEvents,
  ...decisionEvents,
  ...effectEvents,
  ...demoEvents,
  ...facilitiesEvents,
  ...fileEvents,
  ...ledgerEvents,
  ...maintenanceEvents,
  ...keywordEvents,
  ...ticketEvents,
  ...supervisionEvents,
  ...columnEvents,
  ...alertEvents,
  ...jobLinkEvents,
  ...labelEvents,
  ...phoneEvents,
  ...managementEvents,
  ...oversightEvents,
  ...peopleEvents,
  ...placesEvents,
  ...renovationEvents,
  ...repairFundEvents,
]

/** By owner, so that a test can name who defined a code twice. */
export const errorsByOwner: Readonly<Record<string, Readonly<Record<string, ErrorEntry>>>> = {
  edge: edgeErrors.entries,
  clock: clockErrors.entries,
  facilities: facilitiesErrors.entries,
  files: filesErrors.entries,
  maintenance: {
    ...maintenanceErrors.entries,
    ...alertsErrors.entries,
    ...labelErrors.entries,
    ...liabilityErrors.entries,
    ...jobLinkErrors.entries,
    ...phoneErrors.entries,
    ...ticketErrors.entries,
  },
  management: managementErrors.entries,
  oversight: oversightErrors.entries,
  people: peopleErrors.entries,
  places: placesErrors.entries,
  renovation: renovationErrors.entries,
  'repair-fund': repairFundErrors.entries,
}
export const allErrors: Readonly<Record<string, ErrorEntry>> = Object.assign({}, ...Object.values(errorsByOwner))

export const allRoutes: readonly Route[] = [
  ...Object.values(facilitiesApi),
  ...Object.values(filesApi),
  ...Object.values(ledgerApi),
  ...Object.values(maintenanceApi),
  ...Object.values(alertsApi),
  ...Object.values(labelApi),
  ...Object.values(liabilityApi),
  ...Object.values(jobLinkApi),
  ...Object.values(phoneApi),
  ...Object.values(maintenanceQueriesApi),
  ...Object.values(suggestApi),
  ...Object.values(targetsApi),
  ...Object.values(ticketsApi),
  ...Object.values(supervisionApi),
  ...Object.values(visitsApi),
  ...Object.values(managementApi),
  ...Object.values(oversightApi),
  ...Object.values(peopleApi),
  ...Object.values(placesApi),
  ...Object.values(renovationApi),
  ...Object.values(repairFundApi),
]

export { edgeErrors }
