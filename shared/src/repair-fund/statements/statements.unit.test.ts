/** The three statements: worked examples, and that they add up over any sequence of money events. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import {
  AccountsRearranged,
  AssetsMoved,
  BookingReversed,
  BuildingLost,
  ContributionsRecorded,
  FundOpened,
  IncomeReceived,
  LossPaid,
  type MoneyEvent,
  PaymentMade,
  PoolDistributed,
  type RepairFundEvent,
  SellerAccountOpened,
  SellerDeposited,
  SuspenseAssigned,
  SuspenseReceived,
  SuspenseReturned,
  UnitsClassified,
} from '../index.ts'
import { emptyLedger, journalOf, knownOf, type Ledger, post } from '../ledger/index.ts'
import { differencesOf, type StatementPeriod, statementsOf } from './index.ts'
import { type Posting, postingsIn, postingsOf, sumsFor, unitFiguresIn } from './sums.ts'

const compoundId = 'c1'
const accounts = ['u1', 'u2', 'p1', 'p2'].map((unitId) => ({ unitId, buildingId: 'b1' }))
const base: readonly RepairFundEvent[] = [
  FundOpened({ compoundId, openedOn: '2024-01-01', bookkeeper: 'bank', ground: '开户', rows: accounts }),
  UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['p1', 'p2'] }),
  SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '房管所' }),
]
const after = (events: readonly RepairFundEvent[]): Ledger =>
  [...base, ...events].reduce((ledger, event) => post(ledger, event, '2026-01-01'), emptyLedger)
const made = (ledger: Ledger, period: StatementPeriod) => statementsOf(sumsFor(period, postingsIn(ledger)), period)

let n = 0
const id = (prefix = 'e') => `${prefix}${++n}`
const share = (unitId: string, amountFen: number) => ({ entryId: id(), unitId, amountFen })
const paid = (unitId: string, amountFen: number, paidOn: string) =>
  ContributionsRecorded({
    compoundId,
    contributionId: id('k'),
    kind: 'first-deposit',
    paidOn,
    note: null,
    file: null,
    rows: [share(unitId, amountFen)],
  })
const income = (
  kind: 'interest' | 'common-income',
  into: 'undistributed' | 'compound',
  amountFen: number,
  paidOn: string,
) =>
  IncomeReceived({
    compoundId,
    incomeId: id('i'),
    kind,
    book: 'commercial',
    into,
    grossFen: amountFen,
    costs: [],
    amountFen,
    paidOn,
    note: null,
    files: [],
    decisionId: null,
    share: null,
    awardId: null,
  })
const suspense = (rows: [entryId: string, amountFen: number, paidOn: string][]) =>
  SuspenseReceived({
    compoundId,
    receiptId: id('r'),
    book: 'commercial',
    on:
      rows
        .map(([, , day]) => day)
        .sort()
        .at(-1) ?? '',
    file: null,
    rows: rows.map(([entryId, amountFen, paidOn], row) => ({ entryId, amountFen, paidOn, row: row + 1 })),
  })
const repair = (unitId: string, amountFen: number, compoundFen: number, paidOn: string) =>
  PaymentMade({
    compoundId,
    paymentId: id('p'),
    kind: 'settlement',
    withdrawalId: 'w1',
    amountFen: amountFen + compoundFen,
    asset: 'bank',
    paidOn,
    purpose: '屋面防水',
    payee: null,
    files: [],
    units: [share(unitId, amountFen)],
    sellers: [],
    compoundFen,
  })
const line = <Line extends { id: string }>(lines: readonly Line[] | null, of: Line['id']) =>
  lines?.find((each) => each.id === of)

test('a year of a small fund: deposits, interest, a repair, a receipt nobody is known for', () => {
  const ledger = after([
    paid('u1', 1_000_00, '2025-05-01'),
    paid('p1', 300_00, '2026-01-10'),
    income('interest', 'undistributed', 12_34, '2026-02-01'),
    income('common-income', 'compound', 50_00, '2026-02-02'),
    repair('u1', 200_00, 20_00, '2026-02-20'),
    suspense([
      ['s1', 5_00, '2026-01-31'],
      ['s2', 7_00, '2026-02-01'],
    ]),
  ])
  const { balanceSheet, income: flows, netAssets } = made(ledger, '2026-02')
  expect(line(balanceSheet, 'bank')).toMatchObject({
    yearStart: { commercial: 1_000_00, 'public-housing': 0, together: 1_000_00 },
    end: { commercial: 854_34, 'public-housing': 300_00, together: 1_154_34 },
  })
  expect(line(balanceSheet, 'fund-commercial')?.end).toMatchObject({ commercial: 830_00, 'public-housing': 0 })
  expect(line(balanceSheet, 'of-compound')).toMatchObject({ ours: true, end: { together: 30_00 } })
  expect(line(balanceSheet, 'undistributed')).toMatchObject({ ours: false, end: { together: 12_34 } })
  expect(line(balanceSheet, 'suspense')).toMatchObject({ ours: true, end: { together: 12_00 } })
  // Of the two receipts each counts in its own month, though they came in one list.
  expect(line(made(ledger, '2026-01').balanceSheet, 'suspense')?.end.together).toBe(5_00)
  expect(line(flows, 'deposits')).toMatchObject({ inPeriod: { together: 0 }, inYear: { together: 300_00 } })
  expect(line(flows, 'repairs')?.inPeriod.together).toBe(220_00)
  expect(line(flows, 'surplus')).toMatchObject({ inPeriod: { together: -157_66 }, inYear: { together: 142_34 } })
  expect(netAssets).toBeNull()
  const yearly = made(ledger, '2026').netAssets
  expect(line(yearly, 'opening')?.thisYear).toMatchObject({ 'fund-commercial': 1_000_00, total: 1_000_00 })
  expect(line(yearly, 'repairs')?.thisYear).toMatchObject({ 'fund-commercial': -220_00, total: -220_00 })
  expect(line(yearly, 'suspense-change')).toMatchObject({ ours: true, thisYear: { suspense: 12_00, total: 12_00 } })
  expect(line(yearly, 'closing')?.thisYear).toEqual({
    'fund-commercial': 830_00,
    'fund-public-housing': 300_00,
    undistributed: 12_34,
    suspense: 12_00,
    total: 1_154_34,
  })
  expect(line(yearly, 'closing')?.lastYear.total).toBe(1_000_00)
})

test('a lost building leaves the net assets and is owed until it is paid; that is no expense', () => {
  const lost = BuildingLost({
    compoundId,
    lossId: 'l1',
    buildingId: 'b1',
    on: '2026-03-03',
    reason: '征收拆除',
    files: [],
    units: [share('u1', 400)],
    sellers: [],
  })
  const payment = { compoundId, paymentId: 'lp1', lossId: 'l1', lossEntryId: 'e1', file: null } as const
  const ledger = after([
    paid('u1', 1_000, '2026-01-01'),
    lost,
    LossPaid({ ...payment, book: 'commercial', amountFen: 150, paidOn: '2026-04-01' }),
  ])
  const march = made(ledger, '2026-03')
  expect(line(march.balanceSheet, 'loss-payable')?.end.together).toBe(400)
  expect(line(march.balanceSheet, 'net-assets')?.end.together).toBe(600)
  expect(line(march.income, 'expense')?.inPeriod.together).toBe(0)
  expect(line(made(ledger, '2026').balanceSheet, 'loss-payable')?.end.together).toBe(250)
  expect(line(made(ledger, '2026').netAssets, 'loss-out')?.thisYear).toMatchObject({
    'fund-commercial': -400,
    total: -400,
  })
})

test('what is booked into a period later shows as a difference to what was posted', () => {
  const first = [paid('u1', 1_000, '2026-01-01')]
  const posted = made(after(first), '2026-01')
  const now = made(after([...first, paid('u2', 7, '2026-01-31')]), '2026-01')
  expect(differencesOf(posted, posted)).toEqual([])
  expect(differencesOf(posted, now)).toContainEqual({
    statement: 'balanceSheet',
    id: 'bank',
    view: 'commercial',
    postedFen: 1_000,
    nowFen: 1_007,
  })
  expect(differencesOf(posted, now).some(({ view }) => view === 'public-housing')).toBe(false)
})

test('figures that do not add up make no statement', () => {
  const sums = sumsFor('2026', postingsIn(after([paid('u1', 1_000, '2026-01-01')])))
  const tampered = sums.map((sum) => (sum.account === 'bank' ? { ...sum, fen: sum.fen + 1 } : sum))
  expect(() => statementsOf(tampered, '2026')).toThrow(/does not add up .*assets/)
})

const day = fc.constantFrom(
  '2024-12-31',
  '2025-01-01',
  '2025-12-31',
  '2026-01-01',
  '2026-02-27',
  '2026-02-28',
  '2026-03-01',
)
const fen = fc.integer({ min: 1, max: 9_999_99 })
const unit = fc.constantFrom('u1', 'u2', 'p1', 'p2')
const bookOf = (unitId: string) => (unitId.startsWith('p') ? ('public-housing' as const) : ('commercial' as const))
/** Any money event, made when it is its turn; sums may go below zero: statements add up all the same. */
const event: fc.Arbitrary<() => MoneyEvent> = fc.oneof(
  fc.tuple(unit, fen, day).map(
    ([of, amount, on]) =>
      () =>
        paid(of, amount, on),
  ),
  fc.tuple(fen, day).map(
    ([amount, on]) =>
      () =>
        income('interest', 'undistributed', amount, on),
  ),
  fc.tuple(fen, day).map(
    ([amount, on]) =>
      () =>
        income('common-income', 'compound', amount, on),
  ),
  fc.tuple(fen, day).map(
    ([amountFen, paidOn]) =>
      () =>
        SellerDeposited({ compoundId, depositId: id('d'), sellerId: 's1', amountFen, paidOn, note: null, files: [] }),
  ),
  fc
    .array(fc.tuple(fen, day), { minLength: 1, maxLength: 3 })
    .map((rows) => () => suspense(rows.map(([amount, on]) => [id('s'), amount, on]))),
  fc.tuple(unit, fen, day).map(
    ([unitId, amountFen, on]) =>
      () =>
        SuspenseAssigned({
          compoundId,
          assignmentId: id('a'),
          kind: 'top-up',
          on,
          rows: [{ ...share(unitId, amountFen), suspenseId: 'gone' }],
        }),
  ),
  fc.tuple(fen, day).map(
    ([amountFen, paidOn]) =>
      () =>
        SuspenseReturned({
          compoundId,
          returnId: id('b'),
          suspenseId: 'gone',
          book: 'commercial',
          amountFen,
          paidOn,
          reason: '退回',
          file: null,
        }),
  ),
  fc.tuple(unit, fen, fc.constantFrom('undistributed' as const, 'compound' as const), day).map(
    ([of, amount, from, on]) =>
      () =>
        PoolDistributed({
          compoundId,
          distributionId: id('g'),
          from,
          book: bookOf(of),
          key: 'floor-area',
          on,
          period: null,
          decisionId: null,
          note: null,
          units: [share(of, amount)],
          sellers: [],
        }),
  ),
  fc.tuple(unit, fen, fc.nat(500), day).map(
    ([of, amount, compoundFen, on]) =>
      () =>
        repair(of, amount, compoundFen, on),
  ),
  fc.tuple(fen, day).map(
    ([amountFen, on]) =>
      () =>
        AssetsMoved({
          compoundId,
          moveId: id('m'),
          book: 'commercial',
          from: 'bank',
          to: 'bonds',
          amountFen,
          on,
          decisionId: null,
          note: null,
        }),
  ),
  fc.tuple(fen, day).map(
    ([amount, on]) =>
      () =>
        AccountsRearranged({
          compoundId,
          changeId: id('c'),
          kind: 'merge',
          on,
          reason: '合并',
          from: [share('u1', amount)],
          to: [share('u2', amount)],
        }),
  ),
  fc.tuple(unit, fen, day).map(
    ([of, amount, on]) =>
      () =>
        BuildingLost({
          compoundId,
          lossId: id('l'),
          buildingId: 'b1',
          on,
          reason: '拆除',
          files: [],
          units: [share(of, amount)],
          sellers: [],
        }),
  ),
  fc.tuple(fen, day).map(
    ([amountFen, paidOn]) =>
      () =>
        LossPaid({
          compoundId,
          paymentId: id('q'),
          lossId: 'l',
          lossEntryId: 'l',
          book: 'commercial',
          amountFen,
          paidOn,
          file: null,
        }),
  ),
  fc.tuple(unit, fen, fc.constantFrom('deposits' as const, 'repairs' as const), day).map(
    ([of, amount, account, on]) =>
      () =>
        BookingReversed({
          compoundId,
          reversalId: id('v'),
          proposalId: null,
          reversesId: 'x',
          on,
          reason: '冲正',
          asset: 'bank',
          account,
          units: [{ ...share(of, amount), amountFen: account === 'deposits' ? -amount : amount, reverses: 'x' }],
          sellers: [],
          pools: [],
          owed: [],
        }),
  ),
)

