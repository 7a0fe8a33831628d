/** Routes of collections and shared money: open, pay, spend, reverse, give back, close; what everybody may read of it. */

import { DecisionScope } from '@changxin/shared/decisions'
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  PositiveFen,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import {
  CollectionCost,
  CollectionGround,
  CollectionKind,
  CollectionSplit,
  DoorShare,
  MAX_COLLECTION_FILES,
  MAX_PAYMENT_ROWS,
} from './events.ts'
import { CollectionEntryView, CollectionRow, CollectionView, DoorCollection, SharedMoney } from './views.ts'

export * from './views.ts'

const files = z.array(Sha256).max(MAX_COLLECTION_FILES)
const nothing = z.strictObject({})
const [, agreement, emergency, incurred] = CollectionGround.options

const queries = {
  list: queryRoute({
    action: 'repair-fund.collections',
    path: '/api/compounds/:id/fund/collections',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(CollectionRow),
    summary: 'Collections and cost shares of a compound, newest first',
  }),
  collection: queryRoute({
    action: 'repair-fund.collection',
    path: '/api/collections/:id',
    input: { id: Id },
    output: CollectionView,
    summary: 'One collection: sums, and the doors as far as the reader may see them',
  }),
  entries: queryRoute({
    action: 'repair-fund.collection-entries',
    path: '/api/collections/:id/entries',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(CollectionEntryView),
    summary: 'Payments and spendings of a collection with who recorded and signed them, newest first',
  }),
  sharedMoney: queryRoute({
    action: 'repair-fund.shared-money',
    path: '/api/compounds/:id/shared-money',
    input: { id: Id, ...AsOfInput },
    output: SharedMoney,
    summary: 'Shared money of a compound: cash book and collections, by month, with the newest lines',
  }),
  unitCollections: queryRoute({
    action: 'repair-fund.unit-collections',
    path: '/api/units/:id/collections',
    input: { id: Id },
    output: z.object({ unitId: Id, compoundId: Id, label: z.string(), items: z.array(DoorCollection) }),
    summary: 'What a door owes and has paid, newest first',
  }),
  paidDoors: queryRoute({
    action: 'repair-fund.paid-doors',
    path: '/api/compounds/:id/fund/collections/paid-doors',
    input: { id: Id },
    output: z.object({ shown: z.boolean(), ground: z.string().nullable(), chosenOn: Day.nullable() }),
    summary: 'Whether neighbours see which doors have paid',
  }),
}

