/** A ticket as its stream tells it. */
import type { Instant } from '@changxin/shared/kernel'
import { unreachable } from '@changxin/shared/kernel'
import type { TicketEvent, TicketSource, Verdict } from './events.ts'

export interface Results {
  readonly responded: Verdict | null
  readonly resolved: Verdict | null
  readonly satisfied: Verdict | null
}
export const NO_RESULTS: Results = { responded: null, resolved: null, satisfied: null }
export const resultKey = ({ responded, resolved, satisfied }: Results) => `${responded} ${resolved} ${satisfied}`

export interface KnownTicket extends Results {
  readonly status: 'open' | 'answered' | 'closed'
  readonly ticketId: string
  readonly compoundId: string | null
  readonly regionId: string
  readonly requestId: string | null
  readonly source: TicketSource
  readonly officialNumber: string
  readonly placeText: string | null
  readonly text: string
  readonly category: string | null
  readonly receivedAt: Instant
  readonly deadline: Instant
  /** Who has it after a transfer; null = whoever received it. */
  readonly holder: string | null
  readonly replyText: string | null
  readonly returns: number
  /** The deadlines that passed without a reply. */
  readonly missed: readonly Instant[]
  readonly closedAt: Instant | null
  /** Whatever it ever held, so that an old sheet read again says nothing new. */
  readonly held: {
    readonly deadlines: readonly Instant[]
    readonly replies: readonly string[]
    readonly results: readonly string[]
    readonly closings: readonly Instant[]
  }
}
export type TicketState = KnownTicket | { readonly status: 'none' }

export const isTicketOverdue = (state: KnownTicket) => state.status === 'open' && state.missed.includes(state.deadline)
/** When the timer has to say that it is overdue; null when it has, or need not. */
export const ticketDueAt = (state: KnownTicket): Instant | null =>
  state.status === 'open' && !state.missed.includes(state.deadline) ? state.deadline : null

const also = <T>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list : [...list, one])

export function evolveTicket(state: TicketState, event: TicketEvent): TicketState {
  if (event.type === 'TicketReceived') return received(event.data)
  return state.status === 'none' ? state : evolveKnown(state, event)
}

type Received = Extract<TicketEvent, { type: 'TicketReceived' }>['data']

function received(data: Received): KnownTicket {
  return {
    ...data,
    ...NO_RESULTS,
    status: 'open',
    requestId: null,
    holder: null,
    replyText: null,
    returns: 0,
    missed: [],
    closedAt: null,
    held: { deadlines: [data.deadline], replies: [], results: [], closings: [] },
  }
}

function evolveKnown(state: KnownTicket, event: Exclude<TicketEvent, { type: 'TicketReceived' }>): KnownTicket {
  const { held } = state
  switch (event.type) {
    case 'TicketPlaced':
      return { ...state, compoundId: event.data.compoundId }
    case 'TicketLinked':
      return { ...state, compoundId: event.data.compoundId, requestId: event.data.requestId }
    case 'TicketTransferred':
      return { ...state, holder: event.data.to }
    case 'TicketDeadlineMoved': {
      const { deadline } = event.data
      return { ...state, deadline, held: { ...held, deadlines: also(held.deadlines, deadline) } }
    }
    case 'TicketAnswered': {
      const { replyText } = event.data
      const status = state.status === 'closed' ? 'closed' : 'answered'
      return { ...state, status, replyText, held: { ...held, replies: also(held.replies, replyText) } }
    }
    case 'TicketReturned': {
      const { deadline } = event.data
      const deadlines = also(held.deadlines, deadline)
      const returns = state.returns + 1
      return { ...state, status: 'open', deadline, returns, closedAt: null, held: { ...held, deadlines } }
    }
    case 'TicketResult': {
      const { responded, resolved, satisfied } = event.data
      const results = also(held.results, resultKey(event.data))
      return { ...state, responded, resolved, satisfied, held: { ...held, results } }
    }
    case 'TicketOverdue':
      return { ...state, missed: also(state.missed, event.data.deadline) }
    case 'TicketClosed': {
      const { closedAt } = event.data
      return { ...state, status: 'closed', closedAt, held: { ...held, closings: also(held.closings, closedAt) } }
    }
    default:
      return unreachable(event)
  }
}
