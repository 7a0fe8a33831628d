/** Tickets as lines of a sheet in the platform's own headers: what is filled in there is what we would read back. */
import { PERSONAL_FIELDS, type TicketColumns, type TicketField, ticketFields } from './columns.ts'
import { sheetTime, verdictText } from './sheet-text.ts'
import type { KnownTicket } from './ticket.state.ts'

/** Cells are text, all of them. */
export interface SheetLines {
  readonly headers: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

export type ExportedTicket = KnownTicket & { readonly compoundName: string | null }

function cellOf(field: TicketField, ticket: ExportedTicket): string {
  switch (field) {
    case 'officialNumber':
    case 'text':
      return ticket[field]
    case 'category':
    case 'replyText':
      return ticket[field] ?? ''
    case 'receivedAt':
    case 'deadline':
      return sheetTime(ticket[field])
    case 'closedAt':
      return ticket.closedAt === null ? '' : sheetTime(ticket.closedAt)
    case 'place':
      return ticket.placeText ?? ticket.compoundName ?? ''
    case 'responded':
    case 'resolved':
    case 'satisfied':
      return verdictText(ticket[field])
    case 'callerName':
    case 'callerPhone':
      return ''
  }
}

/** Columns that name callers are not written: we hold nothing to write there. */
export function sheetLines(columns: TicketColumns, tickets: readonly ExportedTicket[]): SheetLines {
  const fields = ticketFields.filter((field) => columns[field] !== undefined && !PERSONAL_FIELDS.includes(field))
  return {
    headers: fields.map((field) => columns[field] ?? ''),
    lines: tickets.map((ticket) => fields.map((field) => cellOf(field, ticket))),
  }
}
