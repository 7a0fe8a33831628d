/** What each home owes as first deposit by the district's rate, what was paid of it, and who may read that. */
import { placesApi } from '@changxin/shared/places'
import {
  type BuildingKind,
  defaultFundRule,
  type FirstDepositHome,
  firstDepositsApi,
  fundAccountsApi,
  fundRulesApi,
  incomeApi,
  repairFundApi,
} from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { reverseEntry } from '../../../../test/kit/reverse-entry.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
let at: TestServer
let county: TestCounty
/** 80.00, 80.01 and 80.02 m² in 1栋, one home of unknown area in 2栋; opened on 2026-01-01. */
let compound: TestCompound
let owner: Client
let overseer: Client
let tower: string

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(new Date(startMs).toISOString())
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 3)
  const { id } = compound
  const building = { name: '2栋', storeys: 18, builtInYear: 2012, entrances: [] }
  await expectOk(at.admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const { buildingsList } = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
  tower = buildingsList.find(({ name }) => name === '2栋')?.id ?? ''
  const door = { buildingId: tower, entranceId: null, door: '1801', kind: 'home' as const, floor: 18 }
  const rows = [{ ...door, floorArea: null, floorAreaSource: null }]
  await expectOk(at.admin.tell(placesApi.registerUnits, { id }, { rows }))
  const fund = await ownBook(at, at.admin, '2026-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id }, fund))
  owner = await county.owner(compound.unitIds[0] ?? '')
  overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
})
afterAll(() => at.close())

async function adopt(validFrom: string, rates: Readonly<Partial<Record<BuildingKind, number>>>): Promise<void> {
  const { ruleId: _, ...values } = defaultFundRule
  const of = { jurisdiction: county.districtId, validFrom, basis: 'standard', source: '垫江县首期交存标准' } as const
  const firstDeposits = Object.entries(rates).map(([kind, fenPerSquareMetre]) => ({
    ...{ buildingKind: kind as BuildingKind, fenPerSquareMetre, basis: 'standard' as const, source: '垫江县公告' },
  }))
  await expectOk(at.admin.tell(fundRulesApi.adoptFundRule, {}, { ...values, ...of, firstDeposits }))
}
type Asked = Partial<Parameters<typeof firstDepositsApi.homes.input.parse>[0] & object>
const homes = async (asked: Asked = {}) =>
  (await expectOk(at.admin.ask(firstDepositsApi.homes, { id: compound.id, ...asked }))).body
const sums = async (asked: Asked = {}) =>
  (await expectOk(at.admin.ask(firstDepositsApi.firstDeposits, { id: compound.id, ...asked }))).body
const dues = (items: readonly FirstDepositHome[]) => items.map(({ dueFen, reason }) => dueFen ?? reason)
const pay = (kind: 'first-deposit' | 'build-up' | 'top-up', index: number, amountFen: number) => {
  const rows = [{ unitId: compound.unitIds[index] ?? '', amountFen }]
  const body = { kind, paidOn: '2026-02-01', rows }
  return expectOk(at.admin.tell(repairFundApi.contribute, { id: compound.id }, body))
}

test('where the place has set no rate nothing is computed, and that is said', async () => {
  expect(await sums()).toMatchObject({ hasFund: true, day: '2026-01-01', rates: [], totals: { unknown: 4, dueFen: 0 } })
  expect(dues((await homes()).items)).toEqual(['no-rate', 'no-rate', 'no-rate', 'no-rate'])
})

test('the rate of the day on which the fund was opened counts, unless another day is asked for', async () => {
  await adopt('2026-01-01', { 'multi-storey': 58_15, 'high-rise': 58_15 })
  await adopt('2026-03-01', { 'multi-storey': 58_15, 'high-rise': 88_00 })
  await adopt('2026-03-02', { 'multi-storey': 60_00, 'high-rise': 88_00 })
  // 58.15 × 80.01 = 4652.5815, 58.15 × 80.02 = 4653.163: half a fen and more goes up.
  expect(dues((await homes()).items)).toEqual([4_652_00, 4_652_58, 4_653_16, 'no-area'])
  // Two rates: the register knows storeys, but not what the place calls a high-rise.
  expect(dues((await homes({ on: '2026-03-01' })).items)).toEqual(Array(4).fill('kind-unknown'))
  const kind = 'multi-storey'
  expect(dues((await homes({ on: '2026-03-01', kind })).items).slice(0, 1)).toEqual([4_652_00])
  expect(dues((await homes({ on: '2026-03-02', kind })).items).slice(0, 1)).toEqual([4_800_00])
  const said = await sums({ on: '2026-03-02', kind, except: tower })
  expect(said).toMatchObject({ needsKind: true, day: '2026-03-02' })
  expect(said.items.map(({ name, buildingKind }) => [name, buildingKind])).toEqual([
    ['1栋', 'multi-storey'],
    ['2栋', 'high-rise'],
  ])
})

