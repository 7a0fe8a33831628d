/**
 * One owners' decision 业主共同决定, from proposal to posted result: the stream `decision-<id>`. Its rule, its scope and
 * its roll are frozen in it, so that a fold never looks anything up. How anybody voted is in no event before the closing:
 * ballots on screen are sealed to the counters' key, ballots on paper are logged unopened.
 */
import { Day, type EventOf, event, Id, Instant, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Item, ItemGroup, MAX_GROUPS, MAX_ITEMS, Marks, Silence } from './items.ts'
import { DecisionScope, MAX_ROLL_UNITS, RollUnit } from './roll.events.ts'
import { VotingRule } from './voting-rule.ts'

/** Counters hold a part of the key each; any two of the three open the ballots. */
export const COUNTERS = 3
export const COUNTERS_NEEDED = 2
/** Base64 of a sealed ballot; all ballots of a decision have the same length, whatever is in them. */
const Sealed = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(8_000)
const Key = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(400)
/** Said on the slip: four groups of digits, the last one a check. Unique in the decision. */
export const ReceiptNumber = z.string().regex(/^[0-9A-Z-]{4,24}$/)

/** The compound's own rule of procedure, where one is on record: shown with the result. */
export const Procedure = z.object({ silence: Silence, text: Line(300), file: Sha256.nullable() })
export type Procedure = z.infer<typeof Procedure>

/** Who calls for it: the committee, owners by a demand, the residents' committee where there is none, or the manager's wish. */
export const CalledBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('committee') }),
  z.strictObject({ kind: z.literal('owners'), demandId: Id.nullable() }),
  z.strictObject({ kind: z.literal('community') }),
  z.strictObject({ kind: z.literal('subdistrict') }),
])
export type CalledBy = z.infer<typeof CalledBy>

