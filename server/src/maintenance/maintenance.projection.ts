/** Requests as lists and pages need them: what never changes, the state in position intervals, the steps, what falls due. */
import type { AnyEvent, EventType, Recorded } from '@changxin/shared/kernel'
import {
  clockOf,
  isOpen,
  isOverdue,
  type KnownRequest,
  PersonTold,
  RequestAssigned,
  RequestEscalated,
  RequestNoteAdded,
  RequestReported,
  type RequestState,
  ReturnVisited,
  requestDecider,
  requestEvents,
  TargetsAdopted,
} from '@changxin/shared/maintenance'
import { CURRENT, currentOf, putInterval } from '../views/intervals.ts'
import { type Handler, isSample, on, projection, type Rows } from '../views/projection.ts'
import { recordDue, recordPeople, recordStep, tally } from './maintenance.rows.ts'
import { schema } from './maintenance.schema.ts'
import { type KeptState, stateOf, stateText } from './state-text.ts'

const NONE: RequestState = { status: 'none' }

interface StateRow extends KeptState {
  readonly photos: number
}
type OfRequest = Recorded<{ type: string; data: { requestId: string; compoundId: string } }>

function filesOf(data: unknown): readonly string[] {
  return (data as { files?: readonly string[] }).files ?? []
}

function putState(event: Recorded, state: KnownRequest, photos: number, rows: Rows): void {
  putInterval(
    rows,
    'maintenance_state',
    { request_id: state.requestId },
    {
      compound_id: state.compoundId,
      status: state.status,
      open: isOpen(state) ? 1 : 0,
      overdue: isOverdue(state) ? 1 : 0,
      assignee_id: state.assigneeId,
      next_due_at: isOpen(state) ? clockOf(state).nextDueAt : null,
      followers: state.followerIds.length,
      urged_at: state.urgedAt,
      resume_by: state.pause?.resumeBy ?? null,
      cost_fen: state.costFen,
      changed_hands: state.changedHands === null ? 0 : 1,
      photos,
      revision: event.revision,
      state: stateText(state),
    },
    event.position,
  )
}

interface Change {
  readonly row: StateRow | undefined
  readonly before: RequestState
  readonly after: RequestState
}

/** The same machine as the decider's, so that a list and a decision never disagree. */
function changeBy(event: OfRequest, rows: Rows): Change {
  const row = currentOf<StateRow>(rows, 'maintenance_state', { request_id: event.data.requestId })
  const before = row ? stateOf(row) : NONE
  const after = requestDecider.evolve(before, { type: event.type, data: event.data, metadata: event.metadata } as never)
  return { row, before, after }
}

function handleRequest(event: OfRequest, rows: Rows): void {
  const { row, before, after } = changeBy(event, rows)
  if (after.status === 'none') return
  recordStep(event, after.requestId, rows)
  putState(event, after, (row?.photos ?? 0) + filesOf(event.data).length, rows)
  recordDue(before, after, rows)
  recordPeople(event, before, after, rows)
  tally(before, after, rows)
  rows.touch({ table: 'maintenance_request', compoundId: after.compoundId })
}

/** Nothing that a list of a past day shows has changed: the current row stands, with its new revision. */
function handlePlain(event: OfRequest, rows: Rows): void {
  const { requestId, compoundId } = event.data
  const changed = rows.run(
    `UPDATE maintenance_state SET revision = ? WHERE request_id = ? AND to_position = '${CURRENT}'`,
    event.revision,
    requestId,
  )
  if (changed === 0) return
  recordStep(event, requestId, rows)
  rows.touch({ table: 'maintenance_request', compoundId })
}

/** The same, but what the timer does next hangs on it. */
function handleEscalated(event: OfRequest, rows: Rows): void {
  const { before, after } = changeBy(event, rows)
  if (after.status === 'none') return
  rows.run(
    `UPDATE maintenance_state SET revision = ?, state = ? WHERE request_id = ? AND to_position = '${CURRENT}'`,
    event.revision,
    stateText(after),
    after.requestId,
  )
  recordStep(event, after.requestId, rows)
  recordDue(before, after, rows)
  rows.touch({ table: 'maintenance_request', compoundId: after.compoundId })
}

function handleReported(event: Recorded<ReturnType<typeof RequestReported>>, rows: Rows): void {
  const { data, metadata } = event
  rows.run(
    'INSERT INTO maintenance_request VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    data.requestId,
    data.number,
    data.compoundId,
    data.place.kind,
    data.place.id,
    data.unitId,
    data.buildingId,
    data.category,
    data.urgency,
    data.text,
    metadata.occurredAt,
    metadata.channel,
    data.reporterId,
    metadata.actor,
    data.target.ruleId,
    JSON.stringify(data.files),
    event.position,
    isSample(event),
  )
  handleRequest(event, rows)
}

function handleAssigned(event: Recorded<ReturnType<typeof RequestAssigned>>, rows: Rows): void {
  const { compoundId, assigneeId } = event.data
  rows.run('INSERT OR REPLACE INTO maintenance_turn VALUES (?, ?, ?)', compoundId, assigneeId, event.position)
  handleRequest(event, rows)
}

const special: readonly (readonly [string, Handler])[] = [
  on(RequestReported, handleReported),
  on(RequestAssigned, handleAssigned),
  on(RequestNoteAdded, (event, rows) => (event.data.files.length === 0 ? handlePlain : handleRequest)(event, rows)),
  on(PersonTold, handlePlain),
  on(ReturnVisited, handlePlain),
  on(RequestEscalated, handleEscalated),
]
const isSpecial = new Set(special.map(([type]) => type))

const others: readonly (readonly [string, Handler])[] = (requestEvents as readonly EventType[])
  .filter(({ type }) => !isSpecial.has(type))
  .map((definition) => on(definition, handleRequest as (event: Recorded<AnyEvent>, rows: Rows) => void))

export const maintenanceProjection = projection('maintenance', 6, schema, [
  ...special,
  ...others,
  on(TargetsAdopted, ({ data }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO maintenance_rule VALUES (?, ?, ?, ?, ?, ?)',
      data.ruleId,
      data.validFrom,
      data.mode,
      data.basis,
      data.source,
      JSON.stringify(data),
    )
    rows.touch({ table: 'maintenance_rule' })
  }),
])
