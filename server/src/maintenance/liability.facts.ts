/** What a decision about liability needs to know, gathered from the views of places, management and repair fund. */
import { type Day, dayOf } from '@changxin/shared/kernel'
import type { LiabilityDecided, LiabilityFacts, RequestPlace, RequestStatus } from '@changxin/shared/maintenance'
import { partsFor } from '@changxin/shared/maintenance'
import type { CommonPartRow } from '@changxin/shared/places'
import { newestDay } from '../clock/index.ts'
import { managedOn } from '../management/index.ts'
import { commonPartsOf, entranceIdOf, placeOf } from '../places/index.ts'
import { fundBalanceOf } from '../repair-fund/index.ts'
import { CURRENT, NOW } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'

interface RequestRow {
  readonly compound_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
  readonly category: LiabilityFacts['category']
  readonly text: string
  readonly reported_at: string
}

/** The tables behind `liabilityFacts`: a touch of these may change the answer. */
export const FACT_TABLES = [
  'maintenance_request',
  'places_compound',
  'places_building',
  'places_unit',
  'places_part',
  'management_mode',
  'repair_fund_fund',
  'clock_day',
] as const

export interface DecidedRow {
  readonly data: ReturnType<typeof LiabilityDecided>['data']
  readonly occurredAt: string
  readonly actorId: string
}

/** The newest decision about a request. */
export function decidedOf(read: Read, requestId: string): DecidedRow | undefined {
  const row = read.get<{ data: string; occurred_at: string; actor_id: string }>(
    `SELECT data, occurred_at, actor_id FROM maintenance_step
     WHERE request_id = ? AND type = 'LiabilityDecided' ORDER BY position DESC LIMIT 1`,
    requestId,
  )
  return row && { data: JSON.parse(row.data), occurredAt: row.occurred_at, actorId: row.actor_id }
}

/** Of a request that the views know. */
export function statusOf(read: Read, requestId: string): RequestStatus {
  const sql = `SELECT status FROM maintenance_state WHERE request_id = ? AND to_position = '${CURRENT}'`
  const row = read.get<{ status: RequestStatus }>(sql, requestId)
  if (!row) throw new TypeError(`the views have request ${requestId} without a state`)
  return row.status
}

/**
 * By default on the newest day of the log; in a log without days on that of the report. Null for a request that the
 * views do not know.
 */
export function liabilityFacts(read: Read, requestId: string, onDay?: Day): LiabilityFacts | null {
  const request = read.get<RequestRow>(
    'SELECT compound_id, place_kind, place_id, category, text, reported_at FROM maintenance_request WHERE request_id = ?',
    requestId,
  )
  if (!request) return null
  const day = onDay ?? newestDay(read) ?? dayOf(request.reported_at)
  const parts = partsOf(read, request)
  const [part = null] = parts
  return {
    day,
    place: request.place_kind,
    category: request.category,
    text: request.text,
    part: parts.length === 1 ? part : null,
    candidates: parts.length,
    ...managedOn(read, request.compound_id, day),
    fundOpen: fundBalanceOf(read, NOW, request.compound_id) !== null,
  }
}

/** The common part that the request names, else those that it can be about. */
function partsOf(read: Read, { compound_id, place_kind, place_id, category }: RequestRow): CommonPartRow[] {
  const parts = commonPartsOf(read, compound_id)
  if (place_kind === 'common-part') return parts.filter(({ partId }) => partId === place_id)
  const place = { kind: place_kind, id: place_id }
  const buildingId = placeOf(read, place)?.buildingId ?? null
  return partsFor(parts, category, { buildingId, entranceId: entranceIdOf(read, place) })
}
