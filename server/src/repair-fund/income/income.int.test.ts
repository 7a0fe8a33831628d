/** Where the money of a fund lies, and how a pool is shared by an agreement, over HTTP. */
import { externalApi } from '@changxin/shared/decisions'
import { incomeApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const MONDAY = '2026-03-02T02:00:00.000Z'
const WHOLE = { floorArea: 24_003, heads: 3 }
const NOBODY = { floorArea: 0, heads: 0 }

let at: TestServer
let compound: TestCompound
let id: string
let clerk: Client
let owner: Client
let decisionId: string
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const county = await makeCounty(at)
  compound = await county.compound('东苑', 3)
  ;({ id } = compound)
  owner = await county.owner(compound.unitIds[0] ?? '')
  clerk = await at.person('clerk', ['clerk', { kind: 'compound', id }])
  const opening = await ownBook(at, at.admin, '2025-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id }, opening))
  await earned(100_000, '2026-01-05')
  decisionId = await decided()
})
afterAll(() => at.close())

/** Taken outside by all owners, and found right by a second person. */
async function decided(): Promise<string> {
  const item = {
    itemId: 'i1',
    matter: 'management-covenant',
    title: '购买国债',
    text: '五万以内',
    effect: null,
  } as const
  const figures = { electorate: WHOLE, participating: WHOLE, yes: WHOLE, no: NOBODY, abstained: NOBODY }
  const body = {
    ...{ title: '购买国债', scope: { kind: 'compound' as const }, items: [{ ...item, groupId: null }] },
    ...{ counts: [{ itemId: 'i1', ...figures, unitsWithoutFloorArea: 0, stated: true }], means: 'paper' as const },
    ...{ decidedOn: '2026-02-20', files: [await uploaded(at, clerk, '#123456')], stamp: '东苑社区居民委员会' },
  }
  const recorded = (await expectOk(clerk.tell(externalApi.record, { id }, body))).body.id
  await expectOk(at.admin.tell(externalApi.check, { id: recorded }, { outcome: 'agreed' }))
  return recorded
}

const earned = (grossFen: number, paidOn: string) =>
  expectOk(at.admin.tell(incomeApi.recordIncome, { id }, { kind: 'donation', grossFen, paidOn }))
const move = (body: Parameters<typeof clerk.tell<typeof incomeApi.moveAssets>>[2]) =>
  clerk.tell(incomeApi.moveAssets, { id }, body)
const bonds = async (by: Client = clerk, asOf?: string) =>
  (await expectOk(by.ask(incomeApi.bonds, { id, ...(asOf === undefined ? {} : { asOf }) }))).body.items
const lies = async () => (await expectOk(clerk.ask(incomeApi.money, { id }))).body.items[0]

test('bonds live from the day they are bought to the day the last of them is paid back', async () => {
  const term = { on: '2026-02-25', maturesOn: '2026-02-28', note: '储蓄国债一期' }
  const buy = { from: 'bank', to: 'bonds', amountFen: 60_000, ...term } as const
  expect((await move(buy)).body).toMatchObject({ code: 'bonds-need-decision' })
  expect((await move({ ...buy, decisionId: 'nothing' })).body).toMatchObject({ code: 'decision-not-found' })
  const bought = await expectOk(move({ ...buy, decisionId }))
  const bond = { id: bought.body.id, boughtFen: 60_000, boughtOn: '2026-02-25', maturesOn: '2026-02-28', decisionId }
  expect(await bonds(owner)).toMatchObject([{ ...bond, leftFen: 60_000, back: [], sample: false }])
  const back = { from: 'bonds', to: 'bank', on: '2026-03-01', ofMoveId: bond.id } as const
  expect((await move({ ...back, amountFen: 60_001 })).body).toMatchObject({ code: 'bonds-short' })
  await expectOk(move({ ...back, amountFen: 25_000, on: '2026-02-27', note: '提前兑取' }))
  await expectOk(move({ ...back, amountFen: 35_000 }))
  expect(await bonds()).toMatchObject([
    {
      ...{ ...bond, leftFen: 0 },
      back: [
        { on: '2026-02-27', fen: 25_000, note: '提前兑取' },
        { on: '2026-03-01', fen: 35_000, note: null },
      ],
    },
  ])
  expect(await lies()).toMatchObject({ bankFen: 100_000, bondsFen: 0, compoundFen: 100_000 })
})

