/** Routes of the first facilities slice: record a look, list looks. */
import { commandRoute, Day, Id, PageInput, Prose, pageOf, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { LookKind, Tick } from './events.ts'

export const LookView = z.object({
  id: Id,
  kind: LookKind,
  lookedOn: Day,
  means: z.enum(['on-site', 'phone', 'paper']),
  ticks: z.array(Tick),
  /** Good among good and faulty, 0–100; null when everything is absent. */
  conditionPercent: z.number().nullable(),
  note: z.string().nullable(),
  sample: z.boolean(),
})
export const facilitiesApi = {
  looks: queryRoute({
    action: 'facilities.looks',
    path: '/api/compounds/:id/looks',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(LookView),
    summary: 'Independent looks at a compound, newest first',
  }),
  recordLook: commandRoute({
    action: 'facilities.record-look',
    path: '/api/compounds/:id/looks',
    params: { id: Id },
    body: z.strictObject({
      kind: LookKind,
      lookedOn: Day,
      means: z.enum(['on-site', 'phone', 'paper']),
      ticks: z.array(Tick).min(1).max(10),
      note: Prose(500).nullable().default(null),
    }),
    summary: 'Records a patrol, an inspection or the monthly ten-tick check',
  }),
}
