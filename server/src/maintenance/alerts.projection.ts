/**
 * Alerts as they stand: for one person, or for an audience in a compound, which the query makes people of by their roles
 * of that moment. They follow from the events alone, so a rebuild gives the same ones with the same ids.
 */
import { DayStarted } from '@changxin/shared/clock'
import { type AnyEvent, addDays, type EventType, type Recorded, startOf } from '@changxin/shared/kernel'
import {
  type Alert,
  AlertSent,
  AlertsSeen,
  alertKey,
  alertsAfter,
  INFORMING,
  INFORMING_DAYS,
  type KnownRequest,
  type RequestState,
  requestDecider,
  requestEvents,
  type TimedRequestEvent,
} from '@changxin/shared/maintenance'
import { PersonErased } from '@changxin/shared/people'
import { deriveId } from '../commands/derive.ts'
import type { KeptTable } from '../views/kept.ts'
import { on, projection, type Rows } from '../views/projection.ts'

const SCHEMA = `
-- What the next alerts of a request follow from.
CREATE TABLE maintenance_alerts_request (request_id TEXT PRIMARY KEY, state TEXT NOT NULL, standing TEXT NOT NULL) STRICT;
-- Either for a person or for an audience in the compound.
CREATE TABLE maintenance_alerts_row (
  request_id TEXT NOT NULL, key TEXT NOT NULL, alert_id TEXT NOT NULL, compound_id TEXT NOT NULL, kind TEXT NOT NULL,
  person_id TEXT, audience TEXT, target TEXT, due_at TEXT, at TEXT NOT NULL, position TEXT NOT NULL,
  PRIMARY KEY (request_id, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX maintenance_alerts_row_id ON maintenance_alerts_row (alert_id);
CREATE INDEX maintenance_alerts_row_person ON maintenance_alerts_row (person_id, position) WHERE person_id IS NOT NULL;
CREATE INDEX maintenance_alerts_row_audience ON maintenance_alerts_row (audience, compound_id) WHERE audience IS NOT NULL;
CREATE INDEX maintenance_alerts_row_informing ON maintenance_alerts_row (at) WHERE kind IN (${kindsIn(INFORMING)});
CREATE TABLE maintenance_alerts_seen (person_id TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT;
-- What needs no sending any more.
CREATE TABLE maintenance_alerts_sent (
  alert_id TEXT NOT NULL, transport TEXT NOT NULL, person_id TEXT NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY (alert_id, transport)
) STRICT, WITHOUT ROWID;
`

function kindsIn(kinds: ReadonlySet<string>): string {
  return [...kinds].map((kind) => `'${kind}'`).join(', ')
}

interface Row {
  readonly request_id: string
  state: RequestState
  standing: readonly Alert[]
}
const REQUESTS: KeptTable<Row> = {
  name: 'maintenance_alerts_request',
  key: 'request_id',
  columns: ['request_id', 'state', 'standing'],
  json: ['state', 'standing'],
}
const NONE: RequestState = { status: 'none' }

type OfRequest = Recorded<{ type: string; data: { requestId: string; compoundId: string } }>

function handleRequest(event: OfRequest, rows: Rows): void {
  const { requestId } = event.data
  const requests = rows.kept(REQUESTS)
  const row = requests.get(requestId) ?? { request_id: requestId, state: NONE, standing: [] }
  const { type, data, metadata } = event
  const step = { type, data, metadata } as TimedRequestEvent
  const after = requestDecider.evolve(row.state, step)
  if (after.status === 'none') return
  const standing = alertsAfter(row.standing, row.state, step, after)
  replace(event, row.standing, standing, after, rows)
  row.state = after
  row.standing = standing
  requests.put(row)
  rows.touch({ table: REQUESTS.name, compoundId: after.compoundId })
}

/** Those that go on standing keep their place in the log: nobody is told twice. */
function replace(
  event: OfRequest,
  before: readonly Alert[],
  now: readonly Alert[],
  { requestId, compoundId }: KnownRequest,
  rows: Rows,
): void {
  const was = new Map(before.map((alert) => [alertKey(alert), alert]))
  const is = new Map(now.map((alert) => [alertKey(alert), alert]))
  const touch = ({ personId }: Alert) =>
    rows.touch({ table: 'maintenance_alerts_row', compoundId, ...(personId === null ? {} : { personId }) })
  for (const [key, alert] of was) {
    if (is.has(key)) continue
    rows.run('DELETE FROM maintenance_alerts_row WHERE request_id = ? AND key = ?', requestId, key)
    touch(alert)
  }
  for (const [key, alert] of is) {
    if (was.has(key)) continue
    rows.run(
      'INSERT INTO maintenance_alerts_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      requestId,
      key,
      deriveId('alert', event.id, key),
      compoundId,
      alert.kind,
      alert.personId,
      alert.audience,
      alert.target,
      alert.dueAt,
      alert.at ?? event.metadata.occurredAt,
      event.position,
    )
    touch(alert)
  }
}

/** What tells nobody anything is not even folded here: no alert hangs on what was noted, spent or decided about money. */
const PASSED_OVER = new Set(['RequestNoteAdded', 'CostRecorded', 'LiabilityDecided', 'FundUseProposed'])
const ofRequests = (requestEvents as readonly EventType[])
  .filter(({ type }) => !PASSED_OVER.has(type))
  .map((definition) => on(definition, handleRequest as (event: Recorded<AnyEvent>, rows: Rows) => void))

export const alertsProjection = projection('maintenance-alerts', 2, SCHEMA, [
  ...ofRequests,
  on(DayStarted, ({ data }, rows) => {
    const gone = rows.run(
      `DELETE FROM maintenance_alerts_row WHERE kind IN (${kindsIn(INFORMING)}) AND at < ?`,
      startOf(addDays(data.day, -INFORMING_DAYS)),
    )
    if (gone > 0) rows.touch({ table: 'maintenance_alerts_row' })
  }),
  on(AlertsSeen, ({ data }, rows) => {
    rows.run('INSERT OR REPLACE INTO maintenance_alerts_seen VALUES (?, ?)', data.personId, data.untilPosition)
    rows.touch({ table: 'maintenance_alerts_seen', personId: data.personId })
  }),
  on(AlertSent, ({ data }, rows) => {
    const { alertId, transport, personId, outcome } = data
    rows.run(
      'INSERT OR REPLACE INTO maintenance_alerts_sent VALUES (?, ?, ?, ?)',
      alertId,
      transport,
      personId,
      outcome,
    )
    rows.touch({ table: 'maintenance_alerts_sent', personId })
  }),
  on(PersonErased, ({ data }, rows) => {
    for (const table of ['row', 'seen', 'sent'])
      rows.run(`DELETE FROM maintenance_alerts_${table} WHERE person_id = ?`, data.personId)
    rows.touch({ table: 'maintenance_alerts_row', personId: data.personId })
  }),
])
