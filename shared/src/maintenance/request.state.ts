/** A request as its events tell it: status, assignee, clocks. Also what is possible now, for decider and buttons alike. */
import { type EventMetadata, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { RequestStatus } from './api.ts'
import type { RequestEvent, Target, TargetMissed } from './events.ts'

export interface Clock {
  readonly dueAt: Instant
  readonly met: boolean
  readonly missed: boolean
}

export interface KnownRequest {
  readonly status: RequestStatus
  readonly requestId: Id
  readonly compoundId: Id
  readonly assigneeId: Id | null
  readonly responseMetBy: Target['responseMetBy']
  readonly response: Clock
  /** The latest resolution clock: reopening begins a new one. */
  readonly resolution: Clock
  /** Length of the first resolution clock; null as below. */
  readonly resolutionMs: number | null
  readonly reportedAt: Instant | null
  /** The latest step; null only when events were folded without their metadata. Notes and misses are no steps. */
  readonly stepAt: Instant | null
  readonly reopenedCount: number
  /** How many, and the last one's id; a repeat of an older one is known by its command's key. */
  readonly notes: number
  readonly lastNoteId: Id | null
}
export type RequestState = { readonly status: 'none' } | KnownRequest

/** Times are read from the metadata of an event, which is the only place where they are kept. */
export type TimedRequestEvent = RequestEvent & { readonly metadata?: Pick<EventMetadata, 'occurredAt'> }

export const initial: RequestState = { status: 'none' }

export function evolve(state: RequestState, event: TimedRequestEvent): RequestState {
  const at = event.metadata?.occurredAt ?? null
  if (event.type === 'RequestReported') return reported(event, at)
  if (state.status === 'none') return state
  switch (event.type) {
    case 'RequestNoteAdded':
      return { ...state, notes: state.notes + 1, lastNoteId: event.data.noteId }
    case 'TargetMissed':
      return missed(state, event.data)
    default:
      return { ...stepped(state, event), stepAt: later(state.stepAt, at) }
  }
}

function reported({ data }: Extract<RequestEvent, { type: 'RequestReported' }>, at: Instant | null): KnownRequest {
  const { target } = data
  return {
    status: 'reported',
    requestId: data.requestId,
    compoundId: data.compoundId,
    assigneeId: null,
    responseMetBy: target.responseMetBy,
    response: { dueAt: target.responseDueAt, met: false, missed: false },
    resolution: { dueAt: target.resolutionDueAt, met: false, missed: false },
    resolutionMs: at === null ? null : Date.parse(target.resolutionDueAt) - Date.parse(at),
    reportedAt: at,
    stepAt: at,
    reopenedCount: 0,
    notes: 0,
    lastNoteId: null,
  }
}

type StepEvent = Exclude<RequestEvent, { type: 'RequestReported' | 'RequestNoteAdded' | 'TargetMissed' }>

function stepped(state: KnownRequest, event: StepEvent): KnownRequest {
  switch (event.type) {
    case 'RequestAccepted':
      return {
        ...state,
        status: 'accepted',
        response: state.responseMetBy === 'accepted' ? met(state.response) : state.response,
      }
    case 'RequestAssigned':
      return { ...state, status: 'assigned', assigneeId: event.data.assigneeId }
    case 'WorkStarted':
      return { ...state, status: 'started', response: met(state.response) }
    case 'WorkCompleted':
      return { ...state, status: 'completed', response: met(state.response), resolution: met(state.resolution) }
    case 'CompletionConfirmed':
      return { ...state, status: 'confirmed' }
    case 'RequestReopened':
      return {
        ...state,
        status: state.assigneeId === null ? 'accepted' : 'assigned',
        resolution: { dueAt: event.data.resolutionDueAt, met: false, missed: false },
        reopenedCount: state.reopenedCount + 1,
      }
    case 'RequestCancelled':
      return { ...state, status: 'cancelled' }
    default:
      return unreachable(event)
  }
}

function missed(state: KnownRequest, { target, dueAt }: z.output<typeof TargetMissed.schema>): KnownRequest {
  const clock = state[target]
  return clock.dueAt === dueAt ? { ...state, [target]: { ...clock, missed: true } } : state
}

const met = (clock: Clock): Clock => ({ ...clock, met: true })
const later = (a: Instant | null, b: Instant | null) => (a === null || (b !== null && b > a) ? b : a)

/** Named as the routes are. */
export type RequestAction =
  `maintenance.${'accept' | 'assign' | 'start' | 'complete' | 'confirm' | 'reopen' | 'cancel' | 'notes'}`

/** Assigning a started request hands it over: otherwise a worker who falls ill would block it for good. */
const POSSIBLE: Readonly<Record<RequestState['status'], readonly RequestAction[]>> = {
  none: [],
  reported: ['maintenance.accept', 'maintenance.assign', 'maintenance.cancel', 'maintenance.notes'],
  accepted: ['maintenance.assign', 'maintenance.start', 'maintenance.cancel', 'maintenance.notes'],
  assigned: [
    'maintenance.assign',
    'maintenance.start',
    'maintenance.complete',
    'maintenance.cancel',
    'maintenance.notes',
  ],
  started: ['maintenance.assign', 'maintenance.complete', 'maintenance.notes'],
  completed: ['maintenance.confirm', 'maintenance.reopen', 'maintenance.notes'],
  confirmed: ['maintenance.reopen', 'maintenance.notes'],
  cancelled: ['maintenance.notes'],
}

/** What the state of a request allows; whether this person may is the access table's to say. A row of a list will do. */
export function possibleActions(state: Pick<RequestState, 'status'>): readonly RequestAction[] {
  return POSSIBLE[state.status]
}

export interface RunningClock {
  readonly target: 'response' | 'resolution'
  readonly dueAt: Instant
}

/** The clocks that still run (neither met nor missed, request open), the next due first. */
export function clockOf(state: RequestState): {
  readonly running: readonly RunningClock[]
  readonly nextDueAt: Instant | null
} {
  if (state.status === 'none' || state.status === 'cancelled') return { running: [], nextDueAt: null }
  const running = (['response', 'resolution'] as const)
    .filter((target) => !state[target].met && !state[target].missed)
    .map((target) => ({ target, dueAt: state[target].dueAt }))
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
  return { running, nextDueAt: running[0]?.dueAt ?? null }
}

const OPEN: ReadonlySet<RequestState['status']> = new Set(['reported', 'accepted', 'assigned', 'started'])

/** Open = somebody still has to do something at the place; completed waits for a confirmation only. */
export function isOpen(state: Pick<RequestState, 'status'>): boolean {
  return OPEN.has(state.status)
}

/** Open, and either nobody has responded in time and still has not, or the latest resolution clock ran out. */
export function isOverdue(state: RequestState): boolean {
  if (state.status === 'none' || !isOpen(state)) return false
  return (state.response.missed && !state.response.met) || state.resolution.missed
}
