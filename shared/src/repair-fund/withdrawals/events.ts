/**
 * Withdrawals 支取 of a fund, in its own stream: from the draft to the posting of the result. Money itself moves by
 * `PaymentMade`; what else is decided stands here. Ids alone, no names of people.
 */
import { DecisionScope } from '@changxin/shared/decisions'
import { Day, event, Id, Line, NonNegativeFen, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Approver } from '../rules/rule-words.ts'
import {
  ApportionedGroup,
  AskKind,
  AuthorisationRef,
  MAX_GROUPS,
  RuleUsed,
  WithdrawalFiles,
  WithdrawalPlan,
  WithdrawalProof,
} from './words.ts'

const Of = { compoundId: Id, withdrawalId: Id }

/** From a request whose cost is the fund's matter (`FundUseProposed`): somebody has to write the plan. */
export const WithdrawalDrafted = event(
  'WithdrawalDrafted',
  z.object({ ...Of, requestId: Id, proposalId: Id, partId: Id.nullable(), estimateFen: PositiveFen.nullable() }),
)
/** The plan, whole; a later one replaces it, and what was posted before no longer stands. */
export const WithdrawalPlanned = event('WithdrawalPlanned', z.object({ ...Of, plan: WithdrawalPlan, by: Id }))
/** The owners agreed to pay for the request that it came from. */
export const WithdrawalAuthorised = event('WithdrawalAuthorised', z.object({ ...Of, authorisation: AuthorisationRef }))
/** The plan is complete: what was looked up, and by which rule. */
export const WithdrawalSubmitted = event(
  'WithdrawalSubmitted',
  z.object({
    ...Of,
    by: Id,
    on: Day,
    ruleId: RuleUsed,
    /** Inclusive; null: not registered, over as the plan says. */
    warrantyUntil: Day.nullable(),
    /** As the decision said; null in an emergency. */
    authorised: z
      .object({
        ...AuthorisationRef.shape,
        budgetFen: PositiveFen,
        scope: DecisionScope,
        contractor: Line(60).nullable(),
      })
      .nullable(),
  }),
)
/** 分摊公示: who bears how much, by the areas of that day. `until`: the last day of the posting. */
export const WithdrawalPosted = event(
  'WithdrawalPosted',
  z.object({
    ...Of,
    by: Id,
    on: Day,
    until: Day,
    ruleId: RuleUsed,
    place: Line(100),
    files: WithdrawalFiles,
    totalFen: PositiveFen,
    groups: z.array(ApportionedGroup).min(1).max(MAX_GROUPS),
  }),
)
/** 预付款 is asked for, at most the rule's part of the budget. */
export const AdvanceAsked = event(
  'AdvanceAsked',
  z.object({
    ...Of,
    askId: Id,
    by: Id,
    on: Day,
    amountFen: PositiveFen,
    ruleId: RuleUsed,
    ceilingFen: PositiveFen,
    files: WithdrawalFiles,
  }),
)
/** 验收、结算: the works were accepted and this is what they cost. */
export const WithdrawalSettled = event(
  'WithdrawalSettled',
  z.object({
    ...Of,
    askId: Id,
    by: Id,
    on: Day,
    acceptedOn: Day,
    settledFen: PositiveFen,
    ruleId: RuleUsed,
    /** Budget and tolerance. */
    allowedFen: PositiveFen,
    acceptance: WithdrawalProof,
    invoices: WithdrawalProof,
  }),
)
/** What was asked for is withdrawn or refused, with the reason; something else may be asked for. */
export const AskTakenBack = event('AskTakenBack', z.object({ ...Of, askId: Id, by: Id, reason: Line(200) }))
export const WithdrawalApproved = event(
  'WithdrawalApproved',
  z.object({
    ...Of,
    askId: Id,
    kind: AskKind,
    by: Id,
    on: Day,
    amountFen: PositiveFen,
    ruleId: RuleUsed,
    /** Who had to approve by the amount, and as what the approver did. */
    required: Approver,
    approvedAs: Approver,
  }),
)
// Where the bank or the authority keeps the book.
export const ApplicationStamped = event('ApplicationStamped', z.object({ ...Of, askId: Id, on: Day, scan: Sha256 }))
export const ApplicationSubmitted = event(
  'ApplicationSubmitted',
  z.object({ ...Of, askId: Id, on: Day, number: Line(40).nullable() }),
)
export const ApplicationReturned = event(
  'ApplicationReturned',
  z.object({ ...Of, askId: Id, on: Day, reason: Line(200), file: Sha256.nullable() }),
)
export const ApplicationApproved = event(
  'ApplicationApproved',
  z.object({ ...Of, askId: Id, on: Day, number: Line(40), file: Sha256.nullable() }),
)
/** The settlement came to no more than what was advanced: nothing more is paid, and the difference has come back. */
export const SettlementBalanced = event(
  'SettlementBalanced',
  z.object({ ...Of, askId: Id, by: Id, on: Day, returnedFen: NonNegativeFen }),
)
/** What accounts lacked was made up from what belongs to the whole compound, by these distributions. */
export const ShortfallCovered = event(
  'ShortfallCovered',
  z.object({
    ...Of,
    by: Id,
    on: Day,
    distributionIds: z.array(Id).min(1).max(2),
    amountFen: PositiveFen,
  }),
)
/** 结果公示: items, cost, apportionment and proof. */
export const WithdrawalPublished = event(
  'WithdrawalPublished',
  z.object({ ...Of, by: Id, on: Day, until: Day, ruleId: RuleUsed, place: Line(100), files: WithdrawalProof }),
)
export const WithdrawalCancelled = event('WithdrawalCancelled', z.object({ ...Of, by: Id, reason: Line(200) }))

const OfExpense = { compoundId: Id, expenseId: Id }
/** 小额支出 from what belongs to the whole compound: counts once another person has signed. */
export const SmallExpenseRecorded = event(
  'SmallExpenseRecorded',
  z.object({
    ...OfExpense,
    purpose: Line(200),
    amountFen: PositiveFen,
    spentOn: Day,
    payee: Line(60).nullable(),
    photos: WithdrawalProof,
    invoices: WithdrawalFiles,
    by: Id,
    ruleId: RuleUsed,
  }),
)
/** With `PaymentMade`, whose id is the expense's. */
export const SmallExpenseSigned = event(
  'SmallExpenseSigned',
  z.object({ ...OfExpense, by: Id, on: Day, ruleId: RuleUsed }),
)
export const SmallExpenseWithdrawn = event(
  'SmallExpenseWithdrawn',
  z.object({ ...OfExpense, by: Id, reason: Line(200) }),
)
export const SmallExpensesPosted = event(
  'SmallExpensesPosted',
  z.object({
    compoundId: Id,
    /** `2026-03` */
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    by: Id,
    on: Day,
    place: Line(100),
    files: WithdrawalFiles,
    expenses: z.int().min(1),
    totalFen: PositiveFen,
  }),
)

export const withdrawalEvents = [
  WithdrawalDrafted,
  WithdrawalPlanned,
  WithdrawalAuthorised,
  WithdrawalSubmitted,
  WithdrawalPosted,
  AdvanceAsked,
  WithdrawalSettled,
  AskTakenBack,
  WithdrawalApproved,
  ApplicationStamped,
  ApplicationSubmitted,
  ApplicationReturned,
  ApplicationApproved,
  SettlementBalanced,
  ShortfallCovered,
  WithdrawalPublished,
  WithdrawalCancelled,
  SmallExpenseRecorded,
  SmallExpenseSigned,
  SmallExpenseWithdrawn,
  SmallExpensesPosted,
] as const
