/**
 * The queue of requests as a day left it, told by a replay of the log from its beginning: each stream is folded with the
 * decider alone. No row, no interval and no projection has a part in it.
 */
import { type Day, dayOf, type Instant, type Recorded } from '@changxin/shared/kernel'
import { clockOf, type KnownRequest, type RequestState, requestDecider, waitersOf } from '@changxin/shared/maintenance'

export interface ReplayedRequest {
  readonly state: KnownRequest
  readonly unitId: string | null
  readonly enteredBy: string
  readonly reportedAt: Instant
  readonly photos: number
  readonly steps: number
}

/** The order of reports, as of the end of the day; the whole log when the day has not ended. */
export function replayUntil(events: readonly Recorded[], day: Day | undefined): ReplayedRequest[] {
  const requests = new Map<string, ReplayedRequest>()
  for (const event of events) {
    if (day !== undefined && event.type === 'DayStarted' && (event.data as { day: Day }).day > day) break
    if (!event.stream.startsWith('request-')) continue
    const data = event.data as { unitId?: string | null; files?: readonly string[] }
    const known = requests.get(event.stream)
    const before: RequestState = known?.state ?? requestDecider.initial
    const after = requestDecider.evolve(before, event as never)
    if (after.status === 'none') throw new Error(`${event.type} begins no request`)
    requests.set(event.stream, {
      state: after,
      unitId: known ? known.unitId : (data.unitId ?? null),
      enteredBy: known?.enteredBy ?? event.metadata.actor,
      reportedAt: known?.reportedAt ?? event.metadata.occurredAt,
      photos: (known?.photos ?? 0) + (data.files?.length ?? 0),
      steps: (known?.steps ?? 0) + 1,
    })
  }
  return [...requests.values()]
}

const WORKING = new Set(['reported', 'accepted', 'assigned', 'started', 'paused'])
const isOpen = ({ state }: ReplayedRequest) => WORKING.has(state.status)
const isLate = ({ state: { response, resolution } }: ReplayedRequest) =>
  (response.missed && !response.met) || resolution.missed
const isOverdue = (request: ReplayedRequest) => isOpen(request) && isLate(request)
const isIn = (status: string) => (request: ReplayedRequest) => request.state.status === status

/** What each view of the list promises, in the plainest words. */
export const VIEWS = {
  all: () => true,
  open: isOpen,
  overdue: isOverdue,
  unassigned: (request) => isOpen(request) && request.state.assigneeId === null,
  paused: isIn('paused'),
  'awaiting-confirmation': isIn('completed'),
  closed: isIn('closed'),
  mine: (request, personId) =>
    isOpen(request) && (request.state.assigneeId === personId || request.state.helperIds.includes(personId)),
  'reported-by-me': (request, personId) =>
    request.enteredBy === personId || waitersOf(request.state).includes(personId),
} as const satisfies Record<string, (request: ReplayedRequest, personId: string) => boolean>
export type View = keyof typeof VIEWS

export const countsOf = (requests: readonly ReplayedRequest[]) => ({
  open: requests.filter(isOpen).length,
  overdue: requests.filter(isOverdue).length,
  unassigned: requests.filter((request) => VIEWS.unassigned(request)).length,
  paused: requests.filter((request) => VIEWS.paused(request)).length,
  awaitingConfirmation: requests.filter(VIEWS['awaiting-confirmation']).length,
  closed: requests.filter((request) => VIEWS.closed(request)).length,
  all: requests.length,
})

/** What a row of the list says of it, but for names, the place and the revision, which what is no step moves too. */
export const rowOf = (request: ReplayedRequest) => ({
  id: request.state.requestId,
  compoundId: request.state.compoundId,
  status: request.state.status,
  urgency: request.state.urgency,
  assigneeId: request.state.assigneeId,
  reportedAt: request.reportedAt,
  nextDueAt: isOpen(request) ? clockOf(request.state).nextDueAt : null,
  responseDueAt: request.state.response.dueAt,
  resolutionDueAt: request.state.resolution.dueAt,
  responseMissed: request.state.response.missed,
  resolutionMissed: request.state.resolution.missed,
  overdue: isOverdue(request),
  reopenedCount: request.state.reopenedCount,
  partlyFixedCount: request.state.partlyFixedCount,
  followers: request.state.followerIds.length,
  urgedAt: request.state.urgedAt,
  photos: request.photos,
})

/** The first day of the log and the one that runs. */
export function spanOf(events: readonly Recorded[]): { readonly firstDay: Day; readonly newestDay: Day } {
  const days = events.filter(({ type }) => type === 'DayStarted').map(({ data }) => (data as { day: Day }).day)
  const first = events[0]
  if (!first) throw new RangeError('an empty log')
  return { firstDay: days[0] ?? dayOf(first.metadata.recordedAt), newestDay: days.at(-1) ?? '' }
}
