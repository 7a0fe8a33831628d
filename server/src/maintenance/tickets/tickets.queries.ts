/** Reads of official tickets: the list with its counts, one ticket, and those of a request. */
import { addDays, startOf } from '@changxin/shared/kernel'
import {
  DUE_SOON_DAYS,
  isTicketOverdue,
  type KnownTicket,
  possibleForTicket,
  type TicketDetail,
  type TicketRow,
  type TicketView,
  type ticketsApi,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { compoundName, regionIdsFrom } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage, likeContaining } from '../../views/keyset.ts'
import type { SqlValue } from '../../views/projection.ts'
import type { Read } from '../../views/views.ts'
import { numberOf } from '../request.steps.ts'
import { stepsOf } from './matter.steps.ts'
import { ordersAbout } from './supervision.queries.ts'
import { subjectOf } from './tickets.subject.ts'

const FROM = 'maintenance_tickets_ticket t'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 't.sort', type: 'text' }] }
const BY_DEADLINE: KeysetOrder = {
  name: 'deadline',
  keys: [
    { sql: 't.deadline', type: 'text' },
    { sql: 't.ticket_id', type: 'text' },
  ],
}
/** What is waited for is read by what comes first; the rest by what came last. */
const orderOf = (view: TicketView) => (['open', 'due-soon', 'overdue'].includes(view) ? BY_DEADLINE : NEWEST_FIRST)

export interface StoredTicket {
  readonly ticket_id: string
  readonly state: string
  readonly revision: number
}
const condition = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params })

/** Those of the scope's compounds; of the others, which have none yet, those whose region is in it. */
function visible(context: QueryContext): Condition {
  const { read, scope, may } = context
  if (scope.all) return condition('1 = 1')
  const regions = read
    .all<{ region_id: string }>('SELECT DISTINCT region_id FROM maintenance_tickets_ticket WHERE compound_id IS NULL')
    .map((row) => row.region_id)
    .filter((regionId) => may('maintenance.ticket', { regionIds: regionIdsFrom(read, regionId) }))
  const staff = scope.where('t.compound_id')
  const unplaced = `t.compound_id IS NULL AND t.region_id IN (${regions.map(() => '?').join(', ')})`
  return condition(`(${staff.sql}) OR (${unplaced})`, ...staff.params, ...regions)
}

/** The first instant that is not soon any more; every open ticket is later than none where no day has begun. */
function soonBefore({ read, at }: QueryContext): string {
  const today = at.day ?? newestDay(read)
  return today === undefined ? '' : startOf(addDays(today, DUE_SOON_DAYS + 1))
}

const SQL: Readonly<Record<Exclude<TicketView, 'due-soon'>, string>> = {
  all: '1 = 1',
  open: "t.status = 'open'",
  overdue: 't.overdue = 1',
  unplaced: 't.compound_id IS NULL',
  answered: "t.status = 'answered'",
  closed: "t.status = 'closed'",
}
const DUE_SOON = "t.status = 'open' AND t.overdue = 0 AND t.deadline < ?"

type Filters = Pick<z.output<(typeof ticketsApi.list)['input']>, 'source' | 'compoundId' | 'q'>

function filters(context: QueryContext, { source, compoundId, q }: Filters): Condition {
  return allOf(
    condition(context.at.where('t')),
    visible(context),
    source ? condition('t.source = ?', source) : undefined,
    compoundId ? condition('t.compound_id = ?', compoundId) : undefined,
    q ? condition("t.searched LIKE ? ESCAPE '\\'", likeContaining(q.normalize('NFKC').toLowerCase())) : undefined,
  )
}

const viewCondition = (context: QueryContext, view: TicketView): Condition =>
  view === 'due-soon' ? condition(DUE_SOON, soonBefore(context)) : condition(SQL[view])

function countsOf(context: QueryContext, where: Condition): Record<TicketView, number> {
  const sums = Object.entries(SQL).map(([view, sql]) => `sum(${sql}) AS "${view}"`)
  const row = context.read.get<Record<TicketView, number | null>>(
    `SELECT ${sums.join(', ')}, sum(${DUE_SOON}) AS "due-soon" FROM ${FROM} WHERE ${where.sql}`,
    soonBefore(context),
    ...where.params,
  )
  const count = (view: TicketView) => row?.[view] ?? 0
  return {
    all: count('all'),
    open: count('open'),
    'due-soon': count('due-soon'),
    overdue: count('overdue'),
    unplaced: count('unplaced'),
    answered: count('answered'),
    closed: count('closed'),
  }
}

