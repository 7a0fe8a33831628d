/** What may happen to a request. `[]` = already so; each refusal says what is possible instead. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  FollowersJoined,
  RequestAccepted,
  RequestCancelled,
  RequestChangedHands,
  RequestClosed,
  type RequestEvent,
  RequestFollowed,
  RequestRejected,
  RequestReported,
} from './events.ts'
import { decideLiability } from './liability.ts'
import { CONFIRMATION_DAYS, isOpen, PAUSE_STOPS_CLOCK } from './request.clocks.ts'
import type {
  CompleteWork,
  HandOverRequest,
  JoinFollowers,
  LapseConfirmation,
  ReportFacts,
  ReportRequest,
  RequestCommand,
  RequestFacts,
  StepCommand,
} from './request.commands.ts'
import { possibleActions, type RequestAction } from './request.possible.ts'
import { evolve, initial, type KnownRequest, type RequestState, waitersOf } from './request.state.ts'
import { add, merge, requireAfter, requireNotAfterReceipt, urge, visit } from './request.steps.ts'
import { escalate, judged, missTarget, numberOf, openAgain, targetFor } from './request.times.ts'
import { actionWords, statusWords } from './request.words.ts'
import { assign, complete, grab, handBack, helpersOf, pause, resume, start, transfer } from './request.work.ts'

type Events = readonly RequestEvent[]

export const requestDecider: Decider<RequestCommand, RequestEvent, RequestState, RequestFacts> = {
  initial,
  evolve,
  decide,
}

function decide(command: RequestCommand, state: RequestState, facts: RequestFacts): Events {
  if (command.type === 'ReportRequest') return state.status === 'none' ? report(command, facts) : []
  if (state.status === 'none') {
    if (isSystems(command.type)) return []
    throw reject('request-unknown', { requestId: command.requestId })
  }
  switch (command.type) {
    case 'MissTarget':
      return missTarget(command, state)
    case 'EscalateRequest':
      return escalate(command, state)
    case 'LapseConfirmation':
      return lapse(command, state)
    case 'JoinFollowers':
      return join(command, state)
    case 'HandOverRequest':
      return handOver(command, state)
    case 'DecideLiability':
      if (!facts || !('liability' in facts)) throw new TypeError('DecideLiability needs LiabilityFacts')
      return decideLiability(command, state, facts.liability)
    default:
      return isSo(command, state) ? [] : judged(command, state, step(command, state, facts))
  }
}

/** From the timer or a process: nobody is there to be refused. */
const isSystems = (type: RequestCommand['type']) =>
  type === 'MissTarget' || type === 'EscalateRequest' || type === 'LapseConfirmation' || type === 'HandOverRequest'

/** Whether the state is already what the command asks for. */
function isSo(command: StepCommand, state: KnownRequest): boolean {
  const isWaiting = ['accepted', 'assigned', 'started', 'paused'].includes(state.status)
  const isGiven = ['assigned', 'started', 'paused'].includes(state.status)
  switch (command.type) {
    case 'AcceptRequest':
      return isWaiting
    case 'RejectRequest':
      return state.status === 'rejected'
    case 'AssignRequest':
      return isGiven && state.assigneeId === command.assigneeId && isSame(state.helperIds, helpersOf(command))
    case 'GrabRequest':
      return isGiven && state.assigneeId === command.by
    case 'TransferRequest':
      return isGiven && state.assigneeId === command.assigneeId
    case 'HandBackRequest':
      return state.status === 'accepted' && state.handedBackBy === command.by
    case 'StartWork':
      return state.status === 'started'
    case 'ResumeWork':
      return isGiven && state.status !== 'paused'
    case 'PauseWork':
      return state.pause?.resumeBy === command.resumeBy && state.pause.stopsClock === PAUSE_STOPS_CLOCK[command.cause]
    case 'CompleteWork':
      return state.status === 'completed' && isSameCompletion(state, command)
    case 'ConfirmCompletion':
      return state.status === 'confirmed' && (command.rating === null || command.rating === state.rating)
    case 'ReportPartlyFixed':
      return state.partlyFixedCount > 0 && isWaiting
    case 'ReopenRequest':
      return state.reopenedCount > 0 && isWaiting
    case 'CancelRequest':
      return state.status === 'cancelled'
    case 'CloseRequest':
      return state.status === 'closed'
    case 'MergeRequest':
      return state.status === 'merged' && state.intoRequestId === command.intoRequestId
    case 'FollowRequest':
      return waitersOf(state).includes(command.personId)
    case 'UrgeRequest':
      return false
    case 'RecordCost':
      return state.lastAddedId === command.entryId
    case 'TellPerson':
      return state.lastAddedId === command.tellingId
    case 'RecordVisit':
      return state.lastAddedId === command.visitId
    case 'AddNote':
      return state.lastAddedId === command.noteId
    default:
      return unreachable(command)
  }
}

