/** Requests as oversight counts them: the same state machine as the decider's, and the differences it makes. */
import type { AnyEvent, EventType, Recorded } from '@changxin/shared/kernel'
import {
  isOpen,
  isOverdue,
  type RequestState,
  requestDecider,
  requestEvents,
  type Urgency,
} from '@changxin/shared/maintenance'
import { type Handler, on, type Rows } from '../views/projection.ts'
import { REQUESTS, type RequestRow } from './oversight.kept.ts'
import type { CompoundState } from './oversight.schema.ts'
import { changeCompound } from './tally.ts'
import { currentDay, inWindow } from './window.ts'

const NONE: RequestState = { status: 'none' }
const yes = (value: boolean) => (value ? 1 : 0)

function countState(compound: CompoundState, state: RequestState, urgency: Urgency, sign: 1 | -1): void {
  const open = isOpen(state)
  compound.open_requests += sign * yes(open)
  compound.overdue_requests += sign * yes(isOverdue(state))
  compound.awaiting_requests += sign * yes(state.status === 'completed')
  compound[`open_${urgency}`] += sign * yes(open)
}

/** Accepted and assigned, say, are both open: the compound counts what it counted. */
function countsAlike(before: RequestState, after: RequestState): boolean {
  return (
    before.status !== 'none' &&
    isOpen(before) === isOpen(after) &&
    isOverdue(before) === isOverdue(after) &&
    (before.status === 'completed') === (after.status === 'completed')
  )
}

/** A clock that was met by this step without having been missed. */
function metNow(before: RequestState, after: RequestState): number {
  if (before.status === 'none' || after.status === 'none') return 0
  const met = (target: 'response' | 'resolution') =>
    yes(!before[target].met && after[target].met && !after[target].missed)
  return met('response') + met('resolution')
}

const TARGETS = ['response', 'resolution'] as const
type TargetName = (typeof TARGETS)[number]

function missedNow(before: RequestState, after: RequestState): TargetName[] {
  if (before.status === 'none' || after.status === 'none') return []
  return TARGETS.filter((target) => !before[target].missed && after[target].missed)
}

/** The day on which a miss was counted that this event takes back. */
function takenBack(event: Recorded, row: RequestRow | undefined, before: RequestState, after: RequestState) {
  if (event.type !== 'VerdictCorrected' || before.status === 'none' || after.status === 'none') return undefined
  const target = TARGETS.find((name) => before[name].missed && !after[name].missed)
  return target && row?.[`${target}_missed_day`]
}

function handleRequest(event: Recorded, rows: Rows): void {
  const { requestId, compoundId, urgency } = event.data as { requestId: string; compoundId: string; urgency?: Urgency }
  const requests = rows.kept(REQUESTS)
  const row = requests.get(requestId)
  const before = row?.state ?? NONE
  const after = requestDecider.evolve(before, { type: event.type, data: event.data, metadata: event.metadata } as never)
  const level = row?.urgency ?? urgency ?? 'ordinary'
  const day = currentDay(rows, event)
  const closes = isOpen(before) && !isOpen(after)
  const reopens = !isOpen(before) && isOpen(after) && before.status !== 'none'
  const met = metNow(before, after)
  const missed = missedNow(before, after)
  const correctedDay = takenBack(event, row, before, after)
  const closedDay = row?.closed_day ?? null
  requests.put({
    request_id: requestId,
    compound_id: compoundId,
    urgency: level,
    state: after,
    closed_day: closes ? day : reopens ? null : closedDay,
    response_missed_day: missed.includes('response') ? day : (row?.response_missed_day ?? null),
    resolution_missed_day: missed.includes('resolution') ? day : (row?.resolution_missed_day ?? null),
  })
  if (met + missed.length === 0 && !correctedDay && countsAlike(before, after)) return
  changeCompound(rows, compoundId, (compound) => {
    countState(compound, before, level, -1)
    countState(compound, after, level, 1)
    if (before.status === 'none') compound.reported_today += 1
    if (event.type === 'WorkCompleted') {
      compound.completed_today += 1
      inWindow(rows, compound, day, { completed: 1 })
    }
    if (met || missed.length > 0) inWindow(rows, compound, day, { targets_met: met, targets_missed: missed.length })
    if (correctedDay) {
      inWindow(rows, compound, correctedDay, { targets_missed: -1 })
      inWindow(rows, compound, day, { targets_met: 1 })
    }
    if (closes) inWindow(rows, compound, day, { closed: 1 })
    if (reopens && closedDay) inWindow(rows, compound, closedDay, { closed: -1 })
    if (event.type === 'RequestReopened') inWindow(rows, compound, day, { repeats: 1 })
  })
}

/** What is only added moves no figure: it is not even folded here. */
const PASSED_OVER = new Set([
  'RequestNoteAdded',
  'CostRecorded',
  'RequestFollowed',
  'FollowersJoined',
  'RequestUrged',
  'PersonTold',
  'ReturnVisited',
  'RequestEscalated',
  'LiabilityDecided',
  'FundUseProposed',
])

export const requestHandlers: readonly (readonly [string, Handler])[] = (requestEvents as readonly EventType[])
  .filter((definition) => !PASSED_OVER.has(definition.type))
  .map((definition) => on(definition, handleRequest as (event: Recorded<AnyEvent>, rows: Rows) => void))
