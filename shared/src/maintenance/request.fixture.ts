/** What stories, table and properties of the machine say beside test/kit: each event, each command, a request that goes on. */
import { type Day, fold, type Instant, unreachable } from '@changxin/shared/kernel'
import {
  accepted,
  assigned,
  cancelled,
  completed,
  confirmed,
  DAY,
  may,
  minutes,
  of,
  report,
  reportedEvent,
  reportFacts,
  started,
  target,
} from '../../../test/kit/request-fixtures.ts'
import type { RequestStatus } from './api.ts'
import {
  ConfirmationLapsed,
  CostRecorded,
  type EscalationLevel,
  FollowersJoined,
  PartlyFixed,
  type PauseCause,
  PersonTold,
  RequestAssigned,
  RequestChangedHands,
  RequestClosed,
  RequestEscalated,
  type RequestEvent,
  RequestFollowed,
  RequestMerged,
  RequestRejected,
  RequestUrged,
  ReturnVisited,
  type Target,
  VerdictCorrected,
  type VisitResult,
  WorkCompleted,
  WorkHandedBack,
  WorkPaused,
  WorkResumed,
} from './events.ts'
import type { LiabilityFacts } from './liability.ts'
import { type DueThing, dueOf, PAUSE_STOPS_CLOCK, type TargetName } from './request.clocks.ts'
import type { MergeFacts, RequestCommand, RequestFacts } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import type { RequestState, TimedRequestEvent } from './request.state.ts'

/** Of t0, a Sunday. */
export const today: Day = '2026-03-01'
/** Emergency: on site within the hour, done within a day. */
export const onSite: Target = {
  ...target,
  responseMetBy: 'started',
  responseDueAt: minutes(60),
  resolutionDueAt: minutes(DAY),
}

export const rejected = RequestRejected({ ...of, ground: 'private-part', reason: '室内水龙头由业主自修' })
export const grabbed = (assigneeId: string) => RequestAssigned({ ...of, assigneeId, how: 'grabbed' })
export const given = (assigneeId = 'worker') => RequestAssigned({ ...of, assigneeId, how: 'assigned' })
export const transferred = (assigneeId: string) =>
  RequestAssigned({ ...of, assigneeId, how: 'transferred', reason: '要电工' })
export const changedHands = (assigneeStays = false) =>
  RequestChangedHands({ ...of, adoptionId: 'a2', fromOperatorId: 'old', toOperatorId: 'new', assigneeStays })
export const handedBack = WorkHandedBack({ ...of, reason: '没有这种配件' })
export const paused = (cause: PauseCause = 'owner-decision', resumeBy: Day = today) =>
  WorkPaused({ ...of, cause, note: null, resumeBy, stopsClock: PAUSE_STOPS_CLOCK[cause] })
export const resumed = (resolutionDueAt: Instant) => WorkResumed({ ...of, resolutionDueAt })
export const partlyFixed = (resolutionDueAt: Instant) =>
  PartlyFixed({ ...of, remaining: '地漏还渗水', resolutionDueAt })
/** Told so many minutes after the report, later than it happened. */
export const completedLate = (knownMinute: number) =>
  WorkCompleted({ ...of, note: '已疏通', files: [], knownAt: minutes(knownMinute) })
export const lapsed = ConfirmationLapsed({ ...of, days: 7 })
export const closed = RequestClosed({ ...of, reason: '楼栋已拆' })
export const merged = RequestMerged({ ...of, intoRequestId: 'r2' })
export const followed = (personId: string) => RequestFollowed({ ...of, personId })
export const joined = (...personIds: string[]) => FollowersJoined({ ...of, fromRequestId: 'r2', personIds })
export const urged = RequestUrged({ ...of, personId: 'resident' })
export const told = PersonTold({ ...of, tellingId: 't1', personId: 'resident', means: 'phone', note: null })
export const visited = (result: VisitResult, note: string | null = null) =>
  ReturnVisited({ ...of, visitId: 'v1', result, means: 'phone', note })
