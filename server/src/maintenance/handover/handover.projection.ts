/**
 * Which requests have to change hands because another operator has taken their compound over, until they have. What is
 * open or waits for an answer when it takes effect, and what is opened again later that was never handed over.
 */
import { DayStarted } from '@changxin/shared/clock'
import { dayOf, type Instant, type Recorded, startOf } from '@changxin/shared/kernel'
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  PartlyFixed,
  RequestAssigned,
  RequestCancelled,
  RequestChangedHands,
  RequestClosed,
  RequestMerged,
  RequestRejected,
  RequestReopened,
  RequestReported,
  WorkHandedBack,
} from '@changxin/shared/maintenance'
import { EmergencyOrderEnded, ManagementTakenOver } from '@changxin/shared/management'
import { on, projection, type Rows } from '../../views/projection.ts'

export const PENDING_TABLE = 'maintenance_handover_pending'

const SCHEMA = `
-- live: open, or completed and not answered to. handed: the adoption with which it last changed hands.
CREATE TABLE maintenance_handover_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, reported_on TEXT NOT NULL, position TEXT NOT NULL,
  live INTEGER NOT NULL, holder_id TEXT, handed TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_handover_request_live ON maintenance_handover_request (compound_id) WHERE live = 1;
CREATE INDEX maintenance_handover_request_handed ON maintenance_handover_request (handed) WHERE handed IS NOT NULL;
-- The latest change of each compound that has taken effect.
CREATE TABLE maintenance_handover_change (
  compound_id TEXT PRIMARY KEY, adoption_id TEXT NOT NULL, from_operator_id TEXT NOT NULL, to_operator_id TEXT,
  on_day TEXT NOT NULL, position TEXT NOT NULL, event_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Taken over from a day on that has not begun.
CREATE TABLE maintenance_handover_upcoming (
  on_day TEXT NOT NULL, compound_id TEXT NOT NULL, adoption_id TEXT NOT NULL, from_operator_id TEXT NOT NULL,
  to_operator_id TEXT, event_id TEXT NOT NULL, PRIMARY KEY (on_day, compound_id)
) STRICT, WITHOUT ROWID;
-- holder_id: who had it when it should have changed hands; whoever was given it since keeps it.
CREATE TABLE maintenance_handover_pending (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, adoption_id TEXT NOT NULL, holder_id TEXT, at TEXT NOT NULL,
  position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_handover_pending_position ON maintenance_handover_pending (position, request_id);
CREATE INDEX maintenance_handover_pending_adoption ON maintenance_handover_pending (adoption_id);
CREATE TABLE maintenance_handover_day (singleton INTEGER PRIMARY KEY CHECK (singleton = 1), day TEXT NOT NULL) STRICT;
`

interface Change {
  readonly on_day: string
  readonly compound_id: string
  readonly adoption_id: string
  readonly from_operator_id: string
  readonly to_operator_id: string | null
  readonly event_id: string
}

function takeEffect(rows: Rows, change: Change, at: Instant, position: string): void {
  const { compound_id: compoundId, adoption_id: adoptionId, on_day: day } = change
  rows.run(
    'INSERT OR REPLACE INTO maintenance_handover_change VALUES (?, ?, ?, ?, ?, ?, ?)',
    compoundId,
    adoptionId,
    change.from_operator_id,
    change.to_operator_id,
    day,
    position,
    change.event_id,
  )
  // What came in on the day itself was the new operator's from the start; it only must not stay with the old one's people.
  rows.run(
    `INSERT OR REPLACE INTO maintenance_handover_pending
     SELECT request_id, compound_id, ?, holder_id, ?, ? FROM maintenance_handover_request
     WHERE compound_id = ? AND live = 1 AND (reported_on < ? OR holder_id IS NOT NULL)`,
    adoptionId,
    at,
    position,
    compoundId,
    day,
  )
  rows.touch({ table: PENDING_TABLE, compoundId })
}

interface Taken {
  readonly compoundId: string
  readonly adoptionId: string
  readonly on: string
  readonly fromOperatorId: string | null
  readonly operatorId?: string | null
}

