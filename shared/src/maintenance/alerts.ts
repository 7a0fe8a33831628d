/**
 * 提醒: what one person, or whoever answers for a compound, should know or do about a request. Most of them follow from
 * the state of the request and end with it; the others are raised by a step and stand until the matter is done.
 */
import type { Id, Instant } from '@changxin/shared/kernel'
import { type AlertAudience, type AlertKind, INFORMING } from './alerts.api.ts'
import { EscalationLevel } from './events.ts'
import { isOpen, isStopped, type TargetName } from './request.clocks.ts'
import { type KnownRequest, type RequestState, type TimedRequestEvent, waitersOf } from './request.state.ts'

/** For one person, or for all who answer for the compound in one way: never for both. */
export interface Alert {
  readonly kind: AlertKind
  readonly personId: Id | null
  readonly audience: AlertAudience | null
  /** Of what is due: which clock, and when it runs out. */
  readonly target: TargetName | null
  readonly dueAt: Instant | null
  /** When it happened in the world; null only when events were folded without their metadata. */
  readonly at: Instant | null
}

type To = { readonly personId: Id } | { readonly audience: AlertAudience }
type Raised = Omit<Alert, 'at'>

const TARGETS = ['response', 'resolution'] as const
/** Each is told after the one before; the first is told to whoever has the request in hand. */
const LEVELS: readonly EscalationLevel[] = EscalationLevel.options
/** What one is told in return for urging, or a sign that somebody sees to it. */
const ANSWERS: ReadonlySet<TimedRequestEvent['type']> = new Set([
  'RequestAccepted',
  'RequestAssigned',
  'WorkStarted',
  'WorkPaused',
  'WorkResumed',
  'WorkCompleted',
  'PersonTold',
])
/** The actor of what the timer appends. */
const TIMER: Id = 'system'

const raise = (kind: AlertKind, to: To): Raised => ({
  kind,
  personId: 'personId' in to ? to.personId : null,
  audience: 'audience' in to ? to.audience : null,
  target: null,
  dueAt: null,
})
const toEach = (kind: AlertKind, personIds: readonly Id[]) => personIds.map((personId) => raise(kind, { personId }))

const teamOf = (state: RequestState): readonly Id[] =>
  state.status === 'none' || state.assigneeId === null ? [] : [state.assigneeId, ...state.helperIds]
/** Who has to see to it now; while nobody is given it, the desk. */
const handsOf = ({ assigneeId }: KnownRequest): To =>
  assigneeId === null ? { audience: 'desk' } : { personId: assigneeId }

/** Same key = the same alert. What can happen again and again is another one each time. */
export function alertKey({ kind, personId, audience, target, dueAt, at }: Alert): string {
  const to = personId === null ? `@${audience}` : personId
  const again = kind === 'urged' || INFORMING.has(kind) ? at : dueAt
  return [kind, to, target ?? '', again ?? ''].join(' ')
}

/** The alerts that stand after an event; those that stood before are answered as they were. */
export function alertsAfter(
  standing: readonly Alert[],
  before: RequestState,
  event: TimedRequestEvent,
  after: KnownRequest,
): readonly Alert[] {
  const { actor = null, occurredAt: at = null } = event.metadata ?? {}
  // Nobody is told what they have done themselves.
  const raised = raisedBy(before, event, after).filter(({ personId }) => personId === null || personId !== actor)
  const fresh = [...raised, ...followingFrom(after)].map((alert) => ({ ...alert, at }))
  const kept = standing.filter((alert) => !FOLLOWING.has(alert.kind) && stands(alert, event, after))
  const known = new Map(standing.map((alert) => [alertKey(alert), alert]))
  const unique = new Map([...kept, ...fresh].map((alert) => [alertKey(alert), alert]))
  return [...unique].map(([key, alert]) => known.get(key) ?? alert)
}

/** They follow from the state alone: there is nothing to end, and what is put right later is put right here. */
const FOLLOWING: ReadonlySet<AlertKind> = new Set(['emergency', 'confirm', 'done', 'due-soon', 'overdue'])

function followingFrom(state: KnownRequest): readonly Raised[] {
  return [...answersAwaited(state), ...TARGETS.flatMap((target) => dueAlerts(state, target))]
}

function answersAwaited(state: KnownRequest): readonly Raised[] {
  const { status, urgency, reporterId, followerIds, assigneeId } = state
  if (status === 'reported' && urgency === 'emergency') return [raise('emergency', { audience: 'desk' })]
  if (status !== 'completed') return []
  // Whoever only follows cannot say for the reporter that it is fixed, and nobody confirms their own work.
  const followers = toEach('done', followerIds)
  const reporter = reporterId === null ? [] : toEach('confirm', [reporterId])
  return [...reporter, ...followers].filter(({ personId }) => personId !== assigneeId)
}

