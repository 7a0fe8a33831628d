/** Owners decide to raise money: where there is no fund it is drafted once, over restarts; a fund takes its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { effectIdOf, FundRaisingAuthorised } from '@changxin/shared/decisions'
import { placesApi } from '@changxin/shared/places'
import { collectionsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { timerMeta } from '../../clock/timer.ts'
import { DecisionEffects } from '../../decisions/decision.aggregates.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
let dataDir: string
let at: TestServer
let county: TestCounty
let poor: TestCompound
let rich: TestCompound

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'changxin-raising-'))
  at = await startServer({ startMs, dataDir })
  county = await makeCounty(at)
  poor = await county.compound('团结坝', 2)
  rich = await county.compound('兴隆花园', 2)
  const fund = { openedOn: '2026-03-01', bookkeeper: 'bank' as const, ground: '开户' }
  await expectOk(at.admin.tell(repairFundApi.open, { id: rich.id }, fund))
})
afterAll(async () => {
  await at.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function decide(decisionId: string, compoundId: string, per: 'square-metre' | 'unit') {
  const effect = FundRaisingAuthorised({
    ...{ decisionId, itemId: 'raise', compoundId, on: '2026-03-20', scope: { kind: 'compound' } },
    ...{ purpose: '外墙排危', per, amountFen: 2_000, dueOn: '2026-06-30' },
  })
  const meta = timerMeta(`effect-${decisionId}`, new Date(startMs).toISOString())
  await at.server.store.execute(DecisionEffects, effectIdOf(decisionId, 'raise'), {
    meta,
    command: { type: 'BringAbout', effect },
  })
  await at.server.processes.settle()
}
const listed = async (id: string) => (await expectOk(at.admin.ask(collectionsApi.list, { id }))).body.items

test('a draft with its shares waits for somebody to confirm it, with every floor area known', async () => {
  const building = (await expectOk(at.admin.ask(placesApi.compound, { id: poor.id }))).body.buildingsList[0]
  const newDoor = {
    ...{ buildingId: building?.id ?? '', entranceId: null, door: '301', kind: null, floor: 3 },
    ...{ floorArea: null, floorAreaSource: null },
  }
  await expectOk(at.admin.tell(placesApi.registerUnits, { id: poor.id }, { rows: [newDoor] }))
  await decide('d1', poor.id, 'square-metre')
  const [draft] = await listed(poor.id)
  expect(draft).toMatchObject({ status: 'draft', purpose: '外墙排危', dueOn: '2026-06-30', dueFen: 320_020 })
  const id = draft?.id ?? ''
  const view = (await expectOk(at.admin.ask(collectionsApi.collection, { id }))).body
  expect(view).toMatchObject({ unknownAreas: 1, ground: { kind: 'decision', decisionId: 'd1', itemId: 'raise' } })
  const confirm = () => at.admin.tell(collectionsApi.confirm, { id }, {})
  expect((await confirm()).body).toMatchObject({ code: 'collection-area-needed' })
  const unknown = view.doorList.find(({ state }) => state === 'unknown')?.id ?? ''
  const measured = { floorArea: 5_000, floorAreaSource: 'survey' as const, ground: '实测' }
  await expectOk(at.admin.tell(placesApi.recordFloorArea, { id: unknown }, measured))
  await expectOk(confirm())
  expect((await listed(poor.id))[0]).toMatchObject({ status: 'open', doors: 3, dueFen: 420_020 })
})

test('where there is a fund the decision is left to it', async () => {
  await decide('d2', rich.id, 'unit')
  expect(await listed(rich.id)).toEqual([])
})

test('a restart with views made anew drafts nothing a second time', async () => {
  const { nowMs } = at.time
  await at.close()
  for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) await rm(join(dataDir, name), { force: true })
  at = await startServer({ dataDir, startMs: nowMs })
  await at.server.processes.settle()
  const items = await listed(poor.id)
  expect(items).toHaveLength(1)
  const events = await at.server.log.read(`collection-${items[0]?.id}`)
  expect(events.map(({ type }) => type)).toEqual(['CollectionDrafted', 'CollectionConfirmed'])
  expect(events[0]?.metadata).toMatchObject({ actor: 'system', channel: 'process' })
})