test('statements add up over any money events, and the ledger and the events give the same sums', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (steps) => {
      const events = steps.map((make) => make())
      let ledger = after([])
      const told: Posting[] = []
      for (const each of events) {
        told.push(...postingsOf(journalOf(each, '2026-01-01', knownOf(ledger)), knownOf(ledger)))
        ledger = post(ledger, each, '2026-01-01')
      }
      for (const period of ['2024', '2025', '2026', '2025-12', '2026-01', '2026-02'] as const) {
        const sums = sumsFor(period, postingsIn(ledger))
        expect(sums).toEqual(sumsFor(period, told))
        const { balanceSheet } = statementsOf(sums, period)
        const units = unitFiguresIn(ledger, period).reduce((sum, { closingFen }) => sum + closingFen, 0)
        const held = told
          .filter((posting) => posting.held === 'units' && posting.day.slice(0, period.length) <= period)
          .reduce((sum, posting) => sum - posting.fen, 0)
        expect(units + 0).toBe(held + 0)
        expect(line(balanceSheet, 'assets')?.end).toEqual(line(balanceSheet, 'payables-and-net-assets')?.end)
      }
      const { totals } = ledger
      const bank = (totals.commercial.bank ?? 0) + (totals['public-housing'].bank ?? 0)
      expect(line(made(ledger, '2026').balanceSheet, 'bank')?.end.together).toBe(bank)
    }),
    seeded(150),
  )
})
