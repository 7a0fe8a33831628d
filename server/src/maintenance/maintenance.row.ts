/** A request as a row of a list; what its page shows first. */
import { clockOf, isOpen, isOverdue, type RequestRow, type RequestStatus } from '@changxin/shared/maintenance'
import { nameOf } from '../people/index.ts'
import { compoundName, placeLabel } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import { stateOf } from './state-text.ts'

export interface StoredRow {
  readonly request_id: string
  readonly number: string
  readonly compound_id: string
  readonly place_kind: RequestRow['place']['kind']
  readonly place_id: string
  readonly unit_id: string | null
  readonly category: RequestRow['category']
  readonly urgency: RequestRow['urgency']
  readonly text: string
  readonly reported_at: string
  readonly channel: string
  readonly reporter_id: string | null
  readonly entered_by: string
  readonly rule_id: string
  readonly files: string
  readonly sample: number
  readonly status: RequestStatus
  readonly photos: number
  readonly revision: number
  readonly state: string
}

/** `r` never changes; `s` needs a condition on its interval. */
export const SELECT = 'r.*, s.status, s.photos, s.revision, s.state'
/** From the left to the right: the states alone are in no order that a list is shown in. */
export const FROM = 'maintenance_request r CROSS JOIN maintenance_state s ON s.request_id = r.request_id'

/** Asked for each row that is shown, not in the list's own statement, which may sort all it finds. */
const IS_REPEAT = `SELECT 1 FROM maintenance_stats_request
  WHERE request_id = ? AND repeat_of IS NOT NULL AND withdrawn = 0`

export function toRow(read: Read, row: StoredRow, state = stateOf(row)): RequestRow {
  return {
    id: row.request_id,
    number: row.number,
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    place: { kind: row.place_kind, id: row.place_id },
    category: row.category,
    urgency: row.urgency,
    status: row.status,
    text: row.text,
    reportedAt: row.reported_at,
    responseDueAt: state.response.dueAt,
    resolutionDueAt: state.resolution.dueAt,
    nextDueAt: isOpen(state) ? clockOf(state).nextDueAt : null,
    responseMissed: state.response.missed,
    resolutionMissed: state.resolution.missed,
    overdue: isOverdue(state),
    assigneeId: state.assigneeId,
    assigneeName: state.assigneeId === null ? null : nameOf(read, state.assigneeId),
    reopenedCount: state.reopenedCount,
    partlyFixedCount: state.partlyFixedCount,
    isRepeat: read.get(IS_REPEAT, row.request_id) !== undefined,
    photos: row.photos,
    followers: state.followerIds.length,
    urgedAt: state.urgedAt,
    channel: row.channel,
    revision: row.revision,
    sample: row.sample === 1,
  }
}
