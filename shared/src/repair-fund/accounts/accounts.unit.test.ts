/** Stories of accounts whose unit is sold, divided, joined or lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { repairFundErrors } from '../errors.ts'
import { UnitAccountsOpened } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { after, balancesOf, compoundId, facts, floorAreas, fund, paidIn, today } from '../fund.fixture.ts'
import { balanceOf } from '../fund.state.ts'
import { unsoundnessInFull } from '../ledger/index.ts'
import type { RearrangeAccounts, RecordBuildingLoss } from './accounts.decide.ts'
import { fundAccountErrors } from './errors.ts'

const later = UnitAccountsOpened({
  compoundId,
  rows: ['u4', 'u5', 'u6'].map((unitId) => ({ unitId, buildingId: 'b1' })),
})
const areas = new Map([...floorAreas, ['u4', 4_000], ['u5', 1_999], ['u6', 1]])
const known = { ...facts, floorAreas: areas }
const rearrange = (more: Partial<RearrangeAccounts> = {}): RearrangeAccounts => ({
  type: 'RearrangeAccounts',
  compoundId,
  today,
  changeId: 'x1',
  kind: 'split',
  on: today,
  reason: '一户分成三户',
  fromUnitIds: ['u1'],
  toUnitIds: ['u4', 'u5', 'u6'],
  ...more,
})
const run = (state: ReturnType<typeof fund>['state'], command: FundCommand) =>
  fundDecider.decide(command, state, known).reduce(fundDecider.evolve, state)

describe('a sale (住宅专项维修资金管理办法 art. 28)', () => {
  test('moves nothing: the balance stays with the unit, and what the buyer was told is kept', () => {
    const { state } = fund(paidIn('e1', 'u1', 500))
    const told = { handoverId: 'h1', unitId: 'u1', on: '2026-02-20', buyerToldOn: today, file: null }
    const handover = { type: 'RecordSaleHandover', compoundId, today, ...told } as const
    const events = fundDecider.decide(handover, state, facts)
    expect(events.map(({ data }) => data)).toEqual([{ compoundId, ...told, balanceFen: 500, owedFen: 0 }])
    const sold = after(state, handover)
    expect(balancesOf(sold)).toEqual([500, 0, 0])
    expect(fundDecider.decide(handover, sold, facts)).toEqual([])
    const early = { ...handover, buyerToldOn: '2026-03-02' }
    expect(refusalOf(() => fundDecider.decide(early, state, facts)).code).toBe('handover-told-late')
  })
})

describe('dividing and joining', () => {
  test('a unit is divided by the floor areas of what came of it, and its account ends', () => {
    const state = run(fund(later, paidIn('e1', 'u1', 601)).state, rearrange())
    expect(['u1', 'u4', 'u5', 'u6'].map((unitId) => balanceOf(state, unitId))).toEqual([0, 401, 200, 0])
    expect(unsoundnessInFull(state.ledger)).toBeUndefined()
    const late = paidIn('e2', 'u1', 5).data
    const record = { type: 'RecordContributions', today, ...late } as const
    expect(refusalOf(() => fundDecider.decide(record, state, facts)).code).toBe('account-closed')
    expect(fundDecider.decide(rearrange(), state, known)).toEqual([])
  })
  test('several become one, which may be one of them', () => {
    const merge = rearrange({ kind: 'merge', fromUnitIds: ['u1', 'u2'], toUnitIds: ['u2'] })
    const state = run(fund(paidIn('e1', 'u1', 3), paidIn('e2', 'u2', 4)).state, merge)
    expect(balancesOf(state)).toEqual([0, 7, 0])
    expect([...state.accounts.closed.keys()]).toEqual(['u1'])
  })
  test('empty accounts too, without a booking', () => {
    const events = fundDecider.decide(rearrange(), fund(later).state, known)
    expect(events.map(({ type }) => type)).toEqual(['AccountsClosed'])
  })
  test('interest on what a unit had is passed on to what came of it', () => {
    const state = run(
      fund(later, paidIn('e1', 'u1', 600, '2025-01-01'), paidIn('e2', 'u3', 600, '2025-01-01')).state,
      rearrange(),
    )
    const interest: FundCommand = {
      type: 'CreditInterest',
      compoundId,
      today,
      incomeId: 'i',
      distributionId: 'd',
      kind: 'interest',
      book: 'commercial',
      amountFen: 1_200,
      period: { from: '2026-01-01', to: '2026-01-31' },
      paidOn: today,
      note: null,
      files: [],
    }
    const credited = run(state, interest)
    expect(['u1', 'u3', 'u4', 'u5', 'u6'].map((unitId) => balanceOf(credited, unitId))).toEqual([0, 1_200, 800, 399, 0])
  })
  test('not a fen more or less, in whatever order the units are named', () => {
    const money = fc.integer({ min: 1, max: 10 ** 12 })
    const order = fc.shuffledSubarray(['u4', 'u5', 'u6'], { minLength: 3 })
    fc.assert(
      fc.property(money, order, (fen, toUnitIds) => {
        const { state } = fund(later, paidIn('e1', 'u1', fen))
        const divided = run(state, rearrange({ toUnitIds }))
        const parts = ['u4', 'u5', 'u6'].map((unitId) => balanceOf(divided, unitId) ?? 0)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(fen)
        expect(parts).toEqual(['u4', 'u5', 'u6'].map((unitId) => balanceOf(run(state, rearrange()), unitId)))
        const joined = run(
          divided,
          rearrange({ changeId: 'x2', kind: 'merge', fromUnitIds: toUnitIds, toUnitIds: ['u2'] }),
        )
        expect(balanceOf(joined, 'u2')).toBe(fen)
      }),
      seeded(),
    )
  })
})

describe('a lost building (art. 29)', () => {
  const loss: RecordBuildingLoss = {
    type: 'RecordBuildingLoss',
    compoundId,
    today,
    lossId: 'l1',
    buildingId: 'b1',
    on: today,
    reason: '拆除',
    files: [],
  }
  const { state } = fund(paidIn('e1', 'u1', 500), paidIn('e2', 'u3', 70))
  test('its balances are owed to the owners and paid out one by one', () => {
    const lost = after(state, loss)
    expect(balancesOf(lost)).toEqual([0, 0, 70])
    expect(lost.ledger.totals.commercial).toMatchObject({ bank: 570, 'loss-payable': -500 })
    expect(fundDecider.decide(loss, lost, facts)).toEqual([])
    const pay = {
      type: 'PayLoss',
      compoundId,
      today,
      paymentId: 'lp',
      lossEntryId: 'l1-1',
      by: 'p3',
      paidOn: today,
      file: null,
    } as const
    const paid = after(lost, pay)
    expect(paid.ledger.totals.commercial).toMatchObject({ bank: 70, 'loss-payable': 0 })
    expect(fundDecider.decide({ ...pay, paymentId: 'again' }, paid, facts)).toEqual([])
    expect(unsoundnessInFull(paid.ledger)).toBeUndefined()
  })
  test('what is owed is not there for anything else', () => {
    const lost = after(state, loss)
    const move = {
      type: 'MoveAssets',
      compoundId,
      today,
      moveId: 'm',
      book: 'commercial',
      from: 'bank',
      to: 'bonds',
      amountFen: 570,
      on: today,
      decisionId: 'd',
      maturesOn: '2027-03-01',
      ofMoveId: null,
      note: null,
    } as const
    const pay = {
      type: 'PayLoss',
      compoundId,
      today,
      paymentId: 'lp',
      lossEntryId: 'l1-1',
      by: 'p3',
      paidOn: today,
      file: null,
    } as const
    expect(refusalOf(() => fundDecider.decide(pay, after(lost, move), facts)).code).toBe('bank-short')
  })
})

test('only an empty account is closed', () => {
  const close = { type: 'CloseAccount', compoundId, today, unitId: 'u1', reason: '登记有误' } as const
  fund(paidIn('e1', 'u1', 5))
    .when(close, facts)
    .rejected('account-not-empty', { balance: '0.05' })
  const closed = after(fund().state, close)
  expect(fundDecider.decide(close, closed, facts)).toEqual([])
})

test('refusals say what to do, in both languages', () => {
  const { state } = fund(later, paidIn('e1', 'u1', 5))
  const refused: FundCommand[] = [
    rearrange({ toUnitIds: ['u4'] }),
    rearrange({ toUnitIds: ['u4', 'u4'] }),
    { type: 'CloseAccount', compoundId, today, unitId: 'u1', reason: '错' },
    { type: 'PayLoss', compoundId, today, paymentId: 'p', lossEntryId: 'x', by: 'p3', paidOn: today, file: null },
    {
      type: 'RecordBuildingLoss',
      compoundId,
      today,
      lossId: 'l',
      buildingId: 'b9',
      on: today,
      reason: '拆',
      files: [],
    },
  ]
  for (const command of refused)
    expectSayable(
      { ...repairFundErrors.entries, ...fundAccountErrors.entries },
      refusalOf(() => fundDecider.decide(command, state, known)),
    )
})
