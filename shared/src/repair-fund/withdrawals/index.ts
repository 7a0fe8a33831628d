export * from './api.ts'
export { groupsOf, type Shares, shareOut, sharesIn } from './apportion.ts'
export { settlementCeilingFen } from './asks.decide.ts'
export {
  type Accounted,
  type AccountedUnit,
  bearingOf,
  type EndedUnits,
  endedUnits,
  unitsBearing,
  weightIn,
} from './bearing.ts'
export type * from './commands.ts'
export { withdrawalErrors } from './errors.ts'
export * from './events.ts'
export { withdrawalEvents } from './events.ts'
export { type SmallExpense, signedIn } from './expenses.state.ts'
export { type Authorised, type GateFacts, gatesOf, lookedAtOn, postingDaysOf, stopOf } from './gates.ts'
export { dueShares, type Lacking, lackingFor, lackingOf, reservedShares } from './reserved.ts'
export { approvalFenOf, isPartlyBack, statusOfWithdrawal } from './standing.ts'
export {
  type Ask,
  authorisationKey,
  evolveWithdrawal,
  type Withdrawal,
  type WithdrawalHead,
} from './withdrawals.state.ts'
export * from './words.ts'
