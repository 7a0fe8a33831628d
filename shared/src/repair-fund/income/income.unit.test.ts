/** Stories of money in beside contributions, of sharing it, and of where it lies; by article where there is one. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { getFrom } from '../bucket-map.ts'
import { repairFundErrors } from '../errors.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { after, balancesOf, compoundId, facts, fund, income, paidIn, payment, today } from '../fund.fixture.ts'
import { BookingReversed, unsoundnessInFull } from '../ledger/index.ts'
import type { ClassifyUnits, MoveAssets, RecordSellerDeposit } from './assets.decide.ts'
import { fenDays } from './daily-balances.ts'
import type { CreditInterest, DistributePool } from './distribute.decide.ts'
import { incomeErrors } from './errors.ts'
import { type RecordIncome, toFundFen } from './income.decide.ts'

const file = 'a'.repeat(64)
const record = (more: Partial<RecordIncome> = {}): RecordIncome => ({
  type: 'RecordIncome',
  compoundId,
  today,
  incomeId: 'i1',
  kind: 'common-income',
  book: 'commercial',
  into: 'compound',
  grossFen: 10_001,
  costs: [{ purpose: '停车管理员工资', amountFen: 4_000, file }],
  toFundPercent: 50,
  paidOn: '2026-02-10',
  note: null,
  files: [],
  decisionId: null,
  awardId: null,
  ...more,
})
const split = (more: Partial<DistributePool> = {}): DistributePool => ({
  type: 'DistributePool',
  compoundId,
  today,
  distributionId: 'd1',
  from: 'compound',
  book: 'commercial',
  on: today,
  decisionId: null,
  note: null,
  files: [],
  split: { key: 'floor-area', amountFen: 100 },
  ...more,
})
const interest = (more: Partial<CreditInterest> = {}): CreditInterest => ({
  type: 'CreditInterest',
  compoundId,
  today,
  incomeId: 'i1',
  distributionId: 'd1',
  kind: 'interest',
  book: 'commercial',
  amountFen: 1_000,
  period: { from: '2026-01-01', to: '2026-01-31' },
  paidOn: '2026-02-01',
  note: null,
  files: [],
  ...more,
})

describe('common income (民法典 art. 282)', () => {
  test('net of its evidenced costs; its share to the fund is rounded up, and says by which rule', () => {
    const [event] = fundDecider.decide(record(), fund().state, facts)
    expect(event?.data).toMatchObject({
      amountFen: 3_001,
      share: { percent: 50, ruleId: 'default-fund-rule' },
      grossFen: 10_001,
    })
  })
  test('without a decision at least as much as the rule asks for, exactly that much is enough', () => {
    fund()
      .when(record({ toFundPercent: 49 }), facts)
      .rejected('income-share-below-rule', { least: 50 })
    fund()
      .when(record({ toFundPercent: 50 }), facts)
      .summary()
    const decided = fundDecider.decide(record({ toFundPercent: 10, decisionId: 'dec' }), fund().state, facts)
    expect(decided[0]?.data).toMatchObject({ amountFen: 601, share: { percent: 10, ruleId: null }, decisionId: 'dec' })
  })
  test('what costs as much as it earns is no income', () => {
    const costs = [{ purpose: '人工', amountFen: 10_001, file }]
    fund().when(record({ costs }), facts).rejected('income-costs-too-high')
    const less = [{ purpose: '人工', amountFen: 10_000, file }]
    expect(fundDecider.decide(record({ costs: less }), fund().state, facts)[0]?.data).toMatchObject({ amountFen: 1 })
  })
  test.each([
    [1, 50, 1],
    [3, 50, 2],
    [100, 1, 1],
    [999_999_999_999, 100, 999_999_999_999],
  ])('of %d fen net %d %% are %d', (net, percent, fen) => expect(toFundFen(net, percent)).toBe(fen))
})

describe('an award (以奖代补)', () => {
  const grant = record({ kind: 'grant', costs: [], toFundPercent: null, grossFen: 500, awardId: 'a1' })
  const granted = { ...facts, award: { amountFen: 500 } }
  test('is paid once, and again only when that was taken back', () => {
    const paid = fundDecider.decide(grant, fund().state, granted)
    fund(...paid)
      .when({ ...grant, incomeId: 'i2' }, granted)
      .rejected('award-paid')
    const reversed = BookingReversed({
      ...{ compoundId, reversalId: 'r', proposalId: 'p', reversesId: 'i1', on: today, reason: '退回' },
      ...{ asset: 'bank', account: 'other-income', units: [], sellers: [], owed: [] },
      pools: [{ pool: 'compound', book: 'commercial', amountFen: -500, reverses: null }],
    })
    expect(
      fund(...paid, reversed)
        .when({ ...grant, incomeId: 'i2' }, granted)
        .summary(),
    ).toBe('IncomeReceived')
  })
  test('never more than was granted, and only what was granted here', () => {
    fund()
      .when(grant, { ...facts, award: { amountFen: 499 } })
      .rejected('award-exceeded')
    fund()
      .when(grant, { ...facts, award: null })
      .rejected('award-unknown')
    fund()
      .when({ ...grant, kind: 'donation' }, granted)
      .rejected('award-only-grant')
  })
})

describe('sharing the compound’s money (民法典 art. 283)', () => {
  test('by floor area, to the fen', () => {
    const state = after(fund(income('i', 101)).state, split({ split: { key: 'floor-area', amountFen: 101 } }))
    expect(balancesOf(state)).toEqual([61, 30, 10])
    expect(state.ledger.held.commercial.compoundFen).toBe(0)
  })
  test('by an agreement what belongs to all goes by a decision alone', () => {
    const agreed = split({ split: { key: 'agreement', amountFen: 100, rows: [{ unitId: 'u2', weight: 1 }] } })
    const came = fund(income('i', 100))
    came.when({ ...agreed, files: [file] }, facts).rejected('distribution-needs-decision', { field: 'decisionId' })
    const [booked] = fundDecider.decide({ ...agreed, decisionId: 'dec' }, came.state, facts)
    expect(booked).toMatchObject({ type: 'PoolDistributed', data: { decisionId: 'dec' } })
    expect(balancesOf(after(came.state, { ...agreed, decisionId: 'dec' }))).toEqual([0, 100, 0])
  })
  test('the yield of the accounts goes by an agreement that is a decision or a paper', () => {
    const amountFen = 100
    const agreed = split({
      from: 'undistributed',
      split: { key: 'agreement', amountFen, rows: [{ unitId: 'u2', weight: 1 }] },
    })
    const came = fund({
      ...income('i', amountFen),
      data: { ...income('i', amountFen).data, share: null, into: 'undistributed' },
    })
    came.when(agreed, facts).rejected('distribution-needs-agreement', { field: 'decisionId' })
    for (const ground of [{ decisionId: 'dec' }, { files: [file] }])
      expect(balancesOf(after(came.state, { ...agreed, ...ground }))).toEqual([0, 100, 0])
  })
  test('a paper is not enough to cover what one owes with everybody’s money', () => {
    const rows = [{ unitId: 'u1', amountFen: 1 }]
    fund(income('i', 100))
      .when(split({ files: [file], split: { key: 'claims', rows } }), facts)
      .rejected('distribution-needs-decision', { field: 'decisionId' })
  })
  test('an unknown area stops it: nobody’s share would be right', () => {
    const floorAreas = new Map([['u1', 6_000]])
    fund(income('i', 100))
      .when(split(), { ...facts, floorAreas })
      .rejected('distribution-areas-missing', { count: 2, units: ['u2', 'u3'] })
  })
  test('a unit that stands twice is told by its row', () => {
    const rows = ['u2', 'u1', 'u2'].map((unitId) => ({ unitId, weight: 1 }))
    fund(income('i', 100))
      .when(split({ decisionId: 'dec', split: { key: 'agreement', amountFen: 100, rows } }), facts)
      .rejected('distribution-twice', { field: 'rows[2].unitId', row: 3 })
  })
  test('no more than there is', () => {
    fund(income('i', 99)).when(split(), facts).rejected('distribution-more-than-pool', { left: '0.99' })
  })
  test('a named source covers a claim, and the reversal of then is completed', () => {
    const owed = BookingReversed({
      ...{ compoundId, reversalId: 'r', proposalId: 'p', reversesId: 'e1', on: today, reason: '错' },
      ...{ asset: 'bank', account: 'deposits', units: [], sellers: [], pools: [] },
      owed: [{ unitId: 'u1', entryId: 'e1', amountFen: 500 }],
    })
    const { state } = fund(paidIn('e1', 'u1', 500), payment('w', [500]), owed, income('i', 600))
    const cover = split({ decisionId: 'dec', split: { key: 'claims', rows: [{ unitId: 'u1', amountFen: 500 }] } })
    const covered = after(state, cover)
    expect(covered.ledger.owed.size).toBe(0)
    expect(covered.ledger.totals.commercial.bank).toBe(100)
    expect(unsoundnessInFull(covered.ledger)).toBeUndefined()
    const more = { ...cover, split: { key: 'claims', rows: [{ unitId: 'u1', amountFen: 501 }] } } as const
    expect(refusalOf(() => fundDecider.decide(more, state, facts)).code).toBe('distribution-no-claim')
  })
})

describe('interest by daily balances', () => {
  test('fen-days: the whole period, its last day alone, and after it', () => {
    const period = { from: '2026-01-01', to: '2026-01-31' }
    expect(fenDays(7, '2025-06-01', period)).toBe(217n)
    expect(fenDays(7, '2026-01-31', period)).toBe(7n)
    expect(fenDays(7, '2026-02-01', period)).toBe(0n)
    expect(fenDays(-7, '2026-01-30', period)).toBe(-14n)
  })
  test('each by fen and days; the fen that cannot be shared stay undistributed', () => {
    // 31 days of 300, 16 days of 300, nothing: 9300 : 4800.
    const { state } = fund(paidIn('e1', 'u1', 300, '2025-12-01'), paidIn('e2', 'u2', 300, '2026-01-16'))
    const credited = after(state, interest())
    expect(balancesOf(credited)).toEqual([300 + 659, 300 + 340, 0])
    expect(credited.ledger.held.commercial.undistributedFen).toBe(1)
    expect(unsoundnessInFull(credited.ledger)).toBeUndefined()
  })
  test('money entered late for an earlier day counts as it should have', () => {
    const [early, late] = [paidIn('e1', 'u1', 300, '2026-01-01'), paidIn('e2', 'u2', 100, '2026-01-10')]
    const one = after(fund(early, late).state, interest())
    expect(balancesOf(after(fund(late, early).state, interest()))).toEqual(balancesOf(one))
  })
  test('sellers of public housing take part in their book', () => {
    const unitIds = ['u3']
    const seller = { compoundId, sellerId: 's1' }
    const state = after(
      fund(paidIn('e1', 'u1', 400, '2025-01-01')).state,
      { type: 'ClassifyUnits', compoundId, book: 'public-housing', unitIds },
      { type: 'OpenSellerAccount', ...seller, buildingId: 'b2', name: '市机械厂' },
      deposit({ amountFen: 300, paidOn: '2025-12-31' }),
      {
        type: 'RecordContributions',
        compoundId,
        today,
        contributionId: 'k',
        kind: 'first-deposit',
        paidOn: '2025-12-31',
        note: null,
        file: null,
        rows: [{ entryId: 'e3', unitId: 'u3', amountFen: 100 }],
      },
      interest({ book: 'public-housing', amountFen: 40 }),
    )
    expect(balancesOf(state)).toEqual([400, 0, 110])
    expect(state.ledger.sellers.get('s1')?.balanceFen).toBe(330)
    expect(unsoundnessInFull(state.ledger)).toBeUndefined()
  })
  test('without any balance it stays undistributed: recorded as an income', () => {
    fund().when(interest(), facts).rejected('distribution-nobody')
    fund(paidIn('e1', 'u1', 1, '2026-02-01'))
      .when(interest(), facts)
      .rejected('distribution-nobody')
  })
  test('the shares are floors: their sum and what is left are the amount, whoever has how much', () => {
    const money = fc.array(
      fc.tuple(
        fc.constantFrom('u1', 'u2', 'u3'),
        fc.integer({ min: 1, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 31 }),
      ),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(money, fc.integer({ min: 100, max: 10 ** 9 }), (rows, amountFen) => {
        const entries = rows.map(([unitId, fen, day], index) =>
          paidIn(`e${index}`, unitId, fen, `2026-01-${String(day).padStart(2, '0')}`),
        )
        const before = fund(...entries).state
        const state = after(before, interest({ amountFen }))
        const { unitsFen, undistributedFen } = state.ledger.held.commercial
        expect(unitsFen + undistributedFen).toBe(before.ledger.held.commercial.unitsFen + amountFen)
        expect(undistributedFen).toBeLessThan(3)
      }),
      seeded(),
    )
  })
})

const deposit = (more: Partial<RecordSellerDeposit> = {}): RecordSellerDeposit => ({
  type: 'RecordSellerDeposit',
  compoundId,
  today,
  depositId: 'sd',
  sellerId: 's1',
  amountFen: 100,
  paidOn: '2026-01-05',
  note: null,
  files: [],
  ...more,
})
const bonds = (more: Partial<MoveAssets> = {}): MoveAssets => ({
  ...{ type: 'MoveAssets', compoundId, today, moveId: 'm1', book: 'commercial', from: 'bank', to: 'bonds' },
  ...{ amountFen: 300, on: today, decisionId: 'dec', maturesOn: '2029-03-01', ofMoveId: null, note: null },
  ...more,
})

const matured = (more: Partial<MoveAssets> = {}) =>
  bonds({ moveId: 'm2', from: 'bonds', to: 'bank', decisionId: null, maturesOn: null, ofMoveId: 'm1', ...more })

describe('where the money lies', () => {
  test('bonds are bought by decision, and nobody has more or less by it', () => {
    const { state } = fund(paidIn('e1', 'u1', 500))
    expect(refusalOf(() => fundDecider.decide(bonds({ decisionId: null }), state, facts)).code).toBe(
      'bonds-need-decision',
    )
    const bought = after(state, bonds())
    expect(bought.ledger.totals.commercial).toMatchObject({ bank: 200, bonds: 300 })
    expect(balancesOf(bought)).toEqual([500, 0, 0])
    const back = after(bought, matured({ amountFen: 300 }))
    expect(back.ledger.totals.commercial).toMatchObject({ bank: 500, bonds: 0 })
  })
  test('bonds have a term, longer than a day', () => {
    for (const maturesOn of [null, today])
      fund(paidIn('e1', 'u1', 500))
        .when(bonds({ maturesOn }), facts)
        .rejected('bonds-need-term', { field: 'maturesOn' })
    expect(after(fund(paidIn('e1', 'u1', 500)).state, bonds({ maturesOn: '2026-03-02' })).incomes.bonds.size).toBe(1)
  })
  test('what comes back names its purchase, in its book, not before it was bought and no more than is left of it', () => {
    const other = bonds({ moveId: 'm9', amountFen: 100, on: '2026-02-01' })
    const state = after(fund(paidIn('e1', 'u1', 500)).state, bonds(), other)
    const refused = (more: Partial<MoveAssets>) => refusalOf(() => fundDecider.decide(matured(more), state, facts))
    expect(refused({ ofMoveId: null }).code).toBe('bonds-unknown')
    expect(refused({ ofMoveId: 'm7' }).code).toBe('bonds-unknown')
    expect(refused({ book: 'public-housing' }).code).toBe('bonds-unknown')
    expect(refused({ on: '2026-02-28' }).code).toBe('day-before-booking')
    expect(refused({ amountFen: 301 })).toMatchObject({ code: 'bonds-short', params: { left: '3.00' } })
    const partly = after(state, matured({ amountFen: 120 }))
    expect(partly.incomes.bonds.get('m1')?.leftFen).toBe(180)
    const rest = after(partly, matured({ moveId: 'm3', amountFen: 180 }))
    expect([...rest.incomes.bonds.keys()]).toEqual(['m9'])
    expect(refusalOf(() => fundDecider.decide(matured({ moveId: 'm4', amountFen: 1 }), rest, facts)).code).toBe(
      'bonds-unknown',
    )
  })
  test('petty cash has neither a term nor a purchase', () => {
    const { state } = fund(paidIn('e1', 'u1', 500))
    const [filled] = fundDecider.decide(bonds({ to: 'petty-cash', decisionId: null, ofMoveId: 'm1' }), state, facts)
    expect(filled?.data).toMatchObject({ maturesOn: null, ofMoveId: null })
  })
  test('no more is moved than is there, and not from bonds to petty cash', () => {
    fund(paidIn('e1', 'u1', 299))
      .when(bonds(), facts)
      .rejected('assets-short', { left: '2.99' })
    fund(paidIn('e1', 'u1', 299))
      .when(bonds({ from: 'bonds', to: 'petty-cash' }), facts)
      .rejected('assets-same')
  })
})

describe('the book of sold public housing', () => {
  const classify: ClassifyUnits = { type: 'ClassifyUnits', compoundId, book: 'public-housing', unitIds: ['u1', 'u2'] }
  test('takes accounts without entries only', () => {
    fund(paidIn('e1', 'u1', 5))
      .when(classify, facts)
      .rejected('classify-has-entries', { count: 1, units: ['u1'] })
    const state = after(fund().state, classify)
    expect(getFrom(state.ledger.accounts, 'u1')?.book).toBe('public-housing')
    expect(fundDecider.decide(classify, state, facts)).toEqual([])
  })
  test('a seller is of a building that the fund has', () => {
    const seller = { type: 'OpenSellerAccount', compoundId, sellerId: 's1', name: '市机械厂' } as const
    fund()
      .when({ ...seller, buildingId: 'b9' }, facts)
      .rejected('seller-building-unknown')
    fund().when(deposit(), facts).rejected('seller-unknown')
  })
})

test('refusals say what to do, in both languages', () => {
  const { state } = fund(paidIn('e1', 'u1', 5), income('i', 50))
  const refused: FundCommand[] = [
    record({ toFundPercent: null }),
    record({ toFundPercent: 3 }),
    record({ kind: 'donation' }),
    record({ into: 'undistributed' }),
    split(),
    split({ split: { key: 'daily-balance', amountFen: 1, period: { from: today, to: today } } }),
    interest({ period: { from: '2026-03-01', to: '2026-02-01' } }),
    bonds(),
    bonds({ maturesOn: null }),
    matured({}),
    deposit(),
  ]
  for (const command of refused)
    expectSayable(
      { ...repairFundErrors.entries, ...incomeErrors.entries },
      refusalOf(() => fundDecider.decide(command, state, facts)),
    )
})
