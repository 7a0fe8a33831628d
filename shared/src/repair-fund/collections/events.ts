/**
 * Money of owners outside the repair fund: 据实分摊 (after the cost) and 筹资 (before it), in the stream
 * `collection-<id>`. What is paid belongs to the door, so it stays with it on a sale. Money in integer fen; what counts
 * is never changed, only taken back by a second person.
 */
import { DecisionScope } from '@changxin/shared/decisions'
import {
  Day,
  type EventOf,
  event,
  Id,
  Line,
  NonNegativeFen,
  PositiveFen,
  Sha256,
  UnitFloorArea,
} from '@changxin/shared/kernel'
import { z } from 'zod'

/** Of one event: an append is at most 1 MiB. */
export const MAX_COLLECTION_DOORS = 3_000
export const MAX_COLLECTION_FILES = 6
/** Doors whose money is recorded at once. */
export const MAX_PAYMENT_ROWS = 500

/** 据实分摊 after the cost, 筹资 before it. */
export const CollectionKind = z.enum(['cost-share', 'collection'])
export type CollectionKind = z.infer<typeof CollectionKind>

/** One door's part, in fen. */
export const DoorShare = z.strictObject({ unitId: Id, amountFen: PositiveFen })
export type DoorShare = z.infer<typeof DoorShare>
const shares = z.array(DoorShare).min(1).max(MAX_COLLECTION_DOORS)

/** How doors share: by agreement, where there is none by floor area (Civil Code art. 283). */
export const CollectionSplit = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('floor-area'), totalFen: PositiveFen }),
  z.strictObject({ by: z.literal('equal'), totalFen: PositiveFen }),
  /** For each square metre of floor area. */
  z.strictObject({ by: z.literal('square-metre'), fen: PositiveFen }),
  /** For each door. */
  z.strictObject({ by: z.literal('unit'), fen: PositiveFen }),
  /** As the agreement says, door by door. */
  z.strictObject({ by: z.literal('agreed'), rows: shares }),
])
export type CollectionSplit = z.infer<typeof CollectionSplit>

const files = z.array(Sha256).max(MAX_COLLECTION_FILES)
const evidence = z.array(Sha256).min(1).max(MAX_COLLECTION_FILES)

/** What the money is asked for on. */
export const CollectionGround = z.discriminatedUnion('kind', [
  /** The owners decided to raise it (Civil Code art. 278 ¶1 (6)). */
  z.strictObject({ kind: z.literal('decision'), decisionId: Id, itemId: Id }),
  z.strictObject({ kind: z.literal('agreement'), text: Line(200), file: Sha256 }),
  z.strictObject({ kind: z.literal('emergency'), text: Line(200), files: evidence }),
  /** Nothing was agreed and the cost has arisen: by floor area (Civil Code art. 283). Cost shares alone. */
  z.strictObject({ kind: z.literal('incurred') }),
])
export type CollectionGround = z.infer<typeof CollectionGround>

/** What a cost share pays for: the request behind it where there is one, and what it cost. */
export const CollectionCost = z.strictObject({ requestId: Id.nullable(), costFen: PositiveFen, receipts: evidence })
export type CollectionCost = z.infer<typeof CollectionCost>

const Of = { collectionId: Id, compoundId: Id }

/** Shares as they come out on that day; null for a door whose floor area is not known. */
export const CollectionDrafted = event(
  'CollectionDrafted',
  z.object({
    ...Of,
    kind: CollectionKind,
    purpose: Line(200),
    scope: DecisionScope,
    split: CollectionSplit,
    rows: z
      .array(z.object({ unitId: Id, dueFen: NonNegativeFen.nullable() }))
      .min(1)
      .max(MAX_COLLECTION_DOORS),
    dueOn: Day,
    ground: CollectionGround,
    cost: CollectionCost.nullable(),
    draftedOn: Day,
    draftedBy: Id,
  }),
)
/** From now on it is asked for: the shares stand, whatever happens to floor areas later. */
export const CollectionConfirmed = event(
  'CollectionConfirmed',
  z.object({
    ...Of,
    /** With the floor area of that day (0.01 m²), so that each share can be checked for good. */
    rows: z
      .array(z.object({ unitId: Id, dueFen: NonNegativeFen, floorArea: UnitFloorArea.nullable() }))
      .min(1)
      .max(MAX_COLLECTION_DOORS),
    totalFen: PositiveFen,
    confirmedOn: Day,
    confirmedBy: Id,
  }),
)
/** Nobody has paid yet, or everything was taken back. */
export const CollectionCancelled = event(
  'CollectionCancelled',
  z.object({ ...Of, reason: Line(100), cancelledOn: Day, cancelledBy: Id }),
)

