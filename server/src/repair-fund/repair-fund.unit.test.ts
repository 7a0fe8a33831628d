import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day } from '@changxin/shared/kernel'
import { BuildingsRegistered, CompoundRegistered, UnitsRegistered } from '@changxin/shared/places'
import {
  balanceOf,
  buildingBalancesOf,
  ContributionsRecorded,
  EntryReversed,
  FundOpened,
  type FundState,
  fundDecider,
  totalsOf,
  UnitAccountsOpened,
} from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fact, type Projected, positionOf, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { placesProjection } from '../places/index.ts'
import { type AsOf, NOW } from '../views/intervals.ts'
import { fundBalanceOf, repairFundProjection } from './index.ts'
import { compoundFund, fundAccounts, unitEntries, unitFund } from './repair-fund.queries.ts'

const everything = [clockProjection, placesProjection, repairFundProjection]
const compoundId = 'c1'
const FIRST_DAY: Day = '2026-03-01'

const building = (buildingId: string, name: string) => ({
  buildingId,
  name,
  storeys: null,
  builtInYear: null,
  entrances: [],
})
const door = (unitId: string, buildingId: string) => ({
  unitId,
  buildingId,
  entranceId: null,
  door: unitId.slice(1),
  kind: null,
  floor: null,
  floorArea: unitId === 'u1' ? 8_050 : null,
  floorAreaSource: unitId === 'u1' ? ('registry' as const) : null,
})
const buildingOf = (unitId: string) => (unitId === 'u3' ? 'b2' : 'b1')
const units = (...unitIds: string[]) =>
  UnitsRegistered({ compoundId, rows: unitIds.map((unitId) => door(unitId, buildingOf(unitId))) })
const account = (unitId: string) => ({ unitId, buildingId: buildingOf(unitId) })

const places: Fact[] = [
  CompoundRegistered({ compoundId, name: '建设新村', regionId: 'r', blockId: null, planRow: null }),
  BuildingsRegistered({ compoundId, rows: [building('b1', '1栋'), building('b2', '2栋')] }),
  units('u1', 'u2', 'u3'),
]
const onFund = <Event extends Parameters<typeof recorded>[0]>(event: Event, change = {}) =>
  recorded(event, { stream: 'fund-c1', ...change })
const how = { openedOn: '2026-01-01', bookkeeper: 'authority' as const, ground: '业主大会决定' }
const opened = onFund(FundOpened({ compoundId, ...how, rows: ['u1', 'u2', 'u3'].map(account) }))
const paid = (contributionId: string, ...rows: (readonly [entryId: string, unitId: string, amountFen: number])[]) =>
  ContributionsRecorded({
    compoundId,
    contributionId,
    kind: 'first-deposit',
    paidOn: '2026-02-01',
    note: '首次交存',
    file: null,
    rows: rows.map(([entryId, unitId, amountFen]) => ({ entryId, unitId, amountFen })),
  })
const reversed = (entryId: string, unitId: string, amountFen: number) =>
  EntryReversed({ compoundId, reversalId: `${entryId}-r`, entryId, unitId, amountFen, reason: '记错户' })
const day = (count: number) => DayStarted({ day: addDays(FIRST_DAY, count) })
const page = { limit: 50 }