export const corrected = (which: TargetName, dueAt: Instant) => VerdictCorrected({ ...of, target: which, dueAt })
export const escalated = (which: TargetName, level: EscalationLevel, dueAt: Instant) =>
  RequestEscalated({ ...of, target: which, level, dueAt })
export const cost = (entryId: string, amountFen: number, labourFen: number) =>
  CostRecorded({ ...of, ...costData(entryId, amountFen, labourFen), totalFen: amountFen + labourFen })

const costData = (entryId: string, amountFen: number, labourFen: number) => ({
  entryId,
  materials: [{ name: '弯头', unit: '个', quantity: Math.sign(amountFen) * 200, amountFen }],
  labourFen,
  note: null,
})

type Details<Command = RequestCommand> = Command extends RequestCommand
  ? Omit<Command, 'requestId' | 'at' | 'receivedAt' | 'by'> & { readonly by?: string }
  : never

/** A command so many minutes after the report, by the worker unless said otherwise; told at once unless said later. */
export const at = (minute: number, details: Details, receivedMinute = minute) =>
  ({
    requestId: 'r1',
    at: minutes(minute),
    receivedAt: minutes(receivedMinute),
    by: 'worker',
    ...details,
  }) as RequestCommand

export const pauseWork = (cause: PauseCause = 'owner-decision', resumeBy: Day = today): Details => ({
  type: 'PauseWork',
  cause,
  note: null,
  resumeBy,
})
export const recordCost = (entryId: string, amountFen: number, labourFen: number): Details => ({
  type: 'RecordCost',
  ...costData(entryId, amountFen, labourFen),
})
export const recordVisit = (result: VisitResult, note: string | null = null): Details => ({
  type: 'RecordVisit',
  visitId: 'v1',
  result,
  means: 'phone',
  note,
})

const liability: LiabilityFacts = {
  day: today,
  place: 'unit',
  category: 'drain',
  text: '厨房下水堵了',
  part: null,
  candidates: 0,
  mode: 'unknown',
  operatorId: null,
  fundOpen: false,
}
const into: MergeFacts = { into: { compoundId: 'c1', isOpen: true, waiterIds: ['resident', 'neighbour'] } }

/** One of each, an hour after the report; the timer's when they are due. A command that is not here does not compile. */
export const commands: Readonly<Record<RequestCommand['type'], RequestCommand>> = {
  ReportRequest: report,
  AcceptRequest: at(60, { type: 'AcceptRequest' }),
  RejectRequest: at(60, { type: 'RejectRequest', ground: 'private-part', reason: '室内水龙头由业主自修' }),
  AssignRequest: at(60, { type: 'AssignRequest', assigneeId: 'worker' }),
  GrabRequest: at(60, { type: 'GrabRequest' }),
  TransferRequest: at(60, { type: 'TransferRequest', assigneeId: 'li', reason: '要电工' }),
  HandBackRequest: at(60, { type: 'HandBackRequest', reason: '没有这种配件' }),
  StartWork: at(60, { type: 'StartWork' }),
  PauseWork: at(60, pauseWork()),
  ResumeWork: at(60, { type: 'ResumeWork' }),
  CompleteWork: at(60, { type: 'CompleteWork', note: '已疏通', files: [] }),
  RecordCost: at(60, recordCost('e1', 600, 4_000)),
  ConfirmCompletion: at(60, { type: 'ConfirmCompletion', how: 'phone', rating: null }),
  ReportPartlyFixed: at(60, { type: 'ReportPartlyFixed', remaining: '地漏还渗水' }),
  ReopenRequest: at(60, { type: 'ReopenRequest', reason: '又堵了' }),
  CancelRequest: at(60, { type: 'CancelRequest', reason: '自己修好了' }),
  CloseRequest: at(60, { type: 'CloseRequest', reason: '楼栋已拆' }),
  MergeRequest: at(60, { type: 'MergeRequest', intoRequestId: 'r2' }),
  FollowRequest: at(60, { type: 'FollowRequest', personId: 'neighbour', by: 'neighbour' }),
  JoinFollowers: at(60, { type: 'JoinFollowers', fromRequestId: 'r2', personIds: ['neighbour'] }),
  UrgeRequest: at(60, { type: 'UrgeRequest', by: 'resident' }),
  TellPerson: at(60, { type: 'TellPerson', tellingId: 't1', personId: 'resident', means: 'phone', note: null }),
  RecordVisit: at(60, recordVisit('satisfied')),
  AddNote: at(60, { type: 'AddNote', noteId: 'n1', text: '约好明天上门', files: [] }),
  DecideLiability: at(60, {
    type: 'DecideLiability',
    route: 'unknown',
    party: null,
    note: null,
    estimateFen: null,
    stated: [],
    proposalId: 'p1',
  }),
  HandOverRequest: at(60, {
    type: 'HandOverRequest',
    adoptionId: 'a2',
    fromOperatorId: 'old',
    toOperatorId: 'new',
    assigneeStays: false,
    by: 'system',
  }),
  MissTarget: at(2 * DAY, { type: 'MissTarget', target: 'resolution', dueAt: minutes(2 * DAY) }),
  EscalateRequest: at(2 * DAY, { type: 'EscalateRequest', target: 'resolution', level: 'due-soon' }),
  LapseConfirmation: at(8 * DAY, { type: 'LapseConfirmation' }),
}

