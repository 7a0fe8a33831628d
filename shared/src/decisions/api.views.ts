/** What the queries of decisions answer. Days are Shanghai days, floor areas integers in 0.01 m², names only where said. */
import { Day, FloorAreaSource, Id, Instant, pageOf, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { DECISION_STATUSES } from './decision.state.ts'
import { CalledBy, ItemCount, Procedure } from './events.ts'
import { Item, ItemGroup, Marks } from './items.ts'
import { Tier } from './matters.ts'
import { DecisionScope, Standing } from './roll.events.ts'
import { Threshold, VotingRule } from './voting-rule.ts'

export const DecisionStatusName = z.enum(DECISION_STATUSES)

/** How far the delivering and the returning are; never how anybody voted. */
export const DecisionTally = z.object({
  heads: z.int(),
  units: z.int(),
  /** 0.01 m², of the units whose floor area is known. */
  floorArea: z.int(),
  unitsWithoutFloorArea: z.int(),
  delivered: z.int(),
  undeliverable: z.int(),
  /** Heads with at least one ballot. */
  returned: z.int(),
  screenBallots: z.int(),
  paperBallots: z.int(),
  /** Paper ballots that two counters entered alike, or that were settled. */
  paperDone: z.int(),
})
export type DecisionTally = z.infer<typeof DecisionTally>

export const DecisionRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  status: DecisionStatusName,
  form: z.enum(['written', 'meeting']),
  scope: DecisionScope,
  /** `3栋 2单元`; the compound's name for the compound itself. */
  scopeLabel: z.string(),
  items: z.int(),
  proposedOn: Day,
  opensOn: Day.nullable(),
  closesOn: Day.nullable(),
  heads: z.int(),
  returned: z.int(),
  /** Passed and chosen; null before the count. */
  passedItems: z.int().nullable(),
  resultOverdue: z.boolean(),
  sample: z.boolean(),
})
export type DecisionRow = z.infer<typeof DecisionRow>
export const DecisionPage = pageOf(DecisionRow)

/** An action of the access table that the person may do here in general, and whether it is possible now. */
export const Possibility = z.object({
  action: z.string(),
  possible: z.boolean(),
  /** The true reason why not, in the person's language; null when it is possible. */
  reason: z.string().nullable(),
  code: z.string().nullable(),
})
export type Possibility = z.infer<typeof Possibility>

/** One of the person's own heads, or one that they hold an authorisation for. */
export const MyHead = z.object({
  voterId: Id,
  as: z.enum(['owner', 'proxy']),
  proxyId: Id.nullable(),
  units: z.array(z.object({ unitId: Id, label: z.string(), floorArea: z.int().nullable() })),
  standing: Standing,
  delivered: z.boolean(),
  /** A code for the screen was given. */
  hasCode: z.boolean(),
  returned: z.boolean(),
  /** Why a ballot on screen is not possible now; null when it is. */
  screenReason: z.string().nullable(),
  screenCode: z.string().nullable(),
})
export type MyHead = z.infer<typeof MyHead>

export const ItemView = Item.extend({
  tier: Tier,
  article: z.object({ zh: z.string(), en: z.string() }),
  /** Who agrees, of those who take part; null where all must agree. */
  threshold: Threshold.nullable(),
  /** In words, for a manager or a candidate; null else. */
  effectName: z.string().nullable(),
})
export type ItemView = z.infer<typeof ItemView>

export const ObjectionView = z.object({
  objectionId: Id,
  unitId: Id.nullable(),
  unitLabel: z.string().nullable(),
  raisedAt: Instant,
  mine: z.boolean(),
  /** For whoever raised it and whoever settles it; null for others. */
  text: z.string().nullable(),
  file: Sha256.nullable(),
  settled: z.object({ outcome: z.enum(['upheld', 'dismissed']), reason: z.string() }).nullable(),
})
export const PostingView = z.object({
  postingId: Id,
  what: z.enum(['notice', 'roll', 'undeliverable', 'result']),
  place: z.string(),
  postedOn: Day,
  files: z.array(Sha256),
})
export const DecisionStep = z.object({
  id: z.string(),
  type: z.string(),
  occurredAt: Instant,
  actorName: z.string(),
  channel: z.string(),
})

