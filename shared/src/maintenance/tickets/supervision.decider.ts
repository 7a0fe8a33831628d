/** The register of a district's supervision orders in a year: the next number is how many there are, and one. */
import { addDays, type Day, type Decider, type Instant, startOf, unreachable } from '@changxin/shared/kernel'
import { rejectTicket as reject } from './errors.ts'
import {
  type SupervisionAbout,
  SupervisionAnswered,
  SupervisionClosed,
  type SupervisionEvent,
  SupervisionIssued,
  SupervisionOverdue,
  SupervisionReturned,
} from './supervision.events.ts'
import { orderStatusWords } from './words.ts'

/** A register is folded for every step of its orders. */
export const MAX_ORDERS_A_YEAR = 5_000

export interface OrderState {
  readonly status: 'issued' | 'answered' | 'closed'
  readonly orderId: string
  readonly compoundId: string
  readonly districtId: string
  readonly year: number
  readonly number: number
  readonly about: SupervisionAbout
  readonly operatorId: string | null
  readonly demand: string
  readonly rectifyBy: Day
  readonly replyText: string | null
  readonly returns: number
  readonly returnReason: string | null
  /** Days that passed without a reply. */
  readonly missed: readonly Day[]
  readonly note: string | null
}
export type RegisterState = ReadonlyMap<string, OrderState>

export const isOrderOverdue = (order: OrderState) => order.status === 'issued' && order.missed.includes(order.rectifyBy)
/** The day itself still counts; null when the timer has nothing to say. */
export const orderDueAt = (order: OrderState): Instant | null =>
  order.status === 'issued' && !order.missed.includes(order.rectifyBy) ? startOf(addDays(order.rectifyBy, 1)) : null

interface OfOrder {
  readonly orderId: string
}
export interface IssueSupervision extends OfOrder {
  readonly type: 'IssueSupervision'
  readonly compoundId: string
  readonly districtId: string
  readonly year: number
  readonly about: SupervisionAbout
  readonly operatorId: string | null
  readonly demand: string
  readonly rectifyBy: Day
  readonly today: Day
}
export interface AnswerSupervision extends OfOrder {
  readonly type: 'AnswerSupervision'
  readonly text: string
}
export interface ReturnSupervision extends OfOrder {
  readonly type: 'ReturnSupervision'
  readonly reason: string
  readonly rectifyBy: Day
  readonly today: Day
}
export interface CloseSupervision extends OfOrder {
  readonly type: 'CloseSupervision'
  readonly note: string | null
}
export interface MissSupervision extends OfOrder {
  readonly type: 'MissSupervision'
  readonly rectifyBy: Day
}
export type SupervisionCommand =
  | IssueSupervision
  | AnswerSupervision
  | ReturnSupervision
  | CloseSupervision
  | MissSupervision

/** One order on its way; undefined before it was issued. Views fold with it too. */
export function evolveOrder(order: OrderState | undefined, event: SupervisionEvent): OrderState | undefined {
  if (event.type === 'SupervisionIssued')
    return {
      ...event.data,
      status: 'issued',
      replyText: null,
      returns: 0,
      returnReason: null,
      missed: [],
      note: null,
    }
  if (!order) return undefined
  switch (event.type) {
    case 'SupervisionAnswered':
      return { ...order, status: 'answered', replyText: event.data.text }
    case 'SupervisionReturned': {
      const { reason, rectifyBy } = event.data
      return { ...order, status: 'issued', rectifyBy, returnReason: reason, returns: order.returns + 1 }
    }
    case 'SupervisionClosed':
      return { ...order, status: 'closed', note: event.data.note }
    case 'SupervisionOverdue':
      return { ...order, missed: [...order.missed, event.data.rectifyBy] }
    default:
      return unreachable(event)
  }
}

export const supervisionDecider: Decider<SupervisionCommand, SupervisionEvent, RegisterState> = {
  initial: new Map(),
  evolve(state, event) {
    const { orderId } = event.data
    const order = evolveOrder(state.get(orderId), event)
    return order ? new Map(state).set(orderId, order) : state
  },
  decide(command, state) {
    const order = state.get(command.orderId)
    if (command.type === 'IssueSupervision') return order ? [] : issue(command, state)
    if (!order) throw reject('supervision-unknown')
    return decideKnown(command, order)
  },
}

function issue(command: IssueSupervision, state: RegisterState): SupervisionEvent[] {
  const { type: _, today, ...order } = command
  requireNotPast(command.rectifyBy, today)
  if (state.size >= MAX_ORDERS_A_YEAR) throw reject('supervision-register-full', { limit: MAX_ORDERS_A_YEAR })
  return [SupervisionIssued({ ...order, number: state.size + 1 })]
}

function decideKnown(
  command: Exclude<SupervisionCommand, IssueSupervision>,
  order: OrderState,
): readonly SupervisionEvent[] {
  const { orderId, compoundId, status } = order
  const of = { orderId, compoundId }
  switch (command.type) {
    case 'AnswerSupervision':
      if (status === 'answered' && order.replyText === command.text) return []
      require(order, 'issued', 'answered')
      return [SupervisionAnswered({ ...of, text: command.text })]
    case 'ReturnSupervision':
      require(order, 'answered')
      requireNotPast(command.rectifyBy, command.today)
      return [SupervisionReturned({ ...of, reason: command.reason, rectifyBy: command.rectifyBy })]
    case 'CloseSupervision':
      if (status === 'closed') return []
      require(order, 'answered')
      return [SupervisionClosed({ ...of, note: command.note })]
    case 'MissSupervision':
      if (status !== 'issued' || order.rectifyBy !== command.rectifyBy || order.missed.includes(command.rectifyBy))
        return []
      return [SupervisionOverdue({ ...of, rectifyBy: command.rectifyBy })]
    default:
      return unreachable(command)
  }
}

function require(order: OrderState, ...statuses: readonly OrderState['status'][]): void {
  if (statuses.includes(order.status)) return
  const { zh, en } = orderStatusWords[order.status]
  throw reject('supervision-wrong-status', { statusZh: zh, statusEn: en })
}

function requireNotPast(rectifyBy: Day, today: Day): void {
  if (rectifyBy < today) throw reject('supervision-day-past', { field: 'rectifyBy', today })
}

export type SupervisionAction =
  | 'maintenance.answer-supervision'
  | 'maintenance.return-supervision'
  | 'maintenance.close-supervision'

export function possibleForOrder({ status }: OrderState): readonly SupervisionAction[] {
  if (status === 'issued') return ['maintenance.answer-supervision']
  if (status === 'closed') return []
  return ['maintenance.close-supervision', 'maintenance.return-supervision', 'maintenance.answer-supervision']
}
