export * from './api.ts'
export type { CollectionCommand, CollectionFacts } from './collection.commands.ts'
export { collectionDecider } from './collection.decider.ts'
export {
  type CollectionState,
  leftInCollection,
  type OpenedCollection,
  unpaidDoorsOf,
  waitingOf,
} from './collection.state.ts'
export { collectionErrors } from './errors.ts'
export * from './events.ts'
export { paidDoorsDecider, type ShowPaidDoors } from './paid-doors.decider.ts'
export { type DueRow, giveBackShares, type PaidDoor, type SharingUnit, sharesOf, unitsInScope } from './shares.ts'