export const CollectionPaymentsRecorded = event(
  'CollectionPaymentsRecorded',
  z.object({
    ...Of,
    rows: z
      .array(z.object({ paymentId: Id, unitId: Id, amountFen: PositiveFen }))
      .min(1)
      .max(MAX_PAYMENT_ROWS),
    paidOn: Day,
    file: Sha256.nullable(),
    recordedBy: Id,
  }),
)

const Spending = {
  ...Of,
  spendingId: Id,
  purpose: Line(100),
  amountFen: PositiveFen,
  spentOn: Day,
  recordedBy: Id,
}
export const CollectionSpendingRecorded = event(
  'CollectionSpendingRecorded',
  z.object({ ...Spending, invoices: evidence, photos: files }),
)
/** The second signature: counts from here on. */
export const CollectionSpendingSigned = event(
  'CollectionSpendingSigned',
  z.object({ ...Spending, signedOn: Day, signedBy: Id }),
)
export const CollectionSpendingWithdrawn = event(
  'CollectionSpendingWithdrawn',
  z.object({ ...Of, spendingId: Id, reason: Line(100), withdrawnBy: Id }),
)

/** An entry is a payment or a signed spending. */
export const CollectionReversalProposed = event(
  'CollectionReversalProposed',
  z.object({ ...Of, reversalId: Id, entryId: Id, reason: Line(100), proposedBy: Id }),
)
export const CollectionReversalDropped = event(
  'CollectionReversalDropped',
  z.object({ ...Of, reversalId: Id, entryId: Id, droppedBy: Id }),
)
const Reversal = { ...Of, reversalId: Id, entryId: Id, amountFen: PositiveFen, reversedOn: Day, approvedBy: Id }
export const CollectionPaymentReversed = event('CollectionPaymentReversed', z.object({ ...Reversal, unitId: Id }))
export const CollectionSpendingReversed = event('CollectionSpendingReversed', z.object(Reversal))

const GiveBack = { ...Of, giveBackId: Id, rows: shares, totalFen: PositiveFen, recordedBy: Id }
export const CollectionGiveBackPlanned = event('CollectionGiveBackPlanned', z.object(GiveBack))
export const CollectionGivenBack = event('CollectionGivenBack', z.object({ ...GiveBack, givenOn: Day, signedBy: Id }))
export const CollectionGiveBackWithdrawn = event(
  'CollectionGiveBackWithdrawn',
  z.object({ ...Of, giveBackId: Id, withdrawnBy: Id }),
)
/**
 * What is left goes into the repair fund of the compound, each row into that door's own account. The fund takes it up
 * by `carryOverId`, once; contract in `carried-over.contract`.
 */
export const CollectionCarriedOver = event(
  'CollectionCarriedOver',
  z.object({ ...Of, carryOverId: Id, rows: shares, totalFen: PositiveFen, carriedOn: Day, carriedBy: Id }),
)
/** Everything is accounted for. `unpaidReason` where doors have not paid. */
export const CollectionClosed = event(
  'CollectionClosed',
  z.object({ ...Of, unpaidDoors: z.int().min(0), unpaidReason: Line(100).nullable(), closedOn: Day, closedBy: Id }),
)

export const collectionEvents = [
  CollectionDrafted,
  CollectionConfirmed,
  CollectionCancelled,
  CollectionPaymentsRecorded,
  CollectionSpendingRecorded,
  CollectionSpendingSigned,
  CollectionSpendingWithdrawn,
  CollectionReversalProposed,
  CollectionReversalDropped,
  CollectionPaymentReversed,
  CollectionSpendingReversed,
  CollectionGiveBackPlanned,
  CollectionGivenBack,
  CollectionGiveBackWithdrawn,
  CollectionCarriedOver,
  CollectionClosed,
] as const
export type CollectionEvent = EventOf<typeof collectionEvents>

/**
 * In `collections-<compoundId>`: whether neighbours see which doors have paid, without amounts. Off until somebody
 * chooses it: who owes what is personal, sums and counts are not.
 */
export const PaidDoorsShown = event(
  'PaidDoorsShown',
  z.object({ compoundId: Id, shown: z.boolean(), ground: Line(200), chosenOn: Day, chosenBy: Id }),
)
export const paidDoorsEvents = [PaidDoorsShown] as const
export type PaidDoorsEvent = EventOf<typeof paidDoorsEvents>
