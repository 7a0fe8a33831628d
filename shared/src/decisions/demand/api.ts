/** Routes of demands for an extraordinary meeting. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'

export const DemandRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  status: z.enum(['open', 'reached', 'answered', 'closed']),
  overdue: z.boolean(),
  openedOn: Day,
  /** By today's roll, or by that of the day on which it was reached. */
  joined: z.int(),
  heads: z.int(),
  percent: Setting,
  callBy: Day.nullable(),
})
export type DemandRow = z.infer<typeof DemandRow>
export const DemandDetail = DemandRow.extend({
  reason: z.string(),
  callWithin: Setting,
  reachedOn: Day.nullable(),
  answeredOn: Day.nullable(),
  decisionIds: z.array(Id),
  closedReason: z.string().nullable(),
  joins: z.object({ screen: z.int(), paper: z.int(), /** Sold since: they no longer count. */ lapsed: z.int() }),
  /** Units of the person who asks that have joined, and those that could. */
  mine: z.array(z.object({ unitId: Id, label: z.string(), joined: z.boolean() })),
  possible: z.array(z.string()),
})
export type DemandDetail = z.infer<typeof DemandDetail>

export const demandApi = {
  list: queryRoute({
    action: 'decisions.demands',
    path: '/api/demands',
    input: {
      ...PageInput.shape,
      compoundId: Id.optional(),
      view: z.enum(['all', 'open', 'reached', 'overdue']).default('all'),
      ...AsOfInput,
    },
    output: pageOf(DemandRow),
    summary: 'Demands for an extraordinary meeting one may see, newest first',
  }),
  demand: queryRoute({
    action: 'decisions.demand',
    path: '/api/demands/:id',
    input: { id: Id, ...AsOfInput },
    output: DemandDetail,
    summary: 'One demand with its sum',
  }),
  open: commandRoute({
    action: 'decisions.open-demand',
    path: '/api/compounds/:id/demands',
    params: { id: Id },
    body: z.strictObject({
      title: Line(80),
      reason: Prose(2_000),
      /** The unit of the owner who opens it; null when the community opens it for owners. */
      unitId: Id.nullable().default(null),
    }),
    summary: 'Opens a demand; the share and the days to call are those of the rules in force today',
  }),
  join: commandRoute({
    action: 'decisions.join-demand',
    path: '/api/demands/:id/join',
    params: { id: Id },
    body: z.strictObject({ unitId: Id }),
    summary: 'Joins with one unit: a checked owner, on screen',
  }),
  leave: commandRoute({
    action: 'decisions.leave-demand',
    path: '/api/demands/:id/leave',
    params: { id: Id },
    body: z.strictObject({ unitId: Id }),
    summary: 'Takes back joining, until the share is reached',
  }),
  sign: commandRoute({
    action: 'decisions.sign-demand',
    path: '/api/demands/:id/signatures',
    params: { id: Id },
    body: z.strictObject({
      unitId: Id,
      check: Line(200).nullable().default(null),
      files: z.array(Sha256).min(1).max(6),
    }),
    summary: 'Enters a signature on paper with its scan',
  }),
  count: commandRoute({
    action: 'decisions.count-demand',
    path: '/api/demands/:id/count',
    params: { id: Id },
    body: z.strictObject({}),
    summary: 'Counts again by the roll of today: owners may have changed since the last one joined',
  }),
  close: commandRoute({
    action: 'decisions.close-demand',
    path: '/api/demands/:id/close',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Withdraws a demand that has not reached its share',
  }),
}
