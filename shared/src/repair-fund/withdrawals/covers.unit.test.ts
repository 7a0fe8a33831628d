/** What the compound's own money made up stays with no single account once nothing is paid for it. */
import { expect, test } from 'vitest'
import { type RepairFundEvent, SellerAccountOpened, UnitsClassified } from '../events.ts'
import { owedBy } from '../ledger/index.ts'
import { IncomeReceived, PaymentMade } from '../ledger/money-events.ts'
import { unsoundnessInFull } from '../ledger/sound.ts'
import { compoundId, contributed, FILE, opened, story } from './withdrawals.fixture.ts'

type Story = ReturnType<typeof story>
const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'clerk' } as const
const typesOf = (made: readonly RepairFundEvent[]) => made.map(({ type }) => type)
const poolFen = (fund: Story, book: 'commercial' | 'public-housing' = 'commercial') =>
  fund.state().ledger.held[book].compoundFen

const pool = (book: 'commercial' | 'public-housing') =>
  IncomeReceived({
    ...{ compoundId, incomeId: `ad-${book}`, kind: 'common-income', book, into: 'compound', grossFen: 9_000 },
    ...{ costs: [], share: null, amountFen: 9_000, paidOn: '2026-03-02', note: null, files: [] },
    ...{ decisionId: null, awardId: null },
  })
const cover = (fund: Story, distributionId = 'cover') =>
  fund.run({ type: 'CoverShortfall', ...of, distributionId, decisionId: 'd9', note: '公共收益补足' })
const takeBack = (fund: Story) => fund.run({ type: 'TakeBackAsk', ...of, reason: '改' })
/** u1 lacks ¥10.00 of its ¥30.00. */
const due = (...before: readonly RepairFundEvent[]) => {
  const fund = story(opened, ...before, contributed({ u1: 2_000, u2: 3_000, u3: 4_000 }))
  fund.posted()
  fund.settle(10_000)
  fund.approve()
  return fund
}
const settledAgain = (fund: Story, askId: string) => {
  const papers = { acceptance: [FILE], invoices: [FILE] }
  fund.run({ type: 'SettleWithdrawal', ...of, askId, acceptedOn: of.today, settledFen: 10_000, ...papers })
  fund.approve()
}
/** Of the compound's money u1 spends ¥5.00 on something else. */
const spentElsewhere = PaymentMade({
  ...{ compoundId, paymentId: 'other', kind: 'settlement', withdrawalId: 'w0', amountFen: 2_500, asset: 'bank' },
  ...{ paidOn: '2026-03-08', purpose: '别处', payee: null, files: [], sellers: [], compoundFen: 0 },
  units: [{ entryId: 'other-1', unitId: 'u1', amountFen: 2_500 }],
})

test('taking back what was asked for gives it back, and the withdrawal can be called off', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  expect(fund.balances()).toEqual([3_000, 3_000, 4_000])
  expect(typesOf(takeBack(fund))).toEqual(['BookingReversed', 'AskTakenBack'])
  expect(fund.balances()).toEqual([2_000, 3_000, 4_000])
  expect(poolFen(fund)).toBe(9_000)
  expect(takeBack(fund)).toEqual([])
  expect(typesOf(fund.cancel())).toEqual(['WithdrawalCancelled'])
  expect(unsoundnessInFull(fund.state().ledger)).toBeUndefined()
})

test('calling off gives it back too', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  expect(typesOf(fund.cancel())).toEqual(['BookingReversed', 'WithdrawalCancelled'])
  expect([fund.balances(), poolFen(fund)]).toEqual([[2_000, 3_000, 4_000], 9_000])
})

test('what was covered twice comes back twice, in both books and of sellers', () => {
  const fund = story(
    opened,
    UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u1'] }),
    SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '县房管所' }),
    ...[pool('commercial'), pool('public-housing'), contributed({ u2: 3_000 })],
  )
  fund.posted()
  fund.settle(9_000)
  fund.approve()
  cover(fund, 'one')
  expect([poolFen(fund), poolFen(fund, 'public-housing')]).toEqual([5_400, 6_300])
  takeBack(fund)
  settledAgain(fund, 'ask-2')
  cover(fund, 'two')
  expect(poolFen(fund)).toBe(5_000)
  takeBack(fund)
  expect([poolFen(fund), poolFen(fund, 'public-housing')]).toEqual([9_000, 9_000])
  expect(fund.balances()).toEqual([0, 3_000, 0])
  expect(fund.cancel()).toHaveLength(1)
})

