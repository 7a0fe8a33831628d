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
import type { CompoundState } from './oversight.schema.ts'
import { changeCompound } from './tally.ts'
import { currentDay, inWindow } from './window.ts'

interface RequestRow {
  readonly request_id: string
  readonly compound_id: string
  readonly urgency: Urgency
  readonly state: string
  readonly closed_day: string | null
}

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

function missedNow(before: RequestState, after: RequestState): number {
  if (before.status === 'none' || after.status === 'none') return 0
  return (
    yes(!before.response.missed && after.response.missed) + yes(!before.resolution.missed && after.resolution.missed)
  )
}

function handleRequest(event: Recorded, rows: Rows): void {
  const { requestId, compoundId, urgency } = event.data as { requestId: string; compoundId: string; urgency?: Urgency }
  const row = rows.get<RequestRow>('SELECT * FROM oversight_request WHERE request_id = ?', requestId)
  const before = row ? (JSON.parse(row.state) as RequestState) : NONE
  const after = requestDecider.evolve(before, { type: event.type, data: event.data, metadata: event.metadata } as never)
  const level = row?.urgency ?? urgency ?? 'ordinary'
  const day = currentDay(rows, event)
  const closes = isOpen(before) && !isOpen(after)
  const reopens = !isOpen(before) && isOpen(after) && before.status !== 'none'
  rows.run(
    'INSERT OR REPLACE INTO oversight_request (request_id, compound_id, urgency, state, closed_day) VALUES (?, ?, ?, ?, ?)',
    requestId,
    compoundId,
    level,
    JSON.stringify(after),
    closes ? day : reopens ? null : (row?.closed_day ?? null),
  )
  const met = metNow(before, after)
  const missed = missedNow(before, after)
  if (met + missed === 0 && countsAlike(before, after)) return
  changeCompound(rows, compoundId, (compound) => {
    countState(compound, before, level, -1)
    countState(compound, after, level, 1)
    if (before.status === 'none') compound.reported_today += 1
    if (event.type === 'WorkCompleted') {
      compound.completed_today += 1
      inWindow(rows, compound, day, { completed: 1 })
    }
    if (met || missed) inWindow(rows, compound, day, { targets_met: met, targets_missed: missed })
    if (closes) inWindow(rows, compound, day, { closed: 1 })
    if (reopens && row?.closed_day) inWindow(rows, compound, row.closed_day, { closed: -1 })
    if (event.type === 'RequestReopened') inWindow(rows, compound, day, { repeats: 1 })
  })
}

export const requestHandlers: readonly (readonly [string, Handler])[] = (requestEvents as readonly EventType[])
  .filter((definition) => definition.type !== 'RequestNoteAdded')
  .map((definition) => on(definition, handleRequest as (event: Recorded<AnyEvent>, rows: Rows) => void))
