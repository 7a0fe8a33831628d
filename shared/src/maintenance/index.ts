export * from './alerts.api.ts'
export { type AlertsCommand, type AlertsFacts, type AlertsState, alertsDecider } from './alerts.decider.ts'
export { alertsErrors } from './alerts.errors.ts'
export * from './alerts.events.ts'
export { type Alert, alertKey, alertsAfter } from './alerts.ts'
export { type AlertMatter, alertWords } from './alerts.words.ts'
export * from './api.ts'
export { defaultKeywords } from './default-keywords.ts'
export { maintenanceErrors } from './errors.ts'
export * from './events.ts'
export { type HolidayYear, holidayYears } from './holidays.data.ts'
export * from './job-link.api.ts'
export {
  type GiveJobLink,
  type JobLinkState,
  jobLinkDecider,
  MAX_JOB_LINK_DAYS,
  requireJobLinkDays,
} from './job-link.decider.ts'
export { jobLinkErrors } from './job-link.errors.ts'
export * from './job-link.events.ts'
export {
  type AdoptKeywords,
  KEYWORDS_STREAM,
  type KeywordsState,
  keywordKey,
  keywordsDecider,
} from './keywords.decider.ts'
export * from './keywords.events.ts'
export * from './label.api.ts'
export * from './label.caller.ts'
export { type LabelFacts, type LabelState, labelDecider } from './label.decider.ts'
export { labelErrors } from './label.errors.ts'
export * from './label.events.ts'
export * from './liability.api.ts'
export { liabilityErrors } from './liability.errors.ts'
export * from './liability.events.ts'
export { grounds, missingWords, routeWords, statedWords } from './liability.grounds.ts'
export { partsFor } from './liability.thing.ts'
export * from './liability.ts'
export { warrantyOf } from './liability.warranty.ts'
export * from './phone.ts'
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
export * from './tickets/index.ts'
export * from './visits.api.ts'
export * from './visits.ts'
export {
  DeskHours,
  dueAfter,
  hasHolidayData,
  holidayDataYears,
  isWorkingDay,
  WorkingHours,
  workingMinutesBetween,
} from './working-time.ts'
