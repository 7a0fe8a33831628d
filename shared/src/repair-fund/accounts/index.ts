export * from './account-change.ts'
export type {
  CloseAccount,
  PayLoss,
  RearrangeAccounts,
  RecordBuildingLoss,
  RecordSaleHandover,
} from './accounts.decide.ts'
export * from './api.ts'
export type { AccountChangeCommand } from './changes.decide.ts'
export { fundAccountErrors } from './errors.ts'
export * from './events.ts'
