/**
 * What is open near a place, for "already reported: me too". Neighbours see what concerns them all and what is of their
 * own home; the inside of another's home is nobody's business but that of those who work here.
 */
import { dayOf } from '@changxin/shared/kernel'
import {
  MAX_NEAR,
  type maintenanceQueriesApi,
  NEAR_TEXT_CHARACTERS,
  type NearRequest,
  type RequestPlace,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { placeLabel, placeOf } from '../places/index.ts'
import { allOf, type Condition } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'

interface Row {
  readonly request_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
  readonly category: NearRequest['category']
  readonly text: string
  readonly reported_at: string
  readonly followers: number
  readonly nearness: NearRequest['nearness']
}

/** `r` a request, `u` and `p` the unit or part that it is about. */
const ENTRANCE = "CASE r.place_kind WHEN 'entrance' THEN r.place_id ELSE coalesce(u.entrance_id, p.entrance_id) END"
const RANKS = ['place', 'entrance', 'building', 'common'] satisfies NearRequest['nearness'][]
const NEARNESS = `CASE
  WHEN r.place_kind = ? AND r.place_id = ? THEN 'place'
  WHEN ${ENTRANCE} = ? THEN 'entrance'
  WHEN r.building_id = ? THEN 'building'
  WHEN r.place_kind = 'compound' OR (r.building_id IS NULL AND ? IS NULL) THEN 'common' END`

function entranceOf(read: Read, { kind, id }: RequestPlace): string | null {
  if (kind === 'entrance') return id
  const sql =
    kind === 'unit'
      ? 'SELECT entrance_id FROM places_unit WHERE unit_id = ?'
      : 'SELECT entrance_id FROM places_part WHERE part_id = ?'
  return read.get<{ entrance_id: string | null }>(sql, id)?.entrance_id ?? null
}

function visibleTo({ may, scope }: QueryContext, compoundId: string): Condition | undefined {
  if (may('maintenance.request', { compoundId })) return undefined
  const homes = scope.homes.map(() => '?').join(', ')
  return { sql: `r.place_kind <> 'unit' OR r.unit_id IN (${homes})`, params: scope.homes.map(({ unitId }) => unitId) }
}

type Input = z.output<(typeof maintenanceQueriesApi.near)['input']>

/** Null for a place that is not in the compound. */
export function requestsNear(context: QueryContext, { id: compoundId, placeKind, placeId, category }: Input) {
  const { read } = context
  const place: RequestPlace = { kind: placeKind, id: placeId }
  const found = placeOf(read, place)
  if (found?.compoundId !== compoundId) return null
  const where = allOf(
    { sql: "s.compound_id = ? AND s.to_position = '~~' AND s.open = 1", params: [compoundId] },
    visibleTo(context, compoundId),
    category === undefined ? undefined : { sql: 'r.category = ?', params: [category] },
  )
  const rows = read.all<Row>(
    `SELECT * FROM (
       SELECT r.request_id, r.place_kind, r.place_id, r.category, r.text, r.reported_at, r.position,
         s.followers, ${NEARNESS} AS nearness
       FROM maintenance_state s JOIN maintenance_request r ON r.request_id = s.request_id
       LEFT JOIN places_unit u ON r.place_kind = 'unit' AND u.unit_id = r.place_id
       LEFT JOIN places_part p ON r.place_kind = 'common-part' AND p.part_id = r.place_id
       WHERE ${where.sql}
     ) WHERE nearness IS NOT NULL
     ORDER BY CASE nearness ${RANKS.map((name, rank) => `WHEN '${name}' THEN ${rank}`).join(' ')} END, position DESC
     LIMIT ${MAX_NEAR}`,
    placeKind,
    placeId,
    entranceOf(read, place),
    found.buildingId,
    found.buildingId,
    ...where.params,
  )
  return { items: rows.map((row) => toNear(context, row)) }
}

const WAITS = 'SELECT 1 FROM maintenance_waiter WHERE request_id = ? AND person_id = ?'

function toNear({ read, scope }: QueryContext, row: Row): NearRequest {
  const characters = [...row.text]
  const isLong = characters.length > NEAR_TEXT_CHARACTERS
  return {
    id: row.request_id,
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    nearness: row.nearness,
    category: row.category,
    text: isLong ? `${characters.slice(0, NEAR_TEXT_CHARACTERS - 1).join('')}…` : row.text,
    reportedOn: dayOf(row.reported_at),
    followers: row.followers,
    isWaiting: read.get(WAITS, row.request_id, scope.personId) !== undefined,
  }
}
