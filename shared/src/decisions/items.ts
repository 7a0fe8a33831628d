/** What is put to the vote: the items of one ballot paper, and what each does when it passes. */
import { Day, Id, Line, PositiveFen, Prose } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { Matter } from './matters.ts'

export const MAX_ITEMS = 20
export const MAX_GROUPS = 5

/** How those who did not vote count: not at all, or (only by a rule of procedure on record) with the majority. */
export const Silence = z.enum(['not-counted', 'with-majority'])
export type Silence = z.infer<typeof Silence>

/** What follows when the item passes. Only a matching matter may carry it. */
export const Effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fund-use'),
    purpose: Line(200),
    budgetFen: PositiveFen,
    /** The request that it comes from. */
    requestId: Id.nullable(),
    contractor: Line(60).nullable(),
  }),
  z.strictObject({
    kind: z.literal('fund-raising'),
    purpose: Line(200),
    /** Per m² of floor area, or the same for each unit. */
    per: z.enum(['square-metre', 'unit']),
    amountFen: PositiveFen,
    dueOn: Day,
  }),
  z.strictObject({
    kind: z.literal('manager'),
    mode: Mode.extract(['property-company', 'service-centre', 'self-governance']),
    operatorId: Id,
  }),
  /** A candidate for the committee. */
  z.strictObject({ kind: z.literal('seat'), personId: Id }),
  /** The compound's own rule of procedure on silence. */
  z.strictObject({ kind: z.literal('procedure'), silence: Silence }),
])
export type Effect = z.infer<typeof Effect>

/** Several items of which at most `seats` come through: those that passed, the most heads first, then the most floor area. */
export const ItemGroup = z.strictObject({ groupId: Id, title: Line(60), seats: z.int().min(1).max(MAX_ITEMS) })
export type ItemGroup = z.infer<typeof ItemGroup>

export const Item = z.strictObject({
  itemId: Id,
  matter: Matter,
  title: Line(80),
  text: Prose(3_000),
  effect: Effect.nullable(),
  groupId: Id.nullable(),
})
export type Item = z.infer<typeof Item>

/** One owner's answers; an item without a mark counts as abstained: the ballot takes part. */
export const Mark = z.enum(['yes', 'no', 'abstain'])
export type Mark = z.infer<typeof Mark>
export const Marks = z.array(z.strictObject({ itemId: Id, mark: Mark })).max(MAX_ITEMS)
export type Marks = z.infer<typeof Marks>
