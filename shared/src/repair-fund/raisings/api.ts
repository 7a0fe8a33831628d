/** Money for the fund that the owners decided to raise: what each door owes for it, and what came in since. */
import { Day, Id, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'

export const RaisingDoor = z.object({
  id: Id,
  label: z.string(),
  buildingId: Id,
  /** Null: by floor area, and this one is not known. */
  dueFen: z.int().nullable(),
  paidFen: z.int(),
  state: z.enum(['unpaid', 'part', 'paid', 'unknown']),
})
export type RaisingDoor = z.infer<typeof RaisingDoor>

export const Raising = z.object({
  /** `<decisionId>-<itemId>` */
  id: z.string(),
  decisionId: Id,
  purpose: z.string(),
  per: z.enum(['square-metre', 'unit']),
  amountFen: z.int(),
  decidedOn: Day,
  dueOn: Day,
  units: z.int(),
  paidUnits: z.int(),
  unknownAreas: z.int(),
  dueFen: z.int(),
  /** Never more than is due. */
  paidFen: z.int(),
})
export type Raising = z.infer<typeof Raising>

const RaisingList = z.object({ items: z.array(Raising) })

export const raisingsApi = {
  raisings: queryRoute({
    action: 'repair-fund.raisings',
    path: '/api/compounds/:id/fund/raisings',
    input: { id: Id },
    output: RaisingList,
    summary: 'What the owners decided to raise for the fund, and how much of it has come in',
  }),
  doors: queryRoute({
    action: 'repair-fund.raising-doors',
    path: '/api/compounds/:id/fund/raisings/doors',
    input: { id: Id, raisingId: z.string().max(140) },
    output: z.object({ items: z.array(RaisingDoor) }),
    summary: 'Who has paid for a raising, door by door',
  }),
  ofUnit: queryRoute({
    action: 'repair-fund.unit-raisings',
    path: '/api/units/:id/fund/raisings',
    input: { id: Id },
    output: z.object({ items: z.array(Raising.extend({ door: RaisingDoor })) }),
    summary: 'What a unit owes for the raisings of its compound, and what of it is paid',
  }),
}
