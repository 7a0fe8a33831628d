/** What the forecast is given: payments by part, upkeep that the fund bears, money that comes again. */
import { DayStarted } from '@changxin/shared/clock'
import { CostRecorded, LiabilityDecided, type LiabilityRoute } from '@changxin/shared/maintenance'
import {
  BuildingsRegistered,
  CommonPartsRegistered,
  CompoundRegistered,
  UnitsRegistered,
} from '@changxin/shared/places'
import {
  BookingReversed,
  ContributionsRecorded,
  FundOpened,
  IncomeReceived,
  PaymentMade,
  WithdrawalPlanned,
} from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { type Fact, projected, queryContext } from '../../../../test/kit/projection-spec.ts'
import { clockProjection } from '../../clock/clock.projection.ts'
import { placesProjection } from '../../places/index.ts'
import { repairFundProjection } from '../repair-fund.projection.ts'
import { repairFundForecastProjection } from './forecast.projection.ts'
import { fundForecast } from './forecast.queries.ts'

const everything = [clockProjection, placesProjection, repairFundProjection, repairFundForecastProjection]
const compoundId = 'c1'
const door = (unitId: string, buildingId: string) => ({
  ...{ unitId, buildingId, entranceId: null, door: unitId, kind: null, floor: null },
  ...{ floorArea: 10_000, floorAreaSource: 'registry' as const },
})
const building = (buildingId: string) => ({
  ...{ buildingId, name: buildingId, storeys: null, builtInYear: null, entrances: [] },
})
const part = (partId: string, buildingId: string, acceptedOn: string | null) => ({
  ...{ partId, kind: 'roof' as const, name: `${buildingId}屋面`, buildingId, entranceId: null },
  ...{ acceptedOn, warrantyUntil: null },
})
const deposit = (paidOn: string) =>
  ContributionsRecorded({
    ...{ compoundId, contributionId: `d${paidOn}`, kind: 'first-deposit', paidOn, note: null, file: null },
    rows: ['u1', 'u2', 'u3'].map((unitId) => ({ entryId: `d${paidOn}${unitId}`, unitId, amountFen: 500_000 })),
  })
const beginning = (since: string): Fact[] => [
  DayStarted({ day: '2026-03-02' }),
  CompoundRegistered({ compoundId, name: '东苑', regionId: 'r', blockId: null, planRow: null }),
  BuildingsRegistered({ compoundId, rows: [building('b1'), building('b2')] }),
  UnitsRegistered({ compoundId, rows: [door('u1', 'b1'), door('u2', 'b1'), door('u3', 'b2')] }),
  CommonPartsRegistered({ compoundId, rows: [part('p1', 'b1', '2012-01-01'), part('p2', 'b2', '2014-09-01')] }),
  FundOpened({
    ...{ compoundId, openedOn: since, bookkeeper: 'bank', ground: '开户' },
    rows: [
      { unitId: 'u1', buildingId: 'b1' },
      { unitId: 'u2', buildingId: 'b1' },
      { unitId: 'u3', buildingId: 'b2' },
    ],
  }),
  deposit(since),
]
const plannedFor = (partId: string | null, partCode: 'roof' | null) =>
  WithdrawalPlanned({
    ...{ compoundId, withdrawalId: 'w1', by: 'person' },
    plan: {
      ...{ purpose: '屋面防水', requestId: 'r1', partId, partCode, warrantyOver: null, exclusion: null },
      ...{ ground: { kind: 'decision', authorisation: null }, budgetFen: 40_000, contractor: null, files: [] },
      ...{ scope: { kind: 'building', buildingId: 'b1' }, split: { by: 'floor-area' }, unsoldUnitIds: [] },
    },
  })
const planned = plannedFor('p1', null)
const payment = (paymentId: string, paidOn: string, amountFen: number, withdrawalId: string | null = 'w1') =>
  PaymentMade({
    ...{ compoundId, paymentId, kind: withdrawalId ? 'settlement' : 'small-expense', withdrawalId, asset: 'bank' },
    ...{ amountFen, paidOn, purpose: '屋面', payee: null, files: [], sellers: [], compoundFen: 0 },
    units: [{ entryId: `${paymentId}-e`, unitId: 'u1', amountFen }],
  })
