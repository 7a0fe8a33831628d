/** Whose matter a ticket or an order is, for the access table. */
import { type KnownTicket, type OrderState, registerIdOf } from '@changxin/shared/maintenance'
import type { Subject } from '../../access/may.ts'
import type { CommandContext } from '../../feature.ts'
import { regionIdsFrom } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import type { Read } from '../../views/views.ts'

/** Of its compound; while its place is not matched, of the region in charge. */
export function subjectOf(read: Read, ticket: Pick<KnownTicket, 'compoundId' | 'regionId'>): Subject {
  return ticket.compoundId === null
    ? { regionIds: regionIdsFrom(read, ticket.regionId) }
    : { compoundId: ticket.compoundId }
}

export function ticketNow(read: Read, ticketId: string): KnownTicket | undefined {
  const row = read.get<{ state: string }>(
    `SELECT state FROM maintenance_tickets_ticket WHERE ticket_id = ? AND to_position = '${CURRENT}'`,
    ticketId,
  )
  return row && (JSON.parse(row.state) as KnownTicket)
}

export function subjectOfTicket(read: Read, ticketId: string): Subject | null {
  const ticket = ticketNow(read, ticketId)
  return ticket ? subjectOf(read, ticket) : null
}

export function orderNow(read: Read, orderId: string): (OrderState & { readonly registerId: string }) | undefined {
  const row = read.get<{ state: string }>(
    `SELECT state FROM maintenance_tickets_order WHERE order_id = ? AND to_position = '${CURRENT}'`,
    orderId,
  )
  if (!row) return undefined
  const order = JSON.parse(row.state) as OrderState
  return { ...order, registerId: registerIdOf(order.districtId, order.year) }
}

export function subjectOfOrder(read: Read, orderId: string): Subject | null {
  const order = orderNow(read, orderId)
  return order ? { compoundId: order.compoundId } : null
}
