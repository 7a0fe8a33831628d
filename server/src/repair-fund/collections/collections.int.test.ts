/** Money of owners without a fund, over HTTP on a real log: shares, who paid, two signatures, what neighbours may see. */
import { instantOf } from '@changxin/shared/kernel'
import { collectionsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { expectCarriedOver } from './carried-over.contract.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')

let at: TestServer
let county: TestCounty
let compound: TestCompound
let clerk: Client
let head: Client
let neighbour: Client
let overseer: Client
let paper: string
let collectionId: string

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  county = await makeCounty(at)
  compound = await county.compound('团结坝', 4)
  const here = { kind: 'compound', id: compound.id } as const
  head = await at.person('head', ['committee', here])
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
  neighbour = await county.owner(compound.unitIds[0] ?? '')
  paper = await uploaded(at, head)
})
afterAll(() => at.close())

const opening = (change: object = {}) => ({
  kind: 'collection' as const,
  purpose: '更换楼道灯',
  scope: { kind: 'compound' as const },
  split: { by: 'floor-area' as const, totalFen: 40_000 },
  dueOn: '2026-04-30',
  ground: { kind: 'agreement' as const, text: '楼道业主约定', file: paper },
  ...change,
})
const viewFor = async (who: Client) => (await expectOk(who.ask(collectionsApi.collection, { id: collectionId }))).body
const entries = async () => (await expectOk(head.ask(collectionsApi.entries, { id: collectionId }))).body.items
const sharedMoney = async (asOf?: string) =>
  (await expectOk(neighbour.ask(collectionsApi.sharedMoney, { id: compound.id, ...(asOf ? { asOf } : {}) }))).body
const pay = (who: Client, unitId: string, amountFen: number, body: object = {}) =>
  who.tell(collectionsApi.pay, { id: collectionId }, { rows: [{ unitId, amountFen }], paidOn: '2026-03-19', ...body })
const nextDay = () => {
  at.time.nowMs += 86_400_000
  return at.server.timer.advanceTo(instantOf(at.time.nowMs))
}

test('where nothing was collected there is no money, and no ¥0.00 to show', async () => {
  expect(await sharedMoney()).toMatchObject({ hasFund: false, hasMoney: false, months: [], lines: [] })
})

test('the committee opens a collection; its shares are exact, and a neighbour sees counts and her own door', async () => {
  const open = (who: Client) => who.tell(collectionsApi.open, { id: compound.id }, opening())
  expect((await open(neighbour)).status).toBe(403)
  collectionId = (await expectOk(open(head))).body.id
  const desk = await viewFor(head)
  expect(desk).toMatchObject({ status: 'open', doors: 4, paidDoors: 0, dueFen: 40_000, doorsShown: 'amounts' })
  expect(desk.doorList.map(({ dueFen }) => dueFen)).toEqual([9_998, 9_999, 10_001, 10_002])
  const seen = await viewFor(neighbour)
  expect(seen).toMatchObject({ doors: 4, doorsShown: 'own', mayWrite: false })
  expect(seen.doorList).toMatchObject([{ id: compound.unitIds[0], dueFen: 9_998, state: 'unpaid' }])
  const mine = await expectOk(neighbour.ask(collectionsApi.unitCollections, { id: compound.unitIds[0] ?? '' }))
  expect(mine.body.items).toMatchObject([{ dueFen: 9_998, totalFen: 40_000, floorArea: 8_000, sharedArea: 32_006 }])
  expect((await neighbour.ask(collectionsApi.unitCollections, { id: compound.unitIds[1] ?? '' })).status).toBe(403)
  expect((await neighbour.ask(collectionsApi.entries, { id: collectionId })).status).toBe(403)
})

test('doors pay in full, in part and once; the list of a round is taken whole or not at all', async () => {
  const [first = '', second = '', third = ''] = compound.unitIds
  await expectOk(pay(head, first, 9_998))
  await expectOk(pay(head, second, 5_000))
  const rows = [
    { unitId: second, amountFen: 4_999 },
    { unitId: third, amountFen: 10_002 },
  ]
  const round = await pay(head, third, 1, { rows })
  expect(round.body).toMatchObject({ code: 'collection-over-paid' })
  expect((await viewFor(head)).doorList.map(({ state }) => state)).toEqual(['paid', 'part', 'unpaid', 'unpaid'])
  await expectOk(pay(head, second, 5_000, { keepCredit: true }))
  expect(await viewFor(neighbour)).toMatchObject({ paidDoors: 2, paidFen: 19_998, leftFen: 19_998 })
})

test('which doors have paid is shown to neighbours only where that was chosen, and never amounts', async () => {
  const choose = (who: Client, shown: boolean) =>
    who.tell(collectionsApi.showPaidDoors, { id: compound.id }, { shown, ground: '楼道会议同意' })
  expect((await choose(neighbour, true)).status).toBe(403)
  await expectOk(choose(head, true))
  const seen = await viewFor(neighbour)
  expect(seen.doorsShown).toBe('paid')
  expect(seen.doorList.map(({ state }) => state)).toEqual(['paid', 'paid', 'unpaid', 'unpaid'])
  expect(seen.doorList.slice(1).every(({ dueFen, paidFen, paidOn }) => !dueFen && !paidFen && !paidOn)).toBe(true)
  await expectOk(choose(head, false))
  expect((await viewFor(neighbour)).doorList).toHaveLength(1)
})

