/** What can be asked of a maintenance request. Ids and times come with the command: a decider makes neither. */
import type { Id, Instant } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { z } from 'zod'
import type { CompletionConfirmed, RequestReported, TargetsAdopted, WorkCompleted } from './events.ts'

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

type ReportedData = DataOf<typeof RequestReported>
export interface ReportRequest
  extends OfRequest,
    Readonly<Pick<ReportedData, 'place' | 'category' | 'urgency' | 'text' | 'files' | 'reporterId'>> {
  readonly type: 'ReportRequest'
  /** What people say on the phone; made from day and id where the caller keeps no counter. */
  readonly number?: string
}
export interface AcceptRequest extends OfRequest {
  readonly type: 'AcceptRequest'
}
export interface AssignRequest extends OfRequest {
  readonly type: 'AssignRequest'
  readonly assigneeId: Id
}
export interface StartWork extends OfRequest {
  readonly type: 'StartWork'
}
export interface CompleteWork extends OfRequest, Readonly<Pick<DataOf<typeof WorkCompleted>, 'note' | 'files'>> {
  readonly type: 'CompleteWork'
}
export interface ConfirmCompletion
  extends OfRequest,
    Readonly<Pick<DataOf<typeof CompletionConfirmed>, 'how' | 'rating'>> {
  readonly type: 'ConfirmCompletion'
}
export interface ReopenRequest extends OfRequest {
  readonly type: 'ReopenRequest'
  readonly reason: string
}
export interface CancelRequest extends OfRequest {
  readonly type: 'CancelRequest'
  readonly reason: string
}
export interface AddNote extends OfRequest {
  readonly type: 'AddNote'
  readonly noteId: Id
  readonly text: string
  readonly files: string[]
}
/** From the timer: the clock that it saw run out. */
export interface MissTarget extends OfRequest {
  readonly type: 'MissTarget'
  readonly target: 'response' | 'resolution'
  readonly dueAt: Instant
}

export type StepCommand =
  | AcceptRequest
  | AssignRequest
  | StartWork
  | CompleteWork
  | ConfirmCompletion
  | ReopenRequest
  | CancelRequest
  | AddNote
export type RequestCommand = ReportRequest | StepCommand | MissTarget

export interface ReportFacts {
  readonly compoundId: Id
  /** The place is registered, and in this compound. */
  readonly placeExists: boolean
  readonly unitId: Id | null
  readonly buildingId: Id | null
  /** Of the compound on the day of the report. */
  readonly mode: Mode
  /** All that were adopted; the decider picks. */
  readonly rules: readonly TargetRule[]
  /** Regions that the compound lies in: rules of other jurisdictions do not apply. */
  readonly regionIds?: readonly Id[]
}
export interface AssignFacts {
  /** The assignee may work in the compound on that day. */
  readonly assigneeMayWork: boolean
}
/** ReportRequest needs ReportFacts, AssignRequest needs AssignFacts, the others none. */
export type RequestFacts = ReportFacts | AssignFacts | undefined
