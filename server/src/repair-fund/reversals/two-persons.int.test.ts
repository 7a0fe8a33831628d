/** A fund through the API: income and its sharing, a mistake taken back by two persons, the life of accounts. */
import { placesApi } from '@changxin/shared/places'
import { fundAccountsApi, incomeApi, repairFundApi, reversalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

let server: TestServer
let id: string
let buildingId: string
let unitIds: readonly string[]
let regionId: string
beforeAll(async () => {
  server = await startServer()
  const { admin } = server
  const region = async (level: 'district' | 'subdistrict' | 'community', parentId: string | null) =>
    (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name: nextKey().slice(0, 8), parentId }))).body.id
  regionId = await region('community', await region('subdistrict', await region('district', null)))
  id = (await expectOk(admin.tell(placesApi.registerCompound, {}, { name: '甲小区', regionId }))).body.id
  await expectOk(admin.ask(placesApi.compound, { id }))
  const building = { name: '1栋', storeys: null, builtInYear: null, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  buildingId = (await expectOk(admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
  const doors = [6_000, 3_000, 1_000, 4_000, 2_000].map((floorArea, index) => ({
    ...{ buildingId, entranceId: null, door: String(101 + index), kind: null, floor: null },
    ...{ floorArea, floorAreaSource: 'survey' as const },
  }))
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows: doors }))
  unitIds = (await expectOk(admin.ask(placesApi.units, { id }))).body.items.map((unit) => unit.id)
  const how = await ownBook(server, admin, '2026-01-01')
  await expectOk(admin.tell(repairFundApi.open, { id }, how))
})
afterAll(() => server.close())

const balances = async () => {
  const { items } = (await expectOk(server.admin.ask(repairFundApi.accounts, { id }))).body
  return unitIds.map((unitId) => items.find((account) => account.id === unitId)?.balanceFen)
}
const money = async () => (await expectOk(server.admin.ask(incomeApi.money, { id }))).body.items[0]
async function pay(unitId: string | undefined, amountFen: number): Promise<string> {
  const rows = [{ unitId: unitId ?? '', amountFen }]
  await expectOk(server.admin.tell(repairFundApi.contribute, { id }, { kind: 'top-up', paidOn: '2026-01-02', rows }))
  const entries = await expectOk(server.admin.ask(repairFundApi.unitEntries, { id: unitId ?? '' }))
  return entries.body.items[0]?.id ?? ''
}
const approveChange = (by: Client, proposalId: string) =>
  by.tell(fundAccountsApi.approveAccountChange, { id: proposalId }, {})
const approve = (by: Client, proposalId: string, dryRun = false) =>
  by.tell(reversalsApi.approveReversal, { id: proposalId }, { dryRun })

describe('income', () => {
  test('comes into the pool, is looked at, and is shared by floor area', async () => {
    const { admin } = server
    await expectOk(
      admin.tell(incomeApi.recordIncome, { id }, { kind: 'donation', grossFen: 1_601, paidOn: '2026-01-03' }),
    )
    const split = { key: 'floor-area' as const, amountFen: 1_601 }
    const body = { from: 'compound' as const, on: '2026-01-04', split }
    const seen = await expectOk(admin.tell(incomeApi.distribute, { id }, { ...body, dryRun: true }))
    expect(seen.body.preview).toMatchObject({ sharedFen: 1_601, leftFen: 0 })
    expect(seen.body.preview?.units.map(({ amountFen }) => amountFen).sort()).toEqual([100, 200, 300, 400, 601])
    expect(await balances()).toEqual([0, 0, 0, 0, 0])
    await expectOk(admin.tell(incomeApi.distribute, { id }, body))
    expect(await balances()).toEqual([601, 300, 100, 400, 200])
    expect(await money()).toMatchObject({ compoundFen: 0, bankFen: 1_601 })
    const shared = await expectOk(admin.ask(incomeApi.distributions, { id }))
    expect(shared.body.items).toMatchObject([{ key: 'floor-area', fen: 1_601, units: 5, reversed: false }])
  })
  test('common income names the rule that its share rests on; without evidence it is refused', async () => {
    const { admin } = server
    const body = { kind: 'common-income' as const, grossFen: 1_000, paidOn: '2026-01-03' }
    const low = await admin.tell(incomeApi.recordIncome, { id }, { ...body, toFundPercent: 49 })
    expect(low).toMatchObject({ status: 409, body: { code: 'income-share-below-rule' } })
    await expectOk(admin.tell(incomeApi.recordIncome, { id }, { ...body, toFundPercent: 60 }))
    const { items } = (await expectOk(admin.ask(incomeApi.income, { id }))).body
    expect(items[0]).toMatchObject({ amountFen: 600, share: { percent: 60, ruleId: 'default-fund-rule' } })
    const costs = [{ purpose: '人工', amountFen: 1, file: 'f'.repeat(64) }]
    const unknown = await admin.tell(incomeApi.recordIncome, { id }, { ...body, toFundPercent: 60, costs })
    expect(unknown.status).toBe(409)
    const decided = await admin.tell(incomeApi.recordIncome, { id }, { ...body, toFundPercent: 1, decisionId: 'none' })
    expect(decided).toMatchObject({ status: 409, body: { code: 'decision-not-found' } })
  })
  test('interest is shared by daily balances, and what cannot be shared stays', async () => {
    const { admin } = server
    const period = { from: '2026-01-04', to: '2026-01-10' }
    const body = { amountFen: 1_600, period, paidOn: '2026-01-11' }
    const seen = (await expectOk(admin.tell(incomeApi.interest, { id }, { ...body, dryRun: true }))).body.preview
    await expectOk(admin.tell(incomeApi.interest, { id }, body))
    const left = (await money())?.undistributedFen
    expect(left).toBe(seen?.leftFen)
    expect((await balances()).reduce<number>((sum, fen) => sum + (fen ?? 0), left ?? 0)).toBe(3_201)
  })
})

