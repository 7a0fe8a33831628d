/** What stories about tickets and orders are made of. For tests. */
import { type TicketEvent, TicketReceived } from './events.ts'
import type { IssueSupervision } from './supervision.decider.ts'
import type { TakeTicket, TicketFacts } from './ticket.commands.ts'

export const RECEIVED = '2026-03-01T01:00:00.000Z'
export const DEADLINE = '2026-03-08T01:00:00.000Z'
export const LATER = '2026-03-15T01:00:00.000Z'

export const facts: TicketFacts = {
  officialNumber: 'GD20260301001',
  text: '3栋2单元楼道灯不亮',
  receivedAt: RECEIVED,
  deadline: DEADLINE,
  category: '公共设施',
  placeText: '兴隆花园',
  compoundId: 'c1',
  replyText: null,
  responded: null,
  resolved: null,
  satisfied: null,
  closedAt: null,
}
export const take = (change: Partial<TicketFacts> = {}): TakeTicket => ({
  type: 'TakeTicket',
  ticketId: 't1',
  source: '12345',
  regionId: 'street',
  row: { ...facts, ...change },
})
export const received = (change: Partial<TicketFacts> = {}): TicketEvent => {
  const {
    replyText: _,
    responded: __,
    resolved: ___,
    satisfied: ____,
    closedAt: _____,
    ...row
  } = { ...facts, ...change }
  return TicketReceived({ ...row, ticketId: 't1', source: '12345', regionId: 'street' })
}
export const of = { ticketId: 't1', compoundId: 'c1' }

export const issue = (change: Partial<IssueSupervision> = {}): IssueSupervision => ({
  type: 'IssueSupervision',
  orderId: 'o1',
  compoundId: 'c1',
  districtId: 'd1',
  year: 2026,
  about: { kind: 'ticket', id: 't1' },
  operatorId: null,
  demand: '七日内修复楼道灯并回复',
  rectifyBy: '2026-03-10',
  today: '2026-03-03',
  ...change,
})
