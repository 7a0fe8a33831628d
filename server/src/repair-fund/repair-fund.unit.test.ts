import { addDays } from '@changxin/shared/kernel'
import { FundOpened, UnitAccountsOpened } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { positionOf, projected } from '../../../test/kit/projection-spec.ts'
import { NOW } from '../views/intervals.ts'
import { fundBalanceOf, repairFundProjection } from './index.ts'
import {
  account,
  compoundId,
  day,
  everything,
  FIRST_DAY,
  how,
  onFund,
  opened,
  paid,
  places,
  reversed,
  units,
} from './repair-fund.fixture.ts'
import { compoundFund, fundAccounts, unitEntries, unitFund } from './repair-fund.queries.ts'

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
      unitsFen: 0,
      sellersFen: 0,
      compoundFen: 0,
      undistributedFen: 0,
      suspenseFen: 0,
      contributedFen: 0,
      inFen: 0,
      outFen: 0,
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
      book: null,
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
    expect(unitFund(views.read, NOW, 'u4')).toMatchObject({ hasFund: true, balanceFen: 0, book: 'commercial' })
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
        reversedFen: 0,
        bookingId: 'e1-r',
        withdrawalId: null,
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
        reversedFen: 500_00,
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
      { table: 'repair_fund_booking', compoundId },
      { table: 'repair_fund_account', compoundId, unitId: 'u1' },
      { table: 'repair_fund_entry', compoundId, unitId: 'u1' },
    ])
  })

  test('a long list names the compound alone, which concerns all its units', () => {
    expect(touched(...many).slice(3)).toEqual([
      { table: 'repair_fund_account', compoundId },
      { table: 'repair_fund_entry', compoundId },
    ])
  })
})

test('a row of the statement is found at the position of its event', () => {
  const facts = [...places, opened, onFund(paid('k1', ['e1', 'u1', 1]))]
  const { all } = projected(everything, facts)
  expect(all('SELECT position, booking_id FROM repair_fund_entry')).toEqual([
    { position: positionOf(facts.length - 1), booking_id: 'k1' },
  ])
})
