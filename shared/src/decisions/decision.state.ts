/**
 * One owners' decision as it is folded. It stands in three: the matter itself, its heads, and its ballots, each with an
 * evolve of its own, so that a view can keep them as rows and need not fold thousands of heads for one ballot.
 */
import type { Day, Instant } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type {
  BallotDelivered,
  BallotUndeliverable,
  DecisionAnnounced,
  DecisionAnnulled,
  DecisionProposed,
  NoticePosted,
  PaperBallotEntered,
  PaperBallotSettled,
  ProxyRecorded,
  ResultPublished,
  RollObjected,
  RollObjectionSettled,
  VotesCounted,
} from './events.ts'
import type { Marks } from './items.ts'
import type { RollUnit } from './roll.events.ts'

type DataOf<Event extends { readonly schema: z.ZodType }> = Readonly<Omit<z.output<Event['schema']>, 'decisionId'>>

export const DECISION_STATUSES = [
  'proposed',
  'announced',
  'open',
  'closed',
  'counted',
  'published',
  'annulled',
] as const
export type DecisionStatus = (typeof DECISION_STATUSES)[number]

export type Calendar = DataOf<typeof DecisionAnnounced>
export type Posting = DataOf<typeof NoticePosted>
export type Settlement = DataOf<typeof RollObjectionSettled>
export type Objection = DataOf<typeof RollObjected> & { readonly settled: Settlement | null }
export type Counted = DataOf<typeof VotesCounted>
export type Published = DataOf<typeof ResultPublished>
export type Annulled = DataOf<typeof DecisionAnnulled>

/** The matter itself. */
export interface DecisionCore extends z.output<typeof DecisionProposed.schema> {
  readonly status: DecisionStatus
  readonly calendar: Calendar | null
  readonly objections: readonly Objection[]
  readonly postings: readonly Posting[]
  readonly counterIds: readonly string[] | null
  readonly key: { readonly publicKey: string; readonly shareHashes: readonly string[] } | null
  readonly closedAt: Instant | null
  readonly secretKey: string | null
  readonly counted: Counted | null
  /** The timer said that the result was not posted in time. */
  readonly resultOverdue: boolean
  readonly published: Published | null
  readonly annulled: Annulled | null
}

export type Delivery = Omit<DataOf<typeof BallotDelivered>, 'voterId'>
export type Proxy = Omit<DataOf<typeof ProxyRecorded>, 'voterId'>

/** One voter: all units of the same set of owners. */
export interface Head {
  readonly voterId: string
  /** In the order of the roll, at least one. */
  readonly units: readonly RollUnit[]
  /** The latest; its code is the one that counts. */
  readonly delivery: Delivery | null
  readonly undeliverable: Omit<DataOf<typeof BallotUndeliverable>, 'voterId'> | null
  readonly proxies: readonly Proxy[]
}

export type PaperEntry = Omit<DataOf<typeof PaperBallotEntered>, 'ballotId'>
interface OfBallot {
  readonly ballotId: string
  readonly receiptNumber: string
  readonly voterId: string
  readonly proxyId: string | null
}
export interface ScreenBallot extends OfBallot {
  readonly kind: 'screen'
  readonly personId: string
  readonly sealed: string
  readonly castAt: Instant
}
export interface PaperBallot extends OfBallot {
  readonly kind: 'paper'
  readonly receivedAt: Instant
  /** At most one a counter: the latest of each. */
  readonly entries: readonly PaperEntry[]
  readonly settled: Omit<DataOf<typeof PaperBallotSettled>, 'ballotId'> | null
}
export type Ballot = ScreenBallot | PaperBallot

export interface KnownDecision {
  readonly core: DecisionCore
  /** By voter id, in the order of the roll. */
  readonly heads: ReadonlyMap<string, Head>
  /** By ballot id, in the order in which they came. */
  readonly ballots: ReadonlyMap<string, Ballot>
}
/** Null before the proposal. */
export type DecisionState = KnownDecision | null

/** What a paper ballot says once it is settled; `null` in `marks` = not valid. Undefined while it is open. */
export type PaperResult = { readonly marks: Marks | null } | undefined

export interface Today {
  readonly today: Day
}