test('what came in counts once: exactly paid, built up, topped up, taken back', async () => {
  await pay('first-deposit', 0, 4_652_00)
  await pay('first-deposit', 1, 4_652_57)
  await pay('build-up', 2, 4_653_17)
  await pay('top-up', 1, 500_00)
  const states = async () =>
    (await homes()).items.map(({ state, paidFen, missingFen, overFen }) => [state, paidFen, missingFen, overFen])
  const before = [
    ['paid', 4_652_00, 0, 0],
    ['missing', 4_652_57, 1, 0],
    ['paid', 4_653_17, 0, 1],
    ['unknown', 0, 0, 0],
  ]
  expect(await states()).toEqual(before)
  const { totals } = await sums()
  expect(totals).toMatchObject({ homes: 4, missing: 1, paid: 2, unknown: 1, missingFen: 1, overFen: 1 })
  expect(totals.dueFen).toBe(totals.paidFen + totals.missingFen - totals.overFen)
  const { items } = (await expectOk(at.admin.ask(repairFundApi.unitEntries, { id: compound.unitIds[0] ?? '' }))).body
  await reverseEntry(at.admin, overseer, items[0]?.id ?? '')
  expect(await states()).toEqual([['missing', 0, 4_652_00, 0], ...before.slice(1)])
})

test('a list under a filter is read page by page, in the order of the doors', async () => {
  const first = await homes({ state: 'missing', limit: 1 })
  expect([first.total, first.items.map(({ id }) => id)]).toEqual([2, [compound.unitIds[0]]])
  const second = await homes({ state: 'missing', limit: 1, cursor: first.next })
  expect([second.items.map(({ id }) => id), second.next]).toEqual([[compound.unitIds[1]], undefined])
  expect((await homes({ buildingId: tower })).items.map(({ reason }) => reason)).toEqual(['no-area'])
  const wrong = await at.admin.ask(firstDepositsApi.homes, { id: compound.id, cursor: 'nonsense' })
  expect(wrong.status).toBe(400)
})

test('an owner reads her own home; neighbours and overseers read of no home, and of no building of one', async () => {
  const [own = '', other = ''] = compound.unitIds
  const mine = (await expectOk(owner.ask(firstDepositsApi.ofUnit, { id: own }))).body
  expect(mine).toMatchObject({ day: '2026-01-01', home: { id: own, dueFen: 4_652_00, source: '垫江县公告' } })
  const refused = [
    await owner.ask(firstDepositsApi.ofUnit, { id: other }),
    await owner.ask(firstDepositsApi.homes, { id: compound.id }),
    await owner.ask(firstDepositsApi.firstDeposits, { id: compound.id }),
    await overseer.ask(firstDepositsApi.ofUnit, { id: own }),
    await overseer.ask(firstDepositsApi.homes, { id: compound.id }),
    await overseer.ask(firstDepositsApi.firstDeposits, { id: compound.id }),
  ]
  expect(refused.map(({ status }) => status)).toEqual(Array(6).fill(403))
})

test('sold public housing has no rate by floor area here', async () => {
  const empty = await county.compound('公房', 2)
  const opening = await ownBook(at, at.admin, '2026-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id: empty.id }, opening))
  const ofBook = { book: 'public-housing' as const, unitIds: [empty.unitIds[1] ?? ''] }
  await expectOk(at.admin.tell(incomeApi.classify, { id: empty.id }, ofBook))
  expect(dues((await homes({ id: empty.id })).items)).toEqual([4_652_00, 'public-housing'])
})

test('whoever has lost the home owes no first deposit any more', async () => {
  const files = [await uploaded(at, at.admin, '#993311')]
  const loss = { buildingId: compound.buildingId, on: '2026-03-10', reason: '拆除', files }
  const { id } = (await expectOk(at.admin.tell(fundAccountsApi.recordLoss, { id: compound.id }, loss))).body
  await expectOk(overseer.tell(fundAccountsApi.approveAccountChange, { id }, {}))
  expect((await homes()).items.map(({ buildingId }) => buildingId)).toEqual([tower])
  expect((await expectOk(owner.ask(firstDepositsApi.ofUnit, { id: compound.unitIds[0] ?? '' }))).body.home).toBeNull()
})

test('a compound without a fund says so', async () => {
  const { id } = await county.compound('没有基金', 1)
  expect(await sums({ id })).toMatchObject({ hasFund: false, day: null, items: [] })
  expect(await homes({ id })).toEqual({ items: [], total: 0 })
})