describe('a mistake', () => {
  test('waits for a second person, who sees what will happen', async () => {
    const { admin } = server
    const [committee, clerk] = [
      await server.person('committee', ['committee', { kind: 'compound', id }]),
      await server.person('clerk', ['clerk', { kind: 'community', id: regionId }]),
    ]
    const before = await balances()
    const entryId = await pay(unitIds[2], 1_000_001)
    const proposed = await expectOk(committee.tell(reversalsApi.reverse, { id: entryId }, { reason: '记错户' }))
    const proposalId = proposed.body.id
    expect((await balances())[2]).toBe((before[2] ?? 0) + 1_000_001)
    expect(await approve(committee, proposalId)).toMatchObject({ status: 409, body: { code: 'reversal-own' } })
    const other = await server.person('committee', ['committee', { kind: 'compound', id }])
    expect(await approve(other, proposalId)).toMatchObject({ status: 409, body: { code: 'reversal-needs-community' } })
    const seen = (await expectOk(approve(clerk, proposalId, true))).body.preview
    expect(seen).toMatchObject({ required: 'community', fen: 1_000_001, bankFen: -1_000_001, owed: [] })
    const waiting = await expectOk(clerk.ask(reversalsApi.reversals, { id, state: 'open' }))
    expect(waiting.body.items).toMatchObject([{ id: proposalId, kind: 'top-up', unitId: unitIds[2], reason: '记错户' }])
    await expectOk(approve(clerk, proposalId))
    expect(await balances()).toEqual(before)
    const all = await expectOk(admin.ask(reversalsApi.reversals, { id }))
    expect(all.body.items[0]).toMatchObject({ state: 'approved', approver: 'community' })
  })
  test('is refused with a reason, or withdrawn by who proposed it', async () => {
    const { admin } = server
    const overseer = await server.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
    const entryId = await pay(unitIds[3], 77)
    const first = await expectOk(admin.tell(reversalsApi.reverse, { id: entryId }, { reason: '重复' }))
    await expectOk(overseer.tell(reversalsApi.refuseReversal, { id: first.body.id }, { reason: '没有重复' }))
    const second = await expectOk(admin.tell(reversalsApi.reverse, { id: entryId }, { reason: '确实重复' }))
    await expectOk(admin.tell(reversalsApi.withdrawReversal, { id: second.body.id }, {}))
    const { items } = (await expectOk(admin.ask(reversalsApi.reversals, { id, limit: 2 }))).body
    expect(items).toMatchObject([{ state: 'withdrawn' }, { state: 'refused', refusal: '没有重复' }])
  })
})

describe('a distribution whose money is gone', () => {
  test('comes back as far as it is there; the rest is claimed until it is paid', async () => {
    const { admin } = server
    const overseer = await server.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
    const from = unitIds[4] ?? ''
    const { items } = (await expectOk(admin.ask(incomeApi.distributions, { id }))).body
    const distributionId = items.find(({ key }) => key === 'floor-area')?.id ?? ''
    // A part of the unit goes to another one, so that its share is not on its account any more.
    const part = { kind: 'split' as const, on: '2026-01-12', reason: '分出一间', fromUnitIds: [from] }
    const files = [await uploaded(server, admin)]
    const before = await balances()
    const joined = await expectOk(
      admin.tell(fundAccountsApi.rearrange, { id }, { ...part, toUnitIds: [from, unitIds[3] ?? ''], files }),
    )
    expect(await balances()).toEqual(before)
    const own = await approveChange(admin, joined.body.id)
    expect(own).toMatchObject({ status: 409, body: { code: 'account-change-own' } })
    const waiting = await expectOk(overseer.ask(fundAccountsApi.accountChangeProposals, { id }))
    expect(waiting.body.items).toMatchObject([{ id: joined.body.id, kind: 'split', reason: '分出一间', files }])
    await expectOk(approveChange(overseer, joined.body.id))
    expect((await expectOk(overseer.ask(fundAccountsApi.accountChangeProposals, { id }))).body.items).toEqual([])
    const owedFen = 200 - ((await balances())[4] ?? 0)
    expect(owedFen).toBeGreaterThan(0)
    const proposed = await expectOk(admin.tell(reversalsApi.reverse, { id: distributionId }, { reason: '面积有误' }))
    await expectOk(approve(overseer, proposed.body.id))
    const claims = (await expectOk(admin.ask(reversalsApi.claims, { id }))).body
    expect(claims).toMatchObject({ owedFen, items: [{ unitId: from, owedFen, reason: '面积有误' }] })
    expect((await money())?.compoundFen).toBe(600 + 1_601 - owedFen)
  })
})

