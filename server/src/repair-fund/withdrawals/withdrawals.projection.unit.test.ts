/** Facts in, rows out: what the views keep of a withdrawal follows each event, and comes out the same of any replay. */
import { DecisionAnnulled, FundUseAuthorised } from '@changxin/shared/decisions'
import {
  AdvanceAsked,
  BookingReversed,
  PaymentMade,
  SettlementBalanced,
  SmallExpenseRecorded,
  SmallExpenseSigned,
  SmallExpensesPosted,
  WithdrawalApproved,
  WithdrawalCancelled,
  WithdrawalPlanned,
  WithdrawalPosted,
  WithdrawalSettled,
  WithdrawalSubmitted,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { placesProjection } from '../../places/index.ts'
import { repairFundWithdrawalsProjection } from './withdrawals.projection.ts'
import { openAuthorisations } from './withdrawals.queries.ts'
import { findRow, SHARE, withdrawalOf } from './withdrawals.rows.ts'

const compoundId = 'c1'
const file = 'a'.repeat(64)
const authorisation = { decisionId: 'd1', itemId: 'i1' }
const authorised = FundUseAuthorised({
  ...{ ...authorisation, compoundId, on: '2026-03-01', scope: { kind: 'compound' }, purpose: '屋面防水' },
  ...{ budgetFen: 100, requestId: null, contractor: null },
})
const of = (withdrawalId = 'w1') => ({ compoundId, withdrawalId })
const planned = (id?: string) =>
  WithdrawalPlanned({
    ...{ ...of(id), by: 'p1' },
    plan: {
      ...{
        purpose: '屋面防水维修',
        requestId: null,
        partId: null,
        partCode: 'roof',
        warrantyOver: null,
        exclusion: null,
      },
      ...{ ground: { kind: 'decision', authorisation }, budgetFen: 100, contractor: '甲公司' },
      ...{ scope: { kind: 'compound' }, split: { by: 'floor-area' }, unsoldUnitIds: [], files: [file] },
    },
  })
const submitted = WithdrawalSubmitted({
  ...{ ...of(), by: 'p1', on: '2026-03-01', ruleId: 'r1', warrantyUntil: null },
  authorised: { ...authorisation, budgetFen: 100, scope: { kind: 'compound' }, contractor: null },
})
const posting = { by: 'p1', on: '2026-03-01', until: '2026-03-07', ruleId: 'r1', place: '公告栏', files: [] }
const posted = WithdrawalPosted({
  ...{ ...of(), ...posting, totalFen: 100 },
  groups: [
    {
      ...{ book: 'commercial', buildingId: null, weight: 4, amountFen: 100, ownersDepositedFen: 0, sellers: [] },
      units: [
        { unitId: 'u1', weight: 1, amountFen: 25, unsold: false },
        { unitId: 'u2', weight: 3, amountFen: 75, unsold: true },
      ],
    },
  ],
})
const asking = { by: 'p1', on: '2026-03-09', ruleId: 'r1' }
const advance = AdvanceAsked({ ...of(), ...asking, askId: 'a1', amountFen: 40, ceilingFen: 50, files: [] })
const approved = WithdrawalApproved({
  ...{ ...of(), askId: 'a1', kind: 'advance', by: 'p2', on: '2026-03-09', amountFen: 40, ruleId: 'r1' },
  ...{ required: 'second-person', approvedAs: 'second-person' },
})
const paid = PaymentMade({
  ...{ compoundId, withdrawalId: 'w1', paymentId: 'pay1', kind: 'advance', amountFen: 40, asset: 'bank' },
  ...{ paidOn: '2026-03-09', purpose: '屋面防水维修', payee: '甲公司', files: [], sellers: [], compoundFen: 0 },
  units: [
    { entryId: 'e1', unitId: 'u1', amountFen: 10 },
    { entryId: 'e2', unitId: 'u2', amountFen: 30 },
  ],
})

const shown = (...facts: Parameters<typeof projected>[1] & object[]) =>
  projected([placesProjection, repairFundWithdrawalsProjection], facts)
const shares = (world: ReturnType<typeof projected>) =>
  world.all(
    `SELECT holder_id AS unit, weight, unsold, amount_fen AS fen, paid_fen AS paid, reserved_fen AS reserved FROM ${SHARE}`,
  )

test('shares stand as they were posted, and what is set aside falls as it is paid', () => {
  const world = shown(authorised, planned(), submitted, posted)
  expect(shares(world)).toEqual([
    { unit: 'u1', weight: 1, unsold: 0, fen: 25, paid: 0, reserved: 25 },
    { unit: 'u2', weight: 3, unsold: 1, fen: 75, paid: 0, reserved: 75 },
  ])
  world.apply(advance, approved, paid)
  expect(shares(world)).toMatchObject([
    { paid: 10, reserved: 15 },
    { paid: 30, reserved: 45 },
  ])
  expect(findRow(world.read, 'w1')).toMatchObject({ status: 'posted', reserved_fen: 60, posted: 1 })
})

test('an advance above the settlement that came back is paid off, with nothing set aside any more', () => {
  const back = {
    proposalId: 'w1',
    reversesId: 'pay1',
    reason: '结算少于预付款',
    asset: 'bank',
    account: 'repairs',
  } as const
  const world = shown(authorised, planned(), submitted, posted, advance, approved, paid)
  const papers = { acceptance: [file], invoices: [file] }
  world.apply(
    WithdrawalSettled({
      ...of(),
      ...asking,
      askId: 'a2',
      acceptedOn: '2026-03-09',
      settledFen: 20,
      allowedFen: 110,
      ...papers,
    }),
    BookingReversed({
      ...{ compoundId, reversalId: 'r1', on: '2026-03-10', ...back, sellers: [], pools: [], owed: [] },
      units: [
        { entryId: 'b1', unitId: 'u1', amountFen: 5, reverses: 'e1' },
        { entryId: 'b2', unitId: 'u2', amountFen: 15, reverses: 'e2' },
      ],
    }),
    SettlementBalanced({ ...of(), askId: 'a2', by: 'p1', on: '2026-03-10', returnedFen: 20 }),
  )
  const row = findRow(world.read, 'w1')
  expect(row && withdrawalOf(row)).toMatchObject({ paidFen: 20, paidOn: '2026-03-10', paidUnits: { u1: 5, u2: 15 } })
  expect(shares(world)).toMatchObject([
    { paid: 5, reserved: 0 },
    { paid: 15, reserved: 0 },
  ])
})

test('a decision is open until a withdrawal was submitted on it, again when that was called off, never once it was set aside', () => {
  const world = shown(authorised, planned())
  const open = () => openAuthorisations(world.read, compoundId).items.map(({ id }) => id)
  expect(open()).toEqual(['d1-i1'])
  world.apply(submitted)
  expect(open()).toEqual([])
  world.apply(WithdrawalCancelled({ ...of(), by: 'p1', reason: '不做了' }))
  expect(open()).toEqual(['d1-i1'])
  world.apply(DecisionAnnulled({ decisionId: 'd1', ground: 'court', reason: '判决撤销', files: [file] }))
  expect(open()).toEqual([])
})

test('of a small expense the list shows what it has cost: less what came back, posted anew, and gone once all is back', () => {
  const recorded = SmallExpenseRecorded({
    ...{ compoundId, expenseId: 'x1', purpose: '换灯', amountFen: 20_000, spentOn: '2026-03-02', payee: null },
    ...{ photos: [file], invoices: [], by: 'p1', ruleId: 'r1' },
  })
  const signed = SmallExpenseSigned({ compoundId, expenseId: 'x1', by: 'p2', on: '2026-03-02', ruleId: 'r1' })
  const hung = { month: '2026-03', by: 'p1', on: '2026-03-31', place: '公告栏', files: [] }
  const world = shown(recorded, signed, SmallExpensesPosted({ compoundId, ...hung, expenses: 1, totalFen: 20_000 }))
  const list = () =>
    world.all(
      `SELECT e.amount_fen AS fen, e.state, p.at > e.signed_at AS posted
      FROM repair_fund_withdrawals_expense e JOIN repair_fund_withdrawals_posting p USING (compound_id, month)`,
    )
  const back = (reversalId: string, amountFen: number) =>
    BookingReversed({
      ...{ compoundId, reversalId, proposalId: 'p', reversesId: 'x1', on: '2026-04-01', reason: '退货' },
      ...{ asset: 'bank', account: 'repairs', units: [], sellers: [], owed: [] },
      pools: [{ pool: 'compound', book: 'commercial', amountFen, reverses: null }],
    })
  expect(list()).toMatchObject([{ fen: 20_000, state: 'signed', posted: 1 }])
  world.apply(back('r1', 1))
  expect(list()).toMatchObject([{ fen: 19_999, state: 'signed', posted: 0 }])
  world.apply(back('r2', 19_999))
  expect(list()).toMatchObject([{ state: 'withdrawn' }])
})