const isSameCompletion = ({ completion }: KnownRequest, { note, files }: CompleteWork) =>
  completion !== null && completion.note === note && isSame(completion.files, files)

const isSame = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id))

/** They may be noted down later than the step after them: only the report is surely before. */
const ADDED: ReadonlySet<StepCommand['type']> = new Set([
  'AddNote',
  'RecordCost',
  'FollowRequest',
  'UrgeRequest',
  'TellPerson',
  'RecordVisit',
])

/** A visit that opens the request again is a step as reopening is. */
const isAdded = (command: StepCommand) =>
  ADDED.has(command.type) && !(command.type === 'RecordVisit' && command.result === 'dissatisfied')

function step(command: StepCommand, state: KnownRequest, facts: RequestFacts): Events {
  requirePossible(state, ACTION_OF[command.type])
  requireAfter(command, isAdded(command) ? state.reportedAt : state.stepAt)
  const of = { requestId: state.requestId, compoundId: state.compoundId }
  switch (command.type) {
    case 'AcceptRequest':
      return [RequestAccepted(of)]
    case 'RejectRequest':
      return [RequestRejected({ ...of, ground: command.ground, reason: command.reason })]
    case 'AssignRequest':
      return assign(command, state, facts)
    case 'GrabRequest':
      return grab(command, state, facts)
    case 'TransferRequest':
      return transfer(command, state, facts)
    case 'HandBackRequest':
      return handBack(command, state)
    case 'StartWork':
      return start(command, state)
    case 'PauseWork':
      return pause(command, state)
    case 'ResumeWork':
      return resume(command, state)
    case 'CompleteWork':
      return complete(command, state)
    case 'ConfirmCompletion':
      return [CompletionConfirmed({ ...of, how: command.how, rating: command.rating })]
    case 'ReportPartlyFixed':
    case 'ReopenRequest':
      return openAgain(command, state)
    case 'CancelRequest':
      return [RequestCancelled({ ...of, reason: command.reason })]
    case 'CloseRequest':
      return [RequestClosed({ ...of, reason: command.reason })]
    case 'MergeRequest':
      return merge(command, state, facts)
    case 'FollowRequest':
      return [RequestFollowed({ ...of, personId: command.personId })]
    case 'UrgeRequest':
      return urge(command, state)
    case 'RecordVisit':
      return visit(command, state)
    case 'RecordCost':
    case 'TellPerson':
    case 'AddNote':
      return add(command, state)
    default:
      return unreachable(command)
  }
}

