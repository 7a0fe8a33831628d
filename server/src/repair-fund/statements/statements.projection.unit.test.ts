/** Facts in, rows out: the projection gives what the ledger gives, now and as of any day, and posts what was posted. */
import { DayStarted } from '@changxin/shared/clock'
import { fold } from '@changxin/shared/kernel'
import {
  BankDifferenceRecorded,
  BankDifferenceWorkedOff,
  BankReconciled,
  BookingReversed,
  ContributionsRecorded,
  EntryReversed,
  FundOpened,
  figuresOf,
  fundDecider,
  IncomeReceived,
  OfficialBalanceRecorded,
  OfficialDifferencesResolved,
  PaymentMade,
  PeriodClosed,
  PoolDistributed,
  type RepairFundEvent,
  SellerAccountOpened,
  SellerDeposited,
  SuspenseReceived,
  statementsOf,
  statementText,
  UnitsClassified,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { projected, queryContext, recorded } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { peopleProjection } from '../../people/index.ts'
import { placesProjection } from '../../places/index.ts'
import { NOW } from '../../views/intervals.ts'
import { repairFundClosingProjection } from '../closing/closing.projection.ts'
import { readReconciliations } from '../closing/closing.queries.ts'
import { listOfficialDifferences, readOfficial } from '../closing/official.queries.ts'
import { repairFundStatementsProjection } from './statements.projection.ts'
import { bankAt, figuresAt, monthsBack, sumsOf, usesOf } from './sums.reads.ts'

const compoundId = 'c1'
const all = [
  clockProjection,
  placesProjection,
  peopleProjection,
  repairFundStatementsProjection,
  repairFundClosingProjection,
]
const rows = ['u1', 'u2', 'p1'].map((unitId) => ({ unitId, buildingId: unitId === 'u2' ? 'b2' : 'b1' }))
const note = { note: null, files: [] }
const opening: RepairFundEvent[] = [
  FundOpened({ compoundId, openedOn: '2026-01-01', bookkeeper: 'bank', ground: '开户', rows }),
  UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['p1'] }),
  SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '房管所' }),
]
const money: RepairFundEvent[] = [
  ContributionsRecorded({
    compoundId,
    contributionId: 'k1',
    kind: 'grant',
    paidOn: '2026-01-05',
    note: null,
    file: null,
    rows: [
      { entryId: 'e1', unitId: 'u1', amountFen: 500 },
      { entryId: 'e2', unitId: 'p1', amountFen: 70 },
      { entryId: 'e3', unitId: 'u2', amountFen: 9 },
    ],
  }),
  SellerDeposited({ compoundId, depositId: 'd1', sellerId: 's1', amountFen: 40, paidOn: '2026-02-01', ...note }),
  IncomeReceived({
    ...{ compoundId, incomeId: 'i1', kind: 'interest', book: 'commercial', into: 'undistributed' },
    ...{
      grossFen: 11,
      costs: [],
      amountFen: 11,
      paidOn: '2026-02-03',
      ...note,
      decisionId: null,
      share: null,
      awardId: null,
    },
  }),
  PoolDistributed({
    ...{ compoundId, distributionId: 'g1', from: 'undistributed', book: 'commercial', key: 'floor-area' },
    ...{ on: '2026-02-04', period: null, decisionId: null, note: null },
    units: [{ entryId: 'g1-1', unitId: 'u1', amountFen: 10 }],
    sellers: [],
  }),
  SuspenseReceived({
    ...{ compoundId, receiptId: 'r1', book: 'commercial', on: '2026-02-05', file: null },
    rows: [
      { entryId: 'r1-1', amountFen: 3, paidOn: '2026-01-31', row: 1 },
      { entryId: 'r1-2', amountFen: 4, paidOn: '2026-02-05', row: 2 },
    ],
  }),
  PaymentMade({
    ...{ compoundId, paymentId: 'p1', kind: 'small-expense', withdrawalId: null, amountFen: 25, asset: 'bank' },
    ...{ paidOn: '2026-02-20', purpose: '换灯', payee: null, files: [], sellers: [], compoundFen: 0 },
    units: [{ entryId: 'p1-1', unitId: 'u1', amountFen: 25 }],
  }),
  BookingReversed({
    ...{ compoundId, reversalId: 'p1-v', proposalId: null, reversesId: 'p1', on: '2026-02-25', reason: '多付退回' },
    ...{ asset: 'bank', account: 'repairs', sellers: [], pools: [], owed: [] },
    units: [{ entryId: 'p1-v1', unitId: 'u1', amountFen: 5, reverses: 'p1-1' }],
  }),
  // Of a grant: taken back from the account in which it stood. It counts on the day of its event.
  EntryReversed({ compoundId, reversalId: 'e3-r', entryId: 'e3', unitId: 'u2', amountFen: 9, reason: '记错户' }),
]
const onFund = (events: readonly RepairFundEvent[]) => events.map((event) => recorded(event, { stream: 'fund-c1' }))

