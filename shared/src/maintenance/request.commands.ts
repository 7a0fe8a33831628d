/** What can be asked of a maintenance request. Ids and times come with the command: a decider makes neither. */
import type { Day, Id, Instant } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { z } from 'zod'
import type {
  CompletionConfirmed,
  CostRecorded,
  EscalationLevel,
  PauseCause,
  PersonTold,
  RequestChangedHands,
  RequestRejected,
  RequestReported,
  ReturnVisited,
  TargetsAdopted,
  WorkCompleted,
} from './events.ts'
import type { DecideLiability, LiabilityFacts } from './liability.ts'
import type { TargetName } from './request.clocks.ts'

type DataOf<Definition extends { schema: z.ZodType }> = z.output<Definition['schema']>
export type TargetRule = DataOf<typeof TargetsAdopted>

interface OfRequest {
  readonly requestId: Id
  /** When it happened in the world. */
  readonly at: Instant
  /** When the server got to know of it. */
  readonly receivedAt: Instant
  /** Who did it (not who typed it in): a person's id, or `system`. */
  readonly by: Id
}
type Asked<Type extends string, Details = unknown> = OfRequest & { readonly type: Type } & Readonly<Details>

type ReportedData = DataOf<typeof RequestReported>
export type ReportRequest = Asked<
  'ReportRequest',
  Pick<ReportedData, 'place' | 'category' | 'urgency' | 'text' | 'files' | 'reporterId' | 'reporterUnitId'> & {
    /** What people say on the phone; made from day and id where the caller keeps no counter. */
    number?: string
  }
>
export type AcceptRequest = Asked<'AcceptRequest'>
export type RejectRequest = Asked<'RejectRequest', Pick<DataOf<typeof RequestRejected>, 'ground' | 'reason'>>
/** `rotated`: chosen by the duty rota. */
export type AssignRequest = Asked<
  'AssignRequest',
  { assigneeId: Id; helperIds?: readonly Id[]; how?: 'assigned' | 'rotated' }
>
/** Whoever asks takes it. */
export type GrabRequest = Asked<'GrabRequest'>
export type TransferRequest = Asked<'TransferRequest', { assigneeId: Id; reason: string }>
export type HandBackRequest = Asked<'HandBackRequest', { reason: string }>
export type StartWork = Asked<'StartWork'>
export type PauseWork = Asked<'PauseWork', { cause: PauseCause; note: string | null; resumeBy: Day }>
export type ResumeWork = Asked<'ResumeWork'>
export type CompleteWork = Asked<'CompleteWork', Pick<DataOf<typeof WorkCompleted>, 'note' | 'files'>>
export type RecordCost = Asked<
  'RecordCost',
  Pick<DataOf<typeof CostRecorded>, 'entryId' | 'materials' | 'labourFen' | 'note'>
>
export type ConfirmCompletion = Asked<'ConfirmCompletion', Pick<DataOf<typeof CompletionConfirmed>, 'how' | 'rating'>>
export type ReportPartlyFixed = Asked<'ReportPartlyFixed', { remaining: string }>
export type ReopenRequest = Asked<'ReopenRequest', { reason: string }>
export type CancelRequest = Asked<'CancelRequest', { reason: string }>
export type CloseRequest = Asked<'CloseRequest', { reason: string }>
export type MergeRequest = Asked<'MergeRequest', { intoRequestId: Id }>
export type FollowRequest = Asked<'FollowRequest', { personId: Id }>
/** From a duplicate that is about to be merged into this one. */
export type JoinFollowers = Asked<'JoinFollowers', { fromRequestId: Id; personIds: readonly Id[] }>
export type UrgeRequest = Asked<'UrgeRequest'>
export type TellPerson = Asked<
  'TellPerson',
  Pick<DataOf<typeof PersonTold>, 'tellingId' | 'personId' | 'means' | 'note'>
>
export type RecordVisit = Asked<
  'RecordVisit',
  Pick<DataOf<typeof ReturnVisited>, 'visitId' | 'result' | 'means' | 'note'>
>
export type AddNote = Asked<'AddNote', { noteId: Id; text: string; files: string[] }>

/** From a process: the compound has another operator. */
export type HandOverRequest = Asked<
  'HandOverRequest',
  Pick<DataOf<typeof RequestChangedHands>, 'adoptionId' | 'fromOperatorId' | 'toOperatorId' | 'assigneeStays'>
>

/** From the timer: the clock that it saw run out. */
export type MissTarget = Asked<'MissTarget', { target: TargetName; dueAt: Instant }>
/** From the timer: the next level is told. */
export type EscalateRequest = Asked<'EscalateRequest', { target: TargetName; level: EscalationLevel }>
/** From the timer: nobody has answered to the completion in time. */
export type LapseConfirmation = Asked<'LapseConfirmation'>
export type TimerCommand = MissTarget | EscalateRequest | LapseConfirmation

/** Those that a state allows or refuses, each with the route of its action. */
export type StepCommand =
  | AcceptRequest
  | RejectRequest
  | AssignRequest
  | GrabRequest
  | TransferRequest
  | HandBackRequest
  | StartWork
  | PauseWork
  | ResumeWork
  | CompleteWork
  | RecordCost
  | ConfirmCompletion
  | ReportPartlyFixed
  | ReopenRequest
  | CancelRequest
  | CloseRequest
  | MergeRequest
  | FollowRequest
  | UrgeRequest
  | TellPerson
  | RecordVisit
  | AddNote
export type RequestCommand =
  | ReportRequest
  | StepCommand
  | TimerCommand
  | JoinFollowers
  | DecideLiability
  | HandOverRequest

export interface ReportFacts {
  readonly compoundId: Id
  /** The place is registered, and in this compound. */
  readonly placeExists: boolean
  readonly unitId: Id | null
  readonly buildingId: Id | null
  /** Of the compound on the day of the report. */
  /** The unit where whoever reported lives, when one was given: registered in the compound. */
  readonly reporterUnitExists?: boolean
  readonly mode: Mode
  /** All that were adopted; the decider picks. */
  readonly rules: readonly TargetRule[]
  /** Regions that the compound lies in, the nearest first: rules of other jurisdictions do not apply. */
  readonly regionIds?: readonly Id[]
}
/** For whoever is to do the work: AssignRequest, GrabRequest, TransferRequest. */
export interface AssignFacts {
  /** The assignee, and each who comes along, may work in the compound on that day. */
  readonly assigneeMayWork: boolean
}
/** The request that a duplicate is merged into, as it stands. */
export interface MergeFacts {
  readonly into: {
    readonly compoundId: Id
    /** It can still be worked on, and is not itself merged. */
    readonly isOpen: boolean
    /** Reporter and followers. */
    readonly waiterIds: readonly Id[]
  } | null
}
/** Each command's own facts; the others need none. */
export type RequestFacts = ReportFacts | AssignFacts | MergeFacts | { readonly liability: LiabilityFacts } | undefined
