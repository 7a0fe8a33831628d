/** What other features may use of maintenance. */

export { dueCommand, dueKey } from './due.command.ts'
export { Requests } from './maintenance.aggregates.ts'
export { maintenanceFeature } from './maintenance.feature.ts'
export { maintenanceProjection } from './maintenance.projection.ts'
export { ticketsFeature } from './tickets/tickets.feature.ts'
