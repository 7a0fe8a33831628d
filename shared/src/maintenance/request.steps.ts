/** Decisions about what is added to a request, and the bounds of when a step may have happened. */
import { addMinutes, formatFen, type Instant, MAX_FEN, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  CostRecorded,
  PersonTold,
  type RequestEvent,
  RequestMerged,
  RequestNoteAdded,
  RequestUrged,
  ReturnVisited,
} from './events.ts'
import type {
  AddNote,
  MergeRequest,
  RecordCost,
  RecordVisit,
  ReportRequest,
  RequestFacts,
  StepCommand,
  TellPerson,
  UrgeRequest,
} from './request.commands.ts'
import { type KnownRequest, waitersOf } from './request.state.ts'
import { openAgain, withoutTimes } from './request.times.ts'
import { wallClock } from './request.words.ts'

/** Phones are never quite right: a step may seem this much early or late. */
export const CLOCK_SKEW_MINUTES = 2
/** Of everything that is added by hand: notes, costs, tellings, visits. */
export const MAX_NOTES = 10_000
/** Of one entry, and of all of a request together: so many fen are still counted exactly everywhere. */
export const MAX_REQUEST_COST_FEN = MAX_FEN
/** 催单 again only after this: more calls bring nobody sooner. */
export const URGE_EVERY_HOURS = 4

type Events = readonly RequestEvent[]

export function add(command: AddNote | RecordCost | TellPerson, state: KnownRequest): Events {
  const of = { requestId: state.requestId, compoundId: state.compoundId }
  requireRoom(state)
  switch (command.type) {
    case 'AddNote': {
      const { noteId, text, files } = command
      return [RequestNoteAdded({ ...of, noteId, text, files })]
    }
    case 'RecordCost':
      return [CostRecorded({ ...of, ...costOf(command, state) })]
    case 'TellPerson': {
      const { tellingId, personId, means, note } = command
      return [PersonTold({ ...of, tellingId, personId, means, note })]
    }
    default:
      return unreachable(command)
  }
}

function requireRoom({ notes }: KnownRequest): void {
  if (notes >= MAX_NOTES) throw reject('too-many-notes', { limit: MAX_NOTES })
}

function costOf({ entryId, materials, labourFen, note }: RecordCost, { costFen }: KnownRequest) {
  const totalFen = materials.reduce((sum, { amountFen }) => sum + amountFen, labourFen)
  if (materials.length === 0 && labourFen === 0) throw reject('cost-empty', { field: 'labourFen' })
  if (Math.max(Math.abs(totalFen), Math.abs(costFen + totalFen)) > MAX_REQUEST_COST_FEN)
    throw reject('cost-too-large', {
      field: 'labourFen',
      limitFen: MAX_REQUEST_COST_FEN,
      limit: formatFen(MAX_REQUEST_COST_FEN),
    })
  return { entryId, materials: [...materials], labourFen, totalFen, note }
}

/** Dissatisfied opens it again, once, while there is something to open. */
export function visit(command: RecordVisit, state: KnownRequest): Events {
  const { visitId, result, means, note, at } = command
  const { requestId, compoundId } = state
  requireRoom(state)
  const visited = ReturnVisited({ requestId, compoundId, visitId, result, means, note })
  if (result !== 'dissatisfied') return [visited]
  if (!note?.trim()) throw reject('visit-needs-reason', { field: 'note' })
  return [visited, ...openAgain({ ...command, type: 'ReopenRequest', reason: note, at }, state)]
}

export function urge({ by, at }: UrgeRequest, state: KnownRequest): Events {
  if (!waitersOf(state).includes(by)) throw reject('urge-by-waiters-only')
  const nextAt = state.urgedAt === null ? null : addMinutes(state.urgedAt, URGE_EVERY_HOURS * 60)
  if (nextAt !== null && at < nextAt)
    throw reject('urged-recently', { hours: URGE_EVERY_HOURS, nextAt, next: wallClock(nextAt) })
  return [RequestUrged({ requestId: state.requestId, compoundId: state.compoundId, personId: by })]
}

/** Only after the other request has taken over everybody: nobody who waits may be lost. */
export function merge({ intoRequestId }: MergeRequest, state: KnownRequest, facts: RequestFacts): Events {
  if (!facts || !('into' in facts)) throw new TypeError('MergeRequest needs MergeFacts')
  const { into } = facts
  if (!into || intoRequestId === state.requestId || into.compoundId !== state.compoundId)
    throw reject('merge-target-unknown', { field: 'intoRequestId' })
  if (!into.isOpen) throw reject('merge-target-ended', { field: 'intoRequestId' })
  const lost = waitersOf(state).filter((id) => !into.waiterIds.includes(id))
  if (lost.length > 0) throw reject('merge-followers-missing', { count: lost.length })
  return [RequestMerged({ requestId: state.requestId, compoundId: state.compoundId, intoRequestId })]
}

export function requireAfter(command: StepCommand, previousAt: Instant | null): void {
  if (previousAt === null) throw withoutTimes()
  requireNotAfterReceipt(command)
  if (command.at >= previousAt || addMinutes(command.at, CLOCK_SKEW_MINUTES) >= previousAt) return
  throw reject('occurred-before-previous-step', { field: 'occurredAt', previousAt, previous: wallClock(previousAt) })
}

export function requireNotAfterReceipt({ at, receivedAt }: StepCommand | ReportRequest): void {
  if (at <= receivedAt || at <= addMinutes(receivedAt, CLOCK_SKEW_MINUTES)) return
  throw reject('occurred-in-future', { field: 'occurredAt', receivedAt, received: wallClock(receivedAt) })
}
