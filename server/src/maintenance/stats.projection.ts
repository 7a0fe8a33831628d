/** Each request as statistics need it: how long until somebody came and until it was done, how it ended, whose repeat it is. */
import { dayOf, epochMsOf, type Instant, type Recorded } from '@changxin/shared/kernel'
import {
  CompletionConfirmed,
  type ConfirmedMatter,
  PartlyFixed,
  type ReportedMatter,
  RequestAccepted,
  RequestCancelled,
  RequestMerged,
  type RequestPlace,
  RequestRejected,
  RequestReopened,
  RequestReported,
  repeatedBy,
  WorkCompleted,
  WorkStarted,
} from '@changxin/shared/maintenance'
import { type Handler, on, projection, type Rows } from '../views/projection.ts'

const SCHEMA = `
-- withdrawn: cancelled, refused or merged; such a one is nobody's repeat. Minutes are whole and since the report.
CREATE TABLE maintenance_stats_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, place_kind TEXT NOT NULL, place_id TEXT NOT NULL,
  category TEXT NOT NULL, reported_at TEXT NOT NULL, reported_on TEXT NOT NULL, response_met_by TEXT NOT NULL,
  response_minutes INTEGER, resolution_minutes INTEGER, was_completed INTEGER NOT NULL, confirmed INTEGER NOT NULL,
  rating INTEGER, reopened INTEGER NOT NULL, partly_fixed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, repeat_of TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_stats_request_day ON maintenance_stats_request (reported_on);
CREATE INDEX maintenance_stats_request_compound ON maintenance_stats_request (compound_id, reported_on);
CREATE INDEX maintenance_stats_request_place ON maintenance_stats_request (place_id, category);
CREATE INDEX maintenance_stats_request_repeat ON maintenance_stats_request (repeat_of) WHERE repeat_of IS NOT NULL;
-- Every confirmation, also of what was reopened later: at that time it was taken to be fixed.
CREATE TABLE maintenance_stats_confirmation (
  position TEXT PRIMARY KEY, request_id TEXT NOT NULL, place_kind TEXT NOT NULL, place_id TEXT NOT NULL,
  category TEXT NOT NULL, confirmed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_stats_confirmation_place ON maintenance_stats_confirmation (place_id, category, position);
`

interface Row {
  readonly request_id: string
  readonly compound_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
  readonly category: ReportedMatter['category']
  readonly reported_at: Instant
  readonly response_met_by: string
}
interface ConfirmationRow extends Omit<Row, 'compound_id' | 'reported_at'> {
  readonly confirmed_at: Instant
}

const matterOf = (row: Pick<Row, 'request_id' | 'place_kind' | 'place_id' | 'category'>) => ({
  requestId: row.request_id,
  place: { kind: row.place_kind, id: row.place_id },
  category: row.category,
})
const reportOf = (row: Row): ReportedMatter => ({ ...matterOf(row), reportedAt: row.reported_at })

/** In the order of the log. */
function confirmationsAt(rows: Rows, { place, category }: ReportedMatter): ConfirmedMatter[] {
  return rows
    .all<ConfirmationRow>(
      'SELECT * FROM maintenance_stats_confirmation WHERE place_id = ? AND category = ? ORDER BY position',
      place.id,
      category,
    )
    .map((row) => ({ ...matterOf(row), confirmedAt: row.confirmed_at }))
}

/** Looked up at each report and, since what happened may be told late, at each confirmation for the reports around it. */
function linkRepeat(rows: Rows, report: ReportedMatter): void {
  rows.run(
    'UPDATE maintenance_stats_request SET repeat_of = ? WHERE request_id = ?',
    repeatedBy(report, confirmationsAt(rows, report))?.requestId ?? null,
    report.requestId,
  )
}

