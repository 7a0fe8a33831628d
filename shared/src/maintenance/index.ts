export * from './api.ts'
export { maintenanceErrors } from './errors.ts'
export * from './events.ts'
export * from './request.commands.ts'
export { CLOCK_SKEW_MINUTES, MAX_NOTES, requestDecider } from './request.decider.ts'
export {
  type Clock,
  clockOf,
  isOpen,
  isOverdue,
  type KnownRequest,
  possibleActions,
  type RequestAction,
  type RequestState,
  type RunningClock,
  type TimedRequestEvent,
} from './request.state.ts'
export { actionWords, statusWords } from './request.words.ts'
export { defaultTargets, targetOf, targetRuleFor } from './target-rules.ts'
export { type AdoptTargets, TARGETS_STREAM, type TargetsState, targetsDecider } from './targets.decider.ts'
