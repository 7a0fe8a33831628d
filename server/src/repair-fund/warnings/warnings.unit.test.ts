/** What warnings are measured by: facts in, answers out. */
import { DayStarted } from '@changxin/shared/clock'
import { BuildingsRegistered, CompoundRegistered, UnitsRegistered } from '@changxin/shared/places'
import {
  AccountsClosed,
  AccountsRearranged,
  AccountsReopened,
  AssetsMoved,
  BankReconciled,
  BookingReversed,
  BuildingLost,
  ContributionsRecorded,
  defaultFundRule,
  EntryReversed,
  FundOpened,
  FundRuleAdopted,
  PaymentMade,
  PeriodClosed,
  StatementPosted,
  SuspenseAssigned,
  TopUpDutyArose,
  TopUpDutyMet,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { type Fact, projected, queryContext } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { placesProjection } from '../../places/index.ts'
import { repairFundRulesProjection } from '../rules/rules.projection.ts'
import { warningsOverview } from './overview.queries.ts'
import { repairFundWarningsProjection } from './warnings.projection.ts'
import { fundWarnings, topUpPlan } from './warnings.queries.ts'

const everything = [clockProjection, placesProjection, repairFundRulesProjection, repairFundWarningsProjection]
const compoundId = 'c1'
const UNITS = ['u1', 'u2', 'u3']
const buildingOf = (unitId: string) => (unitId === 'u3' ? 'b2' : 'b1')
const building = (buildingId: string, name: string) => ({
  ...{ buildingId, name, storeys: null, builtInYear: null, entrances: [] },
})
const door = (unitId: string) => ({
  ...{ unitId, buildingId: buildingOf(unitId), entranceId: null, door: unitId.slice(1), kind: null, floor: null },
  ...{ floorArea: 8_000, floorAreaSource: 'registry' as const },
})
const opened = (of: string, openedOn: string, units: readonly string[]) =>
  FundOpened({
    ...{ compoundId: of, openedOn, bookkeeper: 'bank', ground: '开户' },
    rows: units.map((unitId) => ({ unitId, buildingId: buildingOf(unitId) })),
  })
const paid = (kind: 'first-deposit' | 'build-up' | 'top-up', paidOn: string, amounts: Record<string, number>) => {
  const rows = Object.entries(amounts).map(([unitId, amountFen]) => ({
    ...{ entryId: `${kind}-${paidOn}-${unitId}`, unitId, amountFen },
  }))
  return ContributionsRecorded({
    ...{ compoundId, contributionId: `${kind}-${paidOn}`, kind, paidOn, note: null, file: null, rows },
  })
}
const spent = (paymentId: string, paidOn: string, amounts: Record<string, number>) => {
  const units = Object.entries(amounts).map(([unitId, amountFen]) => ({
    ...{ entryId: `${paymentId}-${unitId}`, unitId, amountFen },
  }))
  return PaymentMade({
    ...{ compoundId, paymentId, kind: 'settlement' as const, withdrawalId: 'w1', asset: 'bank' as const, paidOn },
    ...{ amountFen: units.reduce((sum, { amountFen }) => sum + amountFen, 0), purpose: '屋面' },
    ...{ payee: null, files: [], units, sellers: [], compoundFen: 0 },
  })
}
const beginning: Fact[] = [
  DayStarted({ day: '2026-03-02' }),
  FundRuleAdopted(defaultFundRule),
  CompoundRegistered({ compoundId, name: '东苑', regionId: 'r', blockId: null, planRow: null }),
  BuildingsRegistered({ compoundId, rows: [building('b1', '1栋'), building('b2', '2栋')] }),
  UnitsRegistered({ compoundId, rows: UNITS.map(door) }),
  opened(compoundId, '2024-01-01', UNITS),
]
const first = paid('first-deposit', '2024-02-01', { u1: 1_000, u2: 1_000, u3: 1_000 })
const warningsOf = (...facts: Fact[]) =>
  fundWarnings(queryContext(projected(everything, [...beginning, ...facts]).read), compoundId)

test('without a fund nothing is measured', () => {
  const { read } = projected(everything, beginning.slice(0, -1))
  expect(fundWarnings(queryContext(read), compoundId)).toMatchObject({
    ...{ hasFund: false, idleFen: 0, statements: null, planFen: 0 },
    fund: { percent: null, isBelow: false },
  })
})

test('exactly 30 % is not below; one fen less is, for the account, its building and the fund', () => {
  const edge = warningsOf(first, spent('p1', '2026-01-05', { u1: 700, u2: 700, u3: 700 }))
  expect(edge).toMatchObject({ fund: { percent: 30, isBelow: false }, planFen: 0 })
  const below = warningsOf(first, spent('p1', '2026-01-05', { u1: 701, u2: 700, u3: 700 }))
  expect(below).toMatchObject({ fund: { balanceFen: 899, firstFen: 3_000, percent: 29, isBelow: true }, planFen: 201 })
  expect(below.items.map(({ name, isBelow, percent, planFen }) => [name, isBelow, percent, planFen])).toEqual([
    ['1栋', true, 29, 201],
    ['2栋', false, 30, 0],
  ])
})

test('a build-up counts as a first deposit, a top-up does not; what is taken back does not either', () => {
  const { fund } = warningsOf(
    first,
    paid('build-up', '2024-03-01', { u1: 500 }),
    paid('top-up', '2024-04-01', { u1: 500 }),
    EntryReversed({
      ...{ compoundId, reversalId: 'r1', entryId: 'first-deposit-2024-02-01-u2', unitId: 'u2' },
      ...{ amountFen: 1_000, reason: '记错户' },
    }),
  )
  expect(fund).toMatchObject({ balanceFen: 3_000, firstFen: 2_500 })
})

test('money found for a unit later is its first deposit where it is said to be one', () => {
  const { fund, accountsWithoutFirst } = warningsOf(
    SuspenseAssigned({
      ...{ compoundId, assignmentId: 'a1', kind: 'first-deposit', on: '2024-05-01' },
      rows: [{ entryId: 'e1', unitId: 'u1', amountFen: 700, suspenseId: 's1' }],
    }),
  )
  expect([fund.firstFen, fund.percent, accountsWithoutFirst]).toEqual([700, 100, 2])
})

test('first deposits go with accounts that are joined, and are over with a building that is gone', () => {
  const joined = AccountsRearranged({
    ...{ compoundId, changeId: 'x1', kind: 'merge', on: '2025-01-01', reason: '两套打通' },
    from: [{ entryId: 'x1a', unitId: 'u1', amountFen: 1_000 }],
    to: [{ entryId: 'x1b', unitId: 'u2', amountFen: 1_000 }],
  })
  const views = projected(everything, [...beginning, first, joined])
  const firstOf = () =>
    views.all('SELECT unit_id, balance_fen, first_fen FROM repair_fund_warnings_account ORDER BY unit_id')
  expect(firstOf()).toEqual([
    { unit_id: 'u1', balance_fen: 0, first_fen: 0 },
    { unit_id: 'u2', balance_fen: 2_000, first_fen: 2_000 },
    { unit_id: 'u3', balance_fen: 1_000, first_fen: 1_000 },
  ])
  views.apply(
    BuildingLost({
      ...{ compoundId, lossId: 'l1', buildingId: 'b2', on: '2025-06-01', reason: '拆除', files: [], sellers: [] },
      units: [{ entryId: 'l1a', unitId: 'u3', amountFen: 1_000 }],
    }),
  )
  expect(firstOf()[2]).toEqual({ unit_id: 'u3', balance_fen: 0, first_fen: 0 })
})

test('an account without money that is divided leaves its first deposit to those that come after it', () => {
  const views = projected(everything, [
    ...[...beginning, first, spent('p1', '2026-01-05', { u1: 1_000 })],
    AccountsClosed({
      ...{ compoundId, unitIds: ['u1'], on: '2026-02-01', because: 'merge', reason: '两套打通' },
      successors: [{ unitId: 'u2', weight: 8_000 }],
    }),
  ])
  expect(fundWarnings(queryContext(views.read), compoundId)).toMatchObject({
    ...{ accountsWithoutFirst: 0, fund: { accounts: 2, balanceFen: 2_000, firstFen: 3_000 } },
  })
})

test('an account that opens again is counted again', () => {
  const closed = AccountsClosed({
    ...{ compoundId, unitIds: ['u1'], on: '2026-02-01', because: 'merge', reason: '两套打通' },
    successors: [{ unitId: 'u2', weight: 8_000 }],
  })
  const back = AccountsReopened({ compoundId, unitIds: ['u1'], on: '2026-02-02', reason: '并错了' })
  expect(warningsOf(first, closed)).toMatchObject({ fund: { accounts: 2 } })
  expect(warningsOf(first, closed, back)).toMatchObject({ fund: { accounts: 3 } })
})

test('a duty stands from the day on which it was found until it is met', () => {
  const found = { compoundId, on: '2026-02-03', ruleId: 'r', percent: 30 }
  const rows = [{ unitId: 'u1', balanceFen: 0, firstFen: 1_000 }]
  const facts = [first, spent('p1', '2026-01-05', { u1: 1_000 }), TopUpDutyArose({ ...found, rows })]
  expect(warningsOf(...facts)).toMatchObject({ dutySince: '2026-02-03', fund: { duties: 1 }, planFen: 500 })
  expect(warningsOf(...facts, TopUpDutyMet({ ...found, rows }))).toMatchObject({ dutySince: null, fund: { duties: 0 } })
})

test('the plan names each account below, what it misses and its share', () => {
  const { read } = projected(everything, [...beginning, first, spent('p1', '2026-01-05', { u1: 900, u2: 800 })])
  expect(topUpPlan(queryContext(read), compoundId)).toMatchObject({
    ...{ compoundName: '东苑', threshold: { value: 30, basis: 'law' }, targetPercent: 50, totalFen: 700 },
    items: [
      { id: 'u1', label: '1栋 1', balanceFen: 100, missingFen: 400, shareFen: 350 },
      { id: 'u2', label: '1栋 2', balanceFen: 200, missingFen: 300, shareFen: 350 },
    ],
  })
})

test('idle is what lay in the bank all year; bonds are not', () => {
  expect(warningsOf(first).idleFen).toBe(3_000)
  const bonds = AssetsMoved({
    ...{ compoundId, moveId: 'm1', book: 'commercial', from: 'bank', to: 'bonds', amountFen: 1_200 },
    ...{ on: '2025-09-01', decisionId: null, note: null },
  })
  expect(warningsOf(first, bonds).idleFen).toBe(1_800)
})

test('claims are counted until they are paid', () => {
  const reversal = (reversalId: string, proposalId: string | null, amountFen: number, owedFen: number) =>
    BookingReversed({
      ...{ compoundId, reversalId, proposalId, reversesId: 'first-deposit-2024-02-01', on: '2026-02-01' },
      ...{ reason: '多记', asset: 'bank', account: 'deposits', sellers: [], pools: [] },
      units: [{ entryId: `${reversalId}-e`, unitId: 'u1', amountFen, reverses: 'first-deposit-2024-02-01-u1' }],
      owed: owedFen > 0 ? [{ unitId: 'u1', entryId: 'first-deposit-2024-02-01-u1', amountFen: owedFen }] : [],
    })
  const facts = [first, spent('p1', '2026-01-05', { u1: 400 }), reversal('r1', 'proposal', -600, 400)]
  expect(warningsOf(...facts).claims).toEqual({ units: 1, owedFen: 400 })
  const brought = [paid('top-up', '2026-02-02', { u1: 400 }), reversal('r2', null, -400, 0)]
  expect(warningsOf(...facts, ...brought).claims).toEqual({ units: 0, owedFen: 0 })
})

test('months are unreconciled until they are reconciled or closed; statements are overdue from the day after', () => {
  const closed = PeriodClosed({ compoundId, through: '2025-11-30', by: 'p1', reconciliationIds: [] })
  const reconciled = BankReconciled({
    ...{ compoundId, reconciliationId: 'b1', month: '2025-12', book: 'commercial', asOf: '2025-12-31' },
    ...{ bankFen: 3_000, bookFen: 3_000, source: '银行回单', file: null, by: 'p1' },
  })
  const { reconciliation, statements } = warningsOf(closed, reconciled)
  expect(reconciliation).toEqual({ through: '2025-11-30', months: ['2026-01'], count: 1 })
  expect(statements).toEqual({ lastPostedOn: null, dueOn: '2025-01-01', isOverdue: true })
  const posted = (postedOn: string) =>
    StatementPosted({
      ...{ compoundId, statementId: postedOn, period: '2024', postedOn, place: '公告栏', noticeDays: 7, files: [] },
      ...{ by: 'p1', sums: [], buildings: [], units: 3, hash: '0'.repeat(64) },
    })
  expect(warningsOf(posted('2025-03-01')).statements).toMatchObject({ dueOn: '2026-03-01', isOverdue: true })
  expect(warningsOf(posted('2025-03-02'), posted('2025-01-02')).statements).toEqual({
    ...{ lastPostedOn: '2025-03-02', dueOn: '2026-03-02', isOverdue: false },
  })
})

test('the overview begins with the driest fund; one without first deposits comes last', () => {
  const other = (of: string, name: string) =>
    CompoundRegistered({ compoundId: of, name, regionId: 'r', blockId: null, planRow: null })
  const { read } = projected(everything, [
    ...[...beginning, first, spent('p1', '2026-01-05', { u1: 1_000 })],
    ...[other('c0', '没有首期'), opened('c0', '2026-01-01', ['u9'])],
    ...[other('c2', '没有资金')],
  ])
  const { items } = warningsOverview(queryContext(read), { limit: 50 })
  expect(items.map(({ name, percent, isBelow }) => [name, percent, isBelow])).toEqual([
    ['东苑', 66, false],
    ['没有首期', null, false],
  ])
})