export const DecisionView = z.object({
  id: Id,
  revision: z.int(),
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  reason: z.string(),
  status: DecisionStatusName,
  form: z.enum(['written', 'meeting']),
  scope: DecisionScope,
  scopeLabel: z.string(),
  calledBy: CalledBy,
  items: z.array(ItemView),
  groups: z.array(ItemGroup),
  rule: VotingRule,
  procedure: Procedure.nullable(),
  proposedOn: Day,
  calendar: z
    .object({ announcedOn: Day, objectionsUntil: Day, opensOn: Day, closesOn: Day, place: z.string().nullable() })
    .nullable(),
  /** The earliest that an announcement of today could say, by the rule; null once announced. */
  earliest: z.object({ objectionsUntil: Day, opensOn: Day, closesOn: Day, latestClosesOn: Day }).nullable(),
  tally: DecisionTally,
  objections: z.array(ObjectionView),
  postings: z.array(PostingView),
  counters: z.array(z.object({ personId: Id, name: z.string(), isMe: z.boolean() })),
  key: z.object({ publicKey: z.string(), shareHashes: z.array(Sha256), released: z.boolean() }).nullable(),
  closedAt: Instant.nullable(),
  /** The last day on which the result is posted in time; null before the count. */
  publishBy: Day.nullable(),
  resultOverdue: z.boolean(),
  published: z
    .object({
      publishedOn: Day,
      challengeableUntil: Day,
      late: z.boolean(),
      place: z.string().nullable(),
      files: z.array(Sha256),
    })
    .nullable(),
  annulled: z
    .object({ ground: z.enum(['withdrawn', 'void', 'court']), reason: z.string(), files: z.array(Sha256) })
    .nullable(),
  myHeads: z.array(MyHead),
  possible: z.array(Possibility),
  steps: z.array(DecisionStep),
  sample: z.boolean(),
})
export type DecisionView = z.infer<typeof DecisionView>

/** A line of what one votes on. */
export const MyDecision = DecisionRow.extend({ myHeads: z.array(MyHead) })
export type MyDecision = z.infer<typeof MyDecision>

export const RollRow = z.object({
  unitId: Id,
  label: z.string(),
  voterId: Id,
  standing: Standing,
  floorArea: z.int().nullable(),
  floorAreaSource: FloorAreaSource.nullable(),
  /** How many owners share this head's vote. */
  owners: z.int(),
  mine: z.boolean(),
  /** For who delivers and counts; null for everybody else. */
  ownerNames: z.array(z.string()).nullable(),
})
export type RollRow = z.infer<typeof RollRow>
export const RollView = z.object({
  on: Day,
  heads: z.int(),
  units: z.int(),
  floorArea: z.int(),
  /** By what is known of the owner; they count with their head and 0 m². */
  unitsWithoutFloorArea: z.record(Standing, z.int()),
  items: z.array(RollRow),
})

