export * from './accounts/index.ts'
export * from './api.ts'
export * from './closing/index.ts'
export * from './collections/index.ts'
export { repairFundErrors } from './errors.ts'
export * from './events.ts'
export * from './first-deposits/index.ts'
export * from './forecast/index.ts'
export * from './fund.decider.ts'
export { balanceOf, buildingBalancesOf, type FundState, totalsOf } from './fund.state.ts'
export * from './fund-words.ts'
export * from './imports/index.ts'
export * from './income/index.ts'
export * from './ledger/accounts.ts'
export {
  type Account,
  type AssetAccount,
  accountOfContribution,
  type Booking,
  BookingKind,
  type Entry,
  gainOf,
  type Holder,
  type Journal,
  journalOf,
  type Known,
  type LedgerAccount,
  type Line,
  linesOf,
  type Movement,
  unsoundness,
  unsoundnessInFull,
} from './ledger/index.ts'
export * from './ledger/money-events.ts'
export * from './proof/index.ts'
export * from './raisings/index.ts'
export * from './reversals/index.ts'
export * from './rules/index.ts'
export * from './statements/index.ts'
export * from './warnings/index.ts'
export * from './withdrawals/index.ts'