/** The action, and so the route, of each step. */
export const ACTION_OF: Readonly<Record<StepCommand['type'], RequestAction>> = {
  AcceptRequest: 'maintenance.accept',
  RejectRequest: 'maintenance.reject',
  AssignRequest: 'maintenance.assign',
  GrabRequest: 'maintenance.grab',
  TransferRequest: 'maintenance.transfer',
  HandBackRequest: 'maintenance.hand-back',
  StartWork: 'maintenance.start',
  PauseWork: 'maintenance.pause',
  ResumeWork: 'maintenance.resume',
  CompleteWork: 'maintenance.complete',
  RecordCost: 'maintenance.costs',
  ConfirmCompletion: 'maintenance.confirm',
  ReportPartlyFixed: 'maintenance.partly-fixed',
  ReopenRequest: 'maintenance.reopen',
  CancelRequest: 'maintenance.cancel',
  CloseRequest: 'maintenance.close',
  MergeRequest: 'maintenance.merge',
  FollowRequest: 'maintenance.follow',
  UrgeRequest: 'maintenance.urge',
  TellPerson: 'maintenance.tell',
  RecordVisit: 'maintenance.visit',
  AddNote: 'maintenance.notes',
}

function report(command: ReportRequest, facts: RequestFacts): Events {
  if (!facts || !('placeExists' in facts)) throw new TypeError('ReportRequest needs ReportFacts')
  if (!facts.placeExists) throw reject('place-unknown', { field: 'place.id', placeId: command.place.id })
  const { reporterUnitId } = command
  if (reporterUnitId !== undefined && !facts.reporterUnitExists)
    throw reject('place-unknown', { field: 'reporterUnitId', placeId: reporterUnitId })
  requireNotAfterReceipt(command)
  return [RequestReported(reportedOf(command, facts))]
}

function reportedOf(command: ReportRequest, facts: ReportFacts) {
  const { requestId, place, category, urgency, text, files, reporterId, reporterUnitId, number, at } = command
  const { compoundId, unitId, buildingId } = facts
  return {
    requestId,
    compoundId,
    number: number ?? numberOf(requestId, at),
    place,
    unitId,
    buildingId,
    category,
    urgency,
    text,
    files,
    reporterId,
    ...(reporterUnitId === undefined ? {} : { reporterUnitId }),
    target: targetFor(command, facts),
  }
}

function lapse({ at }: LapseConfirmation, state: KnownRequest): Events {
  if (state.status !== 'completed' || state.completedAt === null) return []
  const days = Math.floor((Date.parse(at) - Date.parse(state.completedAt)) / 86_400_000)
  const { requestId, compoundId } = state
  return days < CONFIRMATION_DAYS ? [] : [ConfirmationLapsed({ requestId, compoundId, days })]
}

/** What waits for an answer only changes hands too: if it is not fixed, the new operator sees to it. */
function handOver(command: HandOverRequest, state: KnownRequest): Events {
  const { adoptionId, fromOperatorId, toOperatorId, assigneeStays } = command
  if (state.changedHands === adoptionId || !(isOpen(state) || state.status === 'completed')) return []
  const { requestId, compoundId } = state
  return [RequestChangedHands({ requestId, compoundId, adoptionId, fromOperatorId, toOperatorId, assigneeStays })]
}

/** A duplicate's people are taken over while this one can still be worked on. */
function join({ fromRequestId, personIds }: JoinFollowers, state: KnownRequest): Events {
  const known = new Set(waitersOf(state))
  const fresh = [...new Set(personIds)].filter((id) => !known.has(id))
  if (fresh.length === 0) return []
  if (!isOpen(state)) throw reject('merge-target-ended', { field: 'intoRequestId' })
  const { requestId, compoundId } = state
  return [FollowersJoined({ requestId, compoundId, fromRequestId, personIds: fresh })]
}

function requirePossible(state: KnownRequest, action: RequestAction): void {
  const possible = possibleActions(state)
  if (possible.includes(action)) return
  throw reject('request-wrong-status', {
    status: state.status,
    action,
    possible: [...possible],
    statusZh: statusWords[state.status].zh,
    statusEn: statusWords[state.status].en,
    actionZh: actionWords[action].zh,
    actionEn: actionWords[action].en,
    possibleZh: possible.map((each) => actionWords[each].zh),
    possibleEn: possible.map((each) => actionWords[each].en),
  })
}
