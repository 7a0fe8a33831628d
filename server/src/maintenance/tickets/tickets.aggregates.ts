/** The streams of official tickets: one a ticket, one a district and year of supervision orders, one of column mappings. */
import {
  columnEvents,
  columnsDecider,
  supervisionDecider,
  supervisionEvents,
  type TicketSource,
  ticketDecider,
  ticketEvents,
  ticketKeyOf,
} from '@changxin/shared/maintenance'
import { aggregate } from '../../commands/aggregate.ts'
import { deriveId } from '../../commands/derive.ts'

export const Tickets = aggregate('ticket', ticketDecider, ticketEvents)
export const SupervisionRegisters = aggregate('supervision', supervisionDecider, supervisionEvents)
export const TicketColumnMappings = aggregate('columns', columnsDecider, columnEvents)
export const COLUMNS_ID = 'tickets'

/** The same number of the same source is the same ticket, whoever brings it and however often. */
export const ticketIdOf = (source: TicketSource, officialNumber: string) =>
  deriveId('ticket', source, ticketKeyOf(officialNumber))
