/** Requests as lists and pages need them: what never changes, the state in position intervals, the steps, what falls due. */
import type { AnyEvent, EventType, Recorded } from '@changxin/shared/kernel'
import {
  clockOf,
  isOpen,
  isOverdue,
  type KnownRequest,
  RequestNoteAdded,
  RequestReported,
  type RequestState,
  requestDecider,
  requestEvents,
  TargetsAdopted,
} from '@changxin/shared/maintenance'
import { CURRENT, currentOf, putInterval } from '../views/intervals.ts'
import { type Handler, isSample, on, projection, type Rows } from '../views/projection.ts'

const schema = `
CREATE TABLE maintenance_request (
  request_id TEXT PRIMARY KEY, number TEXT NOT NULL, compound_id TEXT NOT NULL, place_kind TEXT NOT NULL, place_id TEXT NOT NULL,
  unit_id TEXT, building_id TEXT, category TEXT NOT NULL, urgency TEXT NOT NULL, text TEXT NOT NULL, reported_at TEXT NOT NULL,
  channel TEXT NOT NULL, reporter_id TEXT, entered_by TEXT NOT NULL, rule_id TEXT NOT NULL, files TEXT NOT NULL,
  position TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT;
CREATE INDEX maintenance_request_compound ON maintenance_request (compound_id, position);
CREATE INDEX maintenance_request_position ON maintenance_request (position);
CREATE INDEX maintenance_request_unit ON maintenance_request (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX maintenance_request_reporter ON maintenance_request (reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX maintenance_request_entered ON maintenance_request (entered_by);
CREATE TABLE maintenance_state (
  request_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, compound_id TEXT NOT NULL,
  status TEXT NOT NULL, open INTEGER NOT NULL, overdue INTEGER NOT NULL, assignee_id TEXT, next_due_at TEXT,
  photos INTEGER NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (request_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_state_open ON maintenance_state (compound_id, overdue) WHERE to_position = '~~' AND open = 1;
CREATE INDEX maintenance_state_assignee ON maintenance_state (assignee_id, open) WHERE to_position = '~~';
CREATE TABLE maintenance_step (
  event_id TEXT NOT NULL, request_id TEXT NOT NULL, position TEXT NOT NULL, type TEXT NOT NULL, occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL, actor_id TEXT NOT NULL, on_behalf_of TEXT, channel TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE maintenance_due (
  request_id TEXT NOT NULL, target TEXT NOT NULL, due_at TEXT NOT NULL, PRIMARY KEY (request_id, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_due_at ON maintenance_due (due_at);
CREATE TABLE maintenance_tally (
  compound_id TEXT PRIMARY KEY, total INTEGER NOT NULL, open INTEGER NOT NULL, overdue INTEGER NOT NULL, awaiting INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE maintenance_rule (
  rule_id TEXT NOT NULL, valid_from TEXT NOT NULL, mode TEXT, basis TEXT NOT NULL, source TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (rule_id, valid_from)
) STRICT;`

const NONE: RequestState = { status: 'none' }

interface StateRow {
  readonly state: string
  readonly photos: number
}

/** Texts and files of a step; everything else of the data becomes facts for the screen. */
function filesOf(data: unknown): readonly string[] {
  return (data as { files?: readonly string[] }).files ?? []
}

function recordStep(event: Recorded, requestId: string, rows: Rows): void {
  const { actor, onBehalfOf, channel, occurredAt, recordedAt } = event.metadata
  rows.run(
    'INSERT INTO maintenance_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    event.id,
    requestId,
    event.position,
    event.type,
    occurredAt,
    recordedAt,
    actor,
    onBehalfOf ?? null,
    channel,
    JSON.stringify(event.data),
  )
}

function recordDue(requestId: string, before: RequestState, after: RequestState, rows: Rows): void {
  const runs = (state: RequestState) => clockOf(state).running.map(({ target, dueAt }) => `${target} ${dueAt}`)
  const was = runs(before)
  const now = runs(after)
  for (const { target, dueAt } of clockOf(before).running) {
    if (!now.includes(`${target} ${dueAt}`))
      rows.run('DELETE FROM maintenance_due WHERE request_id = ? AND target = ?', requestId, target)
  }
  for (const { target, dueAt } of clockOf(after).running) {
    if (!was.includes(`${target} ${dueAt}`))
      rows.run('INSERT INTO maintenance_due (request_id, target, due_at) VALUES (?, ?, ?)', requestId, target, dueAt)
  }
}

function countOf(state: RequestState) {
  return {
    open: isOpen(state) ? 1 : 0,
    overdue: isOverdue(state) ? 1 : 0,
    awaiting: state.status === 'completed' ? 1 : 0,
  }
}

function tally(compoundId: string, before: RequestState, after: RequestState, rows: Rows): void {
  const was = countOf(before)
  const now = countOf(after)
  const stands = was.open === now.open && was.overdue === now.overdue && was.awaiting === now.awaiting
  if (before.status !== 'none' && stands) return
  rows.run(
    `INSERT INTO maintenance_tally VALUES (?, ?, ?, ?, ?) ON CONFLICT (compound_id) DO UPDATE SET total = total + excluded.total,
     open = open + excluded.open, overdue = overdue + excluded.overdue, awaiting = awaiting + excluded.awaiting`,
    compoundId,
    before.status === 'none' ? 1 : 0,
    now.open - was.open,
    now.overdue - was.overdue,
    now.awaiting - was.awaiting,
  )
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
      photos,
      revision: event.revision,
      state: JSON.stringify(state),
    },
    event.position,
  )
}

function handleRequest(event: Recorded, rows: Rows): void {
  const { requestId, compoundId } = event.data as { requestId: string; compoundId: string }
  const row = currentOf<StateRow>(rows, 'maintenance_state', { request_id: requestId })
  const before = row ? (JSON.parse(row.state) as RequestState) : NONE
  // The same machine as the decider's, so that a list and a decision never disagree.
  const after = requestDecider.evolve(before, { type: event.type, data: event.data, metadata: event.metadata } as never)
  if (after.status === 'none') return
  recordStep(event, requestId, rows)
  putState(event, after, (row?.photos ?? 0) + filesOf(event.data).length, rows)
  recordDue(requestId, before, after, rows)
  tally(compoundId, before, after, rows)
  rows.touch({ table: 'maintenance_request', compoundId })
}

/** Nothing that a list of a past day shows has changed: the current row stands, with its new revision. */
function handlePlainNote(event: Recorded<ReturnType<typeof RequestNoteAdded>>, rows: Rows): void {
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

const stepHandlers: readonly (readonly [string, Handler])[] = (requestEvents as readonly EventType[])
  .filter(({ type }) => type !== RequestReported.type && type !== RequestNoteAdded.type)
  .map((definition) => on(definition, handleRequest as (event: Recorded<AnyEvent>, rows: Rows) => void))

export const maintenanceProjection = projection('maintenance', 3, schema, [
  on(RequestReported, handleReported),
  on(RequestNoteAdded, (event, rows) => (event.data.files.length === 0 ? handlePlainNote : handleRequest)(event, rows)),
  ...stepHandlers,
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
