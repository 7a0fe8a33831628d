/** Demands: the state and who joined in position intervals, what falls due, and decisions that were proposed for one. */
import {
  DecisionProposed,
  type DemandEvent,
  demandDecider,
  demandDueAt,
  demandEvents,
  type KnownDemand,
} from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { closeInterval, currentOf, putInterval } from '../../views/intervals.ts'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'

// state: without those who joined; they have a table of their own, because most events are theirs.
const SCHEMA = `
CREATE TABLE decisions_demand_demand (
  demand_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL,
  compound_id TEXT NOT NULL, status TEXT NOT NULL, overdue INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (demand_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_demand_demand_sort ON decisions_demand_demand (sort) WHERE to_position = '~~';
CREATE TABLE decisions_demand_join (
  demand_id TEXT NOT NULL, unit_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL,
  owner_ids TEXT NOT NULL, means TEXT NOT NULL, PRIMARY KEY (demand_id, unit_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_demand_due (
  demand_id TEXT PRIMARY KEY, due_at TEXT NOT NULL, call_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_demand_due_at ON decisions_demand_due (due_at);
-- answered: the demand knows of it.
CREATE TABLE decisions_demand_proposed (
  decision_id TEXT PRIMARY KEY, demand_id TEXT NOT NULL, compound_id TEXT NOT NULL, position TEXT NOT NULL,
  event_id TEXT NOT NULL, proposed_on TEXT NOT NULL, proposed_at TEXT NOT NULL, answered INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_demand_proposed_open ON decisions_demand_proposed (position) WHERE answered = 0;
`

function handle(event: Recorded<DemandEvent>, rows: Rows): void {
  const { demandId, compoundId } = event.data
  const kept = currentOf<{ sort: string; state: string }>(rows, 'decisions_demand_demand', { demand_id: demandId })
  const before = kept ? (JSON.parse(kept.state) as KnownDemand) : null
  const after = demandDecider.evolve(before, { type: event.type, data: event.data } as DemandEvent)
  if (!after) return
  putInterval(
    rows,
    'decisions_demand_demand',
    { demand_id: demandId },
    {
      sort: kept?.sort ?? event.position,
      compound_id: compoundId,
      status: after.status,
      overdue: after.overdue && after.status === 'reached' ? 1 : 0,
      state: JSON.stringify({ ...after, joins: [] }),
    },
    event.position,
  )
  const dueAt = demandDueAt(after)
  if (dueAt === null) rows.run('DELETE FROM decisions_demand_due WHERE demand_id = ?', demandId)
  else
    rows.run(
      'INSERT OR REPLACE INTO decisions_demand_due VALUES (?, ?, ?)',
      demandId,
      dueAt,
      after.reached?.callBy ?? '',
    )
  rows.touch({ table: 'decisions_demand_demand', compoundId })
}

function handleJoin(event: Recorded<DemandEvent>, rows: Rows): void {
  if (event.type !== 'DemandJoined' && event.type !== 'DemandLeft') return
  const { demandId, compoundId, unitId } = event.data as { demandId: string; compoundId: string; unitId: string }
  const key = { demand_id: demandId, unit_id: unitId }
  if (event.type === 'DemandLeft') closeInterval(rows, 'decisions_demand_join', key, event.position)
  else {
    const { ownerIds, means } = event.data as { ownerIds: readonly string[]; means: string }
    const row = { owner_ids: JSON.stringify(ownerIds), means }
    putInterval(rows, 'decisions_demand_join', key, row, event.position)
  }
  rows.touch({ table: 'decisions_demand_join', compoundId, unitId })
}

function handleAnswered(event: Recorded<DemandEvent>, rows: Rows): void {
  handle(event, rows)
  const { decisionId } = event.data as { decisionId: string }
  rows.run('UPDATE decisions_demand_proposed SET answered = 1 WHERE decision_id = ?', decisionId)
}

const handlers: Readonly<Partial<Record<DemandEvent['type'], typeof handle>>> = {
  DemandJoined: handleJoin,
  DemandLeft: handleJoin,
  DemandAnswered: handleAnswered,
}
const each = demandEvents.map((definition): readonly [string, Handler] =>
  on(definition as (typeof demandEvents)[0], (event, rows) =>
    (handlers[event.type as DemandEvent['type']] ?? handle)(event as never, rows),
  ),
)

export const demandProjection = projection('decisions-demand', 1, SCHEMA, [
  ...each,
  on(DecisionProposed, ({ data, position, id, metadata }, rows) => {
    if (data.calledBy.kind !== 'owners' || data.calledBy.demandId === null) return
    rows.run(
      'INSERT OR REPLACE INTO decisions_demand_proposed VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
      data.decisionId,
      data.calledBy.demandId,
      data.compoundId,
      position,
      id,
      data.proposedOn,
      metadata.occurredAt,
    )
    rows.touch({ table: 'decisions_demand_proposed', compoundId: data.compoundId })
  }),
])
