/**
 * The way to the rows of a list of requests, so that a page never walks through all of them: SQLite knows no figures here
 * and would choose by chance. Few requests are open or wait for an answer; those are found by their status. Where most
 * of many match, the newest are walked down until a page is full. What is about one place is found by that.
 */
import { OPEN_STATUSES, type RequestStatus } from '@changxin/shared/maintenance'
import type { AsOf } from '../views/intervals.ts'
import type { Condition } from '../views/keyset.ts'
import { FROM } from './maintenance.row.ts'

/** Of more requests than these the newest are walked down; fewer are found by place and sorted. */
const MANY = 4_000
/** For what no index leads to: what was open on a past day. */
export const FROM_EITHER = 'maintenance_request r JOIN maintenance_state s ON s.request_id = r.request_id'
/** The join from the left to the right, whatever the planner thinks. */
const FROM_STATE = 'maintenance_state s CROSS JOIN maintenance_request r ON r.request_id = s.request_id'
/** The words of the index maintenance_state_status, without which it is not used. */
const IN_STATUS_INDEX = "s.status NOT IN ('confirmed', 'unanswered')"

const STATUSES_OF: Readonly<Record<string, readonly RequestStatus[]>> = {
  open: OPEN_STATUSES,
  overdue: OPEN_STATUSES,
  unassigned: OPEN_STATUSES,
  paused: ['paused'],
  'awaiting-confirmation': ['completed'],
  closed: ['closed'],
}

interface Asked {
  readonly view: string
  readonly status?: RequestStatus | undefined
}

export interface ListPath {
  readonly from: string
  readonly where: Condition | undefined
  /** `r.compound_id` for conditions on where it is; with a plus where an index on it would find too many. */
  readonly compoundColumn: string
}

/** `matching`: how many requests there are under the same scope and places, whatever their state. */
export function pathOf({ before }: AsOf, asked: Asked, matching: number): ListPath {
  const compoundColumn = matching > MANY ? '+r.compound_id' : 'r.compound_id'
  const statuses = STATUSES_OF[asked.view] ?? (asked.status ? [asked.status] : [])
  if (before !== undefined) {
    // Reported later it had no state then.
    const where = { sql: 'r.position < ?', params: [before] }
    return { from: statuses.length > 0 ? FROM_EITHER : FROM, where, compoundColumn }
  }
  if (statuses.length === 0 || statuses.includes('confirmed') || statuses.includes('unanswered'))
    return { from: FROM, where: undefined, compoundColumn }
  const places = statuses.map(() => '?').join(', ')
  const where = { sql: `s.status IN (${places}) AND ${IN_STATUS_INDEX}`, params: [...statuses] }
  return { from: FROM_STATE, where, compoundColumn }
}
