/** Official tickets and supervision orders, for the server and the web. */
export * from './columns.ts'
export { ticketErrors } from './errors.ts'
export * from './events.ts'
export { type ExportedTicket, sheetLines } from './sheet-lines.ts'
export {
  MAX_SHEET_ROWS,
  type ReadSheet,
  type RowFault,
  type RowProblem,
  readSheetRows,
  type SheetRow,
} from './sheet-rows.ts'
export { faultSentence } from './sheet-words.ts'
export * from './supervision.api.ts'
export * from './supervision.decider.ts'
export * from './supervision.events.ts'
export type { TicketCommand, TicketFacts } from './ticket.commands.ts'
export { possibleForTicket, type TicketAction, ticketDecider } from './ticket.decider.ts'
export { isTicketOverdue, type KnownTicket, type TicketState, ticketDueAt } from './ticket.state.ts'
export { differencesOf } from './ticket.take.ts'
export * from './tickets.api.ts'
