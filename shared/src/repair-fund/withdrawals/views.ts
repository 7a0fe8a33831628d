/** What routes of withdrawals answer. */
import { Day, Id, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Book } from '../ledger/accounts.ts'
import { PaymentKind } from '../ledger/money-events.ts'
import { Approver } from '../rules/rule-words.ts'
import { ApplicationState, AskKind, WithdrawalPlanView, WithdrawalStatus, WithdrawalStep } from './words.ts'

/** One step: whether it is passed, what stops it or what it waits for, and the article behind it. */
export const WithdrawalGate = z.object({
  step: WithdrawalStep,
  state: z.enum(['passed', 'stopped', 'waiting']),
  /** A code of the errors registry with its figures; null when passed. */
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Null where no text was at hand, or nothing but a suggestion stands behind it. */
  article: z.string().nullable(),
})
export type WithdrawalGate = z.infer<typeof WithdrawalGate>

export const WithdrawalRow = z.object({
  id: Id,
  status: WithdrawalStatus,
  /** Null while it is a draft without a plan. */
  purpose: z.string().nullable(),
  requestId: Id.nullable(),
  ground: z.enum(['decision', 'emergency']).nullable(),
  budgetFen: z.int().nullable(),
  settledFen: z.int().nullable(),
  paidFen: z.int(),
  /** Set aside for it and not paid yet. */
  reservedFen: z.int(),
  preparedOn: Day,
  /** Last day of the posting of the apportionment. */
  postedUntil: Day.nullable(),
  publishedOn: Day.nullable(),
  /** The first step that is not passed. */
  stop: WithdrawalGate.nullable(),
  sample: z.boolean(),
})
export type WithdrawalRow = z.infer<typeof WithdrawalRow>

/** What came to pass, oldest first; the words of `type` are those of events. */
export const WithdrawalAct = z.object({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  on: Day,
  /** Null for what a process did. */
  actorId: Id.nullable(),
  actorName: z.string().nullable(),
  amountFen: z.int().nullable(),
  text: z.string().nullable(),
  files: z.array(Sha256),
})
export type WithdrawalAct = z.infer<typeof WithdrawalAct>

export const WithdrawalGroupRow = z.object({
  id: z.string(),
  book: Book,
  buildingId: Id.nullable(),
  buildingName: z.string().nullable(),
  units: z.int(),
  unsold: z.int(),
  weight: z.int(),
  amountFen: z.int(),
  /** Of a building of sold public housing: what its sellers bear. */
  sellersFen: z.int(),
})

export const WithdrawalPayment = z.object({
  id: Id,
  kind: PaymentKind,
  amountFen: z.int(),
  paidOn: Day,
  payee: z.string().nullable(),
  files: z.array(Sha256),
})

export const WithdrawalView = WithdrawalRow.extend({
  compoundId: Id,
  compoundName: z.string(),
  plan: WithdrawalPlanView.nullable(),
  /** A draft's, from the request. */
  partId: Id.nullable(),
  estimateFen: z.int().nullable(),
  scopeLabel: z.string().nullable(),
  gates: z.array(WithdrawalGate),
  apportionedFen: z.int().nullable(),
  unitCount: z.int(),
  /** Shares by group: commercial homes by building, each building of sold public housing. */
  groups: z.array(WithdrawalGroupRow),
  /** What waits for approval or payment. */
  ask: z
    .object({
      askId: Id,
      kind: AskKind,
      amountFen: z.int(),
      required: Approver,
      approvedOn: Day.nullable(),
      /** Null where the owners keep the book. */
      application: z
        .object({ state: ApplicationState, number: z.string().nullable(), reason: z.string().nullable() })
        .nullable(),
    })
    .nullable(),
  /** The most that can be paid before acceptance, and that a settlement may come to; null without a plan. */
  advanceCeilingFen: z.int().nullable(),
  settlementCeilingFen: z.int().nullable(),
  /** Of what is to be paid next: units whose account does not hold their share, and what is lacking in all. */
  short: z.object({ units: z.int(), fen: z.int() }).nullable(),
  payments: z.array(WithdrawalPayment),
  timeline: z.array(WithdrawalAct),
  /** What this person may do now. */
  possible: z.array(z.string()),
})
export type WithdrawalView = z.infer<typeof WithdrawalView>

export const WithdrawalShare = z.object({
  id: Id,
  label: z.string(),
  buildingId: Id.nullable(),
  book: Book,
  /** Floor area of then in 0.01 m², or the agreed weight. */
  weight: z.int(),
  amountFen: z.int(),
  paidFen: z.int(),
  /** What its account lacks for the share. */
  shortFen: z.int(),
  unsold: z.boolean(),
})
export type WithdrawalShare = z.infer<typeof WithdrawalShare>

export const WithdrawalPreview = z.object({
  totalFen: z.int(),
  weight: z.int(),
  units: z.int(),
  groups: z.array(WithdrawalGroupRow),
  /** The first units, the largest shares first. */
  items: z.array(WithdrawalShare),
  /** Without a floor area on record: nothing can be shared until they have one. */
  withoutArea: z.array(z.object({ id: Id, label: z.string() })),
  short: z.object({ units: z.int(), fen: z.int() }),
})

export type WithdrawalPreview = z.infer<typeof WithdrawalPreview>

export const UnitWithdrawal = z.object({
  id: Id,
  status: WithdrawalStatus,
  purpose: z.string(),
  requestId: Id.nullable(),
  decisionId: Id.nullable(),
  itemId: Id.nullable(),
  /** "your share: ¥12.34 of ¥4,321.00, because 98.76 of 34,567.89 m²" */
  shareFen: z.int(),
  totalFen: z.int(),
  weight: z.int(),
  totalWeight: z.int(),
  splitBy: z.enum(['floor-area', 'agreement']),
  book: Book,
  /** Of sold public housing: what the building bears and what of it its sellers do. */
  groupFen: z.int(),
  groupWeight: z.int(),
  sellersFen: z.int(),
  unsold: z.boolean(),
  paidFen: z.int(),
  paidOn: Day.nullable(),
  /** Lacking in the account: a claim outside the ledger. */
  shortFen: z.int(),
  files: z.array(
    z.object({
      sha256: Sha256,
      of: z.enum(['plan', 'emergency', 'agreement', 'posting', 'acceptance', 'invoice', 'payment', 'result']),
    }),
  ),
  postedUntil: Day.nullable(),
  publishedOn: Day.nullable(),
})
export type UnitWithdrawal = z.infer<typeof UnitWithdrawal>

export const SmallExpenseRow = z.object({
  id: Id,
  purpose: z.string(),
  amountFen: z.int(),
  spentOn: Day,
  state: z.enum(['recorded', 'signed', 'withdrawn']),
  payee: z.string().nullable(),
  photos: z.array(Sha256),
  invoices: z.array(Sha256),
  recordedById: Id,
  recordedByName: z.string().nullable(),
  signedById: Id.nullable(),
  signedByName: z.string().nullable(),
  paidOn: Day.nullable(),
  reason: z.string().nullable(),
  posted: z.boolean(),
  sample: z.boolean(),
})
