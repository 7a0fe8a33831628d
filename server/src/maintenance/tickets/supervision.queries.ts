/** Reads of supervision orders. */
import {
  isOrderOverdue,
  type OrderDetail,
  type OrderRow,
  type OrderState,
  type OrderView,
  orderNumber,
  possibleForOrder,
  type supervisionApi,
} from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { operatorName } from '../../management/index.ts'
import { compoundName } from '../../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { SqlValue } from '../../views/projection.ts'
import type { Read } from '../../views/views.ts'
import { numberOf } from '../request.steps.ts'
import { stepsOf } from './matter.steps.ts'
import { ticketNow } from './tickets.subject.ts'

const FROM = 'maintenance_tickets_order o'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'o.sort', type: 'text' }] }

interface StoredOrder {
  readonly state: string
  readonly issued_at: string
}
const condition = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params })

const SQL: Readonly<Record<OrderView, string>> = {
  all: '1 = 1',
  issued: "o.status = 'issued'",
  overdue: 'o.overdue = 1',
  answered: "o.status = 'answered'",
  closed: "o.status = 'closed'",
}

function aboutNumber(read: Read, { kind, id }: OrderState['about']): string | null {
  if (kind === 'request') return numberOf(read, id)
  return kind === 'ticket' ? (ticketNow(read, id)?.officialNumber ?? null) : null
}

function toRow(read: Read, { state, issued_at: issuedAt }: StoredOrder): OrderRow {
  const order = JSON.parse(state) as OrderState
  const { orderId, compoundId, about, operatorId, demand, rectifyBy, status, returns } = order
  return {
    id: orderId,
    number: orderNumber(order),
    compoundId,
    compoundName: compoundName(read, compoundId),
    about,
    aboutNumber: aboutNumber(read, about),
    operatorName: operatorId === null ? null : operatorName(read, operatorId),
    demand,
    rectifyBy,
    status,
    overdue: isOrderOverdue(order),
    returns,
    issuedAt,
  }
}

type ListInput = z.output<(typeof supervisionApi.list)['input']>

export function listOrders(context: QueryContext, input: ListInput): z.output<(typeof supervisionApi.list)['output']> {
  const { read, at, scope } = context
  const where = allOf(
    condition(at.where('o')),
    scope.where('o.compound_id'),
    input.compoundId ? condition('o.compound_id = ?', input.compoundId) : undefined,
  )
  const { rows, next } = keysetPage<StoredOrder>(read, {
    select: 'o.state, o.issued_at',
    from: FROM,
    where: allOf(where, condition(SQL[input.view])),
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  const sums = Object.entries(SQL).map(([view, sql]) => `sum(${sql}) AS "${view}"`)
  const counts = read.get<Record<OrderView, number | null>>(
    `SELECT ${sums.join(', ')} FROM ${FROM} WHERE ${where.sql}`,
    ...where.params,
  )
  const count = (view: OrderView) => counts?.[view] ?? 0
  return {
    items: rows.map((row) => toRow(read, row)),
    ...(next ? { next } : {}),
    counts: {
      all: count('all'),
      issued: count('issued'),
      overdue: count('overdue'),
      answered: count('answered'),
      closed: count('closed'),
    },
  }
}

export function viewOrder(context: QueryContext, orderId: string): OrderDetail | null {
  const { read, at } = context
  const row = read.get<StoredOrder>(
    `SELECT o.state, o.issued_at FROM ${FROM} WHERE o.order_id = ? AND ${at.where('o')}`,
    orderId,
  )
  if (!row) return null
  const order = JSON.parse(row.state) as OrderState
  const subject = { compoundId: order.compoundId }
  const district = read.get<{ name: string }>('SELECT name FROM places_region WHERE region_id = ?', order.districtId)
  return {
    ...toRow(read, row),
    districtName: district?.name ?? null,
    replyText: order.replyText,
    returnReason: order.returnReason,
    note: order.note,
    steps: stepsOf(read, at, orderId),
    possible: at.before === undefined ? possibleForOrder(order).filter((action) => context.may(action, subject)) : [],
  }
}

/** Newest first, of what the person may see. */
export function ordersAbout({ read, at, may }: QueryContext, aboutIds: readonly string[]): OrderRow[] {
  return read
    .all<StoredOrder>(
      `SELECT o.state, o.issued_at FROM ${FROM}
       WHERE o.about_id IN (${aboutIds.map(() => '?').join(', ')}) AND ${at.where('o')} ORDER BY o.sort DESC`,
      ...aboutIds,
    )
    .map((row) => toRow(read, row))
    .filter(({ compoundId }) => may('maintenance.supervision-order', { compoundId }))
}
