/** What other features may use of oversight. */
export { oversightFeature } from './oversight.feature.ts'
export { oversightProjection } from './oversight.projection.ts'
export { reportsFeature } from './reports/reports.feature.ts'
