/** Routes of management: the dated history of a compound's mode, and the operators. */
import { AsOfInput, commandRoute, Day, Id, Line, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Ground, Mode, OperatorKind } from './events.ts'

export const ModeInterval = z.object({
  id: Id,
  mode: Mode,
  since: Day,
  /** Last day, inclusive; null = until further notice. */
  until: Day.nullable(),
  operatorId: Id.nullable(),
  operatorName: z.string().nullable(),
  ground: Ground,
  recordedAt: z.string(),
  sample: z.boolean(),
})
export type ModeInterval = z.infer<typeof ModeInterval>

export const OperatorView = z.object({
  id: Id,
  kind: OperatorKind,
  name: z.string(),
  compounds: z.int(),
  sample: z.boolean(),
})

export const managementApi = {
  management: queryRoute({
    action: 'management.history',
    path: '/api/compounds/:id/management',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      /** The mode on the asked day (default: the newest day of the log). */
      mode: Mode,
      since: Day.nullable(),
      operatorName: z.string().nullable(),
      /** Newest first. */
      items: z.array(ModeInterval),
      revision: z.int(),
    }),
    summary: 'Mode, operator and ground, with the whole history',
  }),
  adopt: commandRoute({
    action: 'management.adopt',
    path: '/api/compounds/:id/management/adopt',
    params: { id: Id },
    body: z.strictObject({ mode: Mode, since: Day, operatorId: Id.nullable().default(null), ground: Ground }),
    summary: 'Records a mode since a day; the one before ends the day before',
  }),
  operators: queryRoute({
    action: 'management.operators',
    path: '/api/operators',
    input: { kind: OperatorKind.optional() },
    output: z.object({ items: z.array(OperatorView) }),
    summary: 'Companies, centres and self-management groups',
  }),
  registerOperator: commandRoute({
    action: 'management.register-operator',
    path: '/api/operators',
    params: {},
    body: z.strictObject({ kind: OperatorKind, name: Line(60) }),
    summary: 'Registers a company, centre or group',
  }),
}
