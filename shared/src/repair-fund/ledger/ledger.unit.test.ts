/** The double entry of each money event, and what the ledger holds after it. */
import { describe, expect, test } from 'vitest'
import {
  ContributionsRecorded,
  FundOpened,
  type RepairFundEvent,
  SellerAccountOpened,
  UnitsClassified,
} from '../events.ts'
import { evolve, type FundState, initial } from '../fund.state.ts'
import {
  AccountsRearranged,
  AssetsMoved,
  BookingReversed,
  BuildingLost,
  IncomeReceived,
  type Ledger,
  LossPaid,
  owedBy,
  PaymentMade,
  PoolDistributed,
  SellerDeposited,
  SuspenseAssigned,
  SuspenseReceived,
  SuspenseReturned,
  unsoundness,
  unsoundnessInFull,
} from './index.ts'

const compoundId = 'c1'
const on = '2026-03-01'
const share = (entryId: string, unitId: string, amountFen: number) => ({ entryId, unitId, amountFen })

const opened = FundOpened({
  compoundId,
  openedOn: '2026-01-01',
  bookkeeper: 'owners',
  ground: '业主大会决定',
  rows: ['u1', 'u2', 'u3'].map((unitId) => ({ unitId, buildingId: unitId === 'u3' ? 'b2' : 'b1' })),
})
const paid = (bookingId: string, ...rows: ReturnType<typeof share>[]) =>
  ContributionsRecorded({
    compoundId,
    contributionId: bookingId,
    kind: 'first-deposit',
    paidOn: on,
    note: null,
    file: null,
    rows,
  })
const income = (amountFen: number, into: 'compound' | 'undistributed' = 'compound') =>
  IncomeReceived({
    compoundId,
    incomeId: `income-${into}`,
    kind: into === 'compound' ? 'common-income' : 'interest',
    book: 'commercial',
    into,
    grossFen: amountFen,
    costs: [],
    share: null,
    amountFen,
    paidOn: on,
    note: null,
    files: [],
    decisionId: null,
    awardId: null,
  })
const payment = (change: Partial<Parameters<typeof PaymentMade>[0]>) =>
  PaymentMade({
    compoundId,
    paymentId: 'p1',
    kind: 'settlement',
    withdrawalId: 'w1',
    amountFen: 1,
    asset: 'bank',
    paidOn: on,
    purpose: '屋面防水',
    payee: null,
    files: [],
    units: [],
    sellers: [],
    compoundFen: 0,
    ...change,
  })
const reversal = (change: Partial<Parameters<typeof BookingReversed>[0]>) =>
  BookingReversed({
    compoundId,
    reversalId: 'r1',
    proposalId: 'q1',
    reversesId: 'k1',
    on,
    reason: '记错户',
    asset: 'bank',
    account: 'deposits',
    units: [],
    sellers: [],
    pools: [],
    owed: [],
    ...change,
  })

/** Each step is sound, counted in full. */
function fund(...events: RepairFundEvent[]): FundState {
  return [opened, ...events].reduce((state, event) => {
    const next = evolve(state, event)
    expect(unsoundnessInFull(next.ledger), event.type).toBeUndefined()
    return next
  }, initial)
}
const debits = ({ ledger }: FundState) => ledger.totals.commercial
const balances = ({ ledger }: FundState) =>
  Object.fromEntries(
    ['u1', 'u2', 'u3'].map((unitId) => [
      unitId,
      ledger.accounts.flatMap((bucket) => bucket.get(unitId) ?? []).map(({ balanceFen }) => balanceFen)[0],
    ]),
  )

