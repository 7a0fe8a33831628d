/** Supervision orders 督办单: all of a district and a year in one stream, so that their numbers have no gap, even after a crash. */
import { Day, type EventOf, event, Id, Prose } from '@changxin/shared/kernel'
import { z } from 'zod'

/** What an order is about: a request of ours, an official ticket, or the compound as a whole. */
export const SupervisionAbout = z.strictObject({ kind: z.enum(['request', 'ticket', 'compound']), id: Id })
export type SupervisionAbout = z.infer<typeof SupervisionAbout>
export const MAX_ORDER_TEXT = 2_000

const OfOrder = { orderId: Id, compoundId: Id }

// supervision-<districtId>-<year>
export const SupervisionIssued = event(
  'SupervisionIssued',
  z.object({
    ...OfOrder,
    districtId: Id,
    year: z.int().min(2000).max(9999),
    /** 督办〔2026〕12号: the 12 of it, given by the stream. */
    number: z.int().min(1),
    about: SupervisionAbout,
    /** Who runs the compound when it is issued; null where nobody is known to. */
    operatorId: Id.nullable(),
    demand: Prose(MAX_ORDER_TEXT),
    rectifyBy: Day,
  }),
)
/** 整改: what was done about it. */
export const SupervisionAnswered = event('SupervisionAnswered', z.object({ ...OfOrder, text: Prose(MAX_ORDER_TEXT) }))
/** 退回: not accepted. */
export const SupervisionReturned = event(
  'SupervisionReturned',
  z.object({ ...OfOrder, reason: Prose(MAX_ORDER_TEXT), rectifyBy: Day }),
)
/** 销号. */
export const SupervisionClosed = event(
  'SupervisionClosed',
  z.object({ ...OfOrder, note: Prose(MAX_ORDER_TEXT).nullable() }),
)
/** The day passed without a 整改 reply. Said by the timer. */
export const SupervisionOverdue = event('SupervisionOverdue', z.object({ ...OfOrder, rectifyBy: Day }))

export const supervisionEvents = [
  SupervisionIssued,
  SupervisionAnswered,
  SupervisionReturned,
  SupervisionClosed,
  SupervisionOverdue,
] as const
export type SupervisionEvent = EventOf<typeof supervisionEvents>

export const registerIdOf = (districtId: string, year: number) => `${districtId}-${year}`
/** `督办〔2026〕12号` */
export const orderNumber = ({ year, number }: { readonly year: number; readonly number: number }) =>
  `督办〔${year}〕${number}号`
