/** What can be asked of a ticket. */
import type { Id, Instant } from '@changxin/shared/kernel'
import type { TicketSource } from './events.ts'
import type { Results } from './ticket.state.ts'

interface OfTicket {
  readonly ticketId: Id
}

/** A row of the platform's sheet, or what somebody typed in: text and times as they are there, the place as matched. */
export interface TicketFacts extends Results {
  readonly officialNumber: string
  readonly text: string
  readonly receivedAt: Instant
  readonly deadline: Instant
  readonly category: string | null
  readonly placeText: string | null
  readonly compoundId: Id | null
  readonly replyText: string | null
  readonly closedAt: Instant | null
}

export interface TakeTicket extends OfTicket {
  readonly type: 'TakeTicket'
  readonly source: TicketSource
  readonly regionId: Id
  readonly row: TicketFacts
}
/** Typed in by hand: never a change of one that is known. */
export interface ReceiveTicket extends Omit<TakeTicket, 'type'> {
  readonly type: 'ReceiveTicket'
}
export interface PlaceTicket extends OfTicket {
  readonly type: 'PlaceTicket'
  readonly compoundId: Id
}
export interface LinkTicket extends OfTicket {
  readonly type: 'LinkTicket'
  readonly requestId: Id
  /** Of the request. */
  readonly compoundId: Id
}
export interface TransferTicket extends OfTicket {
  readonly type: 'TransferTicket'
  readonly to: string
  readonly reason: string
}
export interface MoveTicketDeadline extends OfTicket {
  readonly type: 'MoveTicketDeadline'
  readonly deadline: Instant
  readonly reason: string
}
export interface AnswerTicket extends OfTicket {
  readonly type: 'AnswerTicket'
  readonly replyText: string
}
export interface ReturnTicket extends OfTicket {
  readonly type: 'ReturnTicket'
  readonly reason: string
  readonly deadline: Instant
}
export interface RecordTicketResult extends OfTicket, Results {
  readonly type: 'RecordTicketResult'
}
export interface CloseTicket extends OfTicket {
  readonly type: 'CloseTicket'
  readonly at: Instant
}
export interface MissTicketDeadline extends OfTicket {
  readonly type: 'MissTicketDeadline'
  readonly deadline: Instant
}

export type TicketCommand =
  | TakeTicket
  | ReceiveTicket
  | PlaceTicket
  | LinkTicket
  | TransferTicket
  | MoveTicketDeadline
  | AnswerTicket
  | ReturnTicket
  | RecordTicketResult
  | CloseTicket
  | MissTicketDeadline
