/** The transition from one operator to the next, for the server and the web. */
export * from './api.ts'
export * from './commands.ts'
export { transitionErrors } from './errors.ts'
export * from './events.ts'
export {
  earliestTakeOver,
  hasOldOperator,
  presentOf,
  refusalOf,
  type StepStatus,
  stepStatus,
  TRANSITION_ACTIONS,
  type TransitionAction,
} from './guards.ts'
export * from './handover-items.ts'
export { warnOn } from './order.decide.ts'
export * from './rules.ts'
export { TAKE_OVER_AHEAD_DAYS } from './take-over.decide.ts'
export {
  evolveTransition,
  missingItems,
  noTransition,
  type Transition,
  type TransitionState,
  takeOverDueOn,
  targetOf,
  type Unchecked,
} from './transition.state.ts'
export { transitionStepWords } from './words.ts'