function reported({ data, metadata }: Recorded<ReturnType<typeof RequestReported>>, rows: Rows): void {
  const { requestId, compoundId, place, category, target } = data
  rows.run(
    'INSERT INTO maintenance_stats_request VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL)',
    requestId,
    compoundId,
    place.kind,
    place.id,
    category,
    metadata.occurredAt,
    dayOf(metadata.occurredAt),
    target.responseMetBy,
  )
  linkRepeat(rows, { requestId, place, category, reportedAt: metadata.occurredAt })
  rows.touch({ table: 'maintenance_stats_request', compoundId })
}

type OfRequest = { readonly type: string; readonly data: { readonly requestId: string } }

/** A step of a known request; `change` writes what it changes. */
function step<Event extends OfRequest>(
  change: (event: Recorded<Event>, rows: Rows, row: Row, minutes: number) => void,
): (event: Recorded<Event>, rows: Rows) => void {
  return (event, rows) => {
    const row = rows.get<Row>('SELECT * FROM maintenance_stats_request WHERE request_id = ?', event.data.requestId)
    if (!row) return
    // A slow clock may say that the answer came before the report: then it came at once.
    const afterMs = Math.max(0, epochMsOf(event.metadata.occurredAt) - epochMsOf(row.reported_at))
    const minutes = Math.floor(afterMs / 60_000)
    change(event, rows, row, minutes)
    rows.touch({ table: 'maintenance_stats_request', compoundId: row.compound_id })
  }
}

const set = (rows: Rows, row: Row, sql: string, ...params: (number | null)[]) =>
  rows.run(`UPDATE maintenance_stats_request SET ${sql} WHERE request_id = ?`, ...params, row.request_id)
const answered = (rows: Rows, row: Row, minutes: number) =>
  set(rows, row, 'response_minutes = coalesce(response_minutes, ?)', minutes)

const accepted = step((_, rows, row, minutes) => {
  if (row.response_met_by === 'accepted') answered(rows, row, minutes)
})
const withdrawn = step((_, rows, row) => set(rows, row, 'withdrawn = 1'))
const rejected = step((_, rows, row, minutes) => {
  if (row.response_met_by === 'accepted') answered(rows, row, minutes)
  set(rows, row, 'withdrawn = 1')
})
const started = step((_, rows, row, minutes) => answered(rows, row, minutes))
const completed = step((_, rows, row, minutes) => {
  answered(rows, row, minutes)
  set(rows, row, 'resolution_minutes = ?, was_completed = 1', minutes)
})
const OPEN_AGAIN = 'resolution_minutes = NULL, confirmed = 0, withdrawn = 0'
const reopened = step((_, rows, row) => set(rows, row, `${OPEN_AGAIN}, reopened = reopened + 1`))
const partlyFixed = step((_, rows, row) => set(rows, row, `${OPEN_AGAIN}, partly_fixed = partly_fixed + 1`))

const confirmed = step((event: Recorded<ReturnType<typeof CompletionConfirmed>>, rows, row) => {
  set(rows, row, 'confirmed = 1, rating = coalesce(?, rating)', event.data.rating)
  rows.run(
    'INSERT INTO maintenance_stats_confirmation VALUES (?, ?, ?, ?, ?, ?)',
    event.position,
    row.request_id,
    row.place_kind,
    row.place_id,
    row.category,
    event.metadata.occurredAt,
  )
  const later = rows.all<Row>(
    'SELECT * FROM maintenance_stats_request WHERE place_id = ? AND category = ? AND reported_at >= ?',
    row.place_id,
    row.category,
    event.metadata.occurredAt,
  )
  for (const report of later) linkRepeat(rows, reportOf(report))
})

const handlers: readonly (readonly [string, Handler])[] = [
  on(RequestReported, reported),
  on(RequestAccepted, accepted),
  on(RequestRejected, rejected),
  on(RequestCancelled, withdrawn),
  on(RequestMerged, withdrawn),
  on(WorkStarted, started),
  on(WorkCompleted, completed),
  on(CompletionConfirmed, confirmed),
  on(RequestReopened, reopened),
  on(PartlyFixed, partlyFixed),
]

export const statsProjection = projection('maintenance-stats', 2, SCHEMA, handlers)