test('the figures are those of the ledger, to the letter of the hashed text, in every period', () => {
  const { read } = projected(all, onFund([...opening, ...money]))
  // As the log would hold them: the reversal happened on the first of March.
  const happened = [...opening, ...money].map((event) => ({
    ...event,
    metadata: { occurredAt: '2026-03-01T00:00:00.000Z' },
  }))
  const { ledger } = fold(fundDecider, happened as RepairFundEvent[])
  for (const period of ['2025', '2026', '2026-01', '2026-02', '2026-03', '2026-04'])
    expect(statementText(figuresAt(read, NOW, compoundId, period))).toBe(statementText(figuresOf(ledger, period)))
  const uses = usesOf(read, '~~', compoundId, '2026-02')
  expect(uses.map(({ kind, purpose, doors, fen }) => [kind, purpose, doors, fen])).toEqual([
    ['small-expense', '换灯', 1, 25],
    ['reversal', '多付退回', 1, -5],
  ])
  const { income } = statementsOf(sumsOf(read, NOW, compoundId, '2026-02'), '2026-02')
  const repairs = income.find(({ id }) => id === 'repairs')?.inPeriod.together
  expect(uses.reduce((sum, { fen }) => sum + fen, 0)).toBe(repairs)
  expect(bankAt(read, NOW, compoundId, '2026-01-31')).toEqual(
    new Map([
      ['commercial', 512],
      ['public-housing', 70],
    ]),
  )
})

test('as of a day nothing later has happened, whatever day it counts on', () => {
  const views = projected(all, [
    DayStarted({ day: '2026-03-01' }),
    ...onFund([...opening, ...money.slice(0, 1)]),
    DayStarted({ day: '2026-03-02' }),
    ...onFund(money.slice(1, 5)),
  ])
  const then = bankAt(views.read, views.asOf('2026-03-01'), compoundId, '2026-12-31')
  expect([...then.values()]).toEqual([509, 70])
  expect([...bankAt(views.read, NOW, compoundId, '2026-12-31').values()]).toEqual([527, 110])
})

test('months go back to the first, over the turn of the year, and not beyond the limit', () => {
  expect(monthsBack('2025-11-30', '2026-02-01', 9)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
  expect(monthsBack('1999-01-01', '2026-02-01', 2)).toEqual(['2026-02', '2026-01'])
})

test('reconciliation: what explains a month on its day, now and as it stood', () => {
  const who = { compoundId, by: 'tester' }
  const bank = { month: '2026-01', book: 'commercial' as const, asOf: '2026-01-31', source: '对账单', file: null }
  const difference = { differenceId: 'x1', book: 'commercial' as const, since: '2026-01-30', note: null }
  const views = projected(all, [
    DayStarted({ day: '2026-02-01' }),
    ...onFund([...opening.slice(0, 1), ...money.slice(0, 1)]),
    ...onFund([
      BankReconciled({ ...who, ...bank, reconciliationId: 'q1', bankFen: 600, bookFen: 579 }),
      BankDifferenceRecorded({ ...who, ...difference, reason: 'receipt-unrecorded', amountFen: 21 }),
    ]),
    DayStarted({ day: '2026-02-02' }),
    ...onFund([
      PeriodClosed({ ...who, through: '2026-01-31', reconciliationIds: ['q1'] }),
      BankDifferenceWorkedOff({ ...who, differenceId: 'x1', on: '2026-02-01', ground: '已补记', bookingId: null }),
    ]),
  ])
  const january = (at = NOW) =>
    readReconciliations(queryContext(views.read, { at }), compoundId)?.items.find(({ id }) => id === '2026-01')
  const books = [{ bookFen: 579, differenceFen: 21, explainedFen: 21, leftFen: 0 }]
  expect(january(views.asOf('2026-02-01'))).toMatchObject({ ready: true, closed: false, books })
  expect(january()).toMatchObject({ ready: false, closed: true, books })
  expect(readReconciliations(queryContext(views.read), compoundId)?.differences).toMatchObject([
    { workedOffOn: '2026-02-01', ground: '已补记' },
  ])
})

test('the official book: only units that differ are listed, and stay open until they are resolved', () => {
  const who = { compoundId, officialId: 'o1', by: 'tester' }
  const views = projected(all, [
    DayStarted({ day: '2026-02-01' }),
    ...onFund(opening.slice(0, 1)),
    ...onFund([
      OfficialBalanceRecorded({
        ...who,
        ...{ book: 'commercial', asOf: '2026-01-31', source: '系统', file: null, officialFen: 5, ownFen: 4 },
        rows: [
          { unitId: 'u1', officialFen: 3, ownFen: 2 },
          { unitId: 'u2', officialFen: 2, ownFen: 2 },
        ],
      }),
    ]),
    DayStarted({ day: '2026-02-02' }),
    ...onFund([OfficialDifferencesResolved({ ...who, whole: false, unitIds: ['u1'], ground: '已更正' })]),
  ])
  const open = (at = NOW) => readOfficial(queryContext(views.read, { at }), compoundId).items.map((of) => of.open)
  expect(open(views.asOf('2026-02-01'))).toEqual([2])
  expect(open()).toEqual([1])
  const asked = { id: compoundId, officialId: 'o1', limit: 9 }
  expect(listOfficialDifferences(views.read, NOW, asked)?.items).toMatchObject([{ id: 'u1', ground: '已更正' }])
  expect(listOfficialDifferences(views.read, NOW, { ...asked, id: 'c2' })).toBeNull()
})
