/** Serves official tickets: reads, steps, import and export. */

import {
  defaultColumns,
  type KnownTicket,
  MAX_EXPORT_ROWS,
  MAX_SHEET_BASE64,
  sheetLines,
  suggestColumns,
  type TicketColumns,
  type TicketCommand,
  ticketErrors,
  ticketsApi,
} from '@changxin/shared/maintenance'
import type { Subject } from '../../access/may.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import {
  answerOf,
  type CommandContext,
  type QueryContext,
  type Served,
  serveCommand,
  serveQuery,
} from '../../feature.ts'
import { compoundName, regionIdsFrom, regionIdsOf, subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { originOf } from '../maintenance.subject.ts'
import { importSheet } from './import.ts'
import { readSheet, writeSheet, XLSX_TYPE } from './sheet.ts'
import { COLUMNS_ID, TicketColumnMappings, Tickets, ticketIdOf } from './tickets.aggregates.ts'
import { allTickets, listTickets, mattersOfRequest, viewTicket } from './tickets.queries.ts'
import { subjectOfTicket } from './tickets.subject.ts'

const TICKETS = ['maintenance_tickets_ticket', 'clock_day']
const ONE = ['maintenance_tickets_ticket', 'maintenance_tickets_order', 'clock_day']
/** Base64, and the fields beside it. */
const BODY_BYTES = MAX_SHEET_BASE64 + 64 * 1024

const reject = ticketErrors.reject

function subjectOfRegion(read: Read, regionId: string): Subject | null {
  const regionIds = regionIdsFrom(read, regionId)
  return regionIds.length === 0 ? null : { regionIds }
}

const list = serveQuery(ticketsApi.list, {
  reads: TICKETS,
  subject: () => ({}),
  run: (context, input) => listTickets(context, input),
})

const ticket = serveQuery(ticketsApi.ticket, {
  reads: ONE,
  subject: ({ id }, read) => subjectOfTicket(read, id),
  run: (context, { id }) => viewTicket(context, id),
})

const ofRequest = serveQuery(ticketsApi.ofRequest, {
  reads: ONE,
  subject: ({ id }, read) => subjectOfRequestHere(read, id),
  run: (context, { id }) => {
    const subject = subjectOfRequestHere(context.read, id)
    return { ...mattersOfRequest(context, id), mayIssue: context.may('maintenance.issue-supervision', subject ?? {}) }
  },
})

/** Staff alone: no unit and no person of the request is asked for. */
export function subjectOfRequestHere(read: Read, requestId: string): Subject | null {
  const origin = originOf(read, requestId)
  return origin ? { compoundId: origin.compound_id } : null
}

const receive = serveCommand(ticketsApi.receive, {
  subject: ({ body: { compoundId, regionId } }, read) =>
    compoundId === undefined ? subjectOfRegion(read, regionId ?? '') : subjectOfCompound(read, compoundId),
  async handle(context, { body }) {
    const { source, compoundId, category, ...rest } = body
    const regionId =
      compoundId === undefined ? body.regionId : context.views.peek((read) => regionIdsOf(read, compoundId))[0]
    if (regionId === undefined) throw reject('ticket-place-unknown', { field: 'compoundId' })
    const ticketId = ticketIdOf(source, body.officialNumber)
    const { officialNumber, text, receivedAt, deadline } = rest
    const nothing = {
      placeText: null,
      replyText: null,
      closedAt: null,
      responded: null,
      resolved: null,
      satisfied: null,
    }
    const row = { officialNumber, text, receivedAt, deadline, ...nothing, category: category ?? null }
    const command = {
      type: 'ReceiveTicket' as const,
      ticketId,
      source,
      regionId,
      row: { ...row, compoundId: compoundId ?? null },
    }
    return answerOf(ticketId, await context.execute(Tickets, ticketId, { command }))
  },
})

type StepOf<Command = TicketCommand> = Command extends { readonly ticketId: string } ? Omit<Command, 'ticketId'> : never

async function step(context: CommandContext, ticketId: string, details: StepOf) {
  const command = { ...details, ticketId } as TicketCommand
  return answerOf(ticketId, await context.execute(Tickets, ticketId, { command }))
}

const onTicket = { subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfTicket(read, params.id) }

/** Another compound is another desk's: whoever gives it there must have a say there too. */
function requireSayIn(context: CommandContext, compoundId: string, field: string): void {
  const subject = context.views.peek((read) => subjectOfCompound(read, compoundId))
  if (!subject || !context.may('maintenance.place-ticket', subject)) throw reject('ticket-place-unknown', { field })
}

const place = serveCommand(ticketsApi.place, {
  ...onTicket,
  async handle(context, { params, body: { compoundId } }) {
    await caughtUp(context)
    requireSayIn(context, compoundId, 'compoundId')
    return step(context, params.id, { type: 'PlaceTicket', compoundId })
  },
})

const link = serveCommand(ticketsApi.link, {
  ...onTicket,
  async handle(context, { params, body: { requestId } }) {
    await caughtUp(context)
    const origin = context.views.peek((read) => originOf(read, requestId))
    if (!origin) throw reject('ticket-request-elsewhere', { field: 'requestId' })
    requireSayIn(context, origin.compound_id, 'requestId')
    return step(context, params.id, { type: 'LinkTicket', requestId, compoundId: origin.compound_id })
  },
})

const steps: readonly Served[] = [
  serveCommand(ticketsApi.transfer, {
    ...onTicket,
    handle: (context, { params, body }) => step(context, params.id, { type: 'TransferTicket', ...body }),
  }),
  serveCommand(ticketsApi.moveDeadline, {
    ...onTicket,
    handle: (context, { params, body }) => step(context, params.id, { type: 'MoveTicketDeadline', ...body }),
  }),
  serveCommand(ticketsApi.answer, {
    ...onTicket,
    handle: (context, { params, body }) => step(context, params.id, { type: 'AnswerTicket', ...body }),
  }),
  serveCommand(ticketsApi.giveBack, {
    ...onTicket,
    handle: (context, { params, body }) => step(context, params.id, { type: 'ReturnTicket', ...body }),
  }),
  serveCommand(ticketsApi.result, {
    ...onTicket,
    handle: (context, { params, body }) => step(context, params.id, { type: 'RecordTicketResult', ...body }),
  }),
  serveCommand(ticketsApi.close, {
    ...onTicket,
    handle: (context, { params }) => step(context, params.id, { type: 'CloseTicket', at: context.receivedAt }),
  }),
]

const importTickets = serveCommand(ticketsApi.importSheet, {
  // Each row is asked for by itself: a sheet may hold tickets of several desks.
  subject: () => ({}),
  bodyLimitBytes: BODY_BYTES,
  handle: (context, { body }) => importSheet(context, body),
})

/** Titles above the header are passed over so far down. */
const HEADER_WITHIN = 10
const MAX_HEADERS = 100

const headers = serveCommand(ticketsApi.headers, {
  subject: () => ({}),
  bodyLimitBytes: BODY_BYTES,
  async handle(_, { body }) {
    const table = await readSheet(Buffer.from(body.file, 'base64'))
    const lines = table.slice(0, HEADER_WITHIN).map((line) => line.map((cell) => cell.trim()).filter(Boolean))
    const known = (line: readonly string[]) => Object.keys(suggestColumns(line)).length
    const best = lines.toSorted((one, other) => known(other) - known(one) || other.length - one.length)[0] ?? []
    const found = best.slice(0, MAX_HEADERS)
    return { id: '', revision: -1, position: null, headers: found, suggested: suggestColumns(found) }
  },
})

function columnsOf({ read }: QueryContext, mappingId: string | undefined): TicketColumns | null {
  if (mappingId === undefined) return defaultColumns
  const row = read.get<{ data: string }>('SELECT data FROM maintenance_tickets_mapping WHERE mapping_id = ?', mappingId)
  return row ? (JSON.parse(row.data) as { columns: TicketColumns }).columns : null
}

const SHEET_NAME = '工单'

const exportTickets = serveQuery(ticketsApi.exportSheet, {
  reads: [...TICKETS, 'maintenance_tickets_mapping'],
  subject: () => ({}),
  run(context, { mappingId, ...filters }) {
    const columns = columnsOf(context, mappingId)
    if (!columns) return null
    const found = allTickets(context, filters, MAX_EXPORT_ROWS + 1)
    const named = (one: KnownTicket) => ({
      ...one,
      compoundName: one.compoundId === null ? null : compoundName(context.read, one.compoundId),
    })
    const sheet = sheetLines(columns, found.slice(0, MAX_EXPORT_ROWS).map(named))
    return {
      headers: [...sheet.headers],
      lines: sheet.lines.map((line) => [...line]),
      truncated: found.length > MAX_EXPORT_ROWS,
    }
  },
  file: async ({ headers: first, lines }) => ({
    name: `${SHEET_NAME}.xlsx`,
    type: XLSX_TYPE,
    bytes: await writeSheet(SHEET_NAME, [first, ...lines]),
  }),
})

const mappings = serveQuery(ticketsApi.mappings, {
  reads: ['maintenance_tickets_mapping'],
  sameForScope: true,
  subject: () => ({}),
  run: ({ read }) => ({
    items: read
      .all<{ data: string }>('SELECT data FROM maintenance_tickets_mapping ORDER BY name, mapping_id')
      .map(({ data }) => JSON.parse(data) as never),
  }),
})

const saveMapping = serveCommand(ticketsApi.saveMapping, {
  subject: () => ({}),
  async handle(context, { body: { mappingId: known, ...mapping } }) {
    const mappingId = known ?? context.newId()
    const command = { type: 'SaveColumnMapping' as const, mapping: { mappingId, ...mapping } }
    return answerOf(mappingId, await context.execute(TicketColumnMappings, COLUMNS_ID, { command }))
  },
})

export const ticketsServed: readonly Served[] = [
  ...[list, ticket, ofRequest, receive, place, link, ...steps],
  ...[importTickets, headers, exportTickets, mappings, saveMapping],
]
