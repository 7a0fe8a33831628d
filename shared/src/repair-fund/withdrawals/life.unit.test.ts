/** From advance to published result: who may approve, what may be paid, and what waits. */
import { fold } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { BookkeeperChanged, SellerAccountOpened, UnitsClassified } from '../events.ts'
import { fundDecider } from '../fund.decider.ts'
import { IncomeReceived, SellerDeposited } from '../ledger/money-events.ts'
import { unsoundnessInFull } from '../ledger/sound.ts'
import { statusOfWithdrawal } from './standing.ts'
import { compoundId, contributed, emergency, FILE, facts, opened, rich, story } from './withdrawals.fixture.ts'

const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)
const statusIn = (fund: ReturnType<typeof story>, id = 'w1') => {
  const of = fund.state().withdrawals.byId.get(id)
  return of && statusOfWithdrawal(of)
}

test('the whole life: everybody bears by area, and any step said twice adds nothing', () => {
  const fund = story(opened, rich)
  const steps: (() => readonly { readonly type: string }[])[] = [
    () => fund.plan(),
    () => fund.submit(),
    () => fund.post(),
  ]
  for (const step of steps) expect(step()).toHaveLength(1)
  expect(fund.refusal(() => fund.advance(5_000))).toBe('withdrawal-posting-runs')
  for (const step of steps) expect(step()).toEqual([])
  fund.on('2026-03-08')
  expect(typesOf(fund.advance(5_000))).toEqual(['AdvanceAsked'])
  expect(fund.advance(5_000)).toEqual([])
  expect(typesOf(fund.approve())).toEqual(['WithdrawalApproved'])
  expect(fund.approve()).toEqual([])
  expect(typesOf(fund.pay())).toEqual(['PaymentMade'])
  expect(fund.balances()).toEqual([998_500, 998_500, 998_000])
  expect(typesOf(fund.settle(10_000))).toEqual(['WithdrawalSettled'])
  fund.approve()
  expect(fund.refusal(() => fund.publish())).toBe('withdrawal-not-paid')
  fund.pay()
  expect(fund.balances()).toEqual([997_000, 997_000, 996_000])
  expect(typesOf(fund.publish())).toEqual(['WithdrawalPublished'])
  expect(fund.publish()).toEqual([])
  expect(statusIn(fund)).toBe('published')
  expect(unsoundnessInFull(fund.state().ledger)).toBeUndefined()
  expect(fold(fundDecider, fund.told).withdrawals).toEqual(fund.state().withdrawals)
})

describe('advance: at most the rule’s half of the budget', () => {
  test.each([
    [5_000, 'AdvanceAsked'],
    [5_001, 'withdrawal-advance-too-much'],
  ])('%i fen of 10,000: %s', (amountFen, outcome) => {
    const fund = story(opened, rich)
    fund.posted()
    const act = () => fund.advance(amountFen)
    if (outcome === 'AdvanceAsked') expect(typesOf(act())).toEqual([outcome])
    else expect(fund.refusal(act)).toBe(outcome)
  })
})

test('advance and rest together are exactly one’s share of the settlement', () => {
  const fund = story(opened, rich)
  fund.posted()
  // Of one fen the largest remainder pays all, of three each pays one: shared by itself, the rest would make it two.
  fund.advance(1)
  fund.approve()
  fund.pay()
  fund.settle(3)
  fund.approve()
  fund.pay()
  expect(fund.balances()).toEqual([999_999, 999_999, 999_999])
})

