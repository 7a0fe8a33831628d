/** Decisions about who does the work and how it goes on. */
import {
  addDays,
  addMinutes,
  type Day,
  dayOf,
  epochMsOf,
  type Id,
  type Instant,
  instantOf,
} from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  RequestAccepted,
  RequestAssigned,
  type RequestEvent,
  WorkCompleted,
  WorkHandedBack,
  WorkPaused,
  WorkResumed,
  WorkStarted,
} from './events.ts'
import { PAUSE_STOPS_CLOCK } from './request.clocks.ts'
import type {
  AssignRequest,
  CompleteWork,
  GrabRequest,
  HandBackRequest,
  PauseWork,
  RequestFacts,
  ResumeWork,
  StartWork,
  TransferRequest,
} from './request.commands.ts'
import type { KnownRequest } from './request.state.ts'
import { CLOCK_SKEW_MINUTES } from './request.steps.ts'
import { dueAfter, workingMinutesBetween } from './working-time.ts'

type Events = readonly RequestEvent[]

/** Longer than this nobody waits for parts; a fund vote may take that long. */
export const MAX_PAUSE_DAYS = 180

const ofRequest = ({ requestId, compoundId }: KnownRequest) => ({ requestId, compoundId })

function requireMayWork(facts: RequestFacts, assigneeId: Id): void {
  if (!facts || !('assigneeMayWork' in facts)) throw new TypeError('assigning needs AssignFacts')
  if (!facts.assigneeMayWork) throw reject('assignee-may-not-work', { field: 'assigneeId', assigneeId })
}

/** What must have happened before it can be given to somebody: it was accepted, and it does not stand still. */
function ready(state: KnownRequest, at: Instant): Events {
  if (state.status === 'reported') return [RequestAccepted(ofRequest(state))]
  return state.status === 'paused' ? resume({ at }, state) : []
}

/** Who comes along beside the assignee, each once. */
export function helpersOf({
  assigneeId,
  helperIds = [],
}: Pick<AssignRequest, 'assigneeId' | 'helperIds'>): readonly Id[] {
  return [...new Set(helperIds)].filter((id) => id !== assigneeId)
}

export function assign(command: AssignRequest, state: KnownRequest, facts: RequestFacts): Events {
  const { at, assigneeId, how = 'assigned' } = command
  requireMayWork(facts, assigneeId)
  const helperIds = [...helpersOf(command)]
  const data = { ...ofRequest(state), assigneeId, how, ...(helperIds.length > 0 ? { helperIds } : {}) }
  return [...ready(state, at), RequestAssigned(data)]
}

/** First come: whoever asks second is told that it is gone. */
export function grab({ by, at }: GrabRequest, state: KnownRequest, facts: RequestFacts): Events {
  requireMayWork(facts, by)
  return [...ready(state, at), RequestAssigned({ ...ofRequest(state), assigneeId: by, how: 'grabbed' })]
}

export function transfer(
  { at, assigneeId, reason }: TransferRequest,
  state: KnownRequest,
  facts: RequestFacts,
): Events {
  requireMayWork(facts, assigneeId)
  return [...ready(state, at), RequestAssigned({ ...ofRequest(state), assigneeId, how: 'transferred', reason })]
}

/** Only whoever has it can give it back; the desk assigns somebody else instead. */
export function handBack({ by, at, reason }: HandBackRequest, state: KnownRequest): Events {
  if (state.assigneeId !== by) throw reject('request-not-yours')
  return [...ready(state, at), WorkHandedBack({ ...ofRequest(state), reason })]
}

/** A worker who starts what nobody was given takes it. */
export function start({ by }: StartWork, state: KnownRequest): Events {
  const of = ofRequest(state)
  if (state.status === 'accepted') return [RequestAssigned({ ...of, assigneeId: by, how: 'grabbed' }), WorkStarted(of)]
  if (state.assigneeId !== by && !state.helperIds.includes(by)) throw reject('request-assigned-to-other')
  return [WorkStarted(of)]
}

export function pause({ at, cause, note, resumeBy }: PauseWork, state: KnownRequest): Events {
  const today = dayOf(at)
  requireWithin(today, resumeBy)
  return [WorkPaused({ ...ofRequest(state), cause, note, resumeBy, stopsClock: PAUSE_STOPS_CLOCK[cause] })]
}

function requireWithin(today: Day, resumeBy: Day): void {
  const latest = addDays(today, MAX_PAUSE_DAYS)
  if (resumeBy < today || resumeBy > latest)
    throw reject('resume-by-out-of-range', { field: 'resumeBy', earliest: today, latest })
}

/** The resolution clock goes on from where it stood: with the working time that was left, of whatever that is made. */
export function resume({ at }: Pick<ResumeWork, 'at'>, state: KnownRequest): Events {
  return [WorkResumed({ ...ofRequest(state), resolutionDueAt: resumedDueAt(state, at) })]
}

function resumedDueAt({ pause: stopped, resolution, desk }: KnownRequest, at: Instant): Instant {
  if (!stopped?.stopsClock || stopped.at === null || resolution.missed || at <= stopped.at) return resolution.dueAt
  if (!desk) return instantOf(epochMsOf(resolution.dueAt) + epochMsOf(at) - epochMsOf(stopped.at))
  const leftMinutes = workingMinutesBetween(stopped.at, resolution.dueAt, desk.hours)
  return dueAfter(at, leftMinutes, desk.hours)
}

/** Paused when it changed hands, and nobody was given it since: whoever completes it takes it. */
export function complete({ note, files, at, receivedAt, by }: CompleteWork, state: KnownRequest): Events {
  if (!note?.trim() && files.length === 0) throw reject('completion-needs-photo-or-note', { field: 'note' })
  const of = ofRequest(state)
  const resumed = state.status === 'paused' ? resume({ at }, state) : []
  const isStarted = state.status === 'started' || state.pause?.isStarted === true
  const known = receivedAt > addMinutes(at, CLOCK_SKEW_MINUTES) ? { knownAt: receivedAt } : {}
  const taken = state.assigneeId === null ? [RequestAssigned({ ...of, assigneeId: by, how: 'grabbed' as const })] : []
  return [
    ...resumed,
    ...taken,
    ...(isStarted ? [] : [WorkStarted(of)]),
    WorkCompleted({ ...of, note, files, ...known }),
  ]
}
