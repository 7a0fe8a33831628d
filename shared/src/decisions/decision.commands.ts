/** What can be asked of a decision. Commands carry ids, days and instants; facts are what is read outside its stream. */
import type { Day, Instant } from '@changxin/shared/kernel'
import type { ProposalBody } from './api.ts'
import type { DecisionAnnulled, NoticePosted, Procedure } from './events.ts'
import type { Marks } from './items.ts'
import type { RollUnit } from './roll.events.ts'
import type { VotingRule } from './voting-rule.ts'

interface Command<Type extends string> {
  readonly type: Type
  readonly decisionId: string
}
type DataOf<Event extends { readonly schema: { readonly _zod: { readonly output: unknown } } }> = Readonly<
  Event['schema']['_zod']['output']
>

export interface Propose extends Command<'Propose'>, Readonly<Omit<ProposalBody, 'unsoldUnitIds'>> {
  readonly compoundId: string
  readonly today: Day
}
export interface ProposeFacts {
  readonly for: 'Propose'
  /** In force in the compound on the day; null without one. */
  readonly rule: VotingRule | null
  readonly procedure: Procedure | null
  /** The units in scope with their owners of the day. */
  readonly units: readonly RollUnit[]
  /** Items whose effect names a person, an operator or a request that there is not, or not here. */
  readonly unknownItemIds: readonly string[]
  /** The owners' demand that calls for it is of this compound and was not given up; true where none is named. */
  readonly demandStands: boolean
}
export interface ObjectToRoll extends Command<'ObjectToRoll'> {
  readonly objectionId: string
  readonly unitId: string | null
  readonly text: string
  readonly file: string | null
  readonly today: Day
}
export interface SettleObjection extends Command<'SettleObjection'> {
  readonly objectionId: string
  readonly outcome: 'upheld' | 'dismissed'
  readonly reason: string
  readonly unitIds: readonly string[]
}
export interface SettleFacts {
  readonly for: 'SettleObjection'
  /** The scope as the register has it now for the day of the roll. */
  readonly units: readonly RollUnit[]
}
export interface Announce extends Command<'Announce'> {
  readonly today: Day
  readonly objectionsUntil: Day
  readonly opensOn: Day
  readonly closesOn: Day
  readonly place: string | null
}
export interface PostNotice extends Command<'PostNotice'>, Omit<DataOf<typeof NoticePosted>, 'decisionId'> {
  readonly today: Day
}
export interface NameCounters extends Command<'NameCounters'> {
  readonly counterIds: readonly string[]
}
export interface CounterFacts {
  readonly for: 'NameCounters'
  /** Of the chosen: who is not known, who administers the server, who answers for a manager of the compound. */
  readonly unknownIds: readonly string[]
  readonly administratorIds: readonly string[]
  readonly managerIds: readonly string[]
}
export interface MakeBallotKey extends Command<'MakeBallotKey'> {
  readonly publicKey: string
  readonly shareHashes: readonly string[]
}
export interface Deliver extends Command<'Deliver'> {
  readonly voterId: string
  readonly how: 'handed-over' | 'mailed' | 'message'
  readonly toPersonId: string | null
  readonly check: string | null
  readonly codeHash: string | null
  readonly files: readonly string[]
  readonly at: Instant
}
export interface Undeliverable extends Command<'Undeliverable'> {
  readonly voterId: string
  readonly reason: string
  readonly postingId: string | null
  readonly at: Instant
}
export interface RecordProxy extends Command<'RecordProxy'> {
  readonly proxyId: string
  readonly voterId: string
  readonly personId: string
  readonly files: readonly string[]
  readonly at: Instant
}
export interface OpenVoting extends Command<'OpenVoting'> {
  readonly today: Day
}
export interface CastOnScreen extends Command<'CastOnScreen'> {
  readonly ballotId: string
  readonly receiptNumber: string
  readonly voterId: string
  readonly personId: string
  readonly proxyId: string | null
  /** Of the code that was typed. */
  readonly codeHash: string
  readonly sealed: string
  readonly at: Instant
}
export interface ReceivePaper extends Command<'ReceivePaper'> {
  readonly ballotId: string
  readonly receiptNumber: string
  readonly voterId: string
  readonly proxyId: string | null
  readonly at: Instant
}
/** By hand, or by the timer when the last day is over. */
export interface CloseVoting extends Command<'CloseVoting'> {
  readonly at: Instant
}
export interface EnterPaper extends Command<'EnterPaper'> {
  readonly ballotId: string
  readonly counterId: string
  readonly marks: Marks | null
  readonly invalidReason: string | null
}
export interface SettlePaper extends Command<'SettlePaper'> {
  readonly ballotId: string
  /** Who settles it. */
  readonly counterId: string
  readonly marks: Marks | null
  readonly invalidReason: string | null
  readonly reason: string
}
export interface ReleaseKey extends Command<'ReleaseKey'> {
  readonly secretKey: string
}
export interface KeyFacts {
  readonly for: 'ReleaseKey'
  /** The secret opens what is sealed to the public key. */
  readonly fits: boolean
}
export interface CountVotes extends Command<'CountVotes'> {
  readonly countedBy: readonly string[]
  readonly minutes: readonly string[]
  readonly today: Day
}
export interface CountFacts {
  readonly for: 'CountVotes'
  /** Screen ballots, opened with the released key: by ballot id, null for those that are unreadable or forged. */
  readonly opened: ReadonlyMap<string, Marks | null>
}
/** By the timer. */
export interface MissPublishing extends Command<'MissPublishing'> {
  readonly today: Day
}
export interface PublishResult extends Command<'PublishResult'> {
  readonly place: string | null
  readonly files: readonly string[]
  readonly today: Day
}
export interface AnnulDecision extends Command<'AnnulDecision'>, Omit<DataOf<typeof DecisionAnnulled>, 'decisionId'> {}

export type DecisionCommand =
  | Propose
  | ObjectToRoll
  | SettleObjection
  | Announce
  | PostNotice
  | NameCounters
  | MakeBallotKey
  | Deliver
  | Undeliverable
  | RecordProxy
  | OpenVoting
  | CastOnScreen
  | ReceivePaper
  | CloseVoting
  | EnterPaper
  | SettlePaper
  | ReleaseKey
  | CountVotes
  | MissPublishing
  | PublishResult
  | AnnulDecision

export type DecisionFacts = ProposeFacts | SettleFacts | CounterFacts | KeyFacts | CountFacts | undefined
