/** Any commands to a fund, withdrawals through all of their steps among them: every view says what the folded stream says, as of any day. */
import { DayStarted } from '@changxin/shared/clock'
import type { Day } from '@changxin/shared/kernel'
import { BuildingsRegistered, CompoundRegistered, UnitsRegistered } from '@changxin/shared/places'
import { balanceOf, buildingBalancesOf, type FundState, fundDecider, totalsOf } from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Logged, type Story, tell } from '../../../shared/src/repair-fund/ledger.story.fixture.ts'
import {
  compoundId,
  dayOfOperation,
  draw,
  type Place,
  placeOf,
} from '../../../shared/src/repair-fund/ledger.telling.fixture.ts'
import { type Fact, type Projected, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { type AsOf, NOW } from '../views/intervals.ts'
import { compoundFlows, fundBookings, unitFlows } from './bookings.queries.ts'
import { building, door, everything } from './repair-fund.fixture.ts'
import { compoundFund, unitEntries, unitFund } from './repair-fund.queries.ts'
import { repairFundWithdrawalsProjection } from './withdrawals/withdrawals.projection.ts'
import { W, type WithdrawalRow, withdrawalOf } from './withdrawals/withdrawals.rows.ts'

const OPERATIONS = 120
const SIZES = [4, 23, 1, 12] as const
const BOOKKEEPERS = ['owners', 'bank'] as const
/** A page as large as the longest list of a story. */
const ALL = { limit: 500 }
const TIME_LIMIT_MS = 3_600_000
/** Reading every list as of each day would take longer than it shows. */
const DAYS_LOOKED_AT = 6

/** The place, each day, and what happened on it. */
function factsOf({ units }: Place, { log, days }: Story): Fact[] {
  const buildings = [...new Set(units.map(({ buildingId }) => buildingId))]
  const facts: Fact[] = [
    CompoundRegistered({ compoundId, name: '建设新村', regionId: 'r', blockId: null, planRow: null }),
    BuildingsRegistered({ compoundId, rows: buildings.map((id) => building(id, `${id}栋`)) }),
    UnitsRegistered({ compoundId, rows: units.map(({ unitId, buildingId }) => door(unitId, buildingId)) }),
  ]
  for (let number = 0, next = 0; number < OPERATIONS; number++) {
    const day = dayOfOperation(number)
    facts.push(DayStarted({ day }))
    for (; days[next] === day; next++) facts.push(factOf(log[next] as Logged))
  }
  return facts
}
const factOf = ({ metadata: { actor, occurredAt }, ...event }: Logged): Fact =>
  recorded(event, { stream: `fund-${compoundId}`, actor, occurredAt })

/** The fund at the end of a day, from the events up to it alone. */
const atEndOf = ({ log, days }: Story, day: Day): FundState =>
  log.filter((_, index) => (days[index] ?? day) <= day).reduce(fundDecider.evolve, fundDecider.initial)

function expectFund({ read }: Projected, at: AsOf, state: FundState): void {
  const fund = compoundFund(read, at, compoundId)
  expect(fund).toMatchObject(totalsOf(state))
  const buildings = buildingBalancesOf(state)
  expect(fund.items).toHaveLength(buildings.size)
  for (const { id, accounts, balanceFen } of fund.items) expect({ accounts, balanceFen }).toEqual(buildings.get(id))
  expect(fund.items.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(fund.unitsFen)
  const { commercial, 'public-housing': publicHousing } = state.ledger.held
  for (const key of ['compoundFen', 'undistributedFen', 'suspenseFen', 'unitsFen', 'sellersFen'] as const)
    expect(fund[key], key).toBe(commercial[key] + publicHousing[key])
  expect(fund.inFen - fund.outFen - fund.reversedFen).toBe(fund.balanceFen)
  expect(fund.bookkeeper).toBe(state.bookkeeper)
  const bookings = fundBookings(read, at, compoundId, ALL, true).items
  expect(bookings[0]?.balanceFen ?? 0).toBe(fund.balanceFen)
  expect(bookings.reduce((sum, { fen }) => sum + fen, 0)).toBe(fund.balanceFen)
  expect(compoundFlows(read, at, compoundId).balanceFen).toBe(fund.balanceFen)
}

function expectUnit({ read }: Projected, at: AsOf, state: FundState, unitId: string): void {
  const balanceFen = balanceOf(state, unitId)
  const { items } = unitEntries(read, at, unitId, ALL)
  expect(items.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(balanceFen ?? 0)
  expect(unitFund(read, at, unitId)).toMatchObject({ balanceFen: balanceFen ?? null, entries: items.length })
  expect(unitFlows(read, at, unitId).balanceFen).toBe(balanceFen ?? 0)
  let runningFen = 0
  for (const entry of items.toReversed()) {
    runningFen += entry.amountFen
    expect(entry.balanceFen).toBe(runningFen)
  }
}

/** Folded row by row from what is stored, each is what the decider has of it. */
function expectWithdrawals({ all }: Projected, { withdrawals }: FundState): void {
  const rows = all<WithdrawalRow>(`SELECT * FROM ${W}`)
  const shown = rows.map(withdrawalOf).map(({ order: _, ...withdrawal }) => withdrawal)
  const known = [...withdrawals.byId.values()].map(({ order: _, ...withdrawal }) => withdrawal)
  const byId = (one: { withdrawalId: string }, other: { withdrawalId: string }) =>
    one.withdrawalId < other.withdrawalId ? -1 : 1
  expect(shown.sort(byId)).toEqual(known.sort(byId))
}

function expectSellers({ all }: Projected, { ledger }: FundState): void {
  const rows = all<{ id: string; balanceFen: number; depositedFen: number }>(
    `SELECT s.seller_id AS id, s.balance_fen AS balanceFen, coalesce(d.fen, 0) AS depositedFen
     FROM repair_fund_seller s LEFT JOIN repair_fund_withdrawals_deposit d USING (seller_id) ORDER BY s.seller_id`,
  )
  const known = [...ledger.sellers].map(([id, { balanceFen, depositedFen }]) => ({ id, balanceFen, depositedFen }))
  expect(rows.map((row) => ({ ...row }))).toEqual(known.sort((one, other) => (one.id < other.id ? -1 : 1)))
}

/** What it has cost, less what came back. */
function expectExpenses({ all }: Projected, { withdrawals }: FundState): void {
  const rows = all<{ id: string; state: string; fen: number }>(
    'SELECT expense_id AS id, state, amount_fen AS fen FROM repair_fund_withdrawals_expense',
  )
  expect(rows).toHaveLength(withdrawals.expenses.byId.size)
  for (const { id, state, fen } of rows) {
    const known = withdrawals.expenses.byId.get(id)
    expect(state).toBe(known?.state)
    if (known && state === 'signed') expect(fen, id).toBe(known.amountFen - known.backFen)
  }
}

test(
  'every balance is the sum of its entries; units, buildings, withdrawals and fund agree, now and as of any day',
  () => {
    const seen = new Map<string, number>()
    let run = 0
    fc.assert(
      fc.property(
        fc.array(draw, { minLength: OPERATIONS, maxLength: OPERATIONS, size: 'max' }),
        fc.uniqueArray(fc.nat({ max: OPERATIONS - 1 }), { minLength: DAYS_LOOKED_AT, maxLength: DAYS_LOOKED_AT }),
        (draws, numbers) => {
          const place = placeOf(SIZES[run % SIZES.length] ?? 1, BOOKKEEPERS[run % BOOKKEEPERS.length])
          run += 1
          const story = tell(place, draws)
          const views = projected([...everything, repairFundWithdrawalsProjection], factsOf(place, story))
          for (const number of numbers) {
            const day = dayOfOperation(number)
            const state = atEndOf(story, day)
            expectFund(views, views.asOf(day), state)
            for (const { unitId } of place.units) expectUnit(views, views.asOf(day), state, unitId)
          }
          expectFund(views, NOW, story.state)
          for (const { unitId } of place.units) expectUnit(views, NOW, story.state, unitId)
          expectWithdrawals(views, story.state)
          expectSellers(views, story.state)
          expectExpenses(views, story.state)
          for (const { type } of story.log) seen.set(type, (seen.get(type) ?? 0) + 1)
        },
      ),
      { ...seeded(12), endOnFailure: true },
    )
    for (const type of ['PaymentMade', 'BookingReversed', 'PoolDistributed', 'SuspenseReceived', 'WithdrawalPublished'])
      expect(seen.get(type) ?? 0, type).toBeGreaterThan(2)
  },
  TIME_LIMIT_MS,
)
