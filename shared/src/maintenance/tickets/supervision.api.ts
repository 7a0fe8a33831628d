/** Routes of supervision orders 督办单. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Instant,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_ORDER_TEXT, SupervisionAbout } from './supervision.events.ts'

export const OrderView = z.enum(['all', 'issued', 'overdue', 'answered', 'closed'])
export type OrderView = z.infer<typeof OrderView>

export const OrderRow = z.object({
  id: Id,
  /** 督办〔2026〕12号 */
  number: z.string(),
  compoundId: Id,
  compoundName: z.string(),
  about: SupervisionAbout,
  /** Number of the request or ticket; null for a matter of the compound. */
  aboutNumber: z.string().nullable(),
  operatorName: z.string().nullable(),
  demand: z.string(),
  rectifyBy: Day,
  status: z.enum(['issued', 'answered', 'closed']),
  overdue: z.boolean(),
  returns: z.int(),
  issuedAt: Instant,
})
export type OrderRow = z.infer<typeof OrderRow>
export const OrderDetail = OrderRow.extend({
  districtName: z.string().nullable(),
  replyText: z.string().nullable(),
  returnReason: z.string().nullable(),
  note: z.string().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      occurredAt: Instant,
      actorName: z.string(),
      channel: z.string(),
      facts: z.record(z.string(), z.string().nullable()),
    }),
  ),
  possible: z.array(z.string()),
})
export type OrderDetail = z.infer<typeof OrderDetail>

const text = Prose(MAX_ORDER_TEXT)

export const supervisionApi = {
  list: queryRoute({
    action: 'maintenance.supervision-orders',
    path: '/api/supervision-orders',
    input: { ...PageInput.shape, view: OrderView.default('all'), compoundId: Id.optional(), ...AsOfInput },
    output: pageOf(OrderRow).extend({ counts: z.record(OrderView, z.int()) }),
    summary: 'Supervision orders one may see, newest first',
  }),
  order: queryRoute({
    action: 'maintenance.supervision-order',
    path: '/api/supervision-orders/:id',
    input: { id: Id, ...AsOfInput },
    output: OrderDetail,
    summary: 'One supervision order with its history',
  }),
  issue: commandRoute({
    action: 'maintenance.issue-supervision',
    path: '/api/supervision-orders',
    params: {},
    body: z.strictObject({ about: SupervisionAbout, demand: text, rectifyBy: Day }),
    summary: 'Issues a supervision order; its number follows without gap in its district and year',
  }),
  answer: commandRoute({
    action: 'maintenance.answer-supervision',
    path: '/api/supervision-orders/:id/answer',
    params: { id: Id },
    body: z.strictObject({ text }),
    summary: 'Says what was done about it',
  }),
  giveBack: commandRoute({
    action: 'maintenance.return-supervision',
    path: '/api/supervision-orders/:id/return',
    params: { id: Id },
    body: z.strictObject({ reason: text, rectifyBy: Day }),
    summary: 'Does not accept what was done, with a new day',
  }),
  close: commandRoute({
    action: 'maintenance.close-supervision',
    path: '/api/supervision-orders/:id/close',
    params: { id: Id },
    body: z.strictObject({ note: text.optional() }),
    summary: 'Closes the order off',
  }),
}
