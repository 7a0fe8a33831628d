/** What a role or a part in a matter does not allow: confirming one's own work, erasing or registering in another district. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let compound: TestCompound
let worker: Client
let resident: Client
beforeAll(async () => {
  at = await startServer()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
  resident = await at.person('resident')
  const relation = { personId: resident.personId, relation: 'tenant' as const, since: '2024-01-01' }
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[0] ?? '' }, relation))
})
afterAll(() => at.close())

async function reported(): Promise<string> {
  const place = { kind: 'compound' as const, id: compound.id }
  return (
    await expectOk(
      resident.tell(
        maintenanceApi.report,
        { id: compound.id },
        { place, category: 'drain', urgency: 'ordinary', text: '堵了' },
      ),
    )
  ).body.id
}

test('a worker neither confirms the own work nor withdraws the request; the reporter does', async () => {
  const id = await reported()
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
  expect((await worker.tell(maintenanceApi.cancel, { id }, { reason: '不想做' })).status).toBe(403)
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '好了' }))
  expect((await worker.tell(maintenanceApi.confirm, { id }, { rating: 5 })).status).toBe(403)
  const { body } = await expectOk(worker.ask(maintenanceApi.request, { id }))
  expect(body.possible).not.toContain('maintenance.confirm')
  await expectOk(resident.tell(maintenanceApi.confirm, { id }, { rating: 3 }))
})

test('a reporter does not take or finish the work', async () => {
  const id = await reported()
  await expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
  expect((await resident.tell(maintenanceApi.start, { id }, {})).status).toBe(403)
  expect((await resident.tell(maintenanceApi.complete, { id }, { note: '我说好了' })).status).toBe(403)
})

test('a district’s administrator neither erases nor registers in another district', async () => {
  const other = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '邻县', parentId: null }),
  )
  const neighbour = await at.person('district-admin', ['administrator', { kind: 'district', id: other.body.id }])
  expect((await neighbour.tell(peopleApi.erase, { id: resident.personId }, { reason: '误操作' })).status).toBe(403)
  const nobody = await expectOk(at.admin.tell(peopleApi.register, {}, { name: '无关的人' }))
  expect((await neighbour.tell(peopleApi.erase, { id: nobody.body.id }, { reason: '误操作' })).status).toBe(403)
  const regions = (await expectOk(at.admin.ask(placesApi.regions, { level: 'district' }))).body.items
  const here = regions.find((region) => region.id !== other.body.id)?.id ?? null
  const street = { level: 'subdistrict' as const, name: '新街道' }
  expect((await neighbour.tell(placesApi.registerRegion, {}, { ...street, parentId: here })).status).toBe(403)
  await expectOk(neighbour.tell(placesApi.registerRegion, {}, { ...street, parentId: other.body.id }))
})

test('who moves in sees nothing of what those before them reported from the flat', async () => {
  const unitId = compound.unitIds[1] ?? ''
  const home = (personId: string, since: string) => ({ personId, relation: 'tenant' as const, since })
  const today = new Date(at.time.nowMs + 8 * 3_600_000).toISOString().slice(0, 10)
  const [before, after, spouse] = [await at.person('before'), await at.person('after'), await at.person('spouse')]
  for (const relation of [home(before.personId, '2024-01-01'), home(spouse.personId, '2024-01-01')])
    await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, relation))
  const lastMonth = new Date(at.time.nowMs - 30 * 86_400_000).toISOString()
  const place = { kind: 'unit' as const, id: unitId }
  const body = {
    place,
    category: 'water' as const,
    urgency: 'ordinary' as const,
    text: '卧室漏水',
    occurredAt: lastMonth,
  }
  const { id } = (await expectOk(before.tell(maintenanceApi.report, { id: compound.id }, body))).body
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, home(after.personId, today)))

  const listed = async (client: Client) => (await expectOk(client.ask(maintenanceApi.list, {}))).body.items.length
  expect([await listed(before), await listed(spouse), await listed(after)]).toEqual([1, 1, 0])
  expect((await spouse.ask(maintenanceApi.request, { id })).status).toBe(200)
  expect((await after.ask(maintenanceApi.request, { id })).status).toBe(403)
})