describe('without a fund', () => {
  test('a compound and its units say so and show no amount', () => {
    const { read } = projected(everything, places)
    expect(compoundFund(read, NOW, compoundId)).toEqual({
      compoundId,
      hasFund: false,
      openedOn: null,
      bookkeeper: null,
      ground: null,
      balanceFen: null,
      contributedFen: 0,
      reversedFen: 0,
      accounts: 0,
      unitsWithoutAccount: 3,
      accountsWithoutEntry: 0,
      items: [],
      revision: -1,
    })
    expect(unitFund(read, NOW, 'u1')).toEqual({
      unitId: 'u1',
      compoundId,
      compoundName: '建设新村',
      label: '1栋 1',
      hasFund: false,
      balanceFen: null,
      entries: 0,
      bookkeeper: null,
      floorArea: 8_050,
    })
    expect(unitEntries(read, NOW, 'u1', page)).toEqual({ items: [], total: 0 })
    expect(fundAccounts(read, compoundId, undefined, page)).toEqual({ items: [], total: 0 })
    expect(fundBalanceOf(read, NOW, compoundId)).toBeNull()
  })

  test('a unit that came after the fund has no account until one is opened', () => {
    const views = projected(everything, [...places, opened, units('u4')])
    expect(unitFund(views.read, NOW, 'u4')).toMatchObject({ hasFund: false, balanceFen: null, bookkeeper: 'authority' })
    expect(compoundFund(views.read, NOW, compoundId)).toMatchObject({ accounts: 3, unitsWithoutAccount: 1 })
    views.apply(onFund(UnitAccountsOpened({ compoundId, rows: [account('u3'), account('u4')] })))
    expect(unitFund(views.read, NOW, 'u4')).toMatchObject({ hasFund: true, balanceFen: 0 })
    expect(compoundFund(views.read, NOW, compoundId)).toMatchObject({
      accounts: 4,
      accountsWithoutEntry: 4,
      unitsWithoutAccount: 0,
      // An account that was there already is not counted again.
      items: [
        { id: 'b1', accounts: 3 },
        { id: 'b2', accounts: 1 },
      ],
      revision: 1,
    })
  })

  test('an unknown unit is nothing', () => {
    expect(unitFund(projected(everything, places).read, NOW, 'elsewhere')).toBeNull()
  })
})

describe('a fund with entries', () => {
  const story = [
    ...places,
    opened,
    onFund(paid('k1', ['e1', 'u1', 500_00], ['e2', 'u3', 30_000_01], ['e3', 'u1', 1])),
    onFund(reversed('e1', 'u1', 500_00), { recordedAt: '2026-03-01T17:00:00.000Z', channel: 'demo' }),
  ]

  test('the figures of the compound and of its buildings', () => {
    const { read } = projected(everything, story)
    expect(compoundFund(read, NOW, compoundId)).toMatchObject({
      hasFund: true,
      ...how,
      balanceFen: 30_000_02,
      contributedFen: 30_500_02,
      reversedFen: 500_00,
      accounts: 3,
      accountsWithoutEntry: 1,
      items: [
        { id: 'b1', name: '1栋', accounts: 2, balanceFen: 1 },
        { id: 'b2', name: '2栋', accounts: 1, balanceFen: 30_000_01 },
      ],
      revision: 2,
    })
  })

  test('the statement is newest first, with running balances and what reversed what', () => {
    const { items, total } = unitEntries(projected(everything, story).read, NOW, 'u1', page)
    expect(total).toBe(3)
    const common = { kind: 'first-deposit', paidOn: '2026-02-01', note: '首次交存', sample: false }
    expect(items).toEqual([
      {
        id: 'e1-r',
        number: 3,
        kind: 'reversal',
        // What happened on the evening of the 1st was recorded when the 2nd had begun in Shanghai.
        paidOn: '2026-03-01',
        recordedAt: '2026-03-01T17:00:00.000Z',
        amountFen: -500_00,
        balanceFen: 1,
        note: '记错户',
        reverses: 'e1',
        reversedBy: null,
        sample: true,
      },
      expect.objectContaining({ ...common, id: 'e3', number: 2, amountFen: 1, balanceFen: 500_01, reversedBy: null }),
      expect.objectContaining({
        ...common,
        id: 'e1',
        number: 1,
        balanceFen: 500_00,
        reverses: null,
        reversedBy: 'e1-r',
      }),
    ])
  })

  test('statements and accounts are paged', () => {
    const { read } = projected(everything, story)
    const first = unitEntries(read, NOW, 'u1', { limit: 2 })
    expect(first.items.map(({ number }) => number)).toEqual([3, 2])
    const last = unitEntries(read, NOW, 'u1', { limit: 2, cursor: first.next })
    expect([last.items.map(({ number }) => number), last.next]).toEqual([[1], undefined])

    const some = fundAccounts(read, compoundId, undefined, { limit: 2 })
    expect(some.items).toEqual([
      { id: 'u1', label: '1栋 1', buildingId: 'b1', balanceFen: 1, entries: 3 },
      { id: 'u2', label: '1栋 2', buildingId: 'b1', balanceFen: 0, entries: 0 },
    ])
    expect(fundAccounts(read, compoundId, undefined, { limit: 2, cursor: some.next }).items).toHaveLength(1)
    expect(fundAccounts(read, compoundId, 'b2', page)).toMatchObject({ items: [{ id: 'u3' }], total: 1 })
    expect(fundAccounts(read, 'another', 'b2', page).items).toEqual([])
  })

  test('as of a day, nothing later has happened', () => {
    const views = projected(everything, [
      day(0),
      ...places,
      day(1),
      opened,
      day(2),
      onFund(paid('k1', ['e1', 'u1', 500])),
      day(3),
      units('u4'),
      onFund(reversed('e1', 'u1', 500)),
      day(4),
    ])
    const then = (count: number) => views.asOf(addDays(FIRST_DAY, count))
    const balances = [0, 1, 2, 3].map((count) => [
      unitFund(views.read, then(count), 'u1')?.balanceFen,
      compoundFund(views.read, then(count), compoundId).balanceFen,
      unitEntries(views.read, then(count), 'u1', page).total,
    ])
    expect(balances).toEqual([
      [null, null, 0],
      [0, 0, 0],
      [500, 500, 1],
      [0, 0, 2],
    ])
    expect(compoundFund(views.read, then(0), compoundId)).toMatchObject({ hasFund: false, openedOn: null, items: [] })
    expect(compoundFund(views.read, then(2), compoundId)).toMatchObject({ unitsWithoutAccount: 0, revision: 1 })
    expect(compoundFund(views.read, then(3), compoundId)).toMatchObject({ unitsWithoutAccount: 1, revision: 2 })
    const [entry] = unitEntries(views.read, then(2), 'u1', page).items
    expect(entry).toMatchObject({ id: 'e1', reversedBy: null })
  })
})

