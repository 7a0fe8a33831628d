/** The life of a unit account beside its money: it stays when the unit is sold, and ends when the unit does. */
import { Day, event, Fen, Id, Line, NonNegativeFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'

/** A unit is divided into at most so many, or so many become one. */
export const MAX_REARRANGED = 100

// fund-<compoundId>
/** 过户: the balance stays with the unit and the seller tells the buyer (165号令 art. 28). Nothing moves. */
export const SaleHandoverRecorded = event(
  'SaleHandoverRecorded',
  z.object({
    compoundId: Id,
    handoverId: Id,
    unitId: Id,
    /** Day of the transfer. */
    on: Day,
    /** What was told: the balance and what is claimed, as they stood when this was recorded. */
    balanceFen: Fen,
    owedFen: NonNegativeFen,
    buyerToldOn: Day,
    /** The signed sheet. */
    file: Sha256.nullable(),
  }),
)
export const ClosedBecause = z.enum(['split', 'merge', 'lost', 'other'])
export type ClosedBecause = z.infer<typeof ClosedBecause>
/** Accounts that take part in nothing any more. All are empty: what they held went before, in a booking of its own. */
export const AccountsClosed = event(
  'AccountsClosed',
  z.object({
    compoundId: Id,
    unitIds: z.array(Id).min(1).max(MAX_FUND_ROWS),
    on: Day,
    because: ClosedBecause,
    reason: Line(200),
    /** What became of the units; by the weights interest on what they once held is passed on. Empty: nothing did. */
    successors: z.array(z.object({ unitId: Id, weight: z.int().min(1) })).max(MAX_REARRANGED),
  }),
)

export const accountEvents = [SaleHandoverRecorded, AccountsClosed] as const
