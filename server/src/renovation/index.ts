/** What others use of renovation. */
export { Plans } from './renovation.aggregates.ts'
export { renovationFeature } from './renovation.feature.ts'
export { renovationProjection } from './renovation.projection.ts'
export { planAreaName } from './renovation.queries.ts'
