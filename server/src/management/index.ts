/** What other features use of management: the mode and the operator of a compound. */
export { Managements, Operators } from './management.aggregates.ts'
export { managementFeature } from './management.feature.ts'
export { managementProjection } from './management.projection.ts'
export { managedOn, modeFromLog, modeOf, operatorName, operatorOf } from './management.reads.ts'