describe('settlement: exactly the tolerance passes, one fen over needs a new approval', () => {
  test('11,000 fen of a budget of 10,000 with a tolerance of 10 %', () => {
    const fund = story(opened, rich)
    fund.posted()
    expect(typesOf(fund.settle(11_000))).toEqual(['WithdrawalSettled'])
  })
  test('11,001 fen', () => {
    const fund = story(opened, rich)
    fund.posted()
    expect(fund.refusal(() => fund.settle(11_001))).toBe('withdrawal-over-budget')
    // The owners decide again, on more: the plan changes, and is posted anew.
    const again = { ...facts, authorised: facts.authorised && { ...facts.authorised, itemId: 'i2', budgetFen: 12_000 } }
    const authorisation = { decisionId: 'd1', itemId: 'i2' }
    fund.plan('w1', { budgetFen: 12_000, ground: { kind: 'decision', authorisation } }, false)
    expect(statusIn(fund)).toBe('draft')
    fund.submit('w1', again)
    fund.post('w1', again)
    fund.on('2026-03-15')
    expect(fund.refusal(() => fund.approve())).toBe('withdrawal-nothing-asked')
  })
  test('less than the advance: the difference comes back by the same areas, and nothing more is paid', () => {
    const fund = story(opened, rich)
    fund.posted()
    fund.advance(5_000)
    fund.approve()
    fund.pay()
    fund.settle(4_000)
    fund.approve()
    expect(typesOf(fund.pay())).toEqual(['BookingReversed', 'SettlementBalanced'])
    expect(fund.balances()).toEqual([998_800, 998_800, 998_400])
    expect(fund.state().withdrawals.byId.get('w1')?.paidFen).toBe(4_000)
    expect(statusIn(fund)).toBe('paid')
  })
  test('after an advance the areas stand: neither scope nor sharing changes', () => {
    const fund = story(opened, rich)
    fund.posted()
    fund.advance(5_000)
    fund.approve()
    fund.pay()
    const scope = { kind: 'units' as const, unitIds: ['u1'] }
    expect(fund.refusal(() => fund.plan('w1', { scope }, false))).toBe('withdrawal-areas-stand')
    expect(fund.refusal(() => fund.cancel())).toBe('withdrawal-paid-already')
  })
})

test('a decision on which an advance was paid serves no other withdrawal, even when the plan has a new one', () => {
  const again = { ...facts, authorised: facts.authorised && { ...facts.authorised, itemId: 'i2', budgetFen: 12_000 } }
  const fund = story(opened, rich)
  fund.posted()
  fund.advance(5_000)
  fund.approve()
  fund.pay()
  const ground = { kind: 'decision' as const, authorisation: { decisionId: 'd1', itemId: 'i2' } }
  fund.plan('w1', { budgetFen: 12_000, ground }, false)
  fund.submit('w1', again)
  fund.plan('w2')
  expect(fund.refusal(() => fund.submit('w2'))).toBe('withdrawal-authorisation-used')
  // Posted anew, the areas of then stand: whatever was measured meanwhile, nobody's share moves.
  fund.post('w1', { ...again, units: [] })
  expect(
    fund
      .state()
      .withdrawals.byId.get('w1')
      ?.groups[0]?.units.map(({ amountFen }) => amountFen),
  ).toEqual([...[3_600, 3_600, 4_800]])
})

test('cutting a matter into parts below a limit needs the same approver as the whole', () => {
  const budgetFen = 1_500_000
  const more = { ...facts, authorised: facts.authorised && { ...facts.authorised, budgetFen } }
  const fund = story(opened, rich)
  fund.plan('w1', { budgetFen })
  fund.submit('w1', more)
  fund.post('w1', more)
  fund.on('2026-03-08')
  const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08' }
  fund.run({ type: 'AskAdvance', ...of, by: 'clerk', askId: 'a', amountFen: 100, files: [] }, more)
  const approve = { type: 'ApproveWithdrawal' as const, ...of, by: 'member', askId: 'a', as: 'second-person' as const }
  expect(fund.refusal(() => fund.run(approve, more))).toBe('withdrawal-approver-too-low')
})

