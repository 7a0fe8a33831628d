/** An account that closes before its part of a collection is booked: its money waits with its source, the rest is booked. */
import {
  CollectionCarriedOver,
  collectionsApi,
  fundAccountsApi,
  fundImportsApi,
  repairFundApi,
} from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../../../../test/kit/county.ts'
import { expectOk, nextKey, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
const purpose = '更换楼道灯'
let at: TestServer
beforeAll(async () => {
  at = await startServer({ startMs })
})
afterAll(() => at.close())

/** As when the account closed in the moment in which the collection was carried over. */
async function carriedOver(collectionId: string, compoundId: string, rows: { unitId: string; amountFen: number }[]) {
  const key = nextKey()
  const stream = `collection-${collectionId}`
  const { type, version, schema } = CollectionCarriedOver
  const totalFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const data = schema.parse({
    ...{ collectionId, compoundId, carryOverId: key, rows, totalFen },
    ...{ carriedOn: '2026-03-20', carriedBy: at.admin.personId },
  })
  const metadata = {
    ...{ commandId: key, inputHash: key, actor: at.admin.personId },
    ...{ channel: 'web' as const, occurredAt: '2026-03-20T02:00:00.000Z' },
  }
  const revision = (await at.server.log.read(stream)).at(-1)?.revision ?? -1
  const appended = await at.server.log.append(stream, revision, [{ id: `${key}-0`, type, version, data, metadata }])
  await at.server.views.waitFor(appended.position)
  await at.server.processes.settle()
}

async function collected() {
  const compound = await (await makeCounty(at)).compound('团结坝', 2)
  const body = {
    ...{ kind: 'collection' as const, purpose, scope: { kind: 'compound' as const }, dueOn: '2026-04-30' },
    split: { by: 'equal' as const, totalFen: 40_000 },
    ground: { kind: 'agreement' as const, text: '楼道业主约定', file: await uploaded(at, at.admin) },
  }
  const { id } = (await expectOk(at.admin.tell(collectionsApi.open, { id: compound.id }, body))).body
  const rows = compound.unitIds.map((unitId, index) => ({ unitId, amountFen: 20_000 - index }))
  await expectOk(at.admin.tell(collectionsApi.pay, { id }, { rows, paidOn: '2026-03-19' }))
  const fund = { openedOn: '2026-03-20', bookkeeper: 'authority' as const, ground: '业主共同决定' }
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, fund))
  return { id, compoundId: compound.id, rows }
}
const close = (unitId: string) =>
  expectOk(at.admin.tell(fundAccountsApi.closeAccount, { id: unitId }, { reason: '并户' }))
const inSuspense = async (id: string) => (await expectOk(at.admin.ask(fundImportsApi.suspense, { id }))).body
const balances = async (id: string) =>
  (await expectOk(at.admin.ask(repairFundApi.accounts, { id }))).body.items.map((row) => [row.id, row.balanceFen])

test('one door has closed: the other is booked, its part is in suspense and names the door and the collection', async () => {
  const { id, compoundId, rows } = await collected()
  const [open = rows[0], closed = rows[0]] = rows
  await close(closed?.unitId ?? '')
  await carriedOver(id, compoundId, rows)
  expect(await balances(compoundId)).toContainEqual([open?.unitId, 20_000])
  const { openFen, items } = await inSuspense(compoundId)
  expect([openFen, items]).toMatchObject([
    19_999,
    [{ leftFen: 19_999, closedUnit: { unitId: closed?.unitId }, collection: { id, purpose } }],
  ])
  expect(items[0]?.closedUnit?.label).toContain('102')
  // It finds its door like any other receipt.
  const shares = [{ unitId: open?.unitId ?? '', amountFen: 19_999 }]
  await expectOk(at.admin.tell(fundImportsApi.assign, { id: items[0]?.id ?? '' }, { kind: 'build-up', shares }))
  expect(await balances(compoundId)).toContainEqual([open?.unitId, 39_999])
})

test('all doors have closed: everything waits, and the process is at rest', async () => {
  const { id, compoundId, rows } = await collected()
  for (const { unitId } of rows) await close(unitId)
  await carriedOver(id, compoundId, rows)
  expect(await inSuspense(compoundId)).toMatchObject({ total: 2, openFen: 39_999 })
  const pending = at.server.views.read((read) =>
    read.all('SELECT carry_over_id FROM repair_fund_carried_over_sum WHERE booked = 0'),
  )
  expect(pending.result).toEqual([])
})
