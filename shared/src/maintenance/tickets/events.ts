/** Official tickets: what the 12345 hotline or a grid platform sends us, under its own number and with its own deadline. */
import { type EventOf, event, Id, Instant, Line, Prose } from '@changxin/shared/kernel'
import { z } from 'zod'

/** 12345 热线, 网格平台, 其他 (a letter, a visit to the authority, a leader's note). */
export const TicketSource = z.enum(['12345', 'grid', 'other'])
export type TicketSource = z.infer<typeof TicketSource>

/** As the platform writes it: letters, digits and the signs that occur in such numbers. */
export const OfficialNumber = Line(60).refine(
  (text) => /^[\p{L}\p{N}〔〕()（）[\]【】_./#-]+$/u.test(text),
  'letters, digits and brackets only',
)
/** By which a number is known: the same however wide its signs are typed. */
export const ticketKeyOf = (officialNumber: string) => officialNumber.normalize('NFKC').toUpperCase()
/** 响应, 解决, 满意: null while nobody has asked or answered. */
export const Verdict = z.enum(['yes', 'no'])
export type Verdict = z.infer<typeof Verdict>
export const MAX_TICKET_TEXT = 4_000

/** `compoundId`: null while the place is not matched to a compound. */
const OfTicket = { ticketId: Id, compoundId: Id.nullable() }

// ticket-<id>
export const TicketReceived = event(
  'TicketReceived',
  z.object({
    ...OfTicket,
    source: TicketSource,
    officialNumber: OfficialNumber,
    /** Whose desk received it: a region, so that a ticket whose place is not matched belongs to somebody. */
    regionId: Id,
    /** The place as the platform writes it. */
    placeText: Line(200).nullable(),
    text: Prose(MAX_TICKET_TEXT),
    /** The platform's own kind of matter, in its words. */
    category: Line(60).nullable(),
    receivedAt: Instant,
    /** Official: set by the platform, never by our targets. */
    deadline: Instant,
  }),
)
export const TicketPlaced = event('TicketPlaced', z.object({ ticketId: Id, compoundId: Id }))
export const TicketLinked = event('TicketLinked', z.object({ ticketId: Id, compoundId: Id, requestId: Id }))
/** 转办. `from`: null while it is still with whoever received it. */
export const TicketTransferred = event(
  'TicketTransferred',
  z.object({ ...OfTicket, from: Line(60).nullable(), to: Line(60), reason: Prose(500) }),
)
/** 延期, granted by the platform. `reason`: null when only the platform's sheet says so. */
export const TicketDeadlineMoved = event(
  'TicketDeadlineMoved',
  z.object({ ...OfTicket, deadline: Instant, reason: Prose(500).nullable() }),
)
export const TicketAnswered = event('TicketAnswered', z.object({ ...OfTicket, replyText: Prose(MAX_TICKET_TEXT) }))
/** 退回重办: the reply was not accepted. */
export const TicketReturned = event('TicketReturned', z.object({ ...OfTicket, reason: Prose(500), deadline: Instant }))
/** 三率: what the return call of the platform found. */
export const TicketResult = event(
  'TicketResult',
  z.object({
    ...OfTicket,
    responded: Verdict.nullable(),
    resolved: Verdict.nullable(),
    satisfied: Verdict.nullable(),
  }),
)
/** The official deadline passed without a reply. Said by the timer. */
export const TicketOverdue = event('TicketOverdue', z.object({ ...OfTicket, deadline: Instant }))
/** 办结. */
export const TicketClosed = event('TicketClosed', z.object({ ...OfTicket, closedAt: Instant }))

export const ticketEvents = [
  TicketReceived,
  TicketPlaced,
  TicketLinked,
  TicketTransferred,
  TicketDeadlineMoved,
  TicketAnswered,
  TicketReturned,
  TicketResult,
  TicketOverdue,
  TicketClosed,
] as const
export type TicketEvent = EventOf<typeof ticketEvents>