export const DecisionProposed = event(
  'DecisionProposed',
  z.object({
    decisionId: Id,
    compoundId: Id,
    title: Line(80),
    reason: Prose(2_000),
    /** 书面征求意见 or 集体讨论 (物业管理条例 art. 12). */
    form: z.enum(['written', 'meeting']),
    scope: DecisionScope,
    items: z.array(Item).min(1).max(MAX_ITEMS),
    groups: z.array(ItemGroup).max(MAX_GROUPS),
    calledBy: CalledBy,
    rule: VotingRule,
    procedure: Procedure.nullable(),
    /** The day of the roll. */
    proposedOn: Day,
  }),
)
/** Taken from the dated owner relations of the day, in the same append as the proposal. */
export const RollFrozen = event(
  'RollFrozen',
  z.object({ decisionId: Id, on: Day, units: z.array(RollUnit).min(1).max(MAX_ROLL_UNITS) }),
)
export const RollObjected = event(
  'RollObjected',
  z.object({ decisionId: Id, objectionId: Id, unitId: Id.nullable(), text: Prose(1_000), file: Sha256.nullable() }),
)
/** Units in `units` replace those of the roll with the same id, or join it. */
export const RollObjectionSettled = event(
  'RollObjectionSettled',
  z.object({
    decisionId: Id,
    objectionId: Id,
    outcome: z.enum(['upheld', 'dismissed']),
    reason: Prose(1_000),
    units: z.array(RollUnit).max(200),
  }),
)
/** Days are whole days in Shanghai: ballots are taken from the start of `opensOn` to the end of `closesOn`. */
export const DecisionAnnounced = event(
  'DecisionAnnounced',
  z.object({
    decisionId: Id,
    announcedOn: Day,
    objectionsUntil: Day,
    opensOn: Day,
    closesOn: Day,
    place: Line(200).nullable(),
  }),
)
/** Something that was hung up, with its photo as proof. */
export const NoticePosted = event(
  'NoticePosted',
  z.object({
    decisionId: Id,
    postingId: Id,
    what: z.enum(['notice', 'roll', 'undeliverable', 'result']),
    place: Line(100),
    postedOn: Day,
    files: z.array(Sha256).min(1).max(6),
  }),
)
/** Not in charge of the compound, not a candidate; administrators never. */
export const CountersNamed = event(
  'CountersNamed',
  z.object({ decisionId: Id, counterIds: z.array(Id).length(COUNTERS) }),
)
/** Made in a browser with the counters present; the secret was split there and never came here. */
export const BallotKeyMade = event(
  'BallotKeyMade',
  z.object({
    decisionId: Id,
    publicKey: Key,
    /** SHA-256 of each counter's part, so that a wrong one is noticed. */ shareHashes: z
      .array(Sha256)
      .length(COUNTERS),
  }),
)
/** A ballot paper, or the code for one on screen, was given against the roll by whoever is the actor. */
export const BallotDelivered = event(
  'BallotDelivered',
  z.object({
    decisionId: Id,
    voterId: Id,
    how: z.enum(['handed-over', 'mailed', 'message']),
    /** Whom it was given to, where that is a known person. */
    toPersonId: Id.nullable(),
    /** How an owner's right was checked, where the roll has it unchecked or unknown. */
    check: Line(200).nullable(),
    /** SHA-256 of the code for voting on screen; null for paper alone. */
    codeHash: Sha256.nullable(),
    files: z.array(Sha256).max(4),
  }),
)
/** Nobody could be reached: the ballot hangs in public instead, with the posting as proof. */
export const BallotUndeliverable = event(
  'BallotUndeliverable',
  z.object({ decisionId: Id, voterId: Id, reason: Line(200), postingId: Id.nullable() }),
)
/** 委托书: in writing, for this decision. */
export const ProxyRecorded = event(
  'ProxyRecorded',
  z.object({ decisionId: Id, proxyId: Id, voterId: Id, personId: Id, files: z.array(Sha256).min(1).max(4) }),
)
export const VotingOpened = event('VotingOpened', z.object({ decisionId: Id }))
export const ScreenBallotCast = event(
  'ScreenBallotCast',
  z.object({
    decisionId: Id,
    ballotId: Id,
    receiptNumber: ReceiptNumber,
    voterId: Id,
    personId: Id,
    proxyId: Id.nullable(),
    sealed: Sealed,
    castAt: Instant,
  }),
)
/** Put into the box unopened. */
export const PaperBallotReceived = event(
  'PaperBallotReceived',
  z.object({
    decisionId: Id,
    ballotId: Id,
    receiptNumber: ReceiptNumber,
    voterId: Id,
    proxyId: Id.nullable(),
    receivedAt: Instant,
  }),
)
export const VotingClosed = event('VotingClosed', z.object({ decisionId: Id, closedAt: Instant }))
/** After the closing each paper ballot is entered by two counters. `marks` null = not valid, with the reason. */
export const PaperBallotEntered = event(
  'PaperBallotEntered',
  z.object({
    decisionId: Id,
    ballotId: Id,
    counterId: Id,
    marks: Marks.nullable(),
    invalidReason: Line(200).nullable(),
  }),
)
/** The two entries differ: looked at again, with the reason for what counts. */
export const PaperBallotSettled = event(
  'PaperBallotSettled',
  z.object({
    decisionId: Id,
    ballotId: Id,
    marks: Marks.nullable(),
    invalidReason: Line(200).nullable(),
    reason: Line(200),
  }),
)
/** The counters' key is out: from now on every owner in scope can open and count all ballots again. */
export const BallotKeyReleased = event('BallotKeyReleased', z.object({ decisionId: Id, secretKey: Key }))

const Sum = z.object({ floorArea: z.int().min(0), heads: z.int().min(0) })
/** Whether what is not known of floor areas could have changed the result. */
export const AreaBounds = z.object({
  /** The largest known floor area of the roll: each missing one is taken to be from 0 up to this. */
  largestFloorArea: z.int().min(1),
  /** Units without a floor area, of the electorate's, that took part; and of these, that said yes. */
  unitsParticipating: z.int().min(0),
  unitsYes: z.int().min(0),
  /** Does it pass with the missing floor areas as they speak most against it, and most for it? */
  passedAtWorst: z.boolean(),
  passedAtBest: z.boolean(),
})
export type AreaBounds = z.infer<typeof AreaBounds>

/**
 * What the count came to, with all that it was computed from: the page shows the sum line by line (`sumLinesOf`).
 * Those who took part are exactly yes + no + abstained; what decides is these and `silent`, which is in none of them.
 */