export const DeliveryRow = z.object({
  voterId: Id,
  units: z.array(z.object({ unitId: Id, label: z.string() })),
  floorArea: z.int(),
  standing: Standing,
  owners: z.array(z.object({ personId: Id, name: z.string() })),
  state: z.enum(['open', 'delivered', 'undeliverable']),
  how: z.enum(['handed-over', 'mailed', 'message']).nullable(),
  deliveredTo: z.string().nullable(),
  deliveredBy: z.string().nullable(),
  deliveredAt: Instant.nullable(),
  hasCode: z.boolean(),
  check: z.string().nullable(),
  reason: z.string().nullable(),
  proxies: z.array(z.object({ proxyId: Id, personId: Id, name: z.string() })),
  /** Whether, never how. */
  returned: z.boolean(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>
export const DeliveriesView = z.object({ tally: DecisionTally, items: z.array(DeliveryRow) })

const EnteredMarks = z.object({ marks: Marks.nullable(), invalidReason: z.string().nullable() })
export const PaperRow = z.object({
  ballotId: Id,
  receiptNumber: z.string(),
  receivedAt: Instant,
  /** Who has entered it. What they entered is shown to each alone until both have. */
  enteredBy: z.array(z.object({ counterId: Id, name: z.string(), isMe: z.boolean() })),
  mine: EnteredMarks.nullable(),
  state: z.enum(['open', 'entered-once', 'agreed', 'differs', 'settled']),
  /** Both entries where they differ; null else. */
  entries: z.array(EnteredMarks.extend({ counterId: Id })).nullable(),
  settled: EnteredMarks.extend({ reason: z.string() }).nullable(),
})
export type PaperRow = z.infer<typeof PaperRow>
export const PaperView = z.object({ items: z.array(PaperRow), done: z.int() })

export const ResultView = z.object({
  countedOn: Day,
  publishBy: Day,
  resultOverdue: z.boolean(),
  published: z.object({ publishedOn: Day, challengeableUntil: Day, late: z.boolean() }).nullable(),
  rule: VotingRule,
  procedure: Procedure.nullable(),
  items: z.array(ItemView.extend({ count: ItemCount })),
  groups: z.array(ItemGroup),
  voidBallots: z.int(),
  countedBy: z.array(z.object({ personId: Id, name: z.string() })),
  minutes: z.array(Sha256),
  /** What passed brought about: cause and effect. Null while the process has not done it. */
  effects: z.array(
    z.object({ itemId: Id, type: z.string(), occurredAt: Instant.nullable(), stream: z.string().nullable() }),
  ),
})
export type ResultView = z.infer<typeof ResultView>

/** All that a browser needs to count again: the roll by heads without names or doors, and every ballot as it was taken. */
export const RecountView = z.object({
  decisionId: Id,
  publicKey: z.string().nullable(),
  secretKey: z.string().nullable(),
  rule: VotingRule,
  procedure: Procedure.nullable(),
  items: z.array(Item),
  groups: z.array(ItemGroup),
  roll: z.array(
    z.object({
      voterId: Id,
      unitId: Id,
      standing: Standing,
      floorArea: z.int().nullable(),
      floorAreaSource: FloorAreaSource.nullable(),
    }),
  ),
  /** In the order in which they came: the last valid one of a head counts. */
  ballots: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('screen'), ballotId: Id, receiptNumber: z.string(), voterId: Id, sealed: z.string() }),
      z.object({
        kind: z.literal('paper'),
        ballotId: Id,
        receiptNumber: z.string(),
        voterId: Id,
        marks: Marks.nullable(),
        invalidReason: z.string().nullable(),
      }),
    ]),
  ),
  counts: z.array(ItemCount),
  voidBallotIds: z.array(Id),
})
export type RecountView = z.infer<typeof RecountView>

export const ReceiptRow = z.object({
  ballotId: Id,
  receiptNumber: z.string(),
  voterId: Id,
  label: z.string(),
  kind: z.enum(['screen', 'paper']),
  at: Instant,
  /** The last of this head so far, or at the end. */
  last: z.boolean(),
  /** After the count: it was found unreadable, forged or not valid. Null before. */
  void: z.boolean().nullable(),
})
export const ReceiptsView = z.object({ items: z.array(ReceiptRow) })

/** For everybody, without signing in: no names and no doors. */
export const PublicNotice = z.object({
  id: Id,
  compoundName: z.string(),
  title: z.string(),
  status: DecisionStatusName,
  form: z.enum(['written', 'meeting']),
  scopeLabel: z.string(),
  proposedOn: Day,
  calendar: z.object({ announcedOn: Day, objectionsUntil: Day, opensOn: Day, closesOn: Day }).nullable(),
  rule: VotingRule,
  procedure: Procedure.nullable(),
  items: z.array(
    ItemView.pick({
      itemId: true,
      matter: true,
      title: true,
      tier: true,
      article: true,
      threshold: true,
      groupId: true,
    })
      // Totals of a published result; null before.
      .extend({ count: ItemCount.nullable() }),
  ),
  groups: z.array(ItemGroup),
  publishedOn: Day.nullable(),
  challengeableUntil: Day.nullable(),
  late: z.boolean(),
  annulled: z.enum(['withdrawn', 'void', 'court']).nullable(),
  sample: z.boolean(),
})
export type PublicNotice = z.infer<typeof PublicNotice>
