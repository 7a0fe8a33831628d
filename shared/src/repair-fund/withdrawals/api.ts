/** Routes of withdrawals: their life from the plan to the posted result, and the light path for small expenses. */
import { DecisionScope } from '@changxin/shared/decisions'
import {
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  PositiveFen,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { AssetAccount } from '../ledger/accounts.ts'
import {
  SmallExpenseRow,
  UnitWithdrawal,
  WithdrawalPreview,
  WithdrawalRow,
  WithdrawalShare,
  WithdrawalView,
} from './views.ts'
import { AuthorisationRef, WithdrawalFiles, WithdrawalPlan, WithdrawalProof } from './words.ts'

export * from './views.ts'

const id = { id: Id }
const onPosting = { place: Line(100), files: WithdrawalFiles.default([]) }

export const withdrawalsApi = {
  withdrawals: queryRoute({
    action: 'repair-fund.withdrawals',
    path: '/api/compounds/:id/fund/withdrawals',
    input: { id: Id, ...PageInput.shape, state: z.enum(['open', 'done']).optional() },
    output: pageOf(WithdrawalRow).extend({
      /** Set aside for posted, unpaid withdrawals, and what is left of the accounts. */
      reservedFen: z.int(),
      availableFen: z.int(),
    }),
    summary: 'Withdrawals of a fund, newest first, with the step that each waits at',
  }),
  withdrawal: queryRoute({
    action: 'repair-fund.withdrawal',
    path: '/api/withdrawals/:id',
    input: id,
    output: WithdrawalView,
    summary: 'A withdrawal with its steps, shares by building, payments and timeline',
  }),
  shares: queryRoute({
    action: 'repair-fund.withdrawal-shares',
    path: '/api/withdrawals/:id/shares',
    input: { id: Id, ...PageInput.shape, buildingId: Id.optional() },
    output: pageOf(WithdrawalShare),
    summary: 'Shares of a posted withdrawal, unit by unit',
  }),
  preview: queryRoute({
    action: 'repair-fund.withdrawal-preview',
    path: '/api/withdrawals/:id/preview',
    input: id,
    output: WithdrawalPreview,
    summary: 'How the plan would be shared today; nothing is recorded',
  }),
  unitWithdrawals: queryRoute({
    action: 'repair-fund.unit-withdrawals',
    path: '/api/units/:id/fund/withdrawals',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(UnitWithdrawal),
    summary: 'Withdrawals that a unit bears a share of, with the reason for its amount',
  }),
  authorisations: queryRoute({
    action: 'repair-fund.authorisations',
    path: '/api/compounds/:id/fund/authorisations',
    input: id,
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          ...AuthorisationRef.shape,
          purpose: z.string(),
          budgetFen: z.int(),
          contractor: z.string().nullable(),
          requestId: Id.nullable(),
          scope: DecisionScope,
          scopeLabel: z.string(),
          on: Day,
        }),
      ),
    }),
    summary: 'Uses of the fund that the owners agreed to and no withdrawal rests on yet',
  }),
  prepare: commandRoute({
    action: 'repair-fund.prepare-withdrawal',
    path: '/api/compounds/:id/fund/withdrawals',
    params: id,
    body: WithdrawalPlan,
    summary: 'Prepares a withdrawal',
  }),
  plan: commandRoute({
    action: 'repair-fund.plan-withdrawal',
    path: '/api/withdrawals/:id/plan',
    params: id,
    body: WithdrawalPlan,
    summary: 'Writes the plan of a draft, or another one; what was submitted and posted before no longer stands',
  }),
  submit: commandRoute({
    action: 'repair-fund.submit-withdrawal',
    path: '/api/withdrawals/:id/submit',
    params: id,
    body: z.strictObject({}),
    summary:
      'The plan is complete: common part, warranty, art. 25, decision or emergency, budget and contractor are checked',
  }),
  post: commandRoute({
    action: 'repair-fund.post-withdrawal',
    path: '/api/withdrawals/:id/post',
    params: id,
    body: z.strictObject(onPosting),
    summary: 'Apportions by the floor areas of today and posts it',
  }),
  advance: commandRoute({
    action: 'repair-fund.advance-withdrawal',
    path: '/api/withdrawals/:id/advance',
    params: id,
    body: z.strictObject({ amountFen: PositiveFen, files: WithdrawalFiles.default([]) }),
    summary: 'Asks for an advance, at most the part of the budget that the rule allows',
  }),
  settle: commandRoute({
    action: 'repair-fund.settle-withdrawal',
    path: '/api/withdrawals/:id/settle',
    params: id,
    body: z.strictObject({
      acceptedOn: Day,
      settledFen: PositiveFen,
      acceptance: WithdrawalProof,
      invoices: WithdrawalProof,
    }),
    summary: 'Works accepted and settled, within the budget and its tolerance',
  }),
  takeBack: commandRoute({
    action: 'repair-fund.take-back-ask',
    path: '/api/withdrawals/:id/take-back',
    params: id,
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Takes back or refuses what was asked for, before it is paid',
  }),
  approve: commandRoute({
    action: 'repair-fund.approve-withdrawal',
    path: '/api/withdrawals/:id/approve',
    params: id,
    body: z.strictObject({ askId: Id }),
    summary:
      'A second person approves what was asked for; above the limits of the rule the community or the subdistrict',
  }),
  application: commandRoute({
    action: 'repair-fund.record-application',
    path: '/api/withdrawals/:id/application',
    params: id,
    body: z.discriminatedUnion('step', [
      z.strictObject({ step: z.literal('stamped'), on: Day, scan: Sha256 }),
      z.strictObject({ step: z.literal('submitted'), on: Day, number: Line(40).nullable() }),
      z.strictObject({ step: z.literal('returned'), on: Day, reason: Line(200), file: Sha256.nullable() }),
      z.strictObject({ step: z.literal('approved'), on: Day, number: Line(40), file: Sha256.nullable() }),
    ]),
    summary: 'How the application stands at the bank or the authority that keeps the book',
  }),
  pay: commandRoute({
    action: 'repair-fund.pay-withdrawal',
    path: '/api/withdrawals/:id/pay',
    params: id,
    body: z.strictObject({
      askId: Id,
      paidOn: Day,
      asset: AssetAccount.extract(['bank', 'petty-cash']).default('bank'),
      files: WithdrawalFiles.default([]),
    }),
    summary: 'Books what was paid; an advance above the settlement comes back by the same areas',
  }),
  cover: commandRoute({
    action: 'repair-fund.cover-shortfall',
    path: '/api/withdrawals/:id/cover',
    params: id,
    body: z.strictObject({
      /** Of all owners; null: the decision of the withdrawal itself, where all owners took it. */
      decisionId: Id.nullable(),
      note: Line(200),
    }),
    summary: 'Covers what accounts lack for the next payment from what belongs to the whole compound',
  }),
  publish: commandRoute({
    action: 'repair-fund.publish-withdrawal',
    path: '/api/withdrawals/:id/publish',
    params: id,
    body: z.strictObject({ place: Line(100), files: WithdrawalProof }),
    summary: 'Posts the result: items, cost, apportionment and proof',
  }),
  cancel: commandRoute({
    action: 'repair-fund.cancel-withdrawal',
    path: '/api/withdrawals/:id/cancel',
    params: id,
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Calls a withdrawal off before anything is paid; what was set aside is free again',
  }),
  smallExpenses: queryRoute({
    action: 'repair-fund.small-expenses',
    path: '/api/compounds/:id/fund/small-expenses',
    input: {
      id: Id,
      ...PageInput.shape,
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional(),
    },
    output: pageOf(SmallExpenseRow).extend({
      limitFen: z.int(),
      monthLimitFen: z.int(),
      /** Signed in the month asked for, or the present one. */
      monthFen: z.int(),
      postedOn: Day.nullable(),
    }),
    summary: 'Small expenses from what belongs to the whole compound, newest first',
  }),
  recordSmallExpense: commandRoute({
    action: 'repair-fund.record-small-expense',
    path: '/api/compounds/:id/fund/small-expenses',
    params: id,
    body: z.strictObject({
      purpose: Line(200),
      amountFen: PositiveFen,
      spentOn: Day,
      payee: Line(60).nullable(),
      photos: WithdrawalProof,
      invoices: WithdrawalFiles.default([]),
    }),
    summary: 'Records a small expense; it counts once another person has signed it',
  }),
  signSmallExpense: commandRoute({
    action: 'repair-fund.sign-small-expense',
    path: '/api/small-expenses/:id/sign',
    params: id,
    body: z.strictObject({}),
    summary: 'The second signature: the expense is paid from what belongs to the whole compound',
  }),
  withdrawSmallExpense: commandRoute({
    action: 'repair-fund.withdraw-small-expense',
    path: '/api/small-expenses/:id/withdraw',
    params: id,
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Takes back a small expense that nobody has signed yet',
  }),
  postSmallExpenses: commandRoute({
    action: 'repair-fund.post-small-expenses',
    path: '/api/compounds/:id/fund/small-expenses/post',
    params: id,
    body: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), ...onPosting }),
    summary: 'Posts the small expenses of a month',
  }),
}