describe('money in', () => {
  test('deposits: bank to 交存收入, on the units', () => {
    const state = fund(paid('k1', share('e1', 'u1', 100), share('e2', 'u2', 7)))
    expect(debits(state)).toEqual({ bank: 107, deposits: -107 })
    expect(balances(state)).toEqual({ u1: 100, u2: 7, u3: 0 })
  })
  test('common income and interest wait in their pools until they are distributed', () => {
    const state = fund(
      income(100),
      income(11, 'undistributed'),
      PoolDistributed({
        compoundId,
        distributionId: 'd1',
        from: 'undistributed',
        book: 'commercial',
        key: 'daily-balance',
        on,
        period: { from: '2026-01-01', to: '2026-02-28' },
        decisionId: null,
        note: null,
        units: [share('e1', 'u1', 5), share('e2', 'u2', 5)],
        sellers: [],
      }),
    )
    expect(debits(state)).toEqual({ bank: 111, operating: -100, 'deposit-interest': -11, undistributed: 10, fund: -10 })
    expect(state.ledger.held.commercial).toMatchObject({ compoundFen: 100, undistributedFen: 1, unitsFen: 10 })
  })
  test('a receipt of nobody is no income until somebody is found; the rest goes back', () => {
    const received = SuspenseReceived({
      compoundId,
      receiptId: 's1',
      book: 'commercial',
      on,
      file: null,
      rows: [{ entryId: 'x1', amountFen: 100, paidOn: on, row: 3 }],
    })
    const assigned = SuspenseAssigned({
      compoundId,
      assignmentId: 'a1',
      kind: 'top-up',
      on,
      rows: [{ ...share('e1', 'u1', 60), suspenseId: 'x1' }],
    })
    expect(debits(fund(received))).toEqual({ bank: 100, suspense: -100 })
    expect(debits(fund(received, assigned))).toEqual({ bank: 100, suspense: -40, deposits: -60 })
    const returned = SuspenseReturned({
      compoundId,
      returnId: 'z1',
      suspenseId: 'x1',
      book: 'commercial',
      amountFen: 40,
      paidOn: on,
      reason: '付错账户',
      file: null,
    })
    const state = fund(received, assigned, returned)
    expect(debits(state)).toEqual({ bank: 60, suspense: 0, deposits: -60 })
    expect(balances(state)).toMatchObject({ u1: 60 })
  })
})

describe('sold public housing', () => {
  const state = fund(
    UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['u3'] }),
    SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b2', name: '垫江县房管所' }),
    SellerDeposited({ compoundId, depositId: 'sd', sellerId: 's1', amountFen: 300, paidOn: on, note: null, files: [] }),
    paid('k1', share('e1', 'u1', 100), share('e3', 'u3', 50)),
    payment({
      amountFen: 70,
      units: [share('p-u1', 'u1', 20), share('p-u3', 'u3', 10)],
      sellers: [{ entryId: 'p-s1', sellerId: 's1', amountFen: 40 }],
    }),
  )
  test('is a book of its own, with the seller’s part in it', () => {
    expect(debits(state)).toEqual({ bank: 80, deposits: -100, repairs: 20 })
    expect(state.ledger.totals['public-housing']).toEqual({ bank: 300, deposits: -350, repairs: 50 })
    expect(state.ledger.held['public-housing']).toMatchObject({ unitsFen: 40, sellersFen: 260 })
  })
  test('never pays for the other book', () => {
    const ledger: Ledger = {
      ...state.ledger,
      held: { ...state.ledger.held, commercial: { ...state.ledger.held.commercial, unitsFen: 81 } },
    }
    expect(unsoundness(ledger)).toContain('commercial: holders have 81 fen')
  })
})

