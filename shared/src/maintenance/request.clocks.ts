/** The clocks of a request: which run, what falls due when, who is told when one runs out. */
import { addDays, addMinutes, type Day, epochMsOf, type Instant, instantOf, startOf } from '@changxin/shared/kernel'
import type { RequestStatus } from './api.ts'
import type { EscalationLevel, PauseCause, Urgency } from './events.ts'

export type TargetName = 'response' | 'resolution'
const TARGETS = ['response', 'resolution'] as const

export interface Clock {
  /** Null only when events were folded without their metadata. */
  readonly since: Instant | null
  readonly dueAt: Instant
  readonly met: boolean
  readonly missed: boolean
  /** The last level that was told. */
  readonly told: EscalationLevel | null
}

/** What the clocks need of a request. */
export interface Timed {
  readonly status: RequestStatus
  readonly urgency: Urgency
  readonly response: Clock
  readonly resolution: Clock
  readonly pause: Pause | null
  /** When the latest completion became known, while nobody has answered to it. */
  readonly completedAt: Instant | null
}

export interface Pause {
  /** Since when it stands still; not before the end of the pause before. */
  readonly at: Instant | null
  /** Whether somebody had begun; it goes on from there. */
  readonly isStarted: boolean
  readonly resumeBy: Day
  readonly stopsClock: boolean
}

/** Waiting for those who asked stands outside our time; waiting for parts, weather or the like does not. */
export const PAUSE_STOPS_CLOCK: Readonly<Record<PauseCause, boolean>> = {
  'no-access': true,
  'owner-decision': true,
  'fund-vote': true,
  parts: false,
  weather: false,
  other: false,
}

/** After completion the reporter has so many days; then it is recorded that nobody answered. */
export const CONFIRMATION_DAYS = 7

const OPEN: ReadonlySet<RequestStatus | 'none'> = new Set(['reported', 'accepted', 'assigned', 'started', 'paused'])

/** Open = somebody still has to do something at the place; completed waits for a confirmation only. */
export function isOpen(state: { readonly status: RequestStatus | 'none' }): boolean {
  return OPEN.has(state.status)
}

/** Ended without its being fixed: no clock runs any more. */
const ENDED: ReadonlySet<RequestStatus> = new Set(['cancelled', 'rejected', 'merged', 'closed'])

export interface RunningClock {
  readonly target: TargetName
  readonly dueAt: Instant
}

const byTime = (a: { dueAt: Instant }, b: { dueAt: Instant }) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)

/** Stands still while those who asked are waited for, and for good once the request has ended. */
export function isStopped(state: Timed, target: TargetName): boolean {
  return ENDED.has(state.status) || (target === 'resolution' && state.pause?.stopsClock === true)
}

/** The clocks that still run (neither met nor missed, not stopped), the next due first. */
export function clockOf(state: Timed | { readonly status: 'none' }): {
  readonly running: readonly RunningClock[]
  readonly nextDueAt: Instant | null
} {
  if (state.status === 'none') return { running: [], nextDueAt: null }
  const running = TARGETS.filter((target) => !isStopped(state, target) && !state[target].met && !state[target].missed)
    .map((target) => ({ target, dueAt: state[target].dueAt }))
    .sort(byTime)
  return { running, nextDueAt: running[0]?.dueAt ?? null }
}

/** Open, and either nobody has responded in time and still has not, or the latest resolution clock ran out. */
export function isOverdue(state: Timed | { readonly status: 'none' }): boolean {
  if (state.status === 'none' || !isOpen(state)) return false
  return (state.response.missed && !state.response.met) || state.resolution.missed
}

/** When the timer has something to do, and what. */
export type DueThing =
  | { readonly what: 'miss'; readonly target: TargetName; readonly dueAt: Instant }
  | {
      readonly what: 'escalate'
      readonly target: TargetName
      /** When this level is told. */
      readonly dueAt: Instant
      readonly level: EscalationLevel
    }
  | { readonly what: 'resume'; readonly dueAt: Instant }
  | { readonly what: 'lapse'; readonly dueAt: Instant }

const LEVELS = ['due-soon', 'manager', 'centre', 'subdistrict'] as const
/** Minutes after the target at which each level above the manager is told. */
const LATER_MINUTES: Readonly<Record<Urgency, { readonly centre: number; readonly subdistrict: number }>> = {
  emergency: { centre: 60, subdistrict: 4 * 60 },
  ordinary: { centre: 24 * 60, subdistrict: 3 * 24 * 60 },
  deferrable: { centre: 3 * 24 * 60, subdistrict: 7 * 24 * 60 },
}
/** Told before the target by a quarter of the clock's length, at most four hours. */
const SOON_SHARE = 4
const SOON_AT_MOST_MS = 4 * 3_600_000

function tellAt(level: EscalationLevel, { since, dueAt }: Clock, urgency: Urgency): Instant {
  if (level === 'due-soon') {
    const lengthMs = since === null ? 0 : Math.max(0, epochMsOf(dueAt) - epochMsOf(since))
    return instantOf(epochMsOf(dueAt) - Math.min(SOON_AT_MOST_MS, Math.floor(lengthMs / SOON_SHARE)))
  }
  return level === 'manager' ? dueAt : addMinutes(dueAt, LATER_MINUTES[urgency][level])
}

/** The next level of a clock that nobody has met; undefined when all have been told or the clock stands still. */
function nextTelling(state: Timed, target: TargetName): DueThing | undefined {
  const clock = state[target]
  if (!isOpen(state) || clock.met || isStopped(state, target)) return undefined
  const level = LEVELS[clock.told === null ? 0 : LEVELS.indexOf(clock.told) + 1]
  return level && { what: 'escalate', target, level, dueAt: tellAt(level, clock, state.urgency) }
}

/** Everything that the timer will have to do for this request as it stands, the earliest first. */
export function dueOf(state: Timed | { readonly status: 'none' }): readonly DueThing[] {
  if (state.status === 'none') return []
  const due: DueThing[] = clockOf(state).running.map(({ target, dueAt }) => ({ what: 'miss', target, dueAt }))
  for (const target of TARGETS) {
    const telling = nextTelling(state, target)
    if (telling) due.push(telling)
  }
  if (state.pause) due.push({ what: 'resume', dueAt: startOf(addDays(state.pause.resumeBy, 1)) })
  if (state.status === 'completed' && state.completedAt !== null)
    due.push({ what: 'lapse', dueAt: addMinutes(state.completedAt, CONFIRMATION_DAYS * 24 * 60) })
  return due.sort(byTime)
}