/** What each command's facts are where nothing is in its way. */
export function factsFor({ type }: RequestCommand): RequestFacts {
  if (type === 'ReportRequest') return reportFacts
  if (type === 'AssignRequest' || type === 'GrabRequest' || type === 'TransferRequest') return may
  if (type === 'MergeRequest') return into
  return type === 'DecideLiability' ? { liability } : undefined
}

const done = [reportedEvent(), accepted, assigned(), started, completed]
/** How a request comes to each status. */
export const histories: Readonly<Record<RequestStatus | 'none', readonly RequestEvent[]>> = {
  none: [],
  reported: done.slice(0, 1),
  accepted: done.slice(0, 2),
  assigned: done.slice(0, 3),
  started: done.slice(0, 4),
  paused: [...done.slice(0, 4), paused()],
  completed: done,
  confirmed: [...done, confirmed],
  unanswered: [...done, lapsed],
  cancelled: [...done.slice(0, 2), cancelled],
  rejected: [...done.slice(0, 2), rejected],
  merged: [...done.slice(0, 2), merged],
  closed: [...done.slice(0, 4), closed],
}

/** What the timer asks for when something is due, dated then. */
export function commandOf(due: DueThing): RequestCommand {
  const timing = { requestId: 'r1', at: due.dueAt, receivedAt: due.dueAt, by: 'system' }
  switch (due.what) {
    case 'miss':
      return { ...timing, type: 'MissTarget', target: due.target, dueAt: due.dueAt }
    case 'escalate':
      return { ...timing, type: 'EscalateRequest', target: due.target, level: due.level }
    case 'resume':
      return { ...timing, type: 'ResumeWork' }
    case 'lapse':
      return { ...timing, type: 'LapseConfirmation' }
    default:
      return unreachable(due)
  }
}

/** More firings for one request than it can need: four levels and a miss for each of two clocks, a resumption, a lapse. */
export const MAX_FIRINGS = 12

/** A request that goes on: what each command makes of it is what the next one finds. */
export function going(...events: readonly TimedRequestEvent[]) {
  const log = [...events]
  const state = (): RequestState => fold(requestDecider, log)
  function tell(command: RequestCommand, facts = factsFor(command)): readonly RequestEvent[] {
    const fresh = requestDecider.decide(command, state(), facts)
    log.push(...fresh.map((event) => ({ ...event, metadata: { occurredAt: command.at, actor: command.by } })))
    return fresh
  }
  return {
    log,
    state,
    tell,
    /** The timer does everything that is due until then, in the order of time. */
    sleepUntil(instant: Instant): readonly RequestEvent[] {
      const fired: RequestEvent[] = []
      for (let count = 0; count <= MAX_FIRINGS; count++) {
        const next = dueOf(state())[0]
        if (!next || next.dueAt > instant) return fired
        fired.push(...tell(commandOf(next)))
      }
      throw new Error('what is due never settles')
    },
  }
}
