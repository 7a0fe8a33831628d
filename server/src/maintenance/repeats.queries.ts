/**
 * The same fault at the same place, before a request and after it. Whoever may see one request need not see the other:
 * the one before may be of those who lived there then.
 */
import { dayOf, daysBetween, type Instant } from '@changxin/shared/kernel'
import { MAX_REPEATS, type RepeatedRequest, type RequestStatus } from '@changxin/shared/maintenance'
import type { QueryContext } from '../feature.ts'
import type { Read } from '../views/views.ts'
import { subjectOfRequest } from './maintenance.subject.ts'

interface Row {
  readonly request_id: string
  readonly place_id: string
  readonly category: string
  readonly repeat_of: string | null
  readonly reported_at: Instant
  readonly confirmed: 0 | 1
  /** The latest; a reopening does not take it back. */
  readonly confirmed_at: Instant | null
  readonly number: string
  readonly text: string
  readonly status: RequestStatus
}

const SELECT = `SELECT q.request_id, q.place_id, q.category, q.repeat_of, q.reported_at, q.confirmed, r.number, r.text, s.status,
  (SELECT max(c.confirmed_at) FROM maintenance_stats_confirmation c WHERE c.place_id = q.place_id
    AND c.category = q.category AND c.request_id = q.request_id) AS confirmed_at
  FROM maintenance_stats_request q JOIN maintenance_request r ON r.request_id = q.request_id
  JOIN maintenance_state s ON s.request_id = q.request_id AND s.to_position = '~~'`

const rowOf = (read: Read, requestId: string | null) =>
  requestId === null ? undefined : read.get<Row>(`${SELECT} WHERE q.request_id = ?`, requestId)

/** What was refused, withdrawn or merged repeats nothing, as in the statistics. */
const repeatsAfter = (read: Read, requestId: string) =>
  read.all<Row>(
    `${SELECT} WHERE q.repeat_of = ? AND q.withdrawn = 0 ORDER BY q.reported_at, q.request_id LIMIT ${MAX_REPEATS}`,
    requestId,
  )

/** Each repeats the one before; the nearest first. */
function chainBefore(read: Read, { repeat_of }: Row): Row[] {
  const chain: Row[] = []
  let row = rowOf(read, repeat_of)
  while (row && chain.length < MAX_REPEATS) {
    chain.push(row)
    row = rowOf(read, row.repeat_of)
  }
  return chain
}

const CONFIRMED_BEFORE = `SELECT max(confirmed_at) AS at FROM maintenance_stats_confirmation
  WHERE place_id = ? AND category = ? AND request_id = ? AND confirmed_at <= ?`

/** From the confirmation that the report came after: the earlier one may have been opened and confirmed again since. */
function daysFrom(read: Read, { place_id, category, request_id }: Row, { reported_at }: Row): number {
  const { at } = read.get<{ at: Instant | null }>(CONFIRMED_BEFORE, place_id, category, request_id, reported_at) ?? {}
  return at ? daysBetween(dayOf(at), dayOf(reported_at)) : 0
}

const toRepeated = (row: Row, days: number): RepeatedRequest => ({
  id: row.request_id,
  number: row.number,
  text: row.text,
  status: row.status,
  reportedOn: dayOf(row.reported_at),
  confirmedOn: row.confirmed === 1 && row.confirmed_at !== null ? dayOf(row.confirmed_at) : null,
  daysBetween: days,
})

/** Null for a request that the views do not know. */
export function repeatsOf({ read, may }: QueryContext, requestId: string) {
  const own = rowOf(read, requestId)
  if (!own) return null
  const mayBeSeen = (row: Row) => may('maintenance.request', subjectOfRequest(read, row.request_id) ?? {})
  const isWithdrawn = read.get(
    'SELECT 1 FROM maintenance_stats_request WHERE request_id = ? AND withdrawn = 1',
    requestId,
  )
  const earlier = isWithdrawn ? [] : chainBefore(read, own)
  return {
    earlier: earlier.filter(mayBeSeen).map((row) => toRepeated(row, daysFrom(read, row, own))),
    later: repeatsAfter(read, requestId)
      .filter(mayBeSeen)
      .map((row) => toRepeated(row, daysFrom(read, own, row))),
  }
}