const upkeep = (requestId: string, route: LiabilityRoute, totalFen: number): Fact[] => [
  LiabilityDecided({
    ...{
      requestId,
      compoundId,
      route,
      ground: { code: 'not-known', article: null },
      party: null,
      missing: [],
      note: null,
    },
    estimateFen: null,
    decidedFrom: {
      ...{ day: '2026-01-01', partId: null, partKind: null, acceptedOn: null, warranty: 'over', warrantyUntil: null },
      ...{ mode: 'none', operatorId: null, fundOpen: true, stated: [] },
    },
  }),
  CostRecorded({
    requestId,
    compoundId,
    entryId: `${requestId}-1`,
    materials: [],
    labourFen: totalFen,
    totalFen,
    note: null,
  }),
]
const forecast = (facts: readonly Fact[]) => fundForecast(queryContext(projected(everything, facts).read), compoundId)

test('says how much data there is, and from when it shows: exactly two years', () => {
  expect(forecast(beginning('2024-03-03')).forecast).toEqual({
    ...{ state: 'too-early', since: '2024-03-03', showsOn: '2026-03-03' },
  })
  expect(forecast(beginning('2024-03-02')).forecast).toEqual({ state: 'no-cost', since: '2024-03-02' })
})

test('without a fund there is nothing to estimate', () => {
  expect(forecast(beginning('2024-03-02').slice(0, 5))).toMatchObject({
    hasFund: false,
    forecast: { state: 'no-data' },
  })
})

test('an advance and the rest of one withdrawal are one cost of its part; another roof costs the same by floor area', () => {
  const facts = [planned, payment('a', '2025-05-01', 10_000), payment('b', '2025-08-01', 30_000)]
  const { forecast: shown, costs } = forecast([...beginning('2024-01-01'), ...facts])
  expect(costs).toEqual({ renewals: 1, running: 0, maintenance: 0 })
  expect(shown).toMatchObject({
    ...{ state: 'shown', balanceFen: 1_460_000, running: { highFen: 0 } },
    parts: [
      { partId: 'p1', samples: 1, midFen: 40_000, leftOut: null },
      { partId: 'p2', samples: 1, midFen: 20_000, dueFrom: '2029-09-01' },
    ],
  })
})

test('a part that is not registered is known by its name of art. 3', () => {
  const facts = [plannedFor(null, 'roof'), payment('a', '2025-05-01', 40_000)]
  expect(forecast([...beginning('2024-01-01'), ...facts]).costs.renewals).toBe(1)
})

test('small expenses and upkeep that the fund bears are running repairs; what a withdrawal pays is not counted twice', () => {
  const { forecast: shown, costs } = forecast([
    ...[...beginning('2024-01-01'), planned, payment('a', '2025-05-01', 40_000)],
    payment('s', '2025-06-01', 200, null),
    ...upkeep('r1', 'repair-fund', 40_000),
    ...upkeep('r2', 'repair-fund', 700),
    ...upkeep('r3', 'operator', 9_000),
  ])
  expect(costs).toEqual({ renewals: 1, running: 1, maintenance: 1 })
  expect(shown).toMatchObject({ runningByYear: [900, 0] })
})

test('a withdrawal of another compound takes no upkeep out of the count', () => {
  const { data } = plannedFor(null, 'roof')
  const elsewhere = WithdrawalPlanned({ ...data, compoundId: 'c9' })
  const facts = [elsewhere, payment('s', '2025-06-01', 200, null), ...upkeep('r1', 'repair-fund', 700)]
  expect(forecast([...beginning('2024-01-01'), ...facts]).costs).toMatchObject({ maintenance: 1 })
})

test('common income comes again, deposits do not; what was taken back never was', () => {
  const income = (incomeId: string, kind: 'common-income' | 'grant', amountFen: number) =>
    IncomeReceived({
      ...{
        compoundId,
        incomeId,
        kind,
        book: 'commercial',
        into: 'compound',
        grossFen: amountFen,
        costs: [],
        share: null,
      },
      ...{ amountFen, paidOn: '2025-06-01', note: null, files: [], decisionId: null, awardId: null },
    })
  const facts = [
    ...[...beginning('2024-01-01'), payment('s', '2025-06-01', 200, null)],
    ...[income('i1', 'common-income', 5_000), income('i2', 'common-income', 9_000), income('i3', 'grant', 7_000)],
  ]
  const reversal = BookingReversed({
    ...{ compoundId, reversalId: 'x', proposalId: 'p', reversesId: 'i2', on: '2025-07-01', reason: '记错' },
    ...{ asset: 'bank', account: 'operating', units: [], sellers: [], owed: [] },
    pools: [{ pool: 'compound', book: 'commercial', amountFen: -9_000, reverses: null }],
  })
  expect(forecast([...facts, reversal]).forecast).toMatchObject({ incomeByYear: [5_000, 0] })
})