describe('money out', () => {
  test('works are paid by the units and by what is everybody’s', () => {
    const state = fund(
      paid('k1', share('e1', 'u1', 100), share('e2', 'u2', 100)),
      income(30),
      payment({ amountFen: 90, units: [share('p1', 'u1', 40), share('p2', 'u2', 30)], compoundFen: 20 }),
    )
    expect(debits(state)).toMatchObject({ bank: 140, repairs: 90 })
    expect(balances(state)).toMatchObject({ u1: 60, u2: 70 })
  })
  test('bonds and petty cash change nobody’s money', () => {
    const move = { compoundId, book: 'commercial', amountFen: 60, on, decisionId: 'd1', note: null } as const
    const state = fund(
      paid('k1', share('e1', 'u1', 100)),
      AssetsMoved({ ...move, moveId: 'm1', from: 'bank', to: 'bonds' }),
      AssetsMoved({ ...move, moveId: 'm2', from: 'bonds', to: 'petty-cash', amountFen: 10 }),
    )
    expect(debits(state)).toEqual({ bank: 40, bonds: 50, 'petty-cash': 10, deposits: -100 })
  })
  test('a lost building: the balance is owed, then paid', () => {
    const lost = BuildingLost({
      compoundId,
      lossId: 'l1',
      buildingId: 'b1',
      on,
      reason: '征收拆除',
      files: [],
      units: [share('e2', 'u1', 100)],
      sellers: [],
    })
    const state = fund(paid('k1', share('e1', 'u1', 100)), lost)
    expect(debits(state)).toMatchObject({ bank: 100, 'loss-payable': -100 })
    const paidOut = LossPaid({
      compoundId,
      paymentId: 'p1',
      lossId: 'l1',
      lossEntryId: 'e2',
      book: 'commercial',
      amountFen: 100,
      paidOn: on,
      file: null,
    })
    expect(debits(evolve(state, paidOut))).toMatchObject({ bank: 0, 'loss-payable': 0 })
  })
})

test('units that are joined keep every fen', () => {
  const joined = AccountsRearranged({
    compoundId,
    changeId: 'm1',
    kind: 'merge',
    on,
    reason: '两户打通',
    from: [share('e3', 'u1', 100), share('e4', 'u2', 7)],
    to: [share('e5', 'u3', 107)],
  })
  const state = fund(paid('k1', share('e1', 'u1', 100), share('e2', 'u2', 7)), joined)
  expect(balances(state)).toEqual({ u1: 0, u2: 0, u3: 107 })
  expect(debits(state)).toEqual({ bank: 107, deposits: -107, fund: 0 })
})

describe('a reversal', () => {
  const spent = [paid('k1', share('e1', 'u1', 100)), payment({ amountFen: 70, units: [share('p1', 'u1', 70)] })]
  const back = reversal({
    reversesId: 'e1',
    units: [{ ...share('r1', 'u1', -30), reverses: 'e1' }],
    owed: [{ unitId: 'u1', entryId: 'e1', amountFen: 70 }],
  })

  test('of spent money takes what is left and claims the rest', () => {
    const state = fund(...spent, back)
    expect(balances(state)).toMatchObject({ u1: 0 })
    expect(owedBy(state.ledger, 'u1')).toBe(70)
  })
  test('is completed by what comes later, and the claim is gone', () => {
    const completed = reversal({
      reversalId: 'r2',
      proposalId: null,
      reversesId: 'e1',
      units: [{ ...share('r2', 'u1', -70), reverses: 'e1' }],
    })
    const state = fund(...spent, back, paid('k2', share('e9', 'u1', 90)), completed)
    expect(balances(state)).toMatchObject({ u1: 20 })
    expect(owedBy(state.ledger, 'u1')).toBe(0)
    expect(state.ledger.owed.size).toBe(0)
    expect(debits(state)).toEqual({ bank: 20, deposits: -90, repairs: 70 })
  })
  test('of a payment gives the units their shares back', () => {
    const state = fund(
      ...spent,
      reversal({
        reversesId: 'p1',
        account: 'repairs',
        units: [{ ...share('r1', 'u1', 70), reverses: 'p1' }],
      }),
    )
    expect(balances(state)).toMatchObject({ u1: 100 })
    expect(debits(state)).toEqual({ bank: 100, deposits: -100, repairs: 0 })
  })
})

test('what belongs to nobody is named: a ledger that does not add up is never taken for sound', () => {
  const { ledger } = fund(paid('k1', share('e1', 'u1', 100)))
  const totals = { ...ledger.totals, commercial: { bank: 101, deposits: -100 } }
  expect(unsoundness({ ...ledger, totals })).toBe('commercial: debits exceed credits by 1 fen')
  expect(unsoundness({ ...ledger, totals: { ...totals, commercial: { bank: -1, repairs: 1 } } })).toBe(
    'commercial: bank is below zero',
  )
})
