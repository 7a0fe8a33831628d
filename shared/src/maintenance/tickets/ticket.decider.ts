/** A ticket: taken, placed, passed on, answered, given back, judged, closed. Its deadline is the platform's. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { rejectTicket as reject } from './errors.ts'
import {
  TicketAnswered,
  TicketClosed,
  TicketDeadlineMoved,
  type TicketEvent,
  TicketLinked,
  TicketOverdue,
  TicketPlaced,
  TicketResult,
  TicketReturned,
  TicketTransferred,
} from './events.ts'
import type { MissTicketDeadline, ReceiveTicket, ReturnTicket, TakeTicket, TicketCommand } from './ticket.commands.ts'
import { evolveTicket, type KnownTicket, resultKey, type TicketState } from './ticket.state.ts'
import { differencesOf, takeTicket } from './ticket.take.ts'
import { ticketStatusWords } from './words.ts'

export const ticketDecider: Decider<TicketCommand, TicketEvent, TicketState> = {
  initial: { status: 'none' },
  evolve: evolveTicket,
  decide(command, state) {
    if (command.type === 'TakeTicket') return takeTicket(command, state)
    if (command.type === 'ReceiveTicket') return receive(command, state)
    if (state.status === 'none') throw reject('ticket-unknown', { ticketId: command.ticketId })
    return decideKnown(command, state)
  },
}

function decideKnown(command: Exclude<TicketCommand, TakeTicket | ReceiveTicket>, state: KnownTicket): TicketEvent[] {
  const { ticketId, compoundId } = state
  const of = { ticketId, compoundId }
  switch (command.type) {
    case 'PlaceTicket':
      return place(command.compoundId, state)
    case 'LinkTicket':
      return link(command, state)
    case 'TransferTicket': {
      require(state, 'open')
      const { to, reason } = command
      return state.holder === to ? [] : [TicketTransferred({ ...of, from: state.holder, to, reason })]
    }
    case 'MoveTicketDeadline': {
      require(state, 'open')
      const { deadline, reason } = command
      if (deadline === state.deadline) return []
      requireAfterReceipt(deadline, state)
      return [TicketDeadlineMoved({ ...of, deadline, reason })]
    }
    case 'AnswerTicket':
      require(state, 'open', 'answered')
      if (state.status === 'answered' && state.replyText === command.replyText) return []
      return [TicketAnswered({ ...of, replyText: command.replyText })]
    case 'ReturnTicket':
      return giveBack(command, state)
    case 'RecordTicketResult': {
      const { responded, resolved, satisfied } = command
      return resultKey(command) === resultKey(state) ? [] : [TicketResult({ ...of, responded, resolved, satisfied })]
    }
    case 'CloseTicket':
      if (state.status === 'closed') return []
      require(state, 'answered')
      return [TicketClosed({ ...of, closedAt: command.at })]
    case 'MissTicketDeadline':
      return miss(command, state)
    default:
      return unreachable(command)
  }
}

/** By hand it is the same once, and nothing else: who has more to say opens the ticket. */
function receive(command: ReceiveTicket, state: TicketState): readonly TicketEvent[] {
  const { row } = command
  if (row.deadline <= row.receivedAt) throw reject('ticket-deadline-before-receipt', { field: 'deadline' })
  const events = takeTicket({ ...command, type: 'TakeTicket' }, state)
  if (state.status === 'none' || (events.length === 0 && differencesOf(row, state).length === 0)) return events
  throw reject('ticket-known', { field: 'officialNumber', officialNumber: row.officialNumber })
}

function require(state: KnownTicket, ...statuses: readonly KnownTicket['status'][]): void {
  if (statuses.includes(state.status)) return
  const { zh, en } = ticketStatusWords[state.status]
  throw reject('ticket-wrong-status', { statusZh: zh, statusEn: en })
}

function requireAfterReceipt(deadline: string, { receivedAt }: KnownTicket): void {
  if (deadline <= receivedAt) throw reject('ticket-deadline-before-receipt', { field: 'deadline' })
}

function place(compoundId: string, state: KnownTicket): TicketEvent[] {
  if (state.compoundId === compoundId) return []
  // The request stands in its compound: who finds the place wrong links another request.
  if (state.requestId !== null) throw reject('ticket-linked-elsewhere', { field: 'compoundId' })
  return [TicketPlaced({ ticketId: state.ticketId, compoundId })]
}

function link(command: { requestId: string; compoundId: string }, state: KnownTicket): TicketEvent[] {
  if (state.requestId === command.requestId) return []
  if (state.compoundId !== null && state.compoundId !== command.compoundId)
    throw reject('ticket-request-elsewhere', { field: 'requestId' })
  const { requestId, compoundId } = command
  return [TicketLinked({ ticketId: state.ticketId, compoundId, requestId })]
}

function giveBack({ reason, deadline }: ReturnTicket, state: KnownTicket): TicketEvent[] {
  require(state, 'answered', 'closed')
  requireAfterReceipt(deadline, state)
  return [TicketReturned({ ticketId: state.ticketId, compoundId: state.compoundId, reason, deadline })]
}

/** What was moved, answered or said meanwhile is no longer missed. */
function miss({ deadline }: MissTicketDeadline, state: KnownTicket): TicketEvent[] {
  if (state.status !== 'open' || state.deadline !== deadline || state.missed.includes(deadline)) return []
  return [TicketOverdue({ ticketId: state.ticketId, compoundId: state.compoundId, deadline })]
}

export type TicketAction =
  | 'maintenance.place-ticket'
  | 'maintenance.link-ticket'
  | 'maintenance.transfer-ticket'
  | 'maintenance.move-ticket-deadline'
  | 'maintenance.answer-ticket'
  | 'maintenance.return-ticket'
  | 'maintenance.ticket-result'
  | 'maintenance.close-ticket'

/** What the state allows; the access table narrows it to the person. */
export function possibleForTicket({ status, requestId }: KnownTicket): TicketAction[] {
  const steps: Record<KnownTicket['status'], readonly TicketAction[]> = {
    open: ['maintenance.answer-ticket', 'maintenance.transfer-ticket', 'maintenance.move-ticket-deadline'],
    answered: ['maintenance.close-ticket', 'maintenance.return-ticket', 'maintenance.answer-ticket'],
    closed: ['maintenance.return-ticket'],
  }
  return [
    ...steps[status],
    'maintenance.ticket-result',
    'maintenance.link-ticket',
    ...(requestId === null ? (['maintenance.place-ticket'] as const) : []),
  ]
}
