/** The steps of a request: as many as its page shows at once, and all of them page by page. */
import type { maintenanceApi } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { FROM, SELECT, type StoredRow } from './maintenance.row.ts'
import { type StepRow, stepOf } from './request.steps.ts'
import { viewerOf } from './request.viewer.ts'
import { stateOf } from './state-text.ts'

/** Of the page of a request, which is sent anew with each step: thousands of notes must not come along each time. */
export const MAX_STEPS_SHOWN = 300
/** After every position. */
const NOW = '~'
const NEWEST_FIRST: KeysetOrder = { name: 'steps', descending: true, keys: [{ sql: 'position', type: 'text' }] }
const OF_REQUEST = 'FROM maintenance_step WHERE request_id = ? AND position < ?'

/** The report and the newest, in their order, and how many between are left out. */
export function stepsShown(read: Read, requestId: string, before = NOW): { rows: StepRow[]; left: number } {
  const of = [requestId, before] as const
  const rows = read.all<StepRow>(`SELECT * ${OF_REQUEST} ORDER BY position DESC LIMIT ?`, ...of, MAX_STEPS_SHOWN)
  rows.reverse()
  if (rows.length < MAX_STEPS_SHOWN) return { rows, left: 0 }
  const first = read.get<StepRow>(`SELECT * ${OF_REQUEST} ORDER BY position LIMIT 1`, ...of)
  const all = read.get<{ n: number }>(`SELECT count(*) AS n ${OF_REQUEST}`, ...of)?.n ?? 0
  if (!first || first.event_id === rows[0]?.event_id) return { rows, left: 0 }
  return { rows: [first, ...rows], left: all - rows.length - 1 }
}

/** Null for a request that there was not yet. */
export function listSteps(context: QueryContext, { id, limit, cursor }: z.output<typeof maintenanceApi.steps.input>) {
  const { read, at } = context
  const row = read.get<StoredRow>(`SELECT ${SELECT} FROM ${FROM} WHERE r.request_id = ? AND ${at.where('s')}`, id)
  if (!row) return null
  const viewer = viewerOf(context, stateOf(row))
  const { rows, next } = keysetPage<StepRow>(read, {
    select: '*',
    from: 'maintenance_step',
    where: { sql: 'request_id = ? AND position < ?', params: [id, at.before ?? NOW] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((step) => stepOf(read, step, viewer)), ...(next ? { next } : {}) }
}
