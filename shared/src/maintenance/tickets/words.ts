/** Words of tickets and orders that refusals and sheets are made of. */

import type { OrderState } from './supervision.decider.ts'
import type { KnownTicket } from './ticket.state.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

export const ticketStatusWords: Readonly<Record<KnownTicket['status'], Words>> = {
  open: { zh: '办理中', en: 'open' },
  answered: { zh: '已答复', en: 'answered' },
  closed: { zh: '已办结', en: 'closed' },
}
export const orderStatusWords: Readonly<Record<OrderState['status'], Words>> = {
  issued: { zh: '待整改', en: 'to be rectified' },
  answered: { zh: '已回复整改', en: 'answered' },
  closed: { zh: '已销号', en: 'closed off' },
}