/** Where nobody managed it before, nobody has anything to hand over. */
function changed(event: Recorded<{ type: string; data: Taken }>, rows: Rows): void {
  const { compoundId, adoptionId, on: day, fromOperatorId, operatorId = null } = event.data
  if (fromOperatorId === null || fromOperatorId === operatorId) return
  const change: Change = {
    on_day: day,
    compound_id: compoundId,
    adoption_id: adoptionId,
    from_operator_id: fromOperatorId,
    to_operator_id: operatorId,
    event_id: event.id,
  }
  const today =
    rows.get<{ day: string }>('SELECT day FROM maintenance_handover_day')?.day ?? dayOf(event.metadata.recordedAt)
  if (day <= today) return takeEffect(rows, change, event.metadata.occurredAt, event.position)
  rows.run(
    'INSERT OR REPLACE INTO maintenance_handover_upcoming VALUES (?, ?, ?, ?, ?, ?)',
    day,
    compoundId,
    adoptionId,
    fromOperatorId,
    operatorId,
    event.id,
  )
  rows.touch({ table: 'maintenance_handover_upcoming', compoundId })
}

type OfRequest = Recorded<{ type: string; data: { requestId: string; compoundId: string } }>

const held = (rows: Rows, requestId: string, holderId: string | null) =>
  rows.run('UPDATE maintenance_handover_request SET holder_id = ? WHERE request_id = ?', holderId, requestId)

function over({ data: { requestId, compoundId } }: OfRequest, rows: Rows): void {
  rows.run('UPDATE maintenance_handover_request SET live = 0 WHERE request_id = ?', requestId)
  settled(rows, requestId, compoundId)
}

function settled(rows: Rows, requestId: string, compoundId: string): void {
  const gone = rows.run('DELETE FROM maintenance_handover_pending WHERE request_id = ?', requestId)
  if (gone > 0) rows.touch({ table: PENDING_TABLE, compoundId })
}

/** It may have ended before the compound changed hands: then it changes hands now. */
function openedAgain({ data: { requestId, compoundId }, metadata, position }: OfRequest, rows: Rows): void {
  rows.run('UPDATE maintenance_handover_request SET live = 1 WHERE request_id = ?', requestId)
  const added = rows.run(
    `INSERT OR IGNORE INTO maintenance_handover_pending
     SELECT r.request_id, r.compound_id, c.adoption_id, r.holder_id, ?, ? FROM maintenance_handover_request r
     JOIN maintenance_handover_change c ON c.compound_id = r.compound_id
     WHERE r.request_id = ? AND r.position < c.position AND r.handed IS NOT c.adoption_id`,
    metadata.occurredAt,
    position,
    requestId,
  )
  if (added > 0) rows.touch({ table: PENDING_TABLE, compoundId })
}

export const handoverProjection = projection('maintenance-handover', 1, SCHEMA, [
  on(RequestReported, ({ data: { requestId, compoundId }, metadata, position }, rows) => {
    rows.run(
      'INSERT INTO maintenance_handover_request VALUES (?, ?, ?, ?, 1, NULL, NULL)',
      requestId,
      compoundId,
      dayOf(metadata.occurredAt),
      position,
    )
    rows.touch({ table: 'maintenance_handover_request', compoundId })
  }),
  on(RequestAssigned, ({ data }, rows) => {
    held(rows, data.requestId, data.assigneeId)
    rows.touch({ table: 'maintenance_handover_request', compoundId: data.compoundId })
  }),
  on(WorkHandedBack, ({ data }, rows) => {
    held(rows, data.requestId, null)
    rows.touch({ table: 'maintenance_handover_request', compoundId: data.compoundId })
  }),
  on(RequestChangedHands, ({ data: { requestId, compoundId, adoptionId, assigneeStays } }, rows) => {
    rows.run('UPDATE maintenance_handover_request SET handed = ? WHERE request_id = ?', adoptionId, requestId)
    if (!assigneeStays) held(rows, requestId, null)
    settled(rows, requestId, compoundId)
  }),
  on(CompletionConfirmed, over),
  on(ConfirmationLapsed, over),
  on(RequestCancelled, over),
  on(RequestRejected, over),
  on(RequestMerged, over),
  on(RequestClosed, over),
  on(RequestReopened, openedAgain),
  on(PartlyFixed, openedAgain),
  on(ManagementTakenOver, changed),
  on(EmergencyOrderEnded, changed),
  on(DayStarted, ({ data: { day }, position }, rows) => {
    rows.run('INSERT OR REPLACE INTO maintenance_handover_day (singleton, day) VALUES (1, ?)', day)
    rows.touch({ table: 'maintenance_handover_day' })
    const begun = rows.all<Change>('SELECT * FROM maintenance_handover_upcoming WHERE on_day <= ? ORDER BY on_day', day)
    for (const change of begun) takeEffect(rows, change, startOf(change.on_day), position)
    if (begun.length > 0) rows.run('DELETE FROM maintenance_handover_upcoming WHERE on_day <= ?', day)
  }),
])
