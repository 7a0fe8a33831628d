/** Any lawful sequence of money events: every view of a fund says what its folded stream says, now and as of each day. */
import { addDays, type Day } from '@changxin/shared/kernel'
import {
  BookingReversed,
  balanceOf,
  buildingBalancesOf,
  FundOpened,
  type FundState,
  fundDecider,
  IncomeReceived,
  type MoneyEvent,
  PaymentMade,
  PoolDistributed,
  SuspenseReceived,
  totalsOf,
} from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Fact, type Projected, projected } from '../../../test/kit/projection-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { type AsOf, NOW } from '../views/intervals.ts'
import { compoundFlows, fundBookings, unitFlows } from './bookings.queries.ts'
import {
  account,
  compoundId,
  day,
  everything,
  FIRST_DAY,
  how,
  onFund,
  paid,
  places,
  reversed,
  units,
} from './repair-fund.fixture.ts'
import { compoundFund, unitEntries, unitFund } from './repair-fund.queries.ts'

/** What may happen next: numbers choose among the units and the entries that stand. */
type Step =
  | { readonly kind: 'pay'; readonly rows: readonly (readonly [unit: number, amountFen: number])[] }
  | { readonly kind: 'reverse'; readonly which: number }
  | { readonly kind: 'income' | 'spend' | 'distribute' | 'refund' | 'suspense'; readonly fen: number }
  | { readonly kind: 'day' }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('pay' as const),
      rows: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9_999_99 })), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(50) }),
    fc.record({
      kind: fc.constantFrom('income' as const, 'spend', 'distribute', 'refund', 'suspense'),
      fen: fc.integer({ min: 1, max: 5_000_00 }),
    }),
    fc.record({ kind: fc.constant('day' as const) }),
  ),
  { maxLength: 25 },
)
const unitIds = ['u1', 'u2', 'u3', 'u4'] as const

/** Money that is no contribution: as much of it as is there; undefined where nothing is. */
function moved(
  kind: 'income' | 'spend' | 'distribute' | 'refund' | 'suspense',
  fen: number,
  id: string,
  state: FundState,
): MoneyEvent | undefined {
  const { ledger } = state
  const on: Day = '2026-02-20'
  const amountFen = Math.min(fen, ledger.held.commercial.compoundFen)
  const share = Math.min(fen, balanceOf(state, 'u1') ?? 0)
  switch (kind) {
    case 'income':
      return IncomeReceived({
        ...{ compoundId, incomeId: id, kind: 'common-income', book: 'commercial', into: 'compound', grossFen: fen },
        ...{
          costs: [],
          share: null,
          amountFen: fen,
          paidOn: on,
          note: null,
          files: [],
          decisionId: null,
          awardId: null,
        },
      })
    case 'distribute':
      if (amountFen === 0) return undefined
      return PoolDistributed({
        ...{ compoundId, distributionId: id, from: 'compound', book: 'commercial', key: 'agreement', on },
        ...{ period: null, decisionId: null, note: null, sellers: [] },
        units: [{ entryId: `${id}-u`, unitId: 'u2', amountFen }],
      })
    case 'spend':
      if (share + amountFen === 0) return undefined
      return PaymentMade({
        ...{ compoundId, paymentId: id, kind: 'settlement', withdrawalId: 'w1', asset: 'bank', paidOn: on },
        ...{ amountFen: share + amountFen, purpose: '屋面防水', payee: null, files: [], sellers: [] },
        units: share > 0 ? [{ entryId: `${id}-u`, unitId: 'u1', amountFen: share }] : [],
        compoundFen: amountFen,
      })
    case 'refund': {
      const payment = ledger.bookings.flatMap((bucket) => [...bucket]).find(([, { kind: of }]) => of === 'settlement')
      const entryId = payment?.[1].entryIds[0]
      if (!payment || entryId === undefined) return undefined
      return BookingReversed({
        ...{ compoundId, reversalId: id, proposalId: 'q1', reversesId: payment[0], on, reason: '退款', asset: 'bank' },
        ...{ account: 'repairs', sellers: [], pools: [], owed: [] },
        units: [{ entryId: `${id}-u`, unitId: 'u1', amountFen: fen, reverses: entryId }],
      })
    }
    case 'suspense':
      return SuspenseReceived({
        ...{ compoundId, receiptId: id, book: 'commercial', on, file: null },
        rows: [{ entryId: `${id}-x`, amountFen: fen, paidOn: on, row: 1 }],
      })
  }
}

