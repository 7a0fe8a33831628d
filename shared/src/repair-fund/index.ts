export * from './api.ts'
export { repairFundErrors } from './errors.ts'
export * from './events.ts'
export {
  EARLIEST_PAID_ON,
  type FundCommand,
  type FundFacts,
  fundDecider,
  type OpenFund,
  type RecordContributions,
  type ReverseEntry,
} from './fund.decider.ts'
export { type Account, balanceOf, buildingBalancesOf, type Entry, type FundState, totalsOf } from './fund.state.ts'
