/** Duty rotas and turns, for the server and the web. */
export { type DutyCommand, type DutyDue, dutyDecider, nextDutyDue } from './duty.decider.ts'
export { rotaErrors } from './errors.ts'
export * from './events.ts'
export {
  ClockTime,
  MAX_SHIFTS,
  MAX_WEEK_SLOTS,
  RotaPattern,
  RotaPurpose,
  RotaStaff,
  weekdayOf,
} from './pattern.ts'
export * from './rota.api.ts'
export type { RotaCommand, RotaFacts } from './rota.commands.ts'
export { rotaDecider } from './rota.decider.ts'
export { evolveRota, mayStillBeSaid, type OpenRota, type RotaState, type Turn } from './rota.state.ts'
export {
  AHEAD_DAYS,
  EARLY_MINUTES,
  GRACE_MINUTES,
  LATE_DAYS,
  MissedLevel,
  nextPlanAt,
  nextTurnDue,
  TELL_AFTER_MINUTES,
  type TurnDue,
  TurnStatus,
} from './times.ts'
export * from './turn-link.api.ts'
