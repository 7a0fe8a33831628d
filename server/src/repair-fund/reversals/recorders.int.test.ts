/** What a process books because of somebody's act is theirs: they do not approve taking it back. */
import { instantOf } from '@changxin/shared/kernel'
import { collectionsApi, repairFundApi, reversalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../../../../test/kit/county.ts'
import { bookImport, fundOfDoors, stageSheet } from '../../../../test/kit/fund-import.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { csvOf, linesOf } from '../imports/imports.fixture.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
let at: TestServer
let overseer: Client
beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  overseer = await at.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
})
afterAll(() => at.close())

const clerkOf = (id: string) => at.person('clerk', ['clerk', { kind: 'compound', id }])
/** Somebody proposes to take the only entry of a unit back: what its recorder is told, and another. */
async function approvalsOf(unitId: string, proposer: Client, recorder: Client) {
  const { items } = (await expectOk(at.admin.ask(repairFundApi.unitEntries, { id: unitId }))).body
  expect(items).toHaveLength(1)
  const entryId = items[0]?.id ?? ''
  const { id } = (await expectOk(proposer.tell(reversalsApi.reverse, { id: entryId }, { reason: '记错户' }))).body
  const own = await recorder.tell(reversalsApi.approveReversal, { id }, {})
  const other = await overseer.tell(reversalsApi.approveReversal, { id }, {})
  return [own.status === 200 ? 200 : (own.body as unknown as { code: string }).code, other.status]
}

test('what an import booked was recorded by whoever told it to be booked', async () => {
  const place = await fundOfDoors(at, 60)
  const lines = linesOf([{ day: '2026-03-01', serial: 'A1', credit: '200.00', place: '1-2-301' }])
  const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(lines)))
  expect(await bookImport(at, at.admin, staged.body['id'] as string)).toMatchObject({ bookedRows: 1 })
  const accounts = (await expectOk(at.admin.ask(repairFundApi.accounts, { id: place.id }))).body.items
  const unitId = accounts.find(({ balanceFen }) => balanceFen > 0)?.id ?? ''
  expect(await approvalsOf(unitId, await clerkOf(place.id), at.admin)).toEqual(['reversal-own-booking', 200])
})

test('what a collection carried over was recorded by whoever carried it over', async () => {
  const county = await makeCounty(at)
  const { id, unitIds } = await county.compound('团结坝', 1)
  const [unitId = ''] = unitIds
  const ground = { kind: 'agreement' as const, text: '楼道业主约定', file: await uploaded(at, at.admin) }
  const split = { by: 'equal' as const, totalFen: 20_000 }
  const lamps = { kind: 'collection' as const, purpose: '更换楼道灯', scope: { kind: 'compound' as const } }
  const collection = { ...lamps, split, dueOn: '2026-04-30', ground }
  const collectionId = (await expectOk(at.admin.tell(collectionsApi.open, { id }, collection))).body.id
  const paid = { rows: [{ unitId, amountFen: 20_000 }], paidOn: '2026-03-19' }
  await expectOk(at.admin.tell(collectionsApi.pay, { id: collectionId }, paid))
  const fund = { openedOn: '2026-03-20', bookkeeper: 'authority' as const, ground: '业主共同决定' }
  await expectOk(at.admin.tell(repairFundApi.open, { id }, fund))
  await expectOk(at.admin.tell(collectionsApi.carryOver, { id: collectionId }, {}))
  await at.server.processes.settle()
  expect(await approvalsOf(unitId, await clerkOf(id), at.admin)).toEqual(['reversal-own-booking', 200])
})
