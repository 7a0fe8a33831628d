/** Stories of reconciling, closing and the official book. */
import { expect, test } from 'vitest'
import { given, refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import {
  ContributionsRecorded,
  type FundCommand,
  FundOpened,
  fundDecider,
  PaymentMade,
  type RepairFundEvent,
  SuspenseReceived,
} from '../index.ts'
import { StatementPosted } from '../statements/events.ts'
import { figuresOf, statementText } from '../statements/post.decide.ts'
import { closingErrors } from './errors.ts'
import {
  BankDifferenceRecorded,
  BankDifferenceWorkedOff,
  BankReconciled,
  OfficialBalanceRecorded,
  OfficialDifferencesResolved,
  PeriodClosed,
} from './events.ts'
import { requireOpenPeriod } from './open-period.ts'

const compoundId = 'c1'
const today = '2026-05-02'
const rows = ['u1', 'u2'].map((unitId) => ({ unitId, buildingId: 'b1' }))
const opened = FundOpened({ compoundId, openedOn: '2026-01-01', bookkeeper: 'bank', ground: '开户', rows })
const paid = (contributionId: string, paidOn: string, amountFen = 1_000_00, unitId = 'u1') =>
  ContributionsRecorded({
    compoundId,
    contributionId,
    kind: 'first-deposit',
    paidOn,
    note: null,
    file: null,
    rows: [{ entryId: `${contributionId}-1`, unitId, amountFen }],
  })
const fund = (...events: RepairFundEvent[]) => given(fundDecider, opened, paid('k1', '2026-03-05'), ...events)

const balance = {
  compoundId,
  reconciliationId: 'r1',
  month: '2026-03',
  book: 'commercial' as const,
  asOf: '2026-03-31',
  bankFen: 1_000_00,
  source: '建设银行对账单',
  file: null,
  by: 'clerk',
}
const reconciled = (change: Partial<typeof balance> = {}) =>
  BankReconciled({ ...balance, bookFen: 1_000_00, ...change })
const reconcile = (change: Partial<typeof balance> = {}): FundCommand => ({
  type: 'ReconcileBank',
  today,
  ...balance,
  ...change,
})
const item = {
  compoundId,
  differenceId: 'd1',
  book: 'commercial' as const,
  since: '2026-03-30',
  reason: 'interest-unrecorded' as const,
  amountFen: 12_34,
  note: null,
  by: 'clerk',
}
const differs = (change: Partial<typeof item> = {}) => BankDifferenceRecorded({ ...item, ...change })
const close = (by = 'committee', month = '2026-03'): FundCommand => ({
  type: 'ClosePeriod',
  compoundId,
  month,
  by,
  today,
})
const closed = PeriodClosed({ compoundId, through: '2026-03-31', by: 'committee', reconciliationIds: ['r1'] })

test('the bank has what our book has: a second person closes the month', () => {
  fund().when(reconcile()).then(reconciled())
  fund(reconciled()).when(close()).then(closed)
  fund(reconciled()).when(close('clerk')).rejected('closing-needs-second-person')
  fund(reconciled()).when(reconcile()).nothing()
  fund(reconciled(), closed).when(close()).nothing()
})

test('a month is closed on the balance of its last day, and only once it is over', () => {
  fund().when(close()).rejected('month-not-reconciled', { book: 'commercial' })
  fund(reconciled({ asOf: '2026-03-30' }))
    .when(close())
    .rejected('reconciled-before-month-end')
  fund().when(close('committee', '2026-05')).rejected('month-not-over')
  fund()
    .when(reconcile({ asOf: '2026-04-01' }))
    .rejected('reconciliation-outside-month')
  fund()
    .when(reconcile({ month: '2026-05', asOf: '2026-05-03' }))
    .rejected('closing-day-in-future')
  given(fundDecider).when(reconcile()).rejected('fund-not-open')
})

test('a difference is explained to the fen before the month can be closed', () => {
  const more = reconciled({ bankFen: 1_012_35 })
  fund(more).when(close()).rejected('difference-unexplained', { difference: '12.35', explained: '0.00', left: '12.35' })
  fund(more, differs()).when(close()).rejected('difference-unexplained', { left: '0.01' })
  const cent = differs({ differenceId: 'd2', amountFen: 1, by: 'other' })
  fund(more, differs(), cent).when(close()).then(closed)
  // Who explained it may not close it either.
  fund(more, differs(), cent).when(close('other')).rejected('closing-needs-second-person')
  // What was recorded by mistake is worked off on its own day and explains nothing.
  const off = BankDifferenceWorkedOff({
    compoundId,
    differenceId: 'd2',
    on: item.since,
    ground: '登记错了',
    bookingId: null,
    by: 'clerk',
  })
  fund(more, differs(), cent, off).when(close()).rejected('difference-unexplained', { left: '0.01' })
})

test('what is booked after the balance was entered counts: the month is measured by our book as it stands', () => {
  fund(reconciled(), paid('k2', '2026-03-31', 5))
    .when(close())
    .rejected('difference-unexplained', { difference: '-0.05' })
  fund(reconciled(), paid('k2', '2026-04-01', 5))
    .when(close())
    .then(closed)
})

test('a difference stays open over months until it is worked off, and the closed month keeps its reason', () => {
  const more = [reconciled({ bankFen: 1_012_34 }), differs(), closed]
  const april = reconciled({ reconciliationId: 'r2', month: '2026-04', asOf: '2026-04-30', bankFen: 1_012_34 })
  fund(...more, april)
    .when(close('committee', '2026-04'))
    .then(PeriodClosed({ compoundId, through: '2026-04-30', by: 'committee', reconciliationIds: ['r2'] }))
  const off = { compoundId, differenceId: 'd1', on: '2026-04-10', ground: '已补记利息', bookingId: 'k1', by: 'clerk' }
  const workOff: FundCommand = { type: 'WorkOffBankDifference', today, ...off }
  fund(...more)
    .when(workOff)
    .then(BankDifferenceWorkedOff(off))
  fund(...more, BankDifferenceWorkedOff(off))
    .when(workOff)
    .nothing()
  fund(...more)
    .when({ ...workOff, on: '2026-03-31' })
    .rejected('period-closed')
  fund(...more)
    .when({ ...workOff, bookingId: 'nothing' })
    .rejected('difference-booking-unknown')
  fund(...more)
    .when({ ...workOff, differenceId: 'd9' })
    .rejected('difference-unknown')
  fund(differs())
    .when({ ...workOff, on: '2026-03-29' })
    .rejected('difference-not-yet')
  fund(...more, BankDifferenceWorkedOff(off), april)
    .when(close('committee', '2026-04'))
    .rejected('difference-unexplained', { left: '12.34' })
})

test('a difference explains its first day, and not the day on which it is gone', () => {
  const onLastDay = differs({ since: '2026-03-31' })
  const more = reconciled({ bankFen: 1_012_34 })
  fund(more, onLastDay).when(close()).then(closed)
  fund(more, differs({ since: '2026-04-01' }))
    .when(close())
    .rejected('difference-unexplained', { explained: '0.00' })
  const gone = { compoundId, differenceId: 'd1', ground: '已补记', bookingId: null, by: 'clerk' }
  fund(more, differs(), BankDifferenceWorkedOff({ ...gone, on: '2026-03-31' }))
    .when(close())
    .rejected('difference-unexplained', { explained: '0.00' })
  fund(more, differs(), BankDifferenceWorkedOff({ ...gone, on: '2026-04-01' }))
    .when(close())
    .then(closed)
})

test('a difference goes the way of its reason, and cannot be slipped under a closed month', () => {
  const say = (change: Partial<typeof item>): FundCommand => ({
    type: 'RecordBankDifference',
    today,
    ...item,
    ...change,
  })
  fund().when(say({})).then(differs())
  fund(differs()).when(say({})).nothing()
  fund()
    .when(say({ amountFen: -12_34 }))
    .rejected('difference-wrong-way')
  fund(reconciled(), closed).when(say({})).rejected('period-closed', { firstOpenDay: '2026-04-01' })
})

test('both books are reconciled where both have money', () => {
  const receipt = SuspenseReceived({
    compoundId,
    receiptId: 's1',
    book: 'public-housing',
    on: '2026-03-31',
    file: null,
    rows: [{ entryId: 's1-1', amountFen: 7, paidOn: '2026-03-31', row: 1 }],
  })
  fund(reconciled(), receipt).when(close()).rejected('month-not-reconciled', { book: 'public-housing' })
  const other = reconciled({ reconciliationId: 'r2', book: 'public-housing', bankFen: 7 } as never)
  fund(reconciled(), receipt, other)
    .when(close())
    .then(PeriodClosed({ compoundId, through: '2026-03-31', by: 'committee', reconciliationIds: ['r1', 'r2'] }))
})

test('whatever a part decides, no money counts in a closed period', () => {
  const { state } = fund(reconciled(), closed)
  const payment = (paidOn: string) =>
    PaymentMade({
      compoundId,
      paymentId: 'p1',
      kind: 'settlement',
      withdrawalId: null,
      amountFen: 1,
      asset: 'bank',
      paidOn,
      purpose: '灯',
      payee: null,
      files: [],
      units: [{ entryId: 'p1-1', unitId: 'u1', amountFen: 1 }],
      sellers: [],
      compoundFen: 0,
    })
  expect(refusalOf(() => requireOpenPeriod(state, [payment('2026-03-31')]) as never).code).toBe('period-closed')
  expect(() => requireOpenPeriod(state, [payment('2026-04-01')])).not.toThrow()
  const late = SuspenseReceived({
    compoundId,
    receiptId: 's1',
    book: 'commercial',
    on: '2026-04-02',
    file: null,
    rows: [{ entryId: 's1-1', amountFen: 7, paidOn: '2026-03-31', row: 1 }],
  })
  expect(refusalOf(() => requireOpenPeriod(state, [late]) as never).params).toMatchObject({ day: '2026-03-31' })
})

const officialCommand = {
  type: 'RecordOfficialBalance' as const,
  compoundId,
  officialId: 'o1',
  book: 'commercial' as const,
  asOf: '2026-03-31',
  source: '房管局系统导出',
  file: null,
  officialFen: 1_000_00,
  by: 'clerk',
  today,
  rows: [
    { unitId: 'u1', officialFen: 999_00 },
    { unitId: 'u2', officialFen: 0 },
  ],
}
const official = OfficialBalanceRecorded({
  compoundId,
  officialId: 'o1',
  book: 'commercial',
  asOf: '2026-03-31',
  source: '房管局系统导出',
  file: null,
  officialFen: 1_000_00,
  ownFen: 1_000_00,
  by: 'clerk',
  rows: [
    { unitId: 'u1', officialFen: 999_00, ownFen: 1_000_00 },
    { unitId: 'u2', officialFen: 0, ownFen: 0 },
  ],
})

test('the official balance is set against ours of that day, unit by unit, and differences are worked off', () => {
  fund(paid('k2', '2026-04-01')).when(officialCommand).then(official)
  fund(official).when(officialCommand).nothing()
  fund(official)
    .when({ ...officialCommand, officialId: 'o0', asOf: '2026-03-30' })
    .rejected('official-balance-older')
  fund()
    .when({ ...officialCommand, rows: [...officialCommand.rows, { unitId: 'u1', officialFen: 1 }] })
    .rejected('official-unit-twice', { row: 3 })
  fund()
    .when({ ...officialCommand, rows: [{ unitId: 'x', officialFen: 1 }] })
    .rejected('units-without-account')
  expect(fund(official).state.closing.officials.get('commercial')).toMatchObject({
    openUnits: new Set(['u1']),
    openWhole: false,
  })
  const resolved = { compoundId, officialId: 'o1', whole: false, unitIds: ['u1'], ground: '对方漏记一笔', by: 'clerk' }
  const resolve: FundCommand = {
    type: 'ResolveOfficialDifferences',
    today,
    ...resolved,
    unitIds: ['u1', 'u2'],
    whole: true,
  }
  fund(official).when(resolve).then(OfficialDifferencesResolved(resolved))
  fund(official, OfficialDifferencesResolved(resolved)).when(resolve).nothing()
  fund().when(resolve).rejected('official-balance-unknown')
})

test('owners become the bookkeeper by a decision that was passed; then no other book is the official one', () => {
  const change = {
    type: 'ChangeBookkeeper' as const,
    compoundId,
    bookkeeper: 'owners' as const,
    on: '2026-04-01',
    ground: '业主大会决议',
    decisionId: null as string | null,
    today,
  }
  fund().when(change).rejected('bookkeeper-needs-decision')
  fund()
    .when({ ...change, decisionId: 'v1' }, { decisionPassed: false })
    .rejected('bookkeeper-decision-not-passed')
  fund()
    .when({ ...change, on: '2026-05-03', decisionId: 'v1' })
    .rejected('bookkeeper-in-future')
  const events = fundDecider.decide({ ...change, decisionId: 'v1' }, fund().state, { decisionPassed: true })
  expect(events).toMatchObject([{ type: 'BookkeeperChanged', data: { bookkeeper: 'owners', decisionId: 'v1' } }])
  fund(...events)
    .when(officialCommand)
    .rejected('official-book-is-ours')
  fund(...events)
    .when({ ...change, decisionId: 'v1' })
    .nothing()
})

test('a posted statement has the figures of the fund, whoever posts it, and their hash', () => {
  const post = {
    type: 'PostStatement' as const,
    compoundId,
    statementId: 'p1',
    period: '2026-03',
    postedOn: '2026-04-05',
    place: '小区公告栏',
    noticeDays: 7,
    files: [],
    by: 'clerk',
    today,
  }
  const sha256 = (text: string) => String(text.length).padStart(64, '0')
  const { state } = fund()
  const figures = figuresOf(state.ledger, '2026-03')
  expect(figures.units).toEqual([
    { id: 'u1', openingFen: 0, inFen: 1_000_00, outFen: 0, closingFen: 1_000_00 },
    { id: 'u2', openingFen: 0, inFen: 0, outFen: 0, closingFen: 0 },
  ])
  const [posted] = fundDecider.decide(post, state, { sha256 })
  expect(posted).toMatchObject({
    type: 'StatementPosted',
    data: {
      period: '2026-03',
      units: 2,
      buildings: [{ id: 'b1', closingFen: 1_000_00 }],
      hash: sha256(statementText(figures)),
    },
  })
  if (posted?.type !== 'StatementPosted') throw new Error('not posted')
  fund(StatementPosted(posted.data)).when(post, { sha256 }).nothing()
  fund()
    .when({ ...post, period: '2026-05' }, { sha256 })
    .rejected('statement-period-not-over', { until: '2026-05-31' })
  fund()
    .when({ ...post, postedOn: '2026-03-31' }, { sha256 })
    .rejected('statement-posted-too-early')
  fund()
    .when({ ...post, postedOn: '2026-05-03' }, { sha256 })
    .rejected('statement-posted-in-future')
  // Another figure of one unit is another text, and so another hash.
  expect(statementText(figures)).not.toBe(
    statementText(figuresOf(fund(paid('k2', '2026-03-06', 1)).state.ledger, '2026-03')),
  )
})

test('each refusal says what to do next in both languages', () => {
  const more = [reconciled({ bankFen: 1_012_35 })]
  const refused: readonly [RepairFundEvent[], FundCommand][] = [
    [[], close()],
    [[], close('committee', '2026-05')],
    [[reconciled({ asOf: '2026-03-30' })], close()],
    [more, close()],
    [[reconciled()], close('clerk')],
    [[], reconcile({ asOf: '2026-04-01' })],
    [[], reconcile({ month: '2026-05', asOf: '2026-05-03' })],
    [[], reconcile({ month: '1989-05', asOf: '1989-05-03' })],
    [[], { ...officialCommand, rows: [...officialCommand.rows, { unitId: 'u1', officialFen: 1 }] }],
    [[official], { ...officialCommand, officialId: 'o0', asOf: '2026-03-30' }],
  ]
  for (const [events, command] of refused) {
    const { state } = fund(...events)
    expectSayable(
      closingErrors.entries,
      refusalOf(() => fundDecider.decide(command, state, undefined)),
    )
  }
})
