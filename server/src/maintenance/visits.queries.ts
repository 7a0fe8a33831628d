/** Return visits under the reader's scope: whom to call, and how far the month of the day is. */
import { type Day, maskPhone } from '@changxin/shared/kernel'
import {
  drawOf,
  type VisitFigures,
  type VisitReason,
  type VisitRow,
  visitRuleOn,
  type visitsApi,
  visitsSince,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { newestDay } from '../clock/index.ts'
import type { QueryContext } from '../feature.ts'
import { nameOf, phoneOf } from '../people/index.ts'
import { compoundName, placeLabel } from '../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { inRegion } from './maintenance.queries.ts'
import type { StoredRow } from './maintenance.row.ts'
import { stateOf } from './state-text.ts'

interface Stored extends StoredRow {
  readonly reason: VisitReason
  readonly since: Day
  readonly due_on: Day
  readonly tries: number
  readonly last_tried_at: string | null
  readonly result: VisitRow['result']
  readonly done_on: Day | null
}

const SELECT = `r.*, s.status, s.photos, s.revision, s.state,
  v.reason, v.since, v.due_on, v.tries, v.last_tried_at, v.result, v.done_on`
const ROUND = { sql: 'v.round', type: 'number' } as const
const ID = { sql: 'v.request_id', type: 'text' } as const
const ORDERS: Readonly<Record<Input['view'], KeysetOrder>> = {
  waiting: { name: 'due', keys: [{ sql: 'v.due_on', type: 'text' }, ID, ROUND] },
  done: { name: 'done', descending: true, keys: [{ sql: 'v.done_on', type: 'text' }, ID, ROUND] },
}

type Input = z.output<(typeof visitsApi.visits)['input']>

const monthOf = (day: Day) => day.slice(0, 7)
/** Text order is time order, and no day is after the 31st. */
const inMonth = (column: string, day: Day): Condition => ({
  sql: `${column} BETWEEN ? AND ?`,
  params: [`${monthOf(day)}-01`, `${monthOf(day)}-31`],
})

function places({ scope, at }: QueryContext, { compoundId, regionId }: Input): Condition {
  return allOf(
    { sql: at.where('v'), params: [] },
    scope.where('v.compound_id'),
    compoundId === undefined ? undefined : { sql: 'v.compound_id = ?', params: [compoundId] },
    regionId === undefined ? undefined : inRegion('v.compound_id', regionId),
  )
}

/** Not those who became due so long ago that a call is of no use any more. */
const waiting = (day: Day): Condition => ({
  sql: 'v.waiting = 1 AND v.due_on >= ?',
  params: [visitsSince(day, visitRuleOn(day))],
})

function countOf<Name extends string>(read: Read, sums: Readonly<Record<Name, string>>, where: Condition) {
  const names = Object.keys(sums) as Name[]
  const columns = names.map((name) => `coalesce(sum(${sums[name]}), 0) AS ${name}`).join(', ')
  const sql = `SELECT ${columns} FROM maintenance_visits_visit v WHERE ${where.sql}`
  return read.get(sql, ...where.params) as Record<Name, number>
}

/** Each of the three walks through an index of its own. */
function figuresOf({ read }: QueryContext, here: Condition, day: Day): VisitFigures {
  const late = `v.due_on < '${day}'`
  return {
    month: monthOf(day),
    ...countOf(read, { waiting: '1', late }, allOf(here, waiting(day))),
    ...countOf(read, { wanted: 'v.overtaken = 0', done: 'v.result IS NOT NULL' }, allOf(here, inMonth('v.since', day))),
    ...countOf(
      read,
      {
        satisfied: "v.result = 'satisfied'",
        dissatisfied: "v.result = 'dissatisfied'",
        unreachable: "v.result = 'unreachable'",
      },
      allOf(here, inMonth('v.done_on', day)),
    ),
  }
}

const DONE_NOTE = `SELECT json_extract(data, '$.note') AS note FROM maintenance_step
  WHERE request_id = ? AND type = 'WorkCompleted' ORDER BY position DESC LIMIT 1`

function toVisit(read: Read, row: Stored, day: Day): VisitRow {
  const { reporter_id: reporterId } = row
  const phone = reporterId === null ? null : phoneOf(read, reporterId)
  const { assigneeId } = stateOf(row)
  return {
    id: row.request_id,
    number: row.number,
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    category: row.category,
    urgency: row.urgency,
    text: row.text,
    doneNote: read.get<{ note: string | null }>(DONE_NOTE, row.request_id)?.note ?? null,
    assigneeName: assigneeId === null ? null : nameOf(read, assigneeId),
    reporterName: reporterId === null ? null : nameOf(read, reporterId),
    reporterMaskedPhone: phone === null ? null : maskPhone(phone),
    reason: row.reason,
    draw: drawOf(row.request_id),
    sharePercent: visitRuleOn(row.since).sharePercent,
    since: row.since,
    dueOn: row.due_on,
    late: row.result === null && row.due_on < day,
    tries: row.tries,
    lastTriedAt: row.last_tried_at,
    result: row.result,
    doneOn: row.done_on,
    sample: row.sample === 1,
  }
}

export function returnVisits(context: QueryContext, input: Input) {
  const { read, at } = context
  const day = at.day ?? newestDay(read)
  // A log without a day holds nothing that could be due.
  if (day === undefined) return null
  const here = places(context, input)
  const { rows, next } = keysetPage<Stored>(read, {
    select: SELECT,
    from: `maintenance_visits_visit v JOIN maintenance_request r ON r.request_id = v.request_id
      JOIN maintenance_state s ON s.request_id = v.request_id AND ${at.where('s')}`,
    where: allOf(here, input.view === 'waiting' ? waiting(day) : inMonth('v.done_on', day)),
    order: ORDERS[input.view],
    limit: input.limit,
    cursor: input.cursor,
  })
  const { ruleId, basis, source, sharePercent, lateDays, calls } = visitRuleOn(day)
  return {
    items: rows.map((row) => toVisit(read, row, day)),
    ...(next ? { next } : {}),
    day,
    figures: figuresOf(context, here, day),
    rule: { ruleId, basis, source, sharePercent, lateDays, calls },
  }
}
