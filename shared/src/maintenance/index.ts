export * from './api.ts'
export { defaultKeywords } from './default-keywords.ts'
export { maintenanceErrors } from './errors.ts'
export * from './events.ts'
export { type AdoptKeywords, KEYWORDS_STREAM, type KeywordsState, keywordsDecider } from './keywords.decider.ts'
export * from './keywords.events.ts'
export * from './liability.api.ts'
export { liabilityErrors } from './liability.errors.ts'
export * from './liability.events.ts'
export { grounds, missingWords, routeWords } from './liability.grounds.ts'
export { partsFor } from './liability.thing.ts'
export * from './liability.ts'
export * from './queries.api.ts'
export * from './repeats.ts'
export {
  type Clock,
  CONFIRMATION_DAYS,
  clockOf,
  type DueThing,
  dueOf,
  isOpen,
  isOverdue,
  PAUSE_STOPS_CLOCK,
  type RunningClock,
} from './request.clocks.ts'
export * from './request.commands.ts'
export { ACTION_OF, requestDecider } from './request.decider.ts'
export { possibleActions, type RequestAction } from './request.possible.ts'
export { type KnownRequest, type RequestState, type TimedRequestEvent, waitersOf } from './request.state.ts'
export { CLOCK_SKEW_MINUTES, MAX_NOTES, URGE_EVERY_HOURS } from './request.steps.ts'
export { actionWords, statusWords } from './request.words.ts'
export { MAX_PAUSE_DAYS } from './request.work.ts'
export { type CountedRequest, statsOf } from './statistics.ts'
export { RequestExtras, stepsApi } from './steps.api.ts'
export * from './suggest.api.ts'
export { type Suggestion, suggest } from './suggest.ts'
export { defaultTargets, targetOf, targetRuleFor } from './target-rules.ts'
export * from './targets.api.ts'
export { type AdoptTargets, TARGETS_STREAM, type TargetsState, targetsDecider } from './targets.decider.ts'
export {
  DeskHours,
  dueAfter,
  hasHolidayData,
  holidayDataYears,
  isWorkingDay,
  WorkingHours,
  workingMinutesBetween,
} from './working-time.ts'