const commands = {
  open: commandRoute({
    action: 'repair-fund.open-collection',
    path: '/api/compounds/:id/fund/collections',
    params: { id: Id },
    body: z.strictObject({
      kind: CollectionKind,
      purpose: Line(200),
      scope: DecisionScope,
      split: CollectionSplit,
      dueOn: Day,
      /** A decision of the owners opens its own draft. */
      ground: z.discriminatedUnion('kind', [agreement, emergency, incurred]),
      cost: CollectionCost.nullable().default(null),
    }),
    summary: 'Opens a collection or a cost share with its shares by door',
  }),
  confirm: commandRoute({
    action: 'repair-fund.confirm-collection',
    path: '/api/collections/:id/confirm',
    params: { id: Id },
    body: nothing,
    summary: 'Confirms the shares of a draft, with the floor areas of now',
  }),
  cancel: commandRoute({
    action: 'repair-fund.cancel-collection',
    path: '/api/collections/:id/cancel',
    params: { id: Id },
    body: z.strictObject({ reason: Line(100) }),
    summary: 'Cancels a collection that holds no money',
  }),
  pay: commandRoute({
    action: 'repair-fund.pay-collection',
    path: '/api/collections/:id/payments',
    params: { id: Id },
    body: z.strictObject({
      rows: z.array(DoorShare).min(1).max(MAX_PAYMENT_ROWS),
      paidOn: Day,
      file: Sha256.nullable().default(null),
      keepCredit: z.boolean().default(false),
    }),
    summary: 'Records what doors paid, taken whole or not at all',
  }),
  spend: commandRoute({
    action: 'repair-fund.spend-collection',
    path: '/api/collections/:id/spendings',
    params: { id: Id },
    body: z.strictObject({
      purpose: Line(100),
      amountFen: PositiveFen,
      spentOn: Day,
      invoices: files.min(1),
      photos: files.default([]),
    }),
    summary: 'Records a spending; it counts once somebody else has signed it',
  }),
  signSpending: commandRoute({
    action: 'repair-fund.sign-collection-spending',
    path: '/api/spendings/:id/sign',
    params: { id: Id },
    body: nothing,
    summary: 'The second signature of a spending',
  }),
  withdrawSpending: commandRoute({
    action: 'repair-fund.withdraw-collection-spending',
    path: '/api/spendings/:id/withdraw',
    params: { id: Id },
    body: z.strictObject({ reason: Line(100) }),
    summary: 'Withdraws a spending that nobody has signed',
  }),
  proposeReversal: commandRoute({
    action: 'repair-fund.propose-collection-reversal',
    path: '/api/collections/:id/reversals',
    params: { id: Id },
    body: z.strictObject({ entryId: Id, reason: Line(100) }),
    summary: 'Proposes to take a payment or a spending back',
  }),
  approveReversal: commandRoute({
    action: 'repair-fund.approve-collection-reversal',
    path: '/api/collections/:id/reversals/:reversalId/approve',
    params: { id: Id, reversalId: Id },
    body: nothing,
    summary: 'Takes it back, by somebody who neither recorded nor proposed it',
  }),
  dropReversal: commandRoute({
    action: 'repair-fund.drop-collection-reversal',
    path: '/api/collections/:id/reversals/:reversalId/drop',
    params: { id: Id, reversalId: Id },
    body: nothing,
    summary: 'Drops a proposed reversal: the entry was right',
  }),
  giveBack: commandRoute({
    action: 'repair-fund.give-back-collection',
    path: '/api/collections/:id/give-back',
    params: { id: Id },
    /** Null: everything that is left. */
    body: z.strictObject({ amountFen: PositiveFen.nullable().default(null) }),
    summary: 'Plans what each door gets back; it counts once somebody else has signed it',
  }),
  signGiveBack: commandRoute({
    action: 'repair-fund.sign-give-back',
    path: '/api/collections/:id/give-back/:giveBackId/sign',
    params: { id: Id, giveBackId: Id },
    body: nothing,
    summary: 'The second signature of a plan for giving back',
  }),
  withdrawGiveBack: commandRoute({
    action: 'repair-fund.withdraw-give-back',
    path: '/api/collections/:id/give-back/:giveBackId/withdraw',
    params: { id: Id, giveBackId: Id },
    body: nothing,
    summary: 'Withdraws a plan for giving back',
  }),
  carryOver: commandRoute({
    action: 'repair-fund.carry-over-collection',
    path: '/api/collections/:id/carry-over',
    params: { id: Id },
    body: nothing,
    summary: 'Carries what is left over to the repair fund, door by door',
  }),
  close: commandRoute({
    action: 'repair-fund.close-collection',
    path: '/api/collections/:id/close',
    params: { id: Id },
    body: z.strictObject({ unpaidReason: Line(100).nullable().default(null) }),
    summary: 'Closes a collection of which everything is accounted for',
  }),
  showPaidDoors: commandRoute({
    action: 'repair-fund.show-paid-doors',
    path: '/api/compounds/:id/fund/collections/paid-doors',
    params: { id: Id },
    body: z.strictObject({ shown: z.boolean(), ground: Line(200) }),
    summary: 'Chooses whether neighbours see which doors have paid, without amounts',
  }),
}

export const collectionsApi = { ...queries, ...commands }
