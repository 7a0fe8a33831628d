/** What other features may use of facilities. */
export { Looks } from './facilities.aggregates.ts'
export { facilitiesFeature } from './facilities.feature.ts'
export { facilitiesProjection } from './facilities.projection.ts'