describe('touches', () => {
  const many = Array.from({ length: 51 }, (_, index) => `w${index}`)
  const touched = (...unitIds: string[]) => {
    const views = projected(repairFundProjection, [
      onFund(FundOpened({ compoundId, ...how, rows: [account('u1'), ...many.map(account)] })),
    ])
    const before = views.touches.length
    views.apply(onFund(paid('k1', ...unitIds.map((unitId, index) => [`e${index}`, unitId, 1] as const))))
    return views.touches.slice(before)
  }

  test('a contribution names its units, so that other residents are left alone', () => {
    expect(touched('u1', 'u1')).toEqual([
      { table: 'repair_fund_building', compoundId },
      { table: 'repair_fund_fund', compoundId },
      { table: 'repair_fund_account', compoundId, unitId: 'u1' },
      { table: 'repair_fund_entry', compoundId, unitId: 'u1' },
    ])
  })

  test('a long list names the compound alone, which concerns all its units', () => {
    expect(touched(...many).slice(2)).toEqual([
      { table: 'repair_fund_account', compoundId },
      { table: 'repair_fund_entry', compoundId },
    ])
  })
})

/** What may happen next: numbers choose among the units and the entries that stand. */
type Step =
  | { readonly kind: 'pay'; readonly rows: readonly (readonly [unit: number, amountFen: number])[] }
  | { readonly kind: 'reverse'; readonly which: number }
  | { readonly kind: 'day' }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('pay' as const),
      rows: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9_999_99 })), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(50) }),
    fc.record({ kind: fc.constant('day' as const) }),
  ),
  { maxLength: 25 },
)
const unitIds = ['u1', 'u2', 'u3', 'u4'] as const

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
  const apply = (event: ReturnType<typeof paid> | ReturnType<typeof reversed>) => {
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
    } else {
      const [entry] = standing.splice(step.which % Math.max(1, standing.length), 1)
      if (entry) apply(reversed(entry.entryId, entry.unitId, entry.amountFen))
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
  expect(fund.items.reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(fund.balanceFen)
  for (const unitId of unitIds) {
    const { items } = unitEntries(read, at, unitId, { limit: 200 })
    const sumFen = items.reduce((sum, { amountFen }) => sum + amountFen, 0)
    expect(sumFen).toBe(balanceOf(state, unitId))
    expect(unitFund(read, at, unitId)).toMatchObject({ balanceFen: sumFen, entries: items.length })
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

test('a row of the statement is found at the position of its event', () => {
  const facts = [...places, opened, onFund(paid('k1', ['e1', 'u1', 1]))]
  const { all } = projected(everything, facts)
  expect(all('SELECT position, contribution_id FROM repair_fund_entry')).toEqual([
    { position: positionOf(facts.length - 1), contribution_id: 'k1' },
  ])
})
