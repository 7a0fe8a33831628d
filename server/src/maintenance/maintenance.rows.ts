/** What follows from one change of a request in the tables beside its state: what falls due, who waits, who helps, the counts. */
import type { Recorded } from '@changxin/shared/kernel'
import {
  type DueThing,
  dueOf,
  isOpen,
  isOverdue,
  type KnownRequest,
  type RequestState,
  waitersOf,
} from '@changxin/shared/maintenance'
import { closeInterval, putInterval } from '../views/intervals.ts'
import type { Rows } from '../views/projection.ts'

export function recordStep(event: Recorded, requestId: string, rows: Rows): void {
  const { actor, onBehalfOf, channel, occurredAt, recordedAt } = event.metadata
  rows.run(
    'INSERT INTO maintenance_step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    event.id,
    requestId,
    event.position,
    event.type,
    occurredAt,
    recordedAt,
    actor,
    onBehalfOf ?? null,
    channel,
    JSON.stringify(event.data),
  )
}

const targetOf = (due: DueThing) => ('target' in due ? due.target : '')
const levelOf = (due: DueThing) => ('level' in due ? due.level : null)
const textOf = (due: DueThing) => `${due.what} ${targetOf(due)} ${levelOf(due)} ${due.dueAt}`

export function recordDue(before: RequestState, after: KnownRequest, rows: Rows): void {
  const was = new Map(dueOf(before).map((due) => [textOf(due), due]))
  const now = new Map(dueOf(after).map((due) => [textOf(due), due]))
  for (const [text, due] of was) {
    if (!now.has(text))
      rows.run(
        'DELETE FROM maintenance_due WHERE request_id = ? AND what = ? AND target = ?',
        after.requestId,
        due.what,
        targetOf(due),
      )
  }
  for (const [text, due] of now) {
    if (!was.has(text))
      rows.run(
        'INSERT INTO maintenance_due (request_id, what, target, level, due_at) VALUES (?, ?, ?, ?, ?)',
        after.requestId,
        due.what,
        targetOf(due),
        levelOf(due),
        due.dueAt,
      )
  }
}

/** An unchanged list is the same object before and after, so that most events cost nothing here. */
export function recordPeople(event: Recorded, before: RequestState, after: KnownRequest, rows: Rows): void {
  const isNew = before.status === 'none'
  if (isNew || before.followerIds !== after.followerIds)
    recordWaiters(event, isNew ? [] : waitersOf(before), after, rows)
  if (isNew || before.helperIds !== after.helperIds) recordHelpers(event, isNew ? [] : before.helperIds, after, rows)
}

function recordWaiters(event: Recorded, before: readonly string[], after: KnownRequest, rows: Rows): void {
  const known = new Set(before)
  for (const personId of waitersOf(after)) {
    if (!known.has(personId))
      rows.run('INSERT INTO maintenance_waiter VALUES (?, ?, ?)', after.requestId, personId, event.position)
  }
}

function recordHelpers(event: Recorded, before: readonly string[], after: KnownRequest, rows: Rows): void {
  const keyOf = (personId: string) => ({ request_id: after.requestId, person_id: personId })
  for (const personId of before) {
    if (!after.helperIds.includes(personId)) closeInterval(rows, 'maintenance_helper', keyOf(personId), event.position)
  }
  for (const personId of after.helperIds) {
    if (!before.includes(personId)) putInterval(rows, 'maintenance_helper', keyOf(personId), {}, event.position)
  }
}

const COUNTED = ['total', 'open', 'overdue', 'awaiting', 'unassigned', 'paused', 'closed'] as const
type Counts = Readonly<Record<(typeof COUNTED)[number], boolean>>
const ADD = COUNTED.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')

/** Not answered is not confirmed, but nobody waits for an answer any more. */
function countOf(state: RequestState): Counts {
  return {
    total: state.status !== 'none',
    open: isOpen(state),
    overdue: isOverdue(state),
    awaiting: state.status === 'completed',
    unassigned: isOpen(state) && state.status !== 'none' && state.assigneeId === null,
    paused: state.status === 'paused',
    closed: state.status === 'closed',
  }
}

export function tally(before: RequestState, after: KnownRequest, rows: Rows): void {
  const [was, now] = [countOf(before), countOf(after)]
  const steps = COUNTED.map((column) => Number(now[column]) - Number(was[column]))
  if (steps.every((step) => step === 0)) return
  rows.run(
    `INSERT INTO maintenance_tally (compound_id, ${COUNTED.join(', ')}) VALUES (?, ${COUNTED.map(() => '?').join(', ')})
     ON CONFLICT (compound_id) DO UPDATE SET ${ADD}`,
    after.compoundId,
    ...steps,
  )
}
