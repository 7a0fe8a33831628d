export * from './api.ts'
export { externalErrors } from './errors.ts'
export {
  type ActedExternalEvent,
  type CheckExternal,
  checkRefusal,
  type ExternalCommand,
  type ExternalEvent,
  type ExternalFacts,
  type ExternalState,
  type ExternalStatus,
  externalDecider,
  externalStatusOf,
  type RecordExternal,
} from './external.decider.ts'
export { countsOf, requireSheet, SheetFigures } from './figures.ts'