/** The steps as facts that the rules allow, and the fund as it stood at the end of each day. */
function play(story: readonly Step[]): { facts: Fact[]; ends: Map<Day, FundState> } {
  let state = fundDecider.evolve(fundDecider.initial, FundOpened({ compoundId, ...how, rows: unitIds.map(account) }))
  const facts: Fact[] = [
    day(0),
    ...places,
    units('u4'),
    onFund(FundOpened({ compoundId, ...how, rows: unitIds.map(account) })),
  ]
  const standing: { entryId: string; unitId: string; amountFen: number }[] = []
  const ends = new Map<Day, FundState>()
  const apply = (event: MoneyEvent) => {
    state = fundDecider.evolve(state, event)
    facts.push(onFund(event))
  }
  for (const [index, step] of story.entries()) {
    if (step.kind === 'day') {
      ends.set(addDays(FIRST_DAY, ends.size), state)
      facts.push(day(ends.size))
    } else if (step.kind === 'pay') {
      const rows = step.rows.map(
        ([unit, amountFen], row) => [`e${index}-${row}`, unitIds[unit] ?? 'u1', amountFen] as const,
      )
      standing.push(...rows.map(([entryId, unitId, amountFen]) => ({ entryId, unitId, amountFen })))
      apply(paid(`k${index}`, ...rows))
    } else if (step.kind !== 'reverse') {
      const event = moved(step.kind, step.fen, `m${index}`, state)
      if (event) apply(event)
    } else {
      const [entry] = standing.splice(step.which % Math.max(1, standing.length), 1)
      // Only what is still there is taken back.
      if (entry && (balanceOf(state, entry.unitId) ?? 0) >= entry.amountFen)
        apply(reversed(entry.entryId, entry.unitId, entry.amountFen))
    }
  }
  ends.set(addDays(FIRST_DAY, ends.size), state)
  return { facts, ends }
}

function expectAgreement({ read }: Projected, at: AsOf, state: FundState): void {
  const fund = compoundFund(read, at, compoundId)
  expect(fund).toMatchObject(totalsOf(state))
  const buildings = buildingBalancesOf(state)
  expect(fund.items).toHaveLength(buildings.size)
  for (const { id, accounts, balanceFen } of fund.items) expect({ accounts, balanceFen }).toEqual(buildings.get(id))
  expect(fund.items.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(fund.unitsFen)
  const { compoundFen, undistributedFen, suspenseFen, unitsFen, sellersFen } = state.ledger.held.commercial
  expect(fund).toMatchObject({ compoundFen, undistributedFen, suspenseFen, unitsFen, sellersFen })
  expect(fund.inFen - fund.outFen - fund.reversedFen).toBe(fund.balanceFen)
  const bookings = fundBookings(read, at, compoundId, { limit: 200 }, true).items
  expect(bookings[0]?.balanceFen ?? 0).toBe(fund.balanceFen)
  expect(bookings.reduce((sum, { fen }) => sum + fen, 0)).toBe(fund.balanceFen)
  expect(compoundFlows(read, at, compoundId).balanceFen).toBe(fund.balanceFen)
  for (const unitId of unitIds) {
    const { items } = unitEntries(read, at, unitId, { limit: 200 })
    const sumFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0)
    expect(sumFen).toBe(balanceOf(state, unitId))
    expect(unitFund(read, at, unitId)).toMatchObject({ balanceFen: sumFen, entries: items.length })
    expect(unitFlows(read, at, unitId).balanceFen).toBe(sumFen)
    let runningFen = 0
    for (const entry of items.toReversed()) {
      runningFen += entry.amountFen
      expect(entry.balanceFen).toBe(runningFen)
    }
  }
}

test('every balance is the sum of its entries; units, buildings and fund agree, now and as of each day', () => {
  fc.assert(
    fc.property(steps, (story) => {
      const { facts, ends } = play(story)
      const views = projected(everything, facts)
      for (const [date, state] of ends) expectAgreement(views, views.asOf(date), state)
      const last = [...ends.values()].at(-1)
      if (last) expectAgreement(views, NOW, last)
    }),
    seeded(40),
  )
})
