/** What neighbours, overseers and everybody read of a fund, over HTTP: sums and papers, never the money of one home. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import {
  closingApi,
  fundAccountsApi,
  incomeApi,
  repairFundApi,
  reversalsApi,
  statementsApi,
  withdrawalsApi,
} from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'
import { type FundWorld, makeFundWorld } from './withdrawals/withdrawals.fixture.ts'

let world: FundWorld
let owner: Client
let overseer: Client
let id: string
let unitIds: readonly string[]

beforeAll(async () => {
  world = await makeFundWorld('bank')
  ;({ id, unitIds } = world.compound)
  owner = await world.county.owner(unitIds[0] ?? '')
  overseer = await world.at.person('overseer', ['overseer', { kind: 'subdistrict', id: world.county.subdistrictId }])
  await world.decided('d1')
})
afterAll(() => world.at.close())

/** A file is asked for without the position of what was told before, so that the views are waited for here. */
async function opens(by: Client, sha256: string): Promise<number> {
  const { app, log, views } = world.at.server
  await views.waitFor((await log.head()) ?? '')
  return (await app.inject({ url: `/api/files/${sha256}`, headers: { cookie: by.cookie } })).statusCode
}

test('of an agreement a neighbour reads the words and her own weight; the signed paper stays with who keeps the books', async () => {
  const { clerk } = world
  const weights = unitIds.map((unitId, index) => ({ unitId, weight: index + 1 }))
  const file = await uploaded(world.at, clerk, '#cc5500')
  const withdrawalId = await world.prepared({ split: { by: 'agreement', text: '按楼层分摊', file, weights } })
  const whole = { by: 'agreement', text: '按楼层分摊', file, weights }
  expect((await world.view(withdrawalId)).plan?.split).toEqual(whole)
  const own = { ...whole, file: null, weights: [{ unitId: unitIds[0], weight: 1 }] }
  expect((await world.view(withdrawalId, owner)).plan?.split).toEqual(own)
  expect((await world.view(withdrawalId, overseer)).plan?.split).toEqual({ ...own, weights: [] })
  expect([await opens(clerk, file), await opens(owner, file), await opens(overseer, file)]).toEqual([200, 404, 404])
})

test('an overseer looks after the fund and approves, without rows by unit', async () => {
  const { clerk } = world
  const plan = await world.plan(clerk, { purpose: '还没有公示' })
  const { id: draftId } = (await expectOk(clerk.tell(withdrawalsApi.prepare, { id }, plan))).body
  expect((await world.view(draftId, overseer)).purpose).toBe('还没有公示')
  const unitId = unitIds[0] ?? ''
  const answers = [
    await overseer.ask(withdrawalsApi.shares, { id: draftId }),
    await overseer.ask(withdrawalsApi.unitWithdrawals, { id: unitId }),
    await overseer.ask(reversalsApi.claims, { id }),
    await overseer.ask(fundAccountsApi.accountChanges, { id }),
    await overseer.ask(fundAccountsApi.handoverSheets, { id: unitId }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  const { items } = (await expectOk(clerk.ask(repairFundApi.unitEntries, { id: unitId }))).body
  await expectOk(clerk.tell(reversalsApi.reverse, { id: items[0]?.id ?? '' }, { reason: '记错户' }))
  const seen = async (by: Client) => (await expectOk(by.ask(reversalsApi.reversals, { id }))).body.items
  expect(await seen(clerk)).toMatchObject([{ unitId, label: expect.stringContaining('101') }])
  expect(await seen(overseer)).toMatchObject([{ unitId: null, label: null, bookedFen: 10_000, reason: '记错户' }])
})

test('the words of a booking about one home are for who sees accounts; those of common money are for all', async () => {
  const { clerk } = world
  const rows = [{ unitId: unitIds[1] ?? '', amountFen: 5 }]
  const paid = { kind: 'top-up' as const, paidOn: '2026-02-10', rows, note: '三楼补交' }
  await expectOk(clerk.tell(repairFundApi.contribute, { id }, paid))
  const income = { kind: 'donation' as const, grossFen: 500, paidOn: '2026-02-11', note: '电梯广告' }
  await expectOk(clerk.tell(incomeApi.recordIncome, { id }, income))
  const notes = async (by: Client) =>
    (await expectOk(by.ask(repairFundApi.compoundEntries, { id, limit: 2 }))).body.items.map(({ note }) => note)
  expect(await notes(clerk)).toEqual(['电梯广告', '三楼补交'])
  expect(await notes(owner)).toEqual(['电梯广告', null])
  expect(await notes(overseer)).toEqual(['电梯广告', null])
})

test('papers of closing the books open to who may read what they prove', async () => {
  const { clerk } = world
  const paper = (colour: `#${string}`) => uploaded(world.at, clerk, colour)
  const [bank, official] = [await paper('#aa1122'), await paper('#22aa11')]
  const [sheet, posted] = [await paper('#1122aa'), await paper('#aaaa22')]
  const reconciled = { month: '2026-02', asOf: '2026-02-28', bankFen: 1, source: '对账单', file: bank }
  await expectOk(clerk.tell(closingApi.reconcile, { id }, reconciled))
  const theirs = { asOf: '2026-02-28', source: '银行', officialFen: 1, rows: [], file: official }
  await expectOk(clerk.tell(closingApi.recordOfficial, { id }, theirs))
  const handover = { on: '2026-03-01', buyerToldOn: '2026-03-01', file: sheet }
  await expectOk(clerk.tell(fundAccountsApi.recordHandover, { id: unitIds[1] ?? '' }, handover))
  const posting = { postedOn: '2026-03-01', place: '公告栏', noticeDays: 7, files: [posted] }
  await expectOk(clerk.tell(statementsApi.post, { id, period: '2026-02' }, posting))
  const who = async (sha256: string) => [
    await opens(world.committee, sha256),
    await opens(overseer, sha256),
    await opens(owner, sha256),
  ]
  expect(await who(bank)).toEqual([200, 200, 404])
  expect(await who(official)).toEqual([200, 404, 404])
  expect(await who(sheet)).toEqual([200, 404, 404])
  expect(await who(posted)).toEqual([200, 200, 200])
})

test('a building of one home is put together with others, in the hall and for its neighbours', async () => {
  const { admin, stranger } = world.at
  const building = { name: '2栋', storeys: null, builtInYear: null, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const { buildingsList } = (await expectOk(admin.ask(placesApi.compound, { id }))).body
  const buildingId = buildingsList.find(({ name }) => name === '2栋')?.id ?? ''
  const unknown = { entranceId: null, kind: null, floor: null, floorArea: null, floorAreaSource: null }
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows: [{ ...unknown, buildingId, door: '1' }] }))
  const again = { openedOn: '2026-01-01', bookkeeper: 'bank' as const, ground: '补设' }
  await expectOk(admin.tell(repairFundApi.open, { id }, again))
  const fund = async (by: Client) => (await expectOk(by.ask(repairFundApi.compoundFund, { id }))).body.items
  expect(await fund(world.clerk)).toMatchObject([
    { name: '1栋', accounts: 3 },
    { name: '2栋', accounts: 1 },
  ])
  expect(await fund(owner)).toMatchObject([{ name: expect.stringContaining('2栋'), accounts: 4 }])
  const posting = { postedOn: '2026-03-02', place: '公告栏', noticeDays: 7, files: [] }
  await expectOk(admin.tell(statementsApi.post, { id, period: '2026-02' }, posting))
  const seen = async (by: Client) =>
    (await expectOk(by.ask(statementsApi.statement, { id, period: '2026-02' }))).body.buildings
  expect(await seen(world.clerk)).toHaveLength(2)
  const published = (await expectOk(stranger.ask(statementsApi.published, { id, period: '2026-02' }))).body
  for (const rows of [await seen(owner), published.buildings])
    expect(rows).toMatchObject([{ name: expect.stringContaining('2栋'), closingFen: 30_005 }])
})

