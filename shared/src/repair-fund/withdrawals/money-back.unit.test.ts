/** What comes back of a withdrawal. */
import { describe, expect, test } from 'vitest'
import { compoundId, emergency, FILE, facts, opened, rich, story } from './withdrawals.fixture.ts'

type Story = ReturnType<typeof story>
const w1 = (fund: Story) => fund.state().withdrawals.byId.get('w1')
const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'clerk' } as const

function advanced(fen: number) {
  const fund = story(opened, rich)
  fund.posted()
  fund.advance(fen)
  fund.approve()
  fund.pay()
  return fund
}
function settled(fund: Story, settledFen: number, askId = 'w1-settle') {
  const papers = { acceptance: [FILE], invoices: [FILE] }
  fund.run({ type: 'SettleWithdrawal', ...of, askId, acceptedOn: of.today, settledFen, ...papers })
  fund.approve()
  return fund.pay()
}

describe('what is given back rests on money that was paid', () => {
  test('an advance that was exact, then taken back: the next advance gives back of itself, and no fen twice', () => {
    const fund = advanced(5_000)
    settled(fund, 5_000)
    fund.reverse('pay-w1-advance')
    expect(w1(fund)).toMatchObject({ paidFen: 0, payments: [], paidOn: null, settled: null })
    fund.run({ type: 'AskAdvance', ...of, askId: 'again', amountFen: 2_000, files: [] })
    fund.approve()
    fund.pay()
    expect(settled(fund, 1_000, 'w1-settle-2')[0]?.data).toMatchObject({
      reversesId: 'pay-again',
      units: [{ reverses: 'pay-again-1' }, { reverses: 'pay-again-2' }, { reverses: 'pay-again-3' }],
    })
    fund.reverse('pay-again')
    expect(fund.balances()).toEqual([1_000_000, 1_000_000, 1_000_000])
    expect(fund.state().ledger.totals.commercial.bank).toBe(3_000_000)
  })
  test('an advance of which the settlement gave a part back is undone by the rest of it', () => {
    const fund = advanced(5_000)
    settled(fund, 3_000)
    expect(w1(fund)?.payments.map(({ amountFen }) => amountFen)).toEqual([3_000, 0])
    fund.reverse('pay-w1-advance')
    expect(w1(fund)).toMatchObject({ paidFen: 0, payments: [], paidOn: null, settled: null })
    expect(fund.balances()).toEqual([1_000_000, 1_000_000, 1_000_000])
    expect(fund.cancel()).toHaveLength(1)
  })
  test('the id of a payment is never given twice', () => {
    const fund = advanced(5_000)
    fund.reverse('pay-w1-advance')
    fund.advance(5_000)
    fund.approve()
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-id-taken')
  })
})

describe('no day before what must have come first', () => {
  const pay = (fund: Story, paidOn: string) =>
    fund.run({ type: 'PayWithdrawal', ...of, askId: 'w1-settle', paymentId: 'p', paidOn, asset: 'bank', files: [] })
  const accept = (fund: Story, acceptedOn: string, more: Partial<typeof facts> = {}, today = of.today as string) => {
    const papers = { acceptance: [FILE], invoices: [FILE] }
    return fund.run(
      { type: 'SettleWithdrawal', ...of, today, askId: 'w1-settle', acceptedOn, settledFen: 10_000, ...papers },
      more,
    )
  }
  test('it is paid on the day of its approval, not the day before', () => {
    const fund = story(opened, rich)
    fund.posted()
    fund.settle(10_000)
    fund.approve()
    expect(fund.refusal(() => pay(fund, '2026-03-07'))).toBe('withdrawal-paid-before-approval')
    expect(pay(fund, '2026-03-08')).toHaveLength(1)
  })
  test('nor is an advance balanced before', () => {
    const fund = advanced(5_000)
    fund.settle(3_000)
    fund.approve()
    expect(fund.refusal(() => pay(fund, '2026-03-07'))).toBe('withdrawal-paid-before-approval')
  })
  test.each([
    ['2026-02-19', 'withdrawal-accepted-too-early'],
    ['2026-02-20', 'WithdrawalSettled'],
  ])('decided on 2026-02-20, accepted on %s: %s', (day, outcome) => {
    const fund = story(opened, rich)
    fund.posted()
    if (outcome === 'WithdrawalSettled') expect(accept(fund, day)).toHaveLength(1)
    else expect(fund.refusal(() => accept(fund, day))).toBe(outcome)
  })
  test('a later decision on more money leaves the works of before as they were', () => {
    const fund = story(opened, rich)
    fund.posted()
    const ground = { kind: 'decision' as const, authorisation: { decisionId: 'd1', itemId: 'i2' } }
    const later = { ...facts, authorised: facts.authorised && { ...facts.authorised, itemId: 'i2', on: '2026-03-07' } }
    fund.plan('w1', { ground }, false)
    fund.submit('w1', later)
    fund.post('w1', later)
    fund.on('2026-03-15')
    const act = (day: string) => () => accept(fund, day, later, '2026-03-15')
    expect(fund.refusal(act('2026-02-28'))).toBe('withdrawal-accepted-too-early')
    expect(act('2026-03-01')()).toHaveLength(1)
  })
  test('an emergency was seen by today, and accepted no earlier than it was seen', () => {
    const fund = story(opened, rich)
    const proof = emergency.kind === 'emergency' ? emergency.proof : null
    if (!proof) throw new Error('the emergency of the fixture was looked at')
    const seen = (seenOn: string) => () =>
      fund.plan('w1', { ground: { kind: 'emergency', proof: { ...proof, seenOn } } }, true)
    expect(fund.refusal(seen('2026-03-02'))).toBe('withdrawal-day-future')
    seen('2026-02-25')()
    fund.submit()
    expect(fund.refusal(() => accept(fund, '2026-02-24'))).toBe('withdrawal-accepted-too-early')
    expect(accept(fund, '2026-02-25')).toHaveLength(1)
  })
})
