/** A request as its events tell it: status, who works on it and who waits for it, clocks. */
import { type EventMetadata, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { RequestStatus } from './api.ts'
import type { RequestEvent, Target, TargetMissed, Urgency, WorkCompleted } from './events.ts'
import { essenceOf } from './liability.essence.ts'
import type { Clock, Pause, TargetName, Timed } from './request.clocks.ts'

export interface KnownRequest extends Timed {
  readonly status: RequestStatus
  readonly requestId: Id
  readonly compoundId: Id
  readonly urgency: Urgency
  readonly reporterId: Id | null
  readonly assigneeId: Id | null
  /** Those who come along with the assignee. */
  readonly helperIds: readonly Id[]
  /** Who gave the work back, until somebody else has it. */
  readonly handedBackBy: Id | null
  /** The latest adoption with which another operator took it over. */
  readonly changedHands: Id | null
  /** 我也遇到: beside the reporter. */
  readonly followerIds: readonly Id[]
  readonly urgedAt: Instant | null
  /** The essence of the newest decision about liability, to tell a change from a repeat. */
  readonly decided: string | null
  readonly intoRequestId: Id | null
  readonly responseMetBy: Target['responseMetBy']
  readonly response: Clock
  /** The latest resolution clock: reopening begins a new one. */
  readonly resolution: Clock
  /** Length of the first resolution clock; null as below. */
  readonly resolutionMs: number | null
  /** The same in hours of a desk, where the target counts in them. */
  readonly desk: NonNullable<Target['desk']> | null
  readonly pause: Pause | null
  /** Up to when the pauses of this resolution clock have been counted. */
  readonly pausedUntil: Instant | null
  readonly completedAt: Instant | null
  /** What was said and shown of the latest completion, and the latest rating: the same again is already so, other is not. */
  readonly completion: Pick<z.output<typeof WorkCompleted.schema>, 'note' | 'files'> | null
  readonly rating: number | null
  readonly reportedAt: Instant | null
  /**
   * The latest step that a person took; null only when events were folded without their metadata. What is only added is
   * no step, and what the timer does must not bar one that a phone without signal still holds.
   */
  readonly stepAt: Instant | null
  readonly reopenedCount: number
  readonly partlyFixedCount: number
  /** Of everything that was recorded, in fen. */
  readonly costFen: number
  /** How many things were added by hand, and the id of the last one; a repeat of an older one is known by its command's key. */
  readonly notes: number
  readonly lastAddedId: Id | null
}
export type RequestState = { readonly status: 'none' } | KnownRequest

/** Times are read from the metadata of an event, which is the only place where they are kept. */
export type TimedRequestEvent = RequestEvent & { readonly metadata?: Pick<EventMetadata, 'occurredAt' | 'actor'> }

/** The actor of what the timer appends. */
const TIMER: Id = 'system'

export const initial: RequestState = { status: 'none' }

export function evolve(state: RequestState, event: TimedRequestEvent): RequestState {
  const at = event.metadata?.occurredAt ?? null
  if (event.type === 'RequestReported') return reported(event, at)
  if (state.status === 'none') return state
  if (event.type === 'RequestChangedHands') return changedHands(state, event)
  if (isAddition(event)) return added(state, event, at)
  const actor = event.metadata?.actor ?? null
  return { ...stepped(state, event, at, actor), stepAt: actor === TIMER ? state.stepAt : later(state.stepAt, at) }
}

function reported({ data }: Extract<RequestEvent, { type: 'RequestReported' }>, at: Instant | null): KnownRequest {
  const { target } = data
  return {
    status: 'reported',
    requestId: data.requestId,
    compoundId: data.compoundId,
    urgency: data.urgency,
    reporterId: data.reporterId,
    assigneeId: null,
    helperIds: [],
    handedBackBy: null,
    changedHands: null,
    followerIds: [],
    urgedAt: null,
    decided: null,
    intoRequestId: null,
    responseMetBy: target.responseMetBy,
    response: clockFrom(at, target.responseDueAt),
    resolution: clockFrom(at, target.resolutionDueAt),
    resolutionMs: at === null ? null : Date.parse(target.resolutionDueAt) - Date.parse(at),
    desk: target.desk ?? null,
    pause: null,
    pausedUntil: null,
    completedAt: null,
    completion: null,
    rating: null,
    reportedAt: at,
    stepAt: at,
    reopenedCount: 0,
    partlyFixedCount: 0,
    costFen: 0,
    notes: 0,
    lastAddedId: null,
  }
}

/** What is added to a request without being a step of it: it may be late or early, and moves no status. */
const ADDITIONS = [
  'RequestNoteAdded',
  'CostRecorded',
  'RequestFollowed',
  'FollowersJoined',
  'RequestUrged',
  'PersonTold',
  'ReturnVisited',
  'TargetMissed',
  'VerdictCorrected',
  'RequestEscalated',
  'LiabilityDecided',
  'FundUseProposed',
] as const
type Addition = Extract<RequestEvent, { type: (typeof ADDITIONS)[number] }>
type ChangedHands = Extract<RequestEvent, { type: 'RequestChangedHands' }>
type StepEvent = Exclude<RequestEvent, Addition | ChangedHands | { type: 'RequestReported' }>

const additions: ReadonlySet<string> = new Set(ADDITIONS)
const isAddition = (event: RequestEvent): event is Addition => additions.has(event.type)

function added(state: KnownRequest, event: Addition, at: Instant | null): KnownRequest {
  switch (event.type) {
    case 'RequestNoteAdded':
      return { ...state, notes: state.notes + 1, lastAddedId: event.data.noteId }
    case 'CostRecorded':
      return {
        ...state,
        costFen: state.costFen + event.data.totalFen,
        notes: state.notes + 1,
        lastAddedId: event.data.entryId,
      }
    case 'RequestFollowed':
      return { ...state, followerIds: union(state, [event.data.personId]) }
    case 'FollowersJoined':
      return { ...state, followerIds: union(state, event.data.personIds) }
    case 'RequestUrged':
      return { ...state, urgedAt: later(state.urgedAt, at) }
    case 'PersonTold':
      return { ...state, notes: state.notes + 1, lastAddedId: event.data.tellingId }
    case 'ReturnVisited':
      return { ...state, notes: state.notes + 1, lastAddedId: event.data.visitId }
    case 'TargetMissed':
      return onClock(state, event.data, { missed: true })
    case 'VerdictCorrected':
      return onClock(state, event.data, { missed: false })
    case 'RequestEscalated':
      return onClock(state, event.data, { told: event.data.level })
    case 'LiabilityDecided':
      return { ...state, decided: essenceOf(event.data) }
    case 'FundUseProposed':
      return state
    default:
      return unreachable(event)
  }
}

/**
 * Nobody of the old operator has it any more, and it waits at the desk of the new one. No step of its own: clocks and
 * pauses go on, and what a phone without signal still holds is bounded by the steps that people took.
 */
function changedHands(state: KnownRequest, { data: { adoptionId, assigneeStays } }: ChangedHands): KnownRequest {
  if (assigneeStays) return { ...state, changedHands: adoptionId }
  return {
    ...state,
    changedHands: adoptionId,
    status: state.status === 'assigned' || state.status === 'started' ? 'accepted' : state.status,
    assigneeId: null,
    helperIds: [],
    handedBackBy: null,
    pause: state.pause && { ...state.pause, isStarted: false },
  }
}

/** After a pause whoever has it goes on; where nobody has it since it changed hands, it waits to be assigned. */
function resumedTo({ assigneeId, pause }: KnownRequest): RequestStatus {
  if (assigneeId === null) return 'accepted'
  return pause?.isStarted === false ? 'assigned' : 'started'
}

function stepped(state: KnownRequest, event: StepEvent, at: Instant | null, actor: Id | null): KnownRequest {
  switch (event.type) {
    case 'RequestAccepted':
      return { ...state, status: 'accepted', response: answered(state) }
    case 'RequestRejected':
      return { ...state, status: 'rejected', response: answered(state) }
    case 'RequestAssigned': {
      const { assigneeId, helperIds = [] } = event.data
      return { ...state, status: 'assigned', assigneeId, helperIds, handedBackBy: null, pause: null }
    }
    case 'WorkHandedBack':
      return {
        ...state,
        status: 'accepted',
        assigneeId: null,
        helperIds: [],
        handedBackBy: actor ?? state.assigneeId,
        pause: null,
      }
    case 'WorkStarted':
      return { ...state, status: 'started', response: met(state.response) }
    case 'WorkPaused': {
      const { resumeBy, stopsClock } = event.data
      const isStarted = state.status === 'started'
      return {
        ...state,
        status: 'paused',
        pause: { at: later(at, state.pausedUntil), isStarted, resumeBy, stopsClock },
      }
    }
    case 'WorkResumed':
      return {
        ...state,
        status: resumedTo(state),
        pause: null,
        pausedUntil: state.pause?.stopsClock ? later(state.pause.at, at) : state.pausedUntil,
        resolution: { ...state.resolution, dueAt: event.data.resolutionDueAt },
      }
    case 'WorkCompleted':
      return {
        ...state,
        status: 'completed',
        response: met(state.response),
        resolution: met(state.resolution),
        completedAt: event.data.knownAt ?? at,
        completion: { note: event.data.note, files: event.data.files },
      }
    case 'CompletionConfirmed':
      return { ...state, status: 'confirmed', rating: event.data.rating ?? state.rating }
    case 'ConfirmationLapsed':
      return { ...state, status: 'unanswered' }
    case 'RequestReopened':
      return { ...openedAgain(state, at, event.data.resolutionDueAt), reopenedCount: state.reopenedCount + 1 }
    case 'PartlyFixed':
      return { ...openedAgain(state, at, event.data.resolutionDueAt), partlyFixedCount: state.partlyFixedCount + 1 }
    case 'RequestCancelled':
      return { ...state, status: 'cancelled' }
    case 'RequestClosed':
      return { ...state, status: 'closed', pause: null }
    case 'RequestMerged':
      return { ...state, status: 'merged', intoRequestId: event.data.intoRequestId }
    default:
      return unreachable(event)
  }
}

const openedAgain = (state: KnownRequest, at: Instant | null, dueAt: Instant): KnownRequest => ({
  ...state,
  status: state.assigneeId === null ? 'accepted' : 'assigned',
  // Somebody has answered by then, be it with a refusal: what was missed stays missed, nothing more is asked.
  response: met(state.response),
  resolution: clockFrom(at, dueAt),
  pausedUntil: null,
  completedAt: null,
  completion: null,
  rating: null,
})

const clockFrom = (since: Instant | null, dueAt: Instant): Clock => ({
  since,
  dueAt,
  met: false,
  missed: false,
  told: null,
})
const met = (clock: Clock): Clock => ({ ...clock, met: true })
const answered = ({ response, responseMetBy }: KnownRequest) =>
  responseMetBy === 'accepted' ? met(response) : response

type OnTarget = Pick<z.output<typeof TargetMissed.schema>, 'target' | 'dueAt'>

/** A clock that was moved or begun anew meanwhile is another clock. */
function onClock(state: KnownRequest, { target, dueAt }: OnTarget, change: Partial<Clock>): KnownRequest {
  const clock = state[target satisfies TargetName]
  return clock.dueAt === dueAt ? { ...state, [target]: { ...clock, ...change } } : state
}

function union({ followerIds, reporterId }: KnownRequest, personIds: readonly Id[]): readonly Id[] {
  const more = personIds.filter((id) => id !== reporterId)
  return [...new Set([...followerIds, ...more])]
}

const later = (a: Instant | null, b: Instant | null) => (a === null || (b !== null && b > a) ? b : a)

/** Everyone who waits for it: the reporter first. */
export function waitersOf({ reporterId, followerIds }: KnownRequest): readonly Id[] {
  return reporterId === null ? followerIds : [reporterId, ...followerIds]
}