test('a plan speaks of its own compound alone', async () => {
  const { clerk, at, county } = world
  const other = await county.compound('邻村', 1)
  const place = { kind: 'unit' as const, id: other.unitIds[0] ?? '' }
  const told = { place, category: 'roof-leak' as const, urgency: 'ordinary' as const, text: '漏水' }
  const { id: requestId } = (await expectOk(at.admin.tell(maintenanceApi.report, { id: other.id }, told))).body
  const prepare = async (change: object) =>
    (await clerk.tell(withdrawalsApi.prepare, { id }, await world.plan(clerk, change))).body
  expect(await prepare({ requestId })).toMatchObject({ code: 'withdrawal-request-unknown' })
  const scope = { kind: 'units', unitIds: [unitIds[0], other.unitIds[0]] }
  expect(await prepare({ scope })).toMatchObject({ code: 'withdrawal-scope-unknown' })
  const building = { kind: 'building', buildingId: other.buildingId }
  expect(await prepare({ scope: building })).toMatchObject({ code: 'withdrawal-scope-unknown' })
  const split = {
    ...{ by: 'agreement', text: '约定', file: await world.file(clerk) },
    weights: [{ unitId: other.unitIds[0], weight: 1 }],
  }
  expect(await prepare({ split })).toMatchObject({ code: 'withdrawal-scope-unknown' })
  const { id: withdrawalId } = (await expectOk(clerk.tell(withdrawalsApi.prepare, { id }, await world.plan(clerk))))
    .body
  const replan = await clerk.tell(withdrawalsApi.plan, { id: withdrawalId }, await world.plan(clerk, { requestId }))
  expect(replan.body).toMatchObject({ code: 'withdrawal-request-unknown' })
})

test('two of the company are one signature: what a manager records, the committee signs', async () => {
  const manager = () => world.at.person('manager', ['manager', { kind: 'compound', id }])
  const [recorder, colleague] = [await manager(), await manager()]
  const lamp = { purpose: '换灯', amountFen: 100, spentOn: '2026-03-02', payee: null }
  const body = { ...lamp, photos: [await world.file(recorder)] }
  const { id: expenseId } = (await expectOk(recorder.tell(withdrawalsApi.recordSmallExpense, { id }, body))).body
  const sign = (by: Client) => by.tell(withdrawalsApi.signSmallExpense, { id: expenseId }, {})
  expect((await sign(colleague)).status).toBe(403)
  await expectOk(sign(world.committee))
})