test('a later redemption is not there as of an earlier day', async () => {
  const buy = { from: 'bank', to: 'bonds', amountFen: 10_000, on: '2026-03-02', maturesOn: '2029-03-02' } as const
  const bought = (await expectOk(move({ ...buy, decisionId }))).body.id
  at.time.nowMs = Date.parse('2026-03-03T02:00:00.000Z')
  await at.server.timer.advanceTo('2026-03-03T02:00:00.000Z')
  await expectOk(move({ from: 'bonds', to: 'bank', amountFen: 10_000, on: '2026-03-03', ofMoveId: bought }))
  expect((await bonds())[0]).toMatchObject({ id: bought, leftFen: 0 })
  expect((await bonds(clerk, '2026-03-02'))[0]).toMatchObject({ id: bought, leftFen: 10_000, back: [] })
})

test('petty cash says what was at hand after each booking', async () => {
  await expectOk(move({ from: 'bank', to: 'petty-cash', amountFen: 500, on: '2026-03-01', note: '买灯泡' }))
  expect((await move({ from: 'petty-cash', to: 'bank', amountFen: 501, on: '2026-03-02' })).body).toMatchObject({
    code: 'assets-short',
  })
  await expectOk(move({ from: 'petty-cash', to: 'bank', amountFen: 200, on: '2026-03-02' }))
  const { items } = (await expectOk(owner.ask(incomeApi.pettyCash, { id }))).body
  expect(items).toMatchObject([
    { kind: 'brought-back', fen: -200, leftFen: 300, on: '2026-03-02', note: null },
    { kind: 'filled', fen: 500, leftFen: 500, on: '2026-03-01', note: '买灯泡' },
  ])
  expect(await lies()).toMatchObject({ pettyCashFen: 300, bankFen: 99_700 })
})

test('an agreement in writing is a ground for the yield of the accounts; the paper opens to whoever keeps the books, its existence shows', async () => {
  const [first = '', second = ''] = compound.unitIds
  const rows = [
    { unitId: first, weight: 1 },
    { unitId: second, weight: 3 },
  ]
  const split = { key: 'agreement' as const, amountFen: 1_001, rows }
  const shared = { kind: 'interest' as const, grossFen: 2_000, paidOn: '2026-01-06', into: 'undistributed' as const }
  await expectOk(at.admin.tell(incomeApi.recordIncome, { id }, shared))
  const body = { from: 'undistributed' as const, on: '2026-03-02', split }
  const bare = await clerk.tell(incomeApi.distribute, { id }, { ...body, dryRun: true })
  expect(bare).toMatchObject({ status: 409, body: { code: 'distribution-needs-agreement' } })
  const file = await uploaded(at, clerk, '#aa3300')
  const looked = await expectOk(clerk.tell(incomeApi.distribute, { id }, { ...body, files: [file], dryRun: true }))
  expect(looked.body.preview).toMatchObject({ sharedFen: 1_001, leftFen: 0 })
  await expectOk(clerk.tell(incomeApi.distribute, { id }, { ...body, files: [file] }))
  const { items } = (await expectOk(clerk.ask(incomeApi.distributions, { id }))).body
  expect(items).toMatchObject([{ key: 'agreement', fen: 1_001, units: 2, decisionId: null, files: [file] }])
  const opens = async (by: Client) =>
    (await at.server.app.inject({ url: `/api/files/${file}`, headers: { cookie: by.cookie } })).statusCode
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
  expect([await opens(clerk), await opens(owner)]).toEqual([200, 404])
})
