/** Routes of official tickets: lists, one ticket, its steps, import, export and saved column mappings. */
import {
  AsOfInput,
  CommandAnswer,
  commandRoute,
  Id,
  Instant,
  Line,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { ColumnMappingSaved, TicketColumns } from './columns.ts'
import { MAX_TICKET_TEXT, OfficialNumber, TicketSource, Verdict } from './events.ts'
import { OrderRow } from './supervision.api.ts'

export const TicketView = z.enum(['all', 'open', 'due-soon', 'overdue', 'unplaced', 'answered', 'closed'])
export type TicketView = z.infer<typeof TicketView>
/** Open tickets with so few days left are due soon, the present day counted as none. */
export const DUE_SOON_DAYS = 1

export const TicketRow = z.object({
  id: Id,
  source: TicketSource,
  officialNumber: z.string(),
  compoundId: Id.nullable(),
  compoundName: z.string().nullable(),
  placeText: z.string().nullable(),
  text: z.string(),
  category: z.string().nullable(),
  receivedAt: Instant,
  /** The platform's; our own targets are those of the request. */
  deadline: Instant,
  status: z.enum(['open', 'answered', 'closed']),
  overdue: z.boolean(),
  dueSoon: z.boolean(),
  holder: z.string().nullable(),
  returns: z.int(),
  responded: Verdict.nullable(),
  resolved: Verdict.nullable(),
  satisfied: Verdict.nullable(),
  requestId: Id.nullable(),
  requestNumber: z.string().nullable(),
  revision: z.int(),
})
export type TicketRow = z.infer<typeof TicketRow>

export const TicketStep = z.object({
  id: z.string(),
  type: z.string(),
  occurredAt: Instant,
  actorName: z.string(),
  channel: z.string(),
  /** Only what can be shown: texts, times, yes and no. */
  facts: z.record(z.string(), z.string().nullable()),
})
export const TicketDetail = TicketRow.extend({
  regionName: z.string().nullable(),
  replyText: z.string().nullable(),
  closedAt: Instant.nullable(),
  /** Of our request, beside the official deadline. */
  ownResolutionDueAt: Instant.nullable(),
  steps: z.array(TicketStep),
  orders: z.array(OrderRow),
  possible: z.array(z.string()),
})
export type TicketDetail = z.infer<typeof TicketDetail>

export const ColumnMappingView = z.object(ColumnMappingSaved.schema.shape)

/** A file of 2 MB, as base64. */
export const MAX_SHEET_BYTES = 2 * 1024 * 1024
export const MAX_SHEET_BASE64 = Math.ceil(MAX_SHEET_BYTES / 3) * 4
const Base64 = z
  .string()
  .max(MAX_SHEET_BASE64)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

export const RowProblemView = z.object({ row: z.int(), field: z.string(), fault: z.string(), message: z.string() })
export const ImportedRow = z.object({
  row: z.int(),
  officialNumber: z.string(),
  text: z.string(),
  deadline: Instant,
  /** Null: the place is not matched; somebody chooses it later. */
  compoundName: z.string().nullable(),
  outcome: z.enum(['new', 'changed', 'same']),
  /** Types of the events that taking the row appends. */
  changes: z.array(z.string()),
  /** What the row says otherwise than we hold it, and is not taken. */
  differences: z.array(z.enum(['text', 'receivedAt', 'category', 'place'])),
})
export type ImportedRow = z.infer<typeof ImportedRow>
export const ImportAnswer = CommandAnswer.extend({
  dryRun: z.boolean(),
  rows: z.array(ImportedRow),
  problems: z.array(RowProblemView),
  ignored: z.array(z.string()),
  /** Columns that name callers: not imported. */
  leftOut: z.array(z.string()),
  counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), problems: z.int() }),
})
export type ImportAnswer = z.infer<typeof ImportAnswer>

const ofTicket = { params: { id: Id } }
/** Rows of one export. */
export const MAX_EXPORT_ROWS = 5_000

const filters = {
  view: TicketView.default('all'),
  source: TicketSource.optional(),
  compoundId: Id.optional(),
  /** Anywhere in number or text. */
  q: Line(60).optional(),
}

