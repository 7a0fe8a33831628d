/** What other features may use of maintenance. */
export { maintenanceFeature } from './maintenance.feature.ts'
export { maintenanceProjection } from './maintenance.projection.ts'
export { Requests } from './maintenance.aggregates.ts'