describe('the second person', () => {
  const asked = (budgetFen: number) => {
    const fund = story(opened, contributed({ u1: 900_000_000, u2: 900_000_000, u3: 900_000_000 }))
    const rule = { ...facts, authorised: facts.authorised && { ...facts.authorised, budgetFen } }
    fund.plan('w1', { budgetFen })
    fund.submit('w1', rule)
    fund.post('w1', rule)
    fund.on('2026-03-08')
    fund.settle(budgetFen, 'w1', rule)
    return fund
  }
  test('whoever prepared never approves', () => {
    const fund = story(opened, rich)
    fund.posted()
    fund.settle(10_000)
    expect(fund.refusal(() => fund.approve('clerk', 'subdistrict'))).toBe('withdrawal-approver-prepared')
  })
  test('nor does whoever posted the shares', () => {
    const fund = story(opened, rich)
    fund.plan()
    fund.submit()
    fund.post('w1', {}, 'poster')
    fund.on('2026-03-09')
    fund.settle(10_000)
    expect(fund.refusal(() => fund.approve('poster', 'subdistrict'))).toBe('withdrawal-approver-prepared')
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-not-approved')
  })
  test.each([
    [1_000_000, 'second-person', 'WithdrawalApproved'],
    [1_000_001, 'second-person', 'withdrawal-approver-too-low'],
    [1_000_001, 'community', 'WithdrawalApproved'],
    [10_000_000, 'community', 'WithdrawalApproved'],
    [10_000_001, 'community', 'withdrawal-approver-too-low'],
    [10_000_001, 'subdistrict', 'WithdrawalApproved'],
    // Where a small compound has no second person, whoever stands higher may, so that it is never nobody.
    [10_000, 'community', 'WithdrawalApproved'],
  ] as const)('%i fen, as %s: %s', (budgetFen, as, outcome) => {
    const budget = { ...facts, authorised: facts.authorised && { ...facts.authorised, budgetFen } }
    const fund = asked(budgetFen)
    const act = () => {
      const askId = 'w1-settle'
      const command = { type: 'ApproveWithdrawal' as const, compoundId, withdrawalId: 'w1', today: '2026-03-08' }
      return fund.run({ ...command, by: 'member', askId, as }, budget)
    }
    if (outcome === 'WithdrawalApproved') expect(typesOf(act())).toEqual([outcome])
    else expect(fund.refusal(act)).toBe(outcome)
  })
})

describe('a unit pays its own share and no neighbour’s', () => {
  const poor = contributed({ u1: 2_999, u2: 3_000, u3: 4_000 })
  const due = () => {
    const fund = story(opened, poor)
    fund.posted()
    fund.settle(10_000)
    fund.approve()
    return fund
  }
  test('a fen short: it waits, until a top-up has come', () => {
    const fund = due()
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-short')
    fund.happened(contributed({ u1: 1 }))
    expect(typesOf(fund.pay())).toEqual(['PaymentMade'])
    expect(fund.balances()).toEqual([0, 0, 0])
  })
  test('or until what belongs to the whole compound covers it, as far as it goes', () => {
    const fund = due()
    const cover = () =>
      fund.run({
        ...{ type: 'CoverShortfall', compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'member' },
        ...{ distributionId: 'cover', decisionId: null, note: '公共收益补足' },
      })
    expect(fund.refusal(cover)).toBe('withdrawal-pool-short')
    fund.happened(
      IncomeReceived({
        ...{ compoundId, incomeId: 'ad', kind: 'common-income', book: 'commercial', into: 'compound', grossFen: 500 },
        ...{
          costs: [],
          share: null,
          amountFen: 500,
          paidOn: '2026-03-02',
          note: null,
          files: [],
          decisionId: null,
          awardId: null,
        },
      }),
    )
    expect(typesOf(cover())).toEqual(['PoolDistributed', 'ShortfallCovered'])
    expect(cover()).toEqual([])
    fund.pay()
    expect(fund.state().ledger.held.commercial).toMatchObject({ unitsFen: 0, compoundFen: 499 })
  })
  test('a decision of one building does not spend what belongs to all', () => {
    const scope = { kind: 'building' as const, buildingId: 'b1' }
    const more = { ...facts, authorised: facts.authorised && { ...facts.authorised, scope } }
    const fund = story(opened, poor)
    fund.plan('w1', { scope })
    fund.submit('w1', more)
    fund.post('w1', more)
    fund.on('2026-03-08')
    fund.settle(10_000, 'w1', more)
    const of = { compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'member' }
    fund.run({ type: 'ApproveWithdrawal', ...of, askId: 'w1-settle', as: 'second-person' }, more)
    const cover = { type: 'CoverShortfall' as const, ...of, distributionId: 'cover', decisionId: null, note: '补足' }
    expect(fund.refusal(() => fund.run(cover))).toBe('withdrawal-cover-needs-decision')
    expect(fund.refusal(() => fund.run({ ...cover, decisionId: 'd9' }))).toBe('withdrawal-pool-short')
  })
  test('two withdrawals do not count on the same money: who was posted first is served first', () => {
    const fund = story(opened, contributed({ u1: 3_000, u2: 3_000, u3: 4_000 }))
    const second = { ...facts, authorised: facts.authorised && { ...facts.authorised, itemId: 'i2' } }
    fund.plan('w1')
    fund.plan('w2', { ground: { kind: 'decision', authorisation: { decisionId: 'd1', itemId: 'i2' } } })
    fund.submit('w1')
    fund.submit('w2', second)
    fund.post('w1')
    fund.post('w2', second)
    fund.on('2026-03-08')
    fund.settle(10_000, 'w2', second)
    fund.approve('member', 'second-person', 'w2')
    expect(fund.refusal(() => fund.pay('w2', second))).toBe('withdrawal-short')
    fund.cancel('w1')
    expect(typesOf(fund.pay('w2', second))).toEqual(['PaymentMade'])
  })
  test('money that lies in bonds is no cash', () => {
    const fund = due()
    fund.happened(contributed({ u1: 1 }), {
      type: 'AssetsMoved',
      data: {
        ...{
          compoundId,
          moveId: 'bonds',
          book: 'commercial',
          from: 'bank',
          to: 'bonds',
          amountFen: 1,
          on: '2026-03-02',
        },
        ...{ decisionId: null, maturesOn: '2027-03-02', ofMoveId: null, note: null },
      },
    })
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-cash-short')
  })
})