export const ticketsApi = {
  list: queryRoute({
    action: 'maintenance.tickets',
    path: '/api/tickets',
    input: { ...PageInput.shape, ...filters, ...AsOfInput },
    output: pageOf(TicketRow).extend({ counts: z.record(TicketView, z.int()) }),
    summary: 'Official tickets one may see: open ones by deadline, others newest first',
  }),
  ticket: queryRoute({
    action: 'maintenance.ticket',
    path: '/api/tickets/:id',
    input: { id: Id, ...AsOfInput },
    output: TicketDetail,
    summary: 'One ticket with its history and what is possible now',
  }),
  ofRequest: queryRoute({
    action: 'maintenance.request-tickets',
    path: '/api/requests/:id/tickets',
    input: { id: Id },
    output: z.object({ tickets: z.array(TicketRow), orders: z.array(OrderRow), mayIssue: z.boolean() }),
    summary: 'Official tickets and supervision orders of a request',
  }),
  receive: commandRoute({
    action: 'maintenance.receive-ticket',
    path: '/api/tickets',
    params: {},
    body: z
      .strictObject({
        source: TicketSource,
        officialNumber: OfficialNumber,
        /** The compound, or the region in charge while the compound is not known. */
        compoundId: Id.optional(),
        regionId: Id.optional(),
        text: Prose(MAX_TICKET_TEXT),
        category: Line(60).optional(),
        receivedAt: Instant,
        deadline: Instant,
      })
      .refine(({ compoundId, regionId }) => compoundId !== undefined || regionId !== undefined, {
        path: ['regionId'],
        message: 'the compound, or the region in charge',
      }),
    summary: 'Enters a ticket by hand',
  }),
  place: commandRoute({
    action: 'maintenance.place-ticket',
    path: '/api/tickets/:id/place',
    ...ofTicket,
    body: z.strictObject({ compoundId: Id }),
    summary: 'Says in which compound it is',
  }),
  link: commandRoute({
    action: 'maintenance.link-ticket',
    path: '/api/tickets/:id/link',
    ...ofTicket,
    body: z.strictObject({ requestId: Id }),
    summary: 'Links it to the request that answers it',
  }),
  transfer: commandRoute({
    action: 'maintenance.transfer-ticket',
    path: '/api/tickets/:id/transfer',
    ...ofTicket,
    body: z.strictObject({ to: Line(60), reason: Prose(500) }),
    summary: 'Passes it on to another body',
  }),
  moveDeadline: commandRoute({
    action: 'maintenance.move-ticket-deadline',
    path: '/api/tickets/:id/deadline',
    ...ofTicket,
    body: z.strictObject({ deadline: Instant, reason: Prose(500) }),
    summary: 'Records an extension that the platform granted',
  }),
  answer: commandRoute({
    action: 'maintenance.answer-ticket',
    path: '/api/tickets/:id/answer',
    ...ofTicket,
    body: z.strictObject({ replyText: Prose(MAX_TICKET_TEXT) }),
    summary: 'Records the reply',
  }),
  giveBack: commandRoute({
    action: 'maintenance.return-ticket',
    path: '/api/tickets/:id/return',
    ...ofTicket,
    body: z.strictObject({ reason: Prose(500), deadline: Instant }),
    summary: 'The platform did not accept the reply: open again, with a new deadline',
  }),
  result: commandRoute({
    action: 'maintenance.ticket-result',
    path: '/api/tickets/:id/result',
    ...ofTicket,
    body: z.strictObject({
      responded: Verdict.nullable(),
      resolved: Verdict.nullable(),
      satisfied: Verdict.nullable(),
    }),
    summary: 'Records what the platform found: responded, resolved, satisfied',
  }),
  close: commandRoute({
    action: 'maintenance.close-ticket',
    path: '/api/tickets/:id/close',
    ...ofTicket,
    body: z.strictObject({}),
    summary: 'The platform closed it',
  }),
  importSheet: commandRoute({
    action: 'maintenance.import-tickets',
    path: '/api/ticket-imports',
    params: {},
    body: z.strictObject({
      source: TicketSource,
      /**
       * In charge: places are matched within it, and what cannot be matched belongs to it. Without it only rows are taken
       * whose place is a compound that one is in charge of: a property company has no region.
       */
      regionId: Id.optional(),
      columns: TicketColumns,
      /** XLSX, or CSV as UTF-8 or GBK; base64. */
      file: Base64,
      dryRun: z.boolean().default(false),
      /** Without it nothing is taken while a row has a problem. */
      takeGoodRows: z.boolean().default(false),
    }),
    answer: ImportAnswer,
    summary: 'Imports a sheet of tickets; a repeat adds nothing; with dryRun nothing is written',
  }),
  exportSheet: queryRoute({
    action: 'maintenance.export-tickets',
    path: '/api/tickets/export.xlsx',
    input: { ...filters, mappingId: Id.optional() },
    output: z.object({ headers: z.array(z.string()), lines: z.array(z.array(z.string())), truncated: z.boolean() }),
    summary: 'The tickets as an XLSX file in the headers of a saved mapping; live and in tests the same as lines',
  }),
  headers: commandRoute({
    action: 'maintenance.ticket-headers',
    path: '/api/ticket-imports/headers',
    params: {},
    body: z.strictObject({ file: Base64 }),
    answer: CommandAnswer.extend({
      headers: z.array(z.string()),
      suggested: z.partialRecord(z.enum(Object.keys(TicketColumns.shape) as [string, ...string[]]), z.string()),
    }),
    summary: 'Reads the headers of a sheet, with the fields that they probably are; writes nothing',
  }),
  mappings: queryRoute({
    action: 'maintenance.ticket-mappings',
    path: '/api/ticket-mappings',
    input: {},
    output: z.object({ items: z.array(ColumnMappingView) }),
    summary: 'Saved column mappings',
  }),
  saveMapping: commandRoute({
    action: 'maintenance.save-ticket-mapping',
    path: '/api/ticket-mappings',
    params: {},
    body: z.strictObject({
      /** Of the mapping to be saved over; a new one where absent. */
      mappingId: Id.optional(),
      name: Line(40),
      source: TicketSource,
      columns: TicketColumns,
    }),
    summary: 'Saves how the columns of a sheet map to our fields',
  }),
}