/** Whose hands it is in is told first, then each level above that the timer has told; all until the clock is met. */
function dueAlerts(state: KnownRequest, target: TargetName): readonly Raised[] {
  const { told, missed, met, dueAt } = state[target]
  if (!isOpen(state) || met || isStopped(state, target) || (told === null && !missed)) return []
  const above = LEVELS.slice(0, told === null ? 0 : LEVELS.indexOf(told) + 1).filter((level) => level !== 'due-soon')
  const due = (kind: 'due-soon' | 'overdue', to: To): Raised => ({ ...raise(kind, to), target, dueAt })
  return [
    due(missed ? 'overdue' : 'due-soon', handsOf(state)),
    ...above.map((audience) => due('overdue', { audience })),
  ]
}

function raisedBy(before: RequestState, event: TimedRequestEvent, after: KnownRequest): readonly Raised[] {
  const team = teamOf(after)
  switch (event.type) {
    case 'RequestAssigned':
    case 'WorkHandedBack':
      return [...givenTo(before, after), ...toEach('taken', without(teamOf(before), team))]
    case 'RequestChangedHands':
      return takenOver(before, after)
    case 'WorkPaused':
      return event.data.cause === 'no-access' || event.data.cause === 'owner-decision'
        ? toEach('awaited', reporterOf(after))
        : []
    case 'WorkResumed':
      return event.metadata?.actor === TIMER ? toEach('resumed', team.slice(0, 1)) : []
    case 'RequestReopened':
      return openedAgain('reopened', after)
    case 'PartlyFixed':
      return openedAgain('partly-fixed', after)
    case 'RequestUrged':
      return [raise('urged', handsOf(after))]
    case 'RequestRejected':
      return [...toEach('rejected', waitersOf(after)), ...toEach('called-off', team)]
    case 'RequestClosed':
      return [...toEach('closed', waitersOf(after)), ...toEach('called-off', team)]
    case 'RequestMerged':
      return [...toEach('merged', waitersOf(after)), ...toEach('called-off', team)]
    case 'RequestCancelled':
      return toEach('called-off', team)
    default:
      return []
  }
}

function givenTo(before: RequestState, after: KnownRequest): readonly Raised[] {
  const { assigneeId, helperIds } = after
  if (assigneeId === null) return [raise('handed-back', { audience: 'desk' })]
  return [...toEach('assigned', [assigneeId]), ...toEach('helping', without(helperIds, teamOf(before).slice(1)))]
}

/** Whoever was on the way need not go; what they had is the desk's to assign. Nobody who waits is asked anything. */
function takenOver(before: RequestState, after: KnownRequest): readonly Raised[] {
  const had = isOpen(before) ? without(teamOf(before), teamOf(after)) : []
  return had.length === 0 ? [] : [raise('changed-hands', { audience: 'desk' }), ...toEach('handed-over', had)]
}

const openedAgain = (kind: 'reopened' | 'partly-fixed', after: KnownRequest): readonly Raised[] =>
  after.assigneeId === null ? [raise(kind, { audience: 'desk' })] : toEach(kind, teamOf(after))

const reporterOf = ({ reporterId }: KnownRequest) => (reporterId === null ? [] : [reporterId])
const without = (personIds: readonly Id[], others: readonly Id[]) => personIds.filter((id) => !others.includes(id))

/** Whether what a step raised is still to be known or done after another event. */
function stands({ kind, personId, audience }: Alert, event: TimedRequestEvent, after: KnownRequest): boolean {
  const { status } = after
  const isOnIt = personId !== null && teamOf(after).includes(personId)
  const isInTheirHands = audience === 'desk' ? after.assigneeId === null : after.assigneeId === personId
  switch (kind) {
    case 'assigned':
      return isInTheirHands && status === 'assigned'
    case 'helping':
      return isOnIt && status === 'assigned'
    case 'resumed':
      return isInTheirHands && (status === 'assigned' || status === 'started') && event.type !== 'WorkStarted'
    case 'taken':
    case 'handed-over':
      return !isOnIt
    case 'handed-back':
      return isInTheirHands && status === 'accepted'
    case 'changed-hands':
      return isInTheirHands && isOpen(after)
    case 'awaited':
      return status === 'paused'
    case 'reopened':
    case 'partly-fixed':
      return audience === 'desk' ? status === 'accepted' : isOnIt && status === 'assigned'
    case 'urged':
      return isOpen(after) && isInTheirHands && !ANSWERS.has(event.type)
    case 'called-off':
      return !isOpen(after)
    case 'merged':
    case 'rejected':
    case 'closed':
      return status === kind
    default:
      return false
  }
}