describe('the life of an account', () => {
  test('a sale is recorded with the balance that the buyer was told', async () => {
    const { admin } = server
    const [unitId = ''] = unitIds
    const [balanceFen] = await balances()
    const sale = { on: '2026-01-15', buyerToldOn: '2026-01-16' }
    await expectOk(admin.tell(fundAccountsApi.recordHandover, { id: unitId }, sale))
    const sheets = await expectOk(admin.ask(fundAccountsApi.handoverSheets, { id: unitId }))
    expect(sheets.body.items).toMatchObject([{ ...sale, balanceFen, label: '1栋 101' }])
  })
  test('a merger by mistake is taken back by two persons too, and every fen is where it was', async () => {
    const { admin } = server
    const overseer = await server.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
    const before = await balances()
    const [one = '', other = ''] = unitIds
    const files = [await uploaded(server, admin)]
    const change = { on: '2026-01-18', files }
    const apart = { fromUnitIds: [one, other], toUnitIds: [other] }
    const back = { fromUnitIds: [other], toUnitIds: [one, other] }
    for (const body of [
      { ...change, ...apart, kind: 'merge' as const, reason: '打通' },
      { ...change, ...back, kind: 'split' as const, reason: '并错了' },
    ]) {
      const { id: proposalId } = (await expectOk(admin.tell(fundAccountsApi.rearrange, { id }, body))).body
      await expectOk(approveChange(overseer, proposalId))
      expect((await balances())[0] === 0).toBe(body.kind === 'merge')
    }
    expect(await balances()).toEqual(before)
  })
  test('a lost building is owed to its owners and paid out', async () => {
    const { admin } = server
    const before = await balances()
    const overseer = await server.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
    const manager = await server.person('manager', ['manager', { kind: 'compound', id }])
    const bare = { buildingId, on: '2026-01-20', reason: '拆除', files: [] }
    expect((await admin.tell(fundAccountsApi.recordLoss, { id }, bare)).status).toBe(400)
    const loss = { ...bare, files: [await uploaded(server, admin)] }
    expect((await manager.tell(fundAccountsApi.recordLoss, { id }, loss)).status).toBe(403)
    const refused = await expectOk(admin.tell(fundAccountsApi.recordLoss, { id }, loss))
    const why = { reason: '没有公告' }
    await expectOk(overseer.tell(fundAccountsApi.refuseAccountChange, { id: refused.body.id }, why))
    const proposed = await expectOk(admin.tell(fundAccountsApi.recordLoss, { id }, loss))
    expect(await balances()).toEqual(before)
    await expectOk(approveChange(overseer, proposed.body.id))
    const due = (await expectOk(admin.ask(fundAccountsApi.lossesDue, { id }))).body
    expect(due.dueFen).toBe(before.reduce<number>((sum, fen) => sum + (fen ?? 0), 0))
    const [first] = due.items
    const entryId = first?.id ?? ''
    await expectOk(admin.tell(fundAccountsApi.payLoss, { id, entryId }, { paidOn: '2026-01-21' }))
    expect((await money())?.payableFen).toBe(due.dueFen - (first?.amountFen ?? 0))
    const changes = (await expectOk(admin.ask(fundAccountsApi.accountChanges, { id }))).body.items
    expect(changes.map(({ kind }) => kind)).toEqual([
      ...['closed', 'lost', 'rearranged', 'reopened', 'closed', 'rearranged', 'handover', 'rearranged'],
    ])
    const closed = await admin.tell(
      repairFundApi.contribute,
      { id },
      { kind: 'top-up', paidOn: '2026-01-22', rows: [{ unitId: unitIds[0] ?? '', amountFen: 1 }] },
    )
    expect(closed).toMatchObject({ status: 409, body: { code: 'account-closed' } })
  })
})
