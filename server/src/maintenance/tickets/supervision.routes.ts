/** Serves supervision orders: lists, one order, and its steps. */

import { registerIdOf, type SupervisionAbout, supervisionApi, ticketErrors } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import { locateIn } from '../../access/locate.ts'
import type { Subject } from '../../access/may.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { listOrders, viewOrder } from './supervision.queries.ts'
import { SupervisionRegisters } from './tickets.aggregates.ts'
import { subjectOfRequestHere } from './tickets.routes.ts'
import { orderNow, subjectOfOrder, subjectOfTicket } from './tickets.subject.ts'

const READS = ['maintenance_tickets_order', 'maintenance_tickets_ticket']
const reject = ticketErrors.reject
type About = z.output<typeof SupervisionAbout>

function subjectOfMatter(read: Read, { kind, id }: About): Subject | null {
  if (kind === 'compound') return subjectOfCompound(read, id)
  return kind === 'request' ? subjectOfRequestHere(read, id) : subjectOfTicket(read, id)
}

const list = serveQuery(supervisionApi.list, {
  reads: READS,
  sameForScope: true,
  subject: () => ({}),
  run: (context, input) => listOrders(context, input),
})

const order = serveQuery(supervisionApi.order, {
  reads: READS,
  subject: ({ id }, read) => subjectOfOrder(read, id),
  run: (context, { id }) => viewOrder(context, id),
})

/** Where the matter lies, in which district's register the order goes, and to whom. */
function addressOf(read: Read, about: About) {
  const compoundId = subjectOfMatter(read, about)?.compoundId
  if (compoundId === undefined) throw reject('supervision-ticket-unplaced', { field: 'about.id' })
  const location = locateIn(read)(compoundId)
  if (!location?.districtId) throw reject('supervision-no-district', { field: 'about.id' })
  return { compoundId, districtId: location.districtId, operatorId: location.operatorId }
}

const issue = serveCommand(supervisionApi.issue, {
  subject: ({ body }, read) => subjectOfMatter(read, body.about),
  async handle(context, { body }) {
    const orderId = context.newId()
    await caughtUp(context)
    const address = context.views.peek((read) => addressOf(read, body.about))
    const year = Number(context.today.slice(0, 4))
    const registerId = registerIdOf(address.districtId, year)
    const command = { type: 'IssueSupervision' as const, orderId, ...address, year, ...body, today: context.today }
    return answerOf(orderId, await context.execute(SupervisionRegisters, registerId, { command }))
  },
})

function registerOf({ views }: CommandContext, orderId: string): string {
  const found = views.peek((read) => orderNow(read, orderId))
  if (!found) throw reject('supervision-unknown')
  return found.registerId
}

const onOrder = { subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfOrder(read, params.id) }

const answer = serveCommand(supervisionApi.answer, {
  ...onOrder,
  async handle(context, { params: { id: orderId }, body: { text } }) {
    const command = { type: 'AnswerSupervision' as const, orderId, text }
    return answerOf(orderId, await context.execute(SupervisionRegisters, registerOf(context, orderId), { command }))
  },
})

const giveBack = serveCommand(supervisionApi.giveBack, {
  ...onOrder,
  async handle(context, { params: { id: orderId }, body }) {
    const command = { type: 'ReturnSupervision' as const, orderId, ...body, today: context.today }
    return answerOf(orderId, await context.execute(SupervisionRegisters, registerOf(context, orderId), { command }))
  },
})

const close = serveCommand(supervisionApi.close, {
  ...onOrder,
  async handle(context, { params: { id: orderId }, body }) {
    const command = { type: 'CloseSupervision' as const, orderId, note: body.note ?? null }
    return answerOf(orderId, await context.execute(SupervisionRegisters, registerOf(context, orderId), { command }))
  },
})

export const supervisionServed: readonly Served[] = [list, order, issue, answer, giveBack, close]