describe('an emergency', () => {
  const prepared = () => {
    const fund = story(opened, rich)
    fund.plan('w1', { ground: emergency })
    fund.submit()
    return fund
  }
  test('is repaired and accepted first, and shared afterwards; until then it is not approved', () => {
    const fund = prepared()
    fund.settle(10_000)
    expect(fund.refusal(() => fund.approve())).toBe('withdrawal-not-posted')
    fund.post()
    fund.approve()
    expect(typesOf(fund.pay())).toEqual(['PaymentMade'])
  })
})

describe('where the bank keeps the book', () => {
  const news = (fund: ReturnType<typeof story>, more: object) =>
    fund.run({
      ...{ type: 'RecordApplication' as const, compoundId, withdrawalId: 'w1', today: '2026-03-08', by: 'clerk' },
      news: { on: '2026-03-08', ...more } as never,
    })
  const stamped = { step: 'stamped', scan: FILE }
  const handedIn = { step: 'submitted', number: null }
  const bank = BookkeeperChanged({ compoundId, bookkeeper: 'bank', on: '2026-01-01', ground: '约定', decisionId: null })
  test('it is paid once the bank has approved; what is returned is stamped again', () => {
    const fund = story(opened, rich, bank)
    fund.posted()
    fund.settle(10_000)
    expect(fund.refusal(() => news(fund, stamped))).toBe('withdrawal-application-order')
    fund.approve()
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-application-open')
    expect(fund.refusal(() => news(fund, handedIn))).toBe('withdrawal-application-order')
    const told = [stamped, handedIn, { step: 'returned', reason: '缺合同', file: null }, stamped, handedIn]
    for (const each of told) expect(news(fund, each)).toHaveLength(1)
    expect(fund.refusal(() => fund.pay())).toBe('withdrawal-application-open')
    news(fund, { step: 'approved', number: 'WX-2026-18', file: null })
    expect(typesOf(fund.pay())).toEqual(['PaymentMade'])
  })
  test('owners who keep their own book apply to nobody', () => {
    const fund = story(opened, rich)
    fund.posted()
    fund.settle(10_000)
    fund.approve()
    expect(fund.refusal(() => news(fund, stamped))).toBe('withdrawal-application-own-book')
  })
})

test('165号令 art. 20 (2): the seller pays its part out of its own account', () => {
  const fund = story(
    opened,
    UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u1', 'u2', 'u3'] }),
    SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '县房管所' }),
    contributed({ u1: 6_000, u2: 6_000, u3: 8_000 }),
    SellerDeposited({
      compoundId,
      sellerId: 's1',
      depositId: 'sd',
      amountFen: 60_000,
      paidOn: '2026-01-02',
      note: null,
      files: [],
    }),
  )
  fund.posted()
  fund.settle(10_000)
  fund.approve()
  fund.pay()
  expect(fund.balances()).toEqual([5_250, 5_250, 7_000])
  expect(fund.state().ledger.sellers.get('s1')?.balanceFen).toBe(52_500)
})

test('a payment that was all taken back is asked for anew', () => {
  const fund = story(opened, rich)
  fund.posted()
  fund.settle(10_000)
  fund.approve()
  fund.pay()
  fund.reverse('pay-w1-settle')
  expect(fund.balances()).toEqual([1_000_000, 1_000_000, 1_000_000])
  expect(statusIn(fund)).toBe('posted')
  expect(fund.state().withdrawals.byId.get('w1')).toMatchObject({ paidFen: 0, payments: [] })
})
