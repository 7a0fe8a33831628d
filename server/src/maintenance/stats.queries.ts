/** Statistics of requests under the reader's scope: one pass over the requests of a time, grouped as asked. */
import { type Day, daysBetween } from '@changxin/shared/kernel'
import {
  type Category,
  type CountedRequest,
  MAX_STATS_DAYS,
  MAX_STATS_GROUPS,
  type maintenanceQueriesApi,
  type RequestPlace,
  type RequestStats,
  type StatsBy,
  statsOf,
} from '@changxin/shared/maintenance'
import type { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { compoundName, placeLabel } from '../places/index.ts'
import { allOf, type Condition } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'

interface Row {
  readonly compound_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
  readonly category: Category
  readonly response_minutes: number | null
  readonly resolution_minutes: number | null
  readonly was_completed: 0 | 1
  readonly confirmed: 0 | 1
  readonly rating: number | null
  readonly reopened: number
  readonly partly_fixed: number
  readonly is_repeat: 0 | 1
  readonly was_repeated: 0 | 1
  readonly open: 0 | 1
  readonly overdue: 0 | 1
  readonly mode: Mode
}

/** As known now; `until` is the last day. */
const MODE = `coalesce((SELECT m.mode FROM management_mode m WHERE m.compound_id = q.compound_id AND m.since <= q.reported_on
  AND (m.until IS NULL OR m.until >= q.reported_on) ORDER BY m.since DESC, m.from_position DESC LIMIT 1), 'unknown')`

const COLUMNS = `q.compound_id, q.place_kind, q.place_id, q.category, q.response_minutes, q.resolution_minutes, q.was_completed, q.confirmed,
  q.rating, q.reopened, q.partly_fixed, q.repeat_of IS NOT NULL AND q.withdrawn = 0 AS is_repeat,
  EXISTS (SELECT 1 FROM maintenance_stats_request a WHERE a.repeat_of = q.request_id AND a.withdrawn = 0) AS was_repeated,
  s.open, s.overdue`

const FROM = `maintenance_stats_request q JOIN maintenance_state s ON s.request_id = q.request_id AND s.to_position = '~~'`

type Input = z.output<(typeof maintenanceQueriesApi.stats)['input']>

function requireSpan({ from, to }: Input): void {
  const days = daysBetween(from, to) + 1
  if (days >= 1 && days <= MAX_STATS_DAYS) return
  const message = `from the first day on, and at most ${MAX_STATS_DAYS} days`
  throw new z.ZodError([{ code: 'custom', path: ['to'], message, input: to }])
}

function filters({ scope }: QueryContext, { compoundId, regionId, from, to }: Input): Condition {
  return allOf(
    scope.where('q.compound_id'),
    { sql: 'q.reported_on BETWEEN ? AND ?', params: [from, to] },
    compoundId === undefined ? undefined : { sql: 'q.compound_id = ?', params: [compoundId] },
    regionId === undefined
      ? undefined
      : {
          sql: `q.compound_id IN (SELECT compound_id FROM places_compound
            WHERE ? IN (region_id, community_id, subdistrict_id, district_id, city_id, block_id))`,
          params: [regionId],
        },
  )
}

const toCounted = (row: Row): CountedRequest => ({
  isOpen: row.open === 1,
  isOverdue: row.open === 1 && row.overdue === 1,
  isCompleted: row.resolution_minutes !== null,
  isConfirmed: row.confirmed === 1,
  wasCompleted: row.was_completed === 1,
  responseMinutes: row.response_minutes,
  resolutionMinutes: row.resolution_minutes,
  reopened: row.reopened,
  partlyFixed: row.partly_fixed,
  isRepeat: row.is_repeat === 1,
  wasRepeated: row.was_repeated === 1,
  rating: row.rating,
})

const KEY: Readonly<Record<Exclude<StatsBy, 'none'>, (row: Row) => string>> = {
  mode: (row) => row.mode,
  category: (row) => row.category,
  place: (row) => `${row.place_kind} ${row.place_id}`,
}

/** Of several compounds each place is said with its own: every one of them has a 1栋. */
function labelOf(read: Read, { compound_id, place_kind, place_id }: Row, ofOne: boolean): string {
  const label = placeLabel(read, place_kind, place_id)
  const compound = compoundName(read, compound_id)
  return ofOne || compound === label ? label : `${compound} ${label}`
}

function groupOf(read: Read, { by, compoundId }: Input, rows: readonly Row[]) {
  const row = rows[0] as Row
  const { mode, category, place_kind: kind, place_id: id } = row
  return {
    mode: by === 'mode' ? mode : null,
    category: by === 'category' ? category : null,
    place: by === 'place' ? { kind, id } : null,
    placeLabel: by === 'place' ? labelOf(read, row, compoundId !== undefined) : null,
    stats: statsOf(rows.map(toCounted)),
  }
}

/** Those with the most requests first; of as many, by what they are called inside, so that the order stands. */
function groupsOf(rows: readonly Row[], by: Exclude<StatsBy, 'none'>): (readonly Row[])[] {
  return [...Map.groupBy(rows, KEY[by])]
    .sort(([key, one], [otherKey, other]) => other.length - one.length || (key < otherKey ? -1 : 1))
    .map(([, group]) => group)
}

export function requestStats(context: QueryContext, input: Input) {
  requireSpan(input)
  const { by } = input
  const where = filters(context, input)
  const rows = context.read.all<Row>(
    `SELECT ${COLUMNS}, ${by === 'mode' ? MODE : "'unknown'"} AS mode FROM ${FROM} WHERE ${where.sql}`,
    ...where.params,
  )
  const groups = by === 'none' ? [] : groupsOf(rows, by)
  return {
    all: statsOf(rows.map(toCounted)),
    groups: groups.slice(0, MAX_STATS_GROUPS).map((group) => groupOf(context.read, input, group)),
    moreGroups: Math.max(0, groups.length - MAX_STATS_GROUPS),
  }
}

/** Of one compound, by what was reported on these days. */
export function statsOfCompound(read: Read, compoundId: string, from: Day, to: Day): RequestStats {
  const rows = read.all<Row>(
    `SELECT ${COLUMNS}, 'unknown' AS mode FROM ${FROM} WHERE q.compound_id = ? AND q.reported_on BETWEEN ? AND ?`,
    compoundId,
    from,
    to,
  )
  return statsOf(rows.map(toCounted))
}