test('what was paid for is spent: taking back a later ask leaves it, and it returns once all of that payment has', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  fund.pay()
  fund.reverse('pay-w1-settle', 4_000)
  settledAgain(fund, 'again')
  expect(typesOf(takeBack(fund))).toEqual(['AskTakenBack'])
  expect(poolFen(fund)).toBe(8_000)
  fund.reverse('pay-w1-settle', null, 'rest')
  expect(fund.balances()).toEqual([3_000, 3_000, 4_000])
  expect(typesOf(fund.cancel())).toEqual(['BookingReversed', 'WithdrawalCancelled'])
  expect([fund.balances(), poolFen(fund)]).toEqual([[2_000, 3_000, 4_000], 9_000])
})

test('what was made up for a payment that came back goes to the pool before anything is asked for anew', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  fund.pay()
  fund.reverse('pay-w1-settle', null, 'all')
  const papers = { acceptance: [FILE], invoices: [FILE], settledFen: 9_000, acceptedOn: of.today }
  const asked = fund.run({ type: 'SettleWithdrawal', ...of, askId: 'cheaper', ...papers })
  expect(typesOf(asked)).toEqual(['BookingReversed', 'WithdrawalSettled'])
  expect([fund.balances(), poolFen(fund)]).toEqual([[2_000, 3_000, 4_000], 9_000])
  fund.approve()
  cover(fund, 'less')
  expect(poolFen(fund)).toBe(9_000 - 700)
})

test('paid back while the next payment waits, it is spent with that, and what the owner pays in later stays the owner’s', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  fund.pay()
  fund.reverse('pay-w1-settle', 4_000, 'one')
  settledAgain(fund, 'again')
  fund.reverse('pay-w1-settle', null, 'two')
  fund.approve()
  fund.pay()
  fund.happened(contributed({ u1: 5_000 }))
  fund.reverse('pay-again', 1, 'three')
  settledAgain(fund, 'third')
  expect(typesOf(takeBack(fund))).toEqual(['AskTakenBack'])
  expect(poolFen(fund)).toBe(8_000)
})

test('what an account has spent elsewhere is a claim, and that takes two persons', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  fund.happened(spentElsewhere)
  expect(typesOf(takeBack(fund))).toEqual(['AskTakenBack'])
  expect(fund.refusal(() => fund.cancel())).toBe('withdrawal-cover-stands')
  fund.reverse('cover')
  expect(fund.cancel()).toHaveLength(1)
  expect([fund.balances(), poolFen(fund)]).toEqual([[0, 3_000, 4_000], 8_500])
  expect(owedBy(fund.state().ledger, 'u1')).toBe(500)
})

test('a proposal to reverse it finds it gone', () => {
  const fund = due(pool('commercial'))
  cover(fund)
  const back = { compoundId, today: of.today, proposalId: 'p' }
  const what = { reversesId: 'cover', amountFen: null, cameBackOn: null, reason: '不付了' }
  fund.run({ type: 'ProposeReversal', ...back, ...what, by: 'anna' })
  takeBack(fund)
  const approve = { type: 'ApproveReversal', ...back, reversalId: 'r', by: 'bert', approver: 'subdistrict' } as const
  expect(fund.refusal(() => fund.run(approve))).toBe('reversal-done')
  expect(poolFen(fund)).toBe(9_000)
})

test('it is known by its id where only public housing is short, so that a repeat adds nothing', () => {
  const fund = due(
    UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u1', 'u2', 'u3'] }),
    SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '县房管所' }),
    pool('public-housing'),
  )
  expect(cover(fund).map(({ data }) => ('distributionId' in data ? data.distributionId : data))).toEqual([
    'cover',
    expect.objectContaining({ distributionIds: ['cover'], amountFen: 1_000 }),
  ])
  expect(cover(fund)).toEqual([])
})