export const knownOf = (row: StoredTicket) => JSON.parse(row.state) as KnownTicket

function toRow(context: QueryContext, row: StoredTicket, soon = soonBefore(context)): TicketRow {
  const { read } = context
  const ticket = knownOf(row)
  const { ticketId, requestId, compoundId, held: _, missed: __, regionId: ___, replyText, closedAt, ...rest } = ticket
  const overdue = isTicketOverdue(ticket)
  return {
    ...rest,
    id: ticketId,
    compoundId,
    compoundName: compoundId === null ? null : compoundName(read, compoundId),
    requestId,
    requestNumber: requestId === null ? null : numberOf(read, requestId),
    overdue,
    dueSoon: ticket.status === 'open' && !overdue && ticket.deadline < soon,
    revision: row.revision,
  }
}

type ListInput = z.output<(typeof ticketsApi.list)['input']>

export function listTickets(context: QueryContext, input: ListInput): z.output<(typeof ticketsApi.list)['output']> {
  const where = filters(context, input)
  const { rows, next } = keysetPage<StoredTicket>(context.read, {
    select: 't.ticket_id, t.state, t.revision',
    from: FROM,
    where: allOf(where, viewCondition(context, input.view)),
    order: orderOf(input.view),
    limit: input.limit,
    cursor: input.cursor,
  })
  const soon = soonBefore(context)
  return {
    items: rows.map((row) => toRow(context, row, soon)),
    ...(next ? { next } : {}),
    counts: countsOf(context, where),
  }
}

/** For a sheet: all that the filters find, newest first, at most so many. */
export function allTickets(context: QueryContext, input: Filters & { view: TicketView }, limit: number): KnownTicket[] {
  const where = allOf(filters(context, input), viewCondition(context, input.view))
  return context.read
    .all<StoredTicket>(
      `SELECT t.ticket_id, t.state, t.revision FROM ${FROM} WHERE ${where.sql} ORDER BY t.sort DESC LIMIT ?`,
      ...where.params,
      limit,
    )
    .map(knownOf)
}

export function viewTicket(context: QueryContext, ticketId: string): TicketDetail | null {
  const { read, at } = context
  const row = read.get<StoredTicket>(
    `SELECT t.ticket_id, t.state, t.revision FROM ${FROM} WHERE t.ticket_id = ? AND ${at.where('t')}`,
    ticketId,
  )
  if (!row) return null
  const ticket = knownOf(row)
  const subject = subjectOf(read, ticket)
  return {
    ...toRow(context, row),
    regionName: regionName(read, ticket.regionId),
    replyText: ticket.replyText,
    closedAt: ticket.closedAt,
    ownResolutionDueAt: ticket.requestId === null ? null : ownDueAt(read, ticket.requestId),
    steps: stepsOf(read, at, ticketId),
    orders: ordersAbout(context, [ticketId]),
    possible:
      at.before === undefined
        ? [
            ...possibleForTicket(ticket),
            ...(ticket.compoundId === null ? [] : ['maintenance.issue-supervision']),
          ].filter((action) => context.may(action, subject))
        : [],
  }
}

const regionName = (read: Read, regionId: string) =>
  read.get<{ name: string }>('SELECT name FROM places_region WHERE region_id = ?', regionId)?.name ?? null

/** Our own target of the request that answers it: shown beside the official deadline, never instead. */
function ownDueAt(read: Read, requestId: string): string | null {
  const row = read.get<{ state: string }>(
    `SELECT state FROM maintenance_state WHERE request_id = ? AND to_position = '${CURRENT}'`,
    requestId,
  )
  return row ? (JSON.parse(row.state) as { resolution: { dueAt: string } }).resolution.dueAt : null
}

/** Tickets that a request answers, and the orders about it or about them. */
export function mattersOfRequest(context: QueryContext, requestId: string) {
  const rows = context.read.all<StoredTicket>(
    `SELECT t.ticket_id, t.state, t.revision FROM ${FROM}
     WHERE t.request_id = ? AND t.to_position = '${CURRENT}' ORDER BY t.sort DESC`,
    requestId,
  )
  return {
    tickets: rows.map((row) => toRow(context, row)),
    orders: ordersAbout(context, [requestId, ...rows.map((row) => row.ticket_id)]),
  }
}
