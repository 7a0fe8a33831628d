/** Tickets and supervision orders: the state in position intervals, their steps, what falls due, saved column mappings. */
import type { AnyEvent, EventType, Recorded } from '@changxin/shared/kernel'
import {
  ColumnMappingSaved,
  evolveOrder,
  isOrderOverdue,
  isTicketOverdue,
  type KnownTicket,
  type OrderState,
  orderDueAt,
  orderNumber,
  registerIdOf,
  supervisionEvents,
  type TicketState,
  ticketDecider,
  ticketDueAt,
  ticketEvents,
} from '@changxin/shared/maintenance'
import { currentOf, putInterval } from '../../views/intervals.ts'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'

// sort: the position of receipt or issue, so that the newest come first. A ticket's matter_id is its request, an order's what it is about.
const SCHEMA = `
CREATE TABLE maintenance_tickets_ticket (
  ticket_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL, source TEXT NOT NULL,
  compound_id TEXT, region_id TEXT NOT NULL, request_id TEXT, status TEXT NOT NULL, overdue INTEGER NOT NULL,
  deadline TEXT NOT NULL, searched TEXT NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (ticket_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_tickets_ticket_sort ON maintenance_tickets_ticket (sort) WHERE to_position = '~~';
CREATE INDEX maintenance_tickets_ticket_open ON maintenance_tickets_ticket (deadline, ticket_id) WHERE to_position = '~~' AND status = 'open';
CREATE INDEX maintenance_tickets_ticket_request ON maintenance_tickets_ticket (request_id) WHERE request_id IS NOT NULL;
CREATE TABLE maintenance_tickets_order (
  order_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL, register_id TEXT NOT NULL,
  compound_id TEXT NOT NULL, number TEXT NOT NULL, about_kind TEXT NOT NULL, about_id TEXT NOT NULL, status TEXT NOT NULL,
  overdue INTEGER NOT NULL, issued_at TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (order_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_tickets_order_sort ON maintenance_tickets_order (sort) WHERE to_position = '~~';
CREATE INDEX maintenance_tickets_order_about ON maintenance_tickets_order (about_id);
CREATE TABLE maintenance_tickets_step (
  matter_id TEXT NOT NULL, position TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, occurred_at TEXT NOT NULL,
  actor_id TEXT NOT NULL, channel TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (matter_id, position)
) STRICT, WITHOUT ROWID;
-- register_id: of an order; empty for a ticket.
CREATE TABLE maintenance_tickets_due (
  matter_id TEXT PRIMARY KEY, register_id TEXT NOT NULL, due_at TEXT NOT NULL, due_for TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_tickets_due_at ON maintenance_tickets_due (due_at);
CREATE TABLE maintenance_tickets_mapping (mapping_id TEXT PRIMARY KEY, name TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

interface Kept {
  readonly sort: string
  readonly state: string
  readonly issued_at?: string
}

function putStep(event: Recorded, matterId: string, rows: Rows): void {
  rows.run(
    'INSERT INTO maintenance_tickets_step VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    matterId,
    event.position,
    event.id,
    event.type,
    event.metadata.occurredAt,
    event.metadata.actor,
    event.metadata.channel,
    JSON.stringify(event.data),
  )
}

interface Due {
  readonly matterId: string
  readonly registerId: string
  readonly dueAt: string | null
  /** The deadline or day that is missed then. */
  readonly dueFor: string
}

function putDue({ matterId, registerId, dueAt, dueFor }: Due, rows: Rows): void {
  if (dueAt === null) rows.run('DELETE FROM maintenance_tickets_due WHERE matter_id = ?', matterId)
  else
    rows.run('INSERT OR REPLACE INTO maintenance_tickets_due VALUES (?, ?, ?, ?)', matterId, registerId, dueAt, dueFor)
}

type OfTicket = Recorded<{ type: string; data: { ticketId: string } }>

function handleTicket(event: OfTicket, rows: Rows): void {
  const { ticketId } = event.data
  const kept = currentOf<Kept>(rows, 'maintenance_tickets_ticket', { ticket_id: ticketId })
  const before: TicketState = kept ? (JSON.parse(kept.state) as KnownTicket) : { status: 'none' }
  const after = ticketDecider.evolve(before, { type: event.type, data: event.data } as never)
  if (after.status === 'none') return
  putInterval(
    rows,
    'maintenance_tickets_ticket',
    { ticket_id: ticketId },
    {
      sort: kept?.sort ?? event.position,
      source: after.source,
      compound_id: after.compoundId,
      region_id: after.regionId,
      request_id: after.requestId,
      status: after.status,
      overdue: isTicketOverdue(after) ? 1 : 0,
      deadline: after.deadline,
      searched: `${after.officialNumber}\n${after.text}`.normalize('NFKC').toLowerCase(),
      revision: event.revision,
      state: JSON.stringify(after),
    },
    event.position,
  )
  putStep(event, ticketId, rows)
  putDue({ matterId: ticketId, registerId: '', dueAt: ticketDueAt(after), dueFor: after.deadline }, rows)
  rows.touch({ table: 'maintenance_tickets_ticket', compoundId: after.compoundId ?? undefined })
}

type OfOrder = Recorded<{ type: string; data: { orderId: string; compoundId: string } }>

function handleOrder(event: OfOrder, rows: Rows): void {
  const { orderId } = event.data
  const kept = currentOf<Kept>(rows, 'maintenance_tickets_order', { order_id: orderId })
  const before = kept ? (JSON.parse(kept.state) as OrderState) : undefined
  const after = evolveOrder(before, { type: event.type, data: event.data } as never)
  if (!after) return
  const registerId = registerIdOf(after.districtId, after.year)
  putInterval(
    rows,
    'maintenance_tickets_order',
    { order_id: orderId },
    {
      sort: kept?.sort ?? event.position,
      register_id: registerId,
      compound_id: after.compoundId,
      number: orderNumber(after),
      about_kind: after.about.kind,
      about_id: after.about.id,
      status: after.status,
      overdue: isOrderOverdue(after) ? 1 : 0,
      issued_at: kept?.issued_at ?? event.metadata.occurredAt,
      state: JSON.stringify(after),
    },
    event.position,
  )
  putStep(event, orderId, rows)
  putDue({ matterId: orderId, registerId, dueAt: orderDueAt(after), dueFor: after.rectifyBy }, rows)
  rows.touch({ table: 'maintenance_tickets_order', compoundId: after.compoundId })
}

const each = (
  events: readonly EventType[],
  handle: (event: never, rows: Rows) => void,
): (readonly [string, Handler])[] =>
  events.map((definition) => on(definition, handle as (event: Recorded<AnyEvent>, rows: Rows) => void))

export const ticketsProjection = projection('maintenance-tickets', 1, SCHEMA, [
  ...each(ticketEvents, handleTicket),
  ...each(supervisionEvents, handleOrder),
  on(ColumnMappingSaved, ({ data }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO maintenance_tickets_mapping VALUES (?, ?, ?)',
      data.mappingId,
      data.name,
      JSON.stringify(data),
    )
    rows.touch({ table: 'maintenance_tickets_mapping' })
  }),
])
