/** Routes of reversals: proposing, approving (with a look at what will happen), refusing, withdrawing; what waits, what is claimed. */
import {
  AsOfInput,
  CommandAnswer,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  PositiveFen,
  pageOf,
  queryRoute,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { BookingKind } from '../ledger/index.ts'
import { Approver } from '../rules/rule-words.ts'

export const ReversalState = z.enum(['open', 'approved', 'refused', 'withdrawn'])
export type ReversalState = z.infer<typeof ReversalState>

export const ReversalView = z.object({
  /** Of the proposal. */
  id: Id,
  state: ReversalState,
  reversesId: Id,
  /** Of what is reversed; null when it is not known any more. */
  kind: BookingKind.nullable(),
  /** Of the entry; null for a booking. */
  unitId: Id.nullable(),
  label: z.string().nullable(),
  /** What was booked then, signed. */
  bookedFen: z.int().nullable(),
  bookedOn: Day.nullable(),
  /** Of a payment: what came back, and when; null: all of it, on the day of the approval. */
  amountFen: z.int().nullable(),
  cameBackOn: Day.nullable(),
  reason: z.string(),
  proposedAt: z.string(),
  proposedById: Id,
  proposedByName: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedByName: z.string().nullable(),
  /** As what it was approved. */
  approver: Approver.nullable(),
  refusal: z.string().nullable(),
  sample: z.boolean(),
})
export type ReversalView = z.infer<typeof ReversalView>

/** What an approval books, in whose hands: above zero gets, below gives. */
export const ReversalPreview = z.object({
  fen: z.int(),
  /** Who must approve so much at least. */
  required: Approver,
  units: z.array(z.object({ unitId: Id, label: z.string(), amountFen: z.int() })),
  sellers: z.array(z.object({ sellerId: Id, name: z.string(), amountFen: z.int() })),
  pools: z.array(z.object({ pool: z.enum(['compound', 'undistributed', 'suspense']), amountFen: z.int() })),
  /** Claimed from units, because it was spent. */
  owed: z.array(z.object({ unitId: Id, label: z.string(), amountFen: z.int() })),
  /** What the bank account gains; below zero it pays out. */
  bankFen: z.int(),
})
export type ReversalPreview = z.infer<typeof ReversalPreview>

export const ClaimView = z.object({
  /** Of the entry that was taken back. */
  id: Id,
  unitId: Id,
  label: z.string(),
  owedFen: z.int(),
  since: Day,
  reason: z.string(),
})
export type ClaimView = z.infer<typeof ClaimView>

export const reversalsApi = {
  reverse: commandRoute({
    action: 'repair-fund.reverse',
    path: '/api/entries/:id/reverse',
    params: { id: Id },
    body: z.strictObject({
      reason: Line(200),
      /** Of a payment: how much came back, where it was not all of it. */
      amountFen: PositiveFen.nullable().default(null),
      /** Of a payment: when it came back; where absent, the day of the approval. */
      cameBackOn: Day.nullable().default(null),
    }),
    summary: 'Proposes to take an entry or a booking back; a second person approves it. Answers the id of the proposal',
  }),
  approveReversal: commandRoute({
    action: 'repair-fund.approve-reversal',
    path: '/api/reversals/:id/approve',
    params: { id: Id },
    body: z.strictObject({
      /** Books nothing and answers what an approval would come to now. */
      dryRun: z.boolean().default(false),
    }),
    answer: CommandAnswer.extend({ preview: ReversalPreview.nullable() }),
    summary: 'Approves a proposed reversal and books it; never by who proposed it, by amount as the fund rule says',
  }),
  refuseReversal: commandRoute({
    action: 'repair-fund.refuse-reversal',
    path: '/api/reversals/:id/refuse',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Refuses a proposed reversal, with the reason',
  }),
  withdrawReversal: commandRoute({
    action: 'repair-fund.withdraw-reversal',
    path: '/api/reversals/:id/withdraw',
    params: { id: Id },
    body: z.strictObject({}),
    summary: 'Takes one’s own proposal back',
  }),
  reversals: queryRoute({
    action: 'repair-fund.reversals',
    path: '/api/compounds/:id/fund/reversals',
    input: { id: Id, ...PageInput.shape, ...AsOfInput, state: ReversalState.optional() },
    output: pageOf(ReversalView),
    summary: 'Proposed reversals of a fund, newest first',
  }),
  claims: queryRoute({
    action: 'repair-fund.claims',
    path: '/api/compounds/:id/fund/claims',
    input: { id: Id },
    output: z.object({ items: z.array(ClaimView), owedFen: z.int() }),
    summary: 'What units owe because money that was taken back had been spent; later credits cover it',
  }),
}