test('a spending counts with the second signature, which the clerk gives where there is nobody else', async () => {
  const invoice = await uploaded(at, head, '#112233')
  const body = { purpose: '灯具', amountFen: 12_000, spentOn: '2026-03-20', invoices: [invoice], photos: [] }
  const spent = await expectOk(head.tell(collectionsApi.spend, { id: collectionId }, body))
  const sign = (who: Client) => who.tell(collectionsApi.signSpending, { id: spent.body.id }, {})
  expect((await sign(head)).body).toMatchObject({ code: 'collection-second-person' })
  expect((await sign(neighbour)).status).toBe(403)
  expect(await viewFor(head)).toMatchObject({ spentFen: 0, waiting: 1, spendings: [] })
  await expectOk(sign(clerk))
  expect(await viewFor(neighbour)).toMatchObject({ spentFen: 12_000, leftFen: 7_998, waiting: 0 })
  expect((await sharedMoney()).months).toMatchObject([{ id: '2026-03', collectedFen: 19_998, spentFen: 12_000 }])
  const file = (who: Client, sha: string) =>
    at.server.app.inject({ url: `/api/files/${sha}`, headers: { cookie: who.cookie } })
  expect([(await file(neighbour, invoice)).statusCode, (await file(neighbour, paper)).statusCode]).toEqual([200, 404])
})

test('two of the company are one signature: what a manager records, another manager cannot sign', async () => {
  const manager = () => at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  const [recorder, colleague] = [await manager(), await manager()]
  const invoices = [await uploaded(at, recorder, '#332211')]
  const body = { purpose: '插座', amountFen: 100, spentOn: '2026-03-20', invoices, photos: [] }
  const { id: spendingId } = (await expectOk(recorder.tell(collectionsApi.spend, { id: collectionId }, body))).body
  expect((await colleague.tell(collectionsApi.signSpending, { id: spendingId }, {})).status).toBe(403)
  await expectOk(recorder.tell(collectionsApi.withdrawSpending, { id: spendingId }, { reason: '不买了' }))
})

test('a wrong payment is taken back by a second person; the past stays as it was', async () => {
  await nextDay()
  const [payment] = (await entries()).filter(({ kind, amountFen }) => kind === 'payment' && amountFen === 9_998)
  const proposal = { entryId: payment?.id ?? '', reason: '记错门牌' }
  const reversal = await expectOk(clerk.tell(collectionsApi.proposeReversal, { id: collectionId }, proposal))
  const approve = (who: Client) =>
    who.tell(collectionsApi.approveReversal, { id: collectionId, reversalId: reversal.body.id }, {})
  for (const who of [head, clerk]) expect((await approve(who)).body).toMatchObject({ code: 'collection-second-person' })
  expect((await approve(overseer)).body).toMatchObject({ code: 'collection-reversal-spent' })
  await expectOk(pay(head, compound.unitIds[2] ?? '', 10_001))
  await expectOk(approve(overseer))
  expect((await viewFor(head)).doorList[0]).toMatchObject({ state: 'unpaid', paidFen: 0, paidOn: null })
  expect((await entries()).find(({ id }) => id === payment?.id)).toMatchObject({
    status: 'reversed',
    reversal: { waits: false, reason: '记错门牌' },
  })
  expect(await sharedMoney()).toMatchObject({ collectedFen: 20_001, leftFen: 8_001 })
  expect(await sharedMoney('2026-03-20')).toMatchObject({ collectedFen: 19_998, leftFen: 7_998 })
})

test('the rest goes into the fund once there is one, door by door, and then it is closed', async () => {
  const carry = () => head.tell(collectionsApi.carryOver, { id: collectionId }, {})
  expect((await carry()).body).toMatchObject({ code: 'collection-fund-missing' })
  const paidFen = new Map((await viewFor(head)).doorList.map((door) => [door.id, door.paidFen ?? 0]))
  const fund = await ownBook(at, head, '2026-03-21')
  await expectOk(head.tell(repairFundApi.open, { id: compound.id }, fund))
  await expectOk(carry())
  const events = await at.server.log.read(`collection-${collectionId}`)
  expectCarriedOver(events, { collectionId, compoundId: compound.id, on: '2026-03-21', paidFen, totalFen: 8_001 })
  const close = (unpaidReason: string | null) => head.tell(collectionsApi.close, { id: collectionId }, { unpaidReason })
  expect((await close(null)).body).toMatchObject({ code: 'collection-doors-unpaid' })
  await expectOk(close('两户不再追收'))
  expect(await viewFor(neighbour)).toMatchObject({ status: 'closed', leftFen: 0, carriedFen: 8_001 })
  expect(await sharedMoney()).toMatchObject({ hasFund: true, leftFen: 0, carriedFen: 8_001 })
  const again = await head.tell(collectionsApi.open, { id: compound.id }, opening())
  expect(again.body).toMatchObject({ code: 'collection-fund-open' })
})
