/** What the pages of collections and shared money read. */
import { DecisionScope } from '@changxin/shared/decisions'
import { Day, Id, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { CollectionCost, CollectionGround, CollectionKind, CollectionSplit } from './events.ts'

export const CollectionStatus = z.enum(['draft', 'open', 'closed', 'cancelled'])
export type CollectionStatus = z.infer<typeof CollectionStatus>

/** Sums and counts, without doors. */
export const CollectionRow = z.object({
  id: Id,
  compoundId: Id,
  kind: CollectionKind,
  purpose: z.string(),
  status: CollectionStatus,
  dueOn: Day,
  draftedOn: Day,
  /** Doors with a share, and those that have paid all of it. */
  doors: z.int(),
  paidDoors: z.int(),
  dueFen: z.int(),
  /** Net of what was reversed. */
  paidFen: z.int(),
  spentFen: z.int(),
  backFen: z.int(),
  carriedFen: z.int(),
  /** Σ paid − Σ spent − Σ given back − carried over. */
  leftFen: z.int(),
  /** Matters that wait for a second person. */
  waiting: z.int(),
  sample: z.boolean(),
})
export type CollectionRow = z.infer<typeof CollectionRow>

/** `nothing`: the door has no share. `unknown`: its floor area is not known yet. */
export const DoorState = z.enum(['paid', 'part', 'unpaid', 'credit', 'nothing', 'unknown'])
export type DoorState = z.infer<typeof DoorState>

export const CollectionDoor = z.object({
  id: Id,
  label: z.string(),
  door: z.string(),
  buildingName: z.string(),
  /** Empty where it is not known. */
  entranceName: z.string(),
  floor: z.int().nullable(),
  state: DoorState,
  /** Null where the reader may see no amounts of this door. */
  dueFen: z.int().nullable(),
  paidFen: z.int().nullable(),
  backFen: z.int().nullable(),
  paidOn: Day.nullable(),
  /** Of the day of the confirmation, in 0.01 m². */
  floorArea: z.int().nullable(),
})
export type CollectionDoor = z.infer<typeof CollectionDoor>

/** A spending that counts, with what proves it. */
export const CollectionSpendingView = z.object({
  id: Id,
  purpose: z.string(),
  amountFen: z.int(),
  spentOn: Day,
  invoices: z.array(Sha256),
  photos: z.array(Sha256),
})

export const CollectionView = CollectionRow.extend({
  compoundName: z.string(),
  scope: DecisionScope,
  /** `3栋 2单元`; null for the compound and for named units. */
  scopeLabel: z.string().nullable(),
  split: CollectionSplit,
  ground: CollectionGround,
  cost: CollectionCost.nullable(),
  /** Doors in scope without a floor area, where the split needs it. */
  unknownAreas: z.int(),
  /** In 0.01 m², of all doors with a share; null where it was not shared by area. */
  sharedArea: z.int().nullable(),
  /** `amounts`: every door in full. `paid`: every door, paid or not. `own`: the reader's own doors. */
  doorsShown: z.enum(['amounts', 'paid', 'own']),
  doorList: z.array(CollectionDoor),
  spendings: z.array(CollectionSpendingView),
  endedReason: z.string().nullable(),
  mayWrite: z.boolean(),
  revision: z.int(),
})
export type CollectionView = z.infer<typeof CollectionView>

export const CollectionEntryView = z.object({
  id: Id,
  number: z.int(),
  kind: z.enum(['payment', 'spending', 'give-back', 'carry-over']),
  /** Above zero in, below zero out. */
  amountFen: z.int(),
  day: Day,
  /** Of a payment. */
  unitLabel: z.string().nullable(),
  purpose: z.string().nullable(),
  status: z.enum(['waits', 'counts', 'withdrawn', 'reversed']),
  files: z.array(Sha256),
  recordedById: Id,
  recordedByName: z.string(),
  signedByName: z.string().nullable(),
  reason: z.string().nullable(),
  /** A reversal that waits for a second person, or was approved. */
  reversal: z
    .object({ id: Id, reason: z.string(), proposedById: Id, proposedByName: z.string(), waits: z.boolean() })
    .nullable(),
  sample: z.boolean(),
})
export type CollectionEntryView = z.infer<typeof CollectionEntryView>

/** Which book a movement of shared money stands in. */
export const MoneySource = z.enum(['cash-book', 'collection'])
/** `opening`: was there when the book began. `returned`: given back to doors. `carried`: into the repair fund. */
export const MoneyDirection = z.enum(['opening', 'in', 'out', 'returned', 'carried'])
export type MoneyDirection = z.infer<typeof MoneyDirection>

const Sums = {
  collectedFen: z.int(),
  spentFen: z.int(),
  returnedFen: z.int(),
  carriedFen: z.int(),
  leftFen: z.int(),
}
export const SharedMoney = z.object({
  compoundId: Id,
  hasFund: z.boolean(),
  /** False: nothing was collected or spent yet; the page says so and shows no ¥0.00. */
  hasMoney: z.boolean(),
  openingFen: z.int(),
  ...Sums,
  /** Newest first, at most 24; `leftFen` at the end of the month. */
  months: z.array(z.object({ id: z.string(), ...Sums })),
  /** Newest first; payments of a day to a collection are one line. `what`: the kind of the cash book, or the purpose. */
  lines: z.array(
    z.object({
      id: Id,
      source: MoneySource,
      /** Of a collection. */
      collectionId: Id.nullable(),
      direction: MoneyDirection,
      what: z.string(),
      day: Day,
      amountFen: z.int(),
      isReversal: z.boolean(),
    }),
  ),
  /** Null for a past day: which were open then is not kept. */
  openCollections: z.int().nullable(),
})
export type SharedMoney = z.infer<typeof SharedMoney>

/** One door's part in a collection. */
export const DoorCollection = CollectionRow.pick({
  id: true,
  kind: true,
  purpose: true,
  status: true,
  dueOn: true,
  sample: true,
}).extend({
  state: DoorState,
  dueFen: z.int().nullable(),
  paidFen: z.int(),
  backFen: z.int(),
  paidOn: Day.nullable(),
  floorArea: z.int().nullable(),
  sharedArea: z.int().nullable(),
  totalFen: z.int(),
})
export type DoorCollection = z.infer<typeof DoorCollection>
