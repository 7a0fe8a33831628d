/** 小额支出: a lamp for ¥200 needs no vote, but two people and a photo. */
import { describe, expect, test } from 'vitest'
import { IncomeReceived } from '../ledger/money-events.ts'
import { defaultFundRule } from '../rules/default-fund-rule.ts'
import { compoundId, FILE, opened, rich, story } from './withdrawals.fixture.ts'

const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type)

describe('小额支出: two signatures and a photo', () => {
  const today = '2026-03-02'
  const pool = IncomeReceived({
    ...{ compoundId, incomeId: 'ad', kind: 'common-income', book: 'commercial', into: 'compound', grossFen: 300_000 },
    ...{
      costs: [],
      share: null,
      amountFen: 300_000,
      paidOn: '2026-03-01',
      note: null,
      files: [],
      decisionId: null,
      awardId: null,
    },
  })
  const record = (fund: ReturnType<typeof story>, expenseId: string, amountFen: number) =>
    fund.run({
      ...{ type: 'RecordSmallExpense', compoundId, expenseId, today, by: 'clerk', purpose: '换楼道灯', amountFen },
      ...{ spentOn: today, payee: null, photos: [FILE], invoices: [] },
    })
  const sign = (fund: ReturnType<typeof story>, expenseId: string, by = 'member') =>
    fund.run({ type: 'SignSmallExpense', compoundId, expenseId, today, by })

  test('paid from what belongs to the whole compound, once another has signed', () => {
    const fund = story(opened, rich, pool)
    record(fund, 'x1', 20_000)
    expect(fund.refusal(() => sign(fund, 'x1', 'clerk'))).toBe('small-expense-own-signature')
    expect(typesOf(sign(fund, 'x1'))).toEqual(['SmallExpenseSigned', 'PaymentMade'])
    expect(sign(fund, 'x1')).toEqual([])
    expect(fund.state().ledger.held.commercial).toMatchObject({ compoundFen: 280_000, unitsFen: 3_000_000 })
    const posting = { type: 'PostSmallExpenses' as const, compoundId, today, by: 'clerk', place: '公告栏', files: [] }
    expect(fund.run({ ...posting, month: '2026-03' })[0]?.data).toMatchObject({ expenses: 1, totalFen: 20_000 })
    expect(fund.refusal(() => fund.run({ ...posting, month: '2026-02' }))).toBe('small-expense-none')
  })
  test('exactly the limit passes, one fen more does not', () => {
    const fund = story(opened, rich, pool)
    expect(record(fund, 'x1', defaultFundRule.settings.smallExpenseFen.value)).toHaveLength(1)
    expect(fund.refusal(() => record(fund, 'x2', defaultFundRule.settings.smallExpenseFen.value + 1))).toBe(
      'small-expense-over-limit',
    )
  })
  test('the month has its cap, exactly', () => {
    const fund = story(opened, rich, pool)
    for (const id of ['x1', 'x2', 'x3']) {
      record(fund, id, 50_000)
      sign(fund, id)
    }
    record(fund, 'x4', 50_000)
    record(fund, 'x5', 1)
    sign(fund, 'x4')
    expect(fund.refusal(() => sign(fund, 'x5'))).toBe('small-expense-over-month')
  })
  test('of what came back in part the rest still counts; only once all is back the month is as before', () => {
    const fund = story(opened, rich, pool)
    for (const id of ['x1', 'x2', 'x3', 'x4']) {
      record(fund, id, 50_000)
      sign(fund, id)
    }
    fund.reverse('x1', 1)
    expect(record(fund, 'x5', 1)).toHaveLength(1)
    expect(fund.refusal(() => record(fund, 'x6', 2))).toBe('small-expense-over-month')
    fund.reverse('x1', null, 'rest')
    expect(fund.state().withdrawals.expenses.byId.get('x1')).toMatchObject({ state: 'withdrawn', backFen: 50_000 })
    expect(record(fund, 'x6', 50_000)).toHaveLength(1)
  })
  test('a month is posted again when its list is another one, also of as many', () => {
    const fund = story(opened, rich, pool)
    const signed = (id: string, fen: number) => {
      record(fund, id, fen)
      sign(fund, id)
    }
    const post = () => {
      const posting = { type: 'PostSmallExpenses' as const, compoundId, today, by: 'clerk', place: '公告栏', files: [] }
      return fund.run({ ...posting, month: '2026-03' }).map(({ data }) => data)
    }
    signed('x1', 10_000)
    signed('x2', 20_000)
    expect(post()).toMatchObject([{ expenses: 2, totalFen: 30_000 }])
    expect(post()).toEqual([])
    fund.reverse('x1')
    signed('x3', 10_000)
    expect(post()).toMatchObject([{ expenses: 2, totalFen: 30_000 }])
    fund.reverse('x2', 5_000)
    expect(post()).toMatchObject([{ expenses: 2, totalFen: 25_000 }])
    expect(post()).toEqual([])
  })
  test('what is not there is not paid', () => {
    const fund = story(opened, rich)
    record(fund, 'x1', 20_000)
    expect(fund.refusal(() => sign(fund, 'x1'))).toBe('withdrawal-pool-short')
  })
})
