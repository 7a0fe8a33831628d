/** The call list of return visits 回访, and how far the month is. */
import { AsOfInput, Day, Id, Instant, PageInput, pageOf, queryRoute, RuleBasis } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Category, Urgency, VisitResult } from './events.ts'
import { VisitReason } from './visits.ts'

export const VisitRow = z.object({
  /** Of the request. */
  id: Id,
  number: z.string(),
  compoundId: Id,
  compoundName: z.string(),
  placeLabel: z.string(),
  category: Category,
  urgency: Urgency,
  text: z.string(),
  /** What the worker said of the latest completion. */
  doneNote: z.string().nullable(),
  assigneeName: z.string().nullable(),
  reporterName: z.string().nullable(),
  reporterMaskedPhone: z.string().nullable(),
  reason: VisitReason,
  /** 0 to 99: what the draw says of this request, see `drawOf`. */
  draw: z.int(),
  /** Draws below it were taken, by the rule of the day since which it is due. */
  sharePercent: z.int(),
  since: Day,
  dueOn: Day,
  late: z.boolean(),
  /** Calls that nobody took. */
  tries: z.int(),
  lastTriedAt: Instant.nullable(),
  /** Null while it waits. */
  result: VisitResult.nullable(),
  doneOn: Day.nullable(),
  sample: z.boolean(),
})
export type VisitRow = z.infer<typeof VisitRow>

/** The month is that of the day asked for. Visits that a reopening overtook are not among them. */
export const VisitFigures = z.object({
  /** `2026-03` */
  month: z.string(),
  /** Of whatever month: who is to be called now, and of these the late ones; not those that are too late to call. */
  waiting: z.int(),
  late: z.int(),
  /** Became due in the month; of these done, whenever that was. */
  wanted: z.int(),
  done: z.int(),
  /** Of those that were done in the month. */
  satisfied: z.int(),
  dissatisfied: z.int(),
  unreachable: z.int(),
})
export type VisitFigures = z.infer<typeof VisitFigures>

export const visitsApi = {
  visits: queryRoute({
    action: 'maintenance.visits',
    path: '/api/return-visits',
    input: {
      ...PageInput.shape,
      ...AsOfInput,
      compoundId: Id.optional(),
      regionId: Id.optional(),
      /** `done`: in the month, the newest first. Those that wait: the one that is due first. */
      view: z.enum(['waiting', 'done']).default('waiting'),
    },
    output: pageOf(VisitRow).extend({
      day: Day,
      figures: VisitFigures,
      /** The one in force on the day. */
      rule: z.object({
        ruleId: z.string(),
        basis: RuleBasis,
        source: z.string(),
        sharePercent: z.int(),
        lateDays: z.int(),
        calls: z.int(),
      }),
    }),
    summary: 'Return visits 回访: whom to call, and how far the month is',
  }),
}
