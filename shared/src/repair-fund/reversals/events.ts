/** Nothing is taken back on the word of one person: one proposes, another one approves, and only that books it. */
import { Day, event, Id, Line, PositiveFen } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Approver } from '../rules/rule-words.ts'

// fund-<compoundId>
export const ReversalProposed = event(
  'ReversalProposed',
  z.object({
    compoundId: Id,
    proposalId: Id,
    /** An entry of a unit, or a booking. */
    reversesId: Id,
    /** Of a payment: how much came back. Null: all that is left of what is reversed. */
    amountFen: PositiveFen.nullable(),
    /** Of a payment: the day on which the money came back. Null: what is booked counts on the day of its approval. */
    cameBackOn: Day.nullable(),
    reason: Line(200),
    by: Id,
  }),
)
/** Always followed by `BookingReversed`, which says what it came to. */
export const ReversalApproved = event(
  'ReversalApproved',
  z.object({
    compoundId: Id,
    proposalId: Id,
    by: Id,
    /** As what the person approved, and what the rule asked for by the amount. */
    approver: Approver,
    required: Approver,
    ruleId: Id,
  }),
)
export const ReversalRefused = event(
  'ReversalRefused',
  z.object({ compoundId: Id, proposalId: Id, by: Id, reason: Line(200) }),
)
/** By whoever proposed it. */
export const ReversalWithdrawn = event('ReversalWithdrawn', z.object({ compoundId: Id, proposalId: Id, by: Id }))

export const reversalEvents = [ReversalProposed, ReversalApproved, ReversalRefused, ReversalWithdrawn] as const
