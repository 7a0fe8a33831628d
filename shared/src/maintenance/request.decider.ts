/** What may happen to a request. `[]` = already so; each refusal says what is possible instead. */
import {
  addMinutes,
  type Decider,
  dayOf,
  epochMsOf,
  type Id,
  type Instant,
  instantOf,
  unreachable,
} from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  CompletionConfirmed,
  RequestAccepted,
  RequestAssigned,
  RequestCancelled,
  type RequestEvent,
  RequestNoteAdded,
  RequestReopened,
  RequestReported,
  TargetMissed,
  WorkCompleted,
  WorkStarted,
} from './events.ts'
import type {
  AddNote,
  AssignRequest,
  CompleteWork,
  MissTarget,
  ReopenRequest,
  ReportFacts,
  ReportRequest,
  RequestCommand,
  RequestFacts,
  StartWork,
  StepCommand,
} from './request.commands.ts'
import {
  evolve,
  initial,
  type KnownRequest,
  possibleActions,
  type RequestAction,
  type RequestState,
} from './request.state.ts'
import { actionWords, statusWords, wallClock } from './request.words.ts'
import { defaultTargets, targetOf, targetRuleFor } from './target-rules.ts'

/** Phones are never quite right: a step may seem this much early or late. */
export const CLOCK_SKEW_MINUTES = 2
export const MAX_NOTES = 10_000

type Events = readonly RequestEvent[]

export const requestDecider: Decider<RequestCommand, RequestEvent, RequestState, RequestFacts> = {
  initial,
  evolve,
  decide,
}

function decide(command: RequestCommand, state: RequestState, facts: RequestFacts): Events {
  if (command.type === 'ReportRequest') return state.status === 'none' ? report(command, facts) : []
  if (command.type === 'MissTarget') return state.status === 'none' ? [] : missTarget(command, state)
  if (state.status === 'none') throw reject('request-unknown', { requestId: command.requestId })
  return isSo(command, state) ? [] : step(command, state, facts)
}

/** Whether the state is already what the command asks for. */
function isSo(command: StepCommand, state: KnownRequest): boolean {
  switch (command.type) {
    case 'AcceptRequest':
      return ['accepted', 'assigned', 'started'].includes(state.status)
    case 'AssignRequest':
      return ['assigned', 'started'].includes(state.status) && state.assigneeId === command.assigneeId
    case 'StartWork':
      return state.status === 'started'
    case 'CompleteWork':
      return state.status === 'completed'
    case 'ConfirmCompletion':
      return state.status === 'confirmed'
    case 'ReopenRequest':
      return state.reopenedCount > 0 && ['accepted', 'assigned', 'started'].includes(state.status)
    case 'CancelRequest':
      return state.status === 'cancelled'
    case 'AddNote':
      return state.lastNoteId === command.noteId
    default:
      return unreachable(command)
  }
}

function step(command: StepCommand, state: KnownRequest, facts: RequestFacts): Events {
  requirePossible(state, ACTION_OF[command.type])
  requireTimely(command, command.type === 'AddNote' ? state.reportedAt : state.stepAt)
  const of = { requestId: state.requestId, compoundId: state.compoundId }
  switch (command.type) {
    case 'AcceptRequest':
      return [RequestAccepted(of)]
    case 'AssignRequest':
      return assign(command, state, of, facts)
    case 'StartWork':
      return start(command, state, of)
    case 'CompleteWork':
      return complete(command, state, of)
    case 'ConfirmCompletion':
      return [CompletionConfirmed({ ...of, how: command.how, rating: command.rating })]
    case 'ReopenRequest':
      return reopen(command, state, of)
    case 'CancelRequest':
      return [RequestCancelled({ ...of, reason: command.reason })]
    case 'AddNote':
      return addNote(command, state, of)
    default:
      return unreachable(command)
  }
}

const ACTION_OF: Readonly<Record<StepCommand['type'], RequestAction>> = {
  AcceptRequest: 'maintenance.accept',
  AssignRequest: 'maintenance.assign',
  StartWork: 'maintenance.start',
  CompleteWork: 'maintenance.complete',
  ConfirmCompletion: 'maintenance.confirm',
  ReopenRequest: 'maintenance.reopen',
  CancelRequest: 'maintenance.cancel',
  AddNote: 'maintenance.notes',
}

function report(command: ReportRequest, facts: RequestFacts): Events {
  if (!facts || !('placeExists' in facts)) throw new TypeError('ReportRequest needs ReportFacts')
  if (!facts.placeExists) throw reject('place-unknown', { field: 'place.id', placeId: command.place.id })
  requireNotAfterReceipt(command)
  const { requestId, place, category, urgency, text, files, reporterId, number } = command
  const { compoundId, unitId, buildingId } = facts
  return [
    RequestReported({
      requestId,
      compoundId,
      number: number ?? numberOf(requestId, command.at),
      place,
      unitId,
      buildingId,
      category,
      urgency,
      text,
      files,
      reporterId,
      target: targetFor(command, facts),
    }),
  ]
}

