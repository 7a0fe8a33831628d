/** The life of a unit account beside its money: it stays when the unit is sold, and ends when the unit does. */
import { Day, event, Fen, Id, Line, NonNegativeFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { MAX_FILES } from '../ledger/money-events.ts'
import { AccountChange, MAX_REARRANGED } from './account-change.ts'

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
/** A split or merger was taken back: accounts that it had closed take part again. */
export const AccountsReopened = event(
  'AccountsReopened',
  z.object({
    compoundId: Id,
    unitIds: z.array(Id).min(1).max(MAX_REARRANGED),
    on: Day,
    reason: Line(200),
  }),
)
/** Money of owners moves or falls due by it: nothing is booked on the word of one person, nor without papers. */
export const AccountChangeProposed = event(
  'AccountChangeProposed',
  z.object({
    compoundId: Id,
    proposalId: Id,
    change: AccountChange,
    files: z.array(Sha256).min(1).max(MAX_FILES),
    by: Id,
  }),
)
/** Followed by what it books, if anything of it was left to do. */
export const AccountChangeApproved = event(
  'AccountChangeApproved',
  z.object({ compoundId: Id, proposalId: Id, by: Id }),
)
export const AccountChangeRefused = event(
  'AccountChangeRefused',
  z.object({ compoundId: Id, proposalId: Id, by: Id, reason: Line(200) }),
)

export const accountEvents = [
  SaleHandoverRecorded,
  AccountsClosed,
  AccountsReopened,
  AccountChangeProposed,
  AccountChangeApproved,
  AccountChangeRefused,
] as const
