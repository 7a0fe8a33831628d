/** Whose matter a request is, for the access table. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import { LRUCache } from 'lru-cache'
import type { Subject } from '../access/may.ts'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'

/** What was fixed when the request was reported. */
export interface Origin {
  readonly compound_id: string
  readonly unit_id: string | null
  readonly reporter_id: string | null
  readonly entered_by: string
  readonly reported_at: Instant
}

/** About 300 bytes each. */
const REMEMBERED_ORIGINS = 50_000
const remembered = new WeakMap<Read, LRUCache<string, Origin>>()

/** Read once for each request, since it never changes: every command and every page of a request asks for it. */
export function originOf(read: Read, requestId: string): Origin | undefined {
  let origins = remembered.get(read)
  if (!origins) {
    origins = new LRUCache({ max: REMEMBERED_ORIGINS })
    remembered.set(read, origins)
  }
  const known = origins.get(requestId)
  if (known) return known
  const origin = read.get<Origin>(
    'SELECT compound_id, unit_id, reporter_id, entered_by, reported_at FROM maintenance_request WHERE request_id = ?',
    requestId,
  )
  if (origin) origins.set(requestId, origin)
  return origin
}

function assigneeOf(read: Read, requestId: string): string | null {
  const row = read.get<{ assignee_id: string | null }>(
    `SELECT assignee_id FROM maintenance_state WHERE request_id = ? AND to_position = '${CURRENT}'`,
    requestId,
  )
  return row?.assignee_id ?? null
}

function helpersOf(read: Read, requestId: string): string[] {
  return read
    .all<{ person_id: string }>(
      `SELECT person_id FROM maintenance_helper WHERE request_id = ? AND to_position = '${CURRENT}'`,
      requestId,
    )
    .map((row) => row.person_id)
}

/** Everybody who waits, the reporter among them. */
function waitersOf(read: Read, requestId: string): string[] {
  return read
    .all<{ person_id: string }>('SELECT person_id FROM maintenance_waiter WHERE request_id = ?', requestId)
    .map((row) => row.person_id)
}

/** Whoever typed it in was of the operator that had it then; after it changed hands only a role lets them in. */
function enteredBy(read: Read, requestId: string, { entered_by: personId }: Origin): string[] {
  const row = read.get<{ changed_hands: number }>(
    `SELECT changed_hands FROM maintenance_state WHERE request_id = ? AND to_position = '${CURRENT}'`,
    requestId,
  )
  return row?.changed_hands === 1 ? [] : [personId]
}

/** What an action on a request is about. Whoever typed it in for another may see it; it is the other's matter. */
export function subjectOfRequest(read: Read, requestId: string): Subject | null {
  const origin = originOf(read, requestId)
  if (!origin) return null
  return {
    compoundId: origin.compound_id,
    unitId: origin.unit_id ?? undefined,
    reporterId: origin.reporter_id,
    get personIds() {
      const entered = enteredBy(read, requestId, origin)
      return origin.reporter_id === null ? entered : [origin.reporter_id, ...entered]
    },
    get day() {
      return dayOf(origin.reported_at)
    },
    get assigneeId() {
      return assigneeOf(read, requestId)
    },
    get helperIds() {
      return helpersOf(read, requestId)
    },
    get followerIds() {
      return waitersOf(read, requestId)
    },
  }
}
