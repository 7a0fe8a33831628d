/** Reads of alerts: a person's list, newest first, with how many they have not seen. */
import {
  ALERT_TEXT_CHARACTERS,
  type AlertRow,
  type alertsApi,
  MAX_UNREAD,
  type RequestPlace,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { compoundName, placeLabel } from '../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { visibleTo } from './alerts.audience.ts'

const NEWEST_FIRST: KeysetOrder = {
  name: 'newest',
  descending: true,
  keys: [
    { sql: 'a.position', type: 'text' },
    { sql: 'a.alert_id', type: 'text' },
  ],
}

interface Stored {
  readonly alert_id: string
  readonly kind: AlertRow['kind']
  readonly audience: AlertRow['audience']
  readonly target: AlertRow['target']
  readonly due_at: string | null
  readonly at: string
  readonly position: string
  readonly request_id: string
  readonly number: string
  readonly compound_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
  readonly category: AlertRow['category']
  readonly urgency: AlertRow['urgency']
  readonly text: string
  readonly sample: number
}

const FROM = 'maintenance_alerts_row a JOIN maintenance_request r ON r.request_id = a.request_id'
const SELECT = `a.alert_id, a.kind, a.audience, a.target, a.due_at, a.at, a.position, a.request_id, r.number,
  a.compound_id, r.place_kind, r.place_id, r.category, r.urgency, r.text, r.sample`

function toRow(read: Read, row: Stored, seenUntil: string): AlertRow {
  return {
    id: row.alert_id,
    kind: row.kind,
    audience: row.audience,
    target: row.target,
    dueAt: row.due_at,
    at: row.at,
    seen: row.position <= seenUntil,
    requestId: row.request_id,
    number: row.number,
    compoundName: compoundName(read, row.compound_id),
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    category: row.category,
    urgency: row.urgency,
    // Of what another operator has now only that it need not be seen to, and where.
    text: row.kind === 'handed-over' ? '' : [...row.text].slice(0, ALERT_TEXT_CHARACTERS).join(''),
    sample: row.sample === 1,
  }
}

type Input = z.output<typeof alertsApi.alerts.input>
type Output = z.output<typeof alertsApi.alerts.output>

export function listAlerts({ read, principal }: Pick<QueryContext, 'read' | 'principal'>, input: Input): Output {
  if (!principal) return { items: [], unread: 0, newest: null }
  const where = visibleTo(principal)
  const seenUntil =
    read.get<{ position: string }>(
      'SELECT position FROM maintenance_alerts_seen WHERE person_id = ?',
      principal.personId,
    )?.position ?? ''
  const unread = allOf(where, { sql: 'a.position > ?', params: [seenUntil] })
  const { rows, next } = keysetPage<Stored>(read, {
    select: SELECT,
    from: FROM,
    where,
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  return {
    items: rows.map((row) => toRow(read, row, seenUntil)),
    ...(next ? { next } : {}),
    unread: countOf(read, unread),
    // The first page begins with it.
    newest: input.cursor === undefined ? (rows[0]?.position ?? null) : newestOf(read, where),
  }
}

function countOf(read: Read, { sql, params }: Condition): number {
  const count = `SELECT count(*) AS n FROM (SELECT 1 FROM ${FROM} WHERE ${sql} LIMIT ${MAX_UNREAD})`
  return read.get<{ n: number }>(count, ...params)?.n ?? 0
}

function newestOf(read: Read, { sql, params }: Condition): string | null {
  const newest = `SELECT max(a.position) AS position FROM ${FROM} WHERE ${sql}`
  return read.get<{ position: string | null }>(newest, ...params)?.position ?? null
}