/** `20260301-8F3K2`: short enough for the phone, unlikely enough to meet twice on a day. */
function numberOf(requestId: Id, at: Instant): string {
  return `${dayOf(at).replaceAll('-', '')}-${requestId.slice(-5).toUpperCase()}`
}

/** Suggested defaults fill in where no adopted rule applies, so that a report is never refused for want of a setting. */
function targetFor({ at, urgency }: ReportRequest, facts: ReportFacts) {
  const places = ['all', facts.compoundId, ...(facts.regionIds ?? [])]
  const day = dayOf(at)
  const adopted = targetRuleFor(
    facts.rules.filter((rule) => places.includes(rule.jurisdiction)),
    facts.mode,
    day,
  )
  const rule = adopted ?? targetRuleFor(defaultTargets, facts.mode, day)
  const target = rule && targetOf(rule, urgency, at)
  if (!target) throw reject('no-target-rule', { field: 'occurredAt', day })
  return target
}

type Of = { readonly requestId: Id; readonly compoundId: Id }

function assign({ assigneeId }: AssignRequest, state: KnownRequest, of: Of, facts: RequestFacts): Events {
  if (!facts || !('assigneeMayWork' in facts)) throw new TypeError('AssignRequest needs AssignFacts')
  if (!facts.assigneeMayWork) throw reject('assignee-may-not-work', { field: 'assigneeId', assigneeId })
  const assigned = RequestAssigned({ ...of, assigneeId })
  return state.status === 'reported' ? [RequestAccepted(of), assigned] : [assigned]
}

/** A worker who starts what nobody was given takes it. */
function start({ by }: StartWork, state: KnownRequest, of: Of): Events {
  if (state.status === 'accepted') return [RequestAssigned({ ...of, assigneeId: by }), WorkStarted(of)]
  if (state.assigneeId !== by) throw reject('request-assigned-to-other')
  return [WorkStarted(of)]
}

function complete({ note, files }: CompleteWork, state: KnownRequest, of: Of): Events {
  if (!note?.trim() && files.length === 0) throw reject('completion-needs-photo-or-note', { field: 'note' })
  const completed = WorkCompleted({ ...of, note, files })
  return state.status === 'started' ? [completed] : [WorkStarted(of), completed]
}

/** The new clock is as long as the first was: the rule of the day of the report goes on to hold. */
function reopen({ reason, at }: ReopenRequest, state: KnownRequest, of: Of): Events {
  if (state.resolutionMs === null) throw withoutTimes()
  return [RequestReopened({ ...of, reason, resolutionDueAt: instantOf(epochMsOf(at) + state.resolutionMs) })]
}

function addNote({ noteId, text, files }: AddNote, state: KnownRequest, of: Of): Events {
  if (state.notes >= MAX_NOTES) throw reject('too-many-notes', { limit: MAX_NOTES })
  return [RequestNoteAdded({ ...of, noteId, text, files })]
}

/** Nothing when the clock was stopped, moved or has been called missed already, or has not run out yet. */
function missTarget({ target, dueAt, at }: MissTarget, state: KnownRequest): Events {
  const { met, missed, dueAt: running } = state[target]
  if (met || missed || running !== dueAt || at < dueAt || state.status === 'cancelled') return []
  return [TargetMissed({ requestId: state.requestId, compoundId: state.compoundId, target, dueAt })]
}

function requirePossible(state: KnownRequest, action: RequestAction): void {
  const possible = possibleActions(state)
  if (possible.includes(action)) return
  throw reject('request-wrong-status', {
    status: state.status,
    action,
    possible,
    statusZh: statusWords[state.status].zh,
    statusEn: statusWords[state.status].en,
    actionZh: actionWords[action].zh,
    actionEn: actionWords[action].en,
    possibleZh: possible.map((each) => actionWords[each].zh),
    possibleEn: possible.map((each) => actionWords[each].en),
  })
}

function requireTimely(command: StepCommand, previousAt: Instant | null): void {
  if (previousAt === null) throw withoutTimes()
  requireNotAfterReceipt(command)
  if (command.at >= previousAt || addMinutes(command.at, CLOCK_SKEW_MINUTES) >= previousAt) return
  throw reject('occurred-before-previous-step', { field: 'occurredAt', previousAt, previous: wallClock(previousAt) })
}

function requireNotAfterReceipt({ at, receivedAt }: StepCommand | ReportRequest): void {
  if (at <= receivedAt || at <= addMinutes(receivedAt, CLOCK_SKEW_MINUTES)) return
  throw reject('occurred-in-future', { field: 'occurredAt', receivedAt, received: wallClock(receivedAt) })
}

/** A programmer's mistake, so it is loud: without metadata no step could be bounded. */
function withoutTimes(): TypeError {
  return new TypeError('evolve was given request events without metadata.occurredAt')
}