export const ItemCount = z.object({
  itemId: Id,
  electorate: Sum,
  participating: Sum,
  yes: Sum,
  no: Sum,
  abstained: Sum,
  /** Added by the compound's own rule of procedure, to those who take part and to one side; zero without one. */
  silent: Sum,
  silentWith: z.enum(['yes', 'no']).nullable(),
  /** How it would be without them; null where nobody was added. */
  withoutSilent: z.object({ quorum: z.boolean(), passed: z.boolean() }).nullable(),
  /** Units of the electorate without a known floor area: each is 0 m², and its owner still a head. */
  unitsWithoutFloorArea: z.int().min(0),
  quorum: z.boolean(),
  passed: z.boolean(),
  /** Within its group; false when it passed and others took the seats. Without a group as `passed`. */
  chosen: z.boolean(),
  /** It passed, and is exactly even with others over the last seat: none of them is chosen, a run-off is needed. */
  runOff: z.boolean(),
  /** The result is the same whatever the missing floor areas are; false where that is not proven. */
  certain: z.boolean(),
  /** Null where none is missing, and for counts that were made elsewhere. */
  bounds: AreaBounds.nullable(),
})
export type ItemCount = z.infer<typeof ItemCount>
/** An unreadable or forged screen ballot is void, and named here. */
export const VotesCounted = event(
  'VotesCounted',
  z.object({
    decisionId: Id,
    items: z.array(ItemCount).min(1).max(MAX_ITEMS),
    voidBallotIds: z.array(Id).max(MAX_ROLL_UNITS),
    countedBy: z.array(Id).min(COUNTERS_NEEDED).max(COUNTERS),
    minutes: z.array(Sha256).max(10),
    countedOn: Day,
    /** The last day on which posting the result is in time. */
    publishBy: Day,
  }),
)
/** The result was not posted in time. Said by the timer. */
export const ResultOverdue = event('ResultOverdue', z.object({ decisionId: Id, publishBy: Day }))
export const ResultPublished = event(
  'ResultPublished',
  z.object({
    decisionId: Id,
    publishedOn: Day,
    challengeableUntil: Day,
    place: Line(100).nullable(),
    files: z.array(Sha256).max(6),
  }),
)
/** Before the closing withdrawn, after it set aside (Civil Code art. 280: by the court) or found void. */
export const DecisionAnnulled = event(
  'DecisionAnnulled',
  z.object({
    decisionId: Id,
    ground: z.enum(['withdrawn', 'void', 'court']),
    reason: Prose(1_000),
    files: z.array(Sha256).max(6),
  }),
)
/**
 * Taken outside (paper consultation, the city's platform): entered with its papers by one, checked by another, to equal
 * effect. It begins a stream of its own kind and never looks like a vote that was held here.
 */
export const ExternalDecisionRecorded = event(
  'ExternalDecisionRecorded',
  z.object({
    decisionId: Id,
    compoundId: Id,
    title: Line(80),
    scope: DecisionScope,
    items: z.array(Item).min(1).max(MAX_ITEMS),
    groups: z.array(ItemGroup).max(MAX_GROUPS),
    rule: VotingRule,
    procedure: Procedure.nullable(),
    /** Where and how it was taken. */
    means: z.enum(['paper', 'city-platform', 'meeting', 'other']),
    platform: Line(60).nullable(),
    decidedOn: Day,
    counts: z.array(ItemCount).min(1).max(MAX_ITEMS),
    /** Scans of minutes, count sheet, stamped resolution. */
    files: z.array(Sha256).min(1).max(20),
    stamp: Line(100),
  }),
)
export const ExternalDecisionChecked = event(
  'ExternalDecisionChecked',
  z.object({ decisionId: Id, outcome: z.enum(['agreed', 'differs']), note: Line(300).nullable() }),
)

/** Of the stream `decision-<id>`: a vote that is held here. */
export const voteEvents = [
  DecisionProposed,
  RollFrozen,
  RollObjected,
  RollObjectionSettled,
  DecisionAnnounced,
  NoticePosted,
  CountersNamed,
  BallotKeyMade,
  BallotDelivered,
  BallotUndeliverable,
  ProxyRecorded,
  VotingOpened,
  ScreenBallotCast,
  PaperBallotReceived,
  VotingClosed,
  PaperBallotEntered,
  PaperBallotSettled,
  BallotKeyReleased,
  VotesCounted,
  ResultOverdue,
  ResultPublished,
  DecisionAnnulled,
] as const
export type VoteEvent = EventOf<typeof voteEvents>
/** Of a stream of its own: a decision that was taken outside. */
export const externalDecisionEvents = [ExternalDecisionRecorded, ExternalDecisionChecked] as const

export const decisionEvents = [...voteEvents, ...externalDecisionEvents] as const
export type DecisionEvent = EventOf<typeof decisionEvents>
