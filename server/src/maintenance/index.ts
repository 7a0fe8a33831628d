/** What other features may use of maintenance. */

export { dueCommand, dueKey } from './due.command.ts'
export { handoverFeature } from './handover/handover.feature.ts'
export { handedOverWith, openRequestsOf } from './handover/handover.reads.ts'
export { Requests } from './maintenance.aggregates.ts'
export { maintenanceFeature } from './maintenance.feature.ts'
export { maintenanceProjection } from './maintenance.projection.ts'
export { statsOfCompound } from './stats.queries.ts'
export { writeSheet, XLSX_TYPE } from './tickets/sheet.ts'
export { ticketsFeature } from './tickets/tickets.feature.ts'
