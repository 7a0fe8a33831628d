/** A part of what was paid came back: the rest can come back too, and what came back can be paid again. */
import { describe, expect, test } from 'vitest'
import type { RepairFundEvent } from '../events.ts'
import { unsoundnessInFull } from '../ledger/sound.ts'
import { statusOfWithdrawal } from './standing.ts'
import { compoundId, FILE, opened, rich, story } from './withdrawals.fixture.ts'

type Story = ReturnType<typeof story>
const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'clerk' } as const
const w1 = (fund: Story) => {
  const found = fund.state().withdrawals.byId.get('w1')
  if (!found) throw new Error('w1 is planned')
  return found
}
const statusIn = (fund: Story) => statusOfWithdrawal(w1(fund))
const FULL = [1_000_000, 1_000_000, 1_000_000]

/** ¥100.00 by 30, 30 and 40 m², paid in one or after an advance, and published. */
function paid(advanceFen = 0, settledFen = 10_000) {
  const fund = story(opened, rich)
  fund.posted()
  if (advanceFen > 0) {
    fund.advance(advanceFen)
    fund.approve()
    fund.pay()
  }
  fund.settle(settledFen)
  fund.approve()
  fund.pay()
  fund.publish()
  return fund
}
const settle = (fund: Story, settledFen: number, askId = 'again') => {
  const papers = { acceptance: [FILE], invoices: [FILE] }
  return fund.run({ type: 'SettleWithdrawal', ...of, askId, acceptedOn: of.today, settledFen, ...papers })
}
const payAgain = (fund: Story): readonly RepairFundEvent[] => {
  fund.approve()
  return fund.pay()
}
const outFen = (fund: Story) => 3_000_000 - (fund.state().ledger.totals.commercial.bank ?? 0)

describe('a payment of which a part came back', () => {
  test('comes back part by part, up to what is left of it', () => {
    const fund = paid()
    fund.reverse('pay-w1-settle', 4_000, 'one')
    expect(fund.refusal(() => fund.reverse('pay-w1-settle', 6_001, 'two'))).toBe('reversal-more-than-paid')
    fund.reverse('pay-w1-settle', 5_999, 'three')
    expect(w1(fund)).toMatchObject({ paidFen: 1, payments: [{ amountFen: 1 }] })
    fund.reverse('pay-w1-settle', null, 'four')
    expect(fund.balances()).toEqual(FULL)
    expect(w1(fund)).toMatchObject({ paidFen: 0, payments: [], paidOn: null, settled: null, published: null })
    expect(fund.refusal(() => fund.reverse('pay-w1-settle', null, 'five'))).toBe('reversal-done')
  })
  test('may stay as it is: the contractor gave a part back, and the result stands', () => {
    const fund = paid()
    fund.reverse('pay-w1-settle', 4_000)
    expect(statusIn(fund)).toBe('published')
    expect(fund.refusal(() => fund.cancel())).toBe('withdrawal-paid-already')
  })
  test('is paid again up to the settlement, approved by another person, and published anew', () => {
    const fund = paid()
    fund.reverse('pay-w1-settle', 4_000)
    expect(settle(fund, 10_000).map(({ type }) => type)).toEqual(['WithdrawalSettled'])
    expect(w1(fund)).toMatchObject({ paidOn: null, published: null, ask: { amountFen: 4_000 } })
    expect(statusIn(fund)).toBe('asked')
    expect(fund.refusal(() => fund.approve('clerk'))).toBe('withdrawal-approver-prepared')
    expect(payAgain(fund)[0]?.data).toMatchObject({ kind: 'settlement', amountFen: 4_000 })
    expect(fund.balances()).toEqual([997_000, 997_000, 996_000])
    expect(statusIn(fund)).toBe('paid')
    expect(fund.publish()).toHaveLength(1)
    expect(fund.refusal(() => settle(fund, 10_000, 'more'))).toBe('withdrawal-paid-already')
  })
})

describe('settled anew after a part came back', () => {
  test('taken back, what stood before stands again', () => {
    const fund = paid()
    fund.reverse('pay-w1-settle', 4_000)
    const before = w1(fund)
    settle(fund, 9_000)
    fund.run({ type: 'TakeBackAsk', ...of, reason: '不补付了' })
    const { paidOn, published, settled, ask } = w1(fund)
    expect({ paidOn, published, settled, ask }).toEqual({
      ...{ paidOn: before.paidOn, published: before.published, settled: before.settled, ask: null },
    })
    expect(statusIn(fund)).toBe('published')
    expect(settle(fund, 10_000, 'once-more')).toHaveLength(1)
  })
  test('what comes back meanwhile is paid with it', () => {
    const fund = paid(3_000)
    fund.reverse('pay-w1-settle', 2_000, 'one')
    settle(fund, 10_000)
    fund.approve()
    fund.reverse('pay-w1-advance', 1_000, 'two')
    expect(w1(fund).ask).toMatchObject({ amountFen: 3_000, approvedOn: null })
    payAgain(fund)
    expect(fund.balances()).toEqual([997_000, 997_000, 996_000])
  })
  test('once a whole payment is gone, taking it back makes nothing paid again', () => {
    const fund = paid(3_000)
    fund.reverse('pay-w1-settle', 2_000, 'one')
    settle(fund, 10_000)
    fund.reverse('pay-w1-settle', null, 'two')
    fund.run({ type: 'TakeBackAsk', ...of, reason: '重新结算' })
    expect(w1(fund)).toMatchObject({ paidFen: 3_000, paidOn: null, settled: null })
    expect(statusIn(fund)).toBe('posted')
  })
  test('for less than what is still out: the difference comes back out of as many payments as it takes', () => {
    const fund = paid(5_000)
    fund.reverse('pay-w1-settle', 1_000)
    settle(fund, 3_000)
    const made = payAgain(fund)
    expect(made.map(({ type, data }) => ('reversesId' in data ? data.reversesId : type))).toEqual([
      'pay-w1-settle',
      'pay-w1-advance',
      'SettlementBalanced',
    ])
    expect(fund.balances()).toEqual([999_100, 999_100, 998_800])
    expect([outFen(fund), w1(fund).paidFen]).toEqual([3_000, 3_000])
    expect(statusIn(fund)).toBe('paid')
    expect(unsoundnessInFull(fund.state().ledger)).toBeUndefined()
    fund.reverse('pay-w1-advance', null, 'all')
    expect(fund.balances()).toEqual(FULL)
  })
  test('an advance is not asked for any more', () => {
    const fund = paid()
    fund.reverse('pay-w1-settle', 4_000)
    const ask = { type: 'AskAdvance', ...of, askId: 'a', amountFen: 1, files: [] } as const
    expect(fund.refusal(() => fund.run(ask))).toBe('withdrawal-paid-already')
  })
})
