/** What a proposed change of accounts says. Its papers stand beside it. */
import { Day, Id, Line } from '@changxin/shared/kernel'
import { z } from 'zod'

/** A unit is divided into at most so many, or so many become one. */
export const MAX_REARRANGED = 100

const UnitIds = z.array(Id).min(1).max(MAX_REARRANGED)
const Why = { on: Day, reason: Line(200) }
export const Rearrangement = z.strictObject({
  kind: z.enum(['split', 'merge']),
  ...Why,
  fromUnitIds: UnitIds,
  toUnitIds: UnitIds,
})
export const Loss = z.strictObject({ kind: z.literal('loss'), ...Why, buildingId: Id })
export const AccountChange = z.discriminatedUnion('kind', [Rearrangement, Loss])
export type AccountChange = z.infer<typeof AccountChange>
