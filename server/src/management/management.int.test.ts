/** Management over HTTP: operators, adoptions, and the history as it was known. */
import { DAY_MS, instantOf } from '@changxin/shared/kernel'
import { managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { modeFromLog, modeOf } from './index.ts'

const startMs = Date.parse('2026-03-01T02:00:00.000Z')
const ground = { kind: 'contract' as const, text: '物业服务合同' }

let at: TestServer
let compoundId: string
let companyId: string
let centreId: string

const operator = async (kind: 'property-company' | 'service-centre', name: string) =>
  (await expectOk(at.admin.tell(managementApi.registerOperator, {}, { kind, name }))).body.id

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  const district = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  compoundId = (
    await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '建设新村', regionId: district.body.id }))
  ).body.id
  companyId = await operator('property-company', '某物业')
  centreId = await operator('service-centre', '北门服务中心')
})
afterAll(() => at.close())

test('the operator must be known and fit the mode', async () => {
  const adopt = (body: object) =>
    at.admin.tell(
      managementApi.adopt,
      { id: compoundId },
      { since: '2024-01-01', ground, mode: 'property-company', ...body },
    )
  expect((await adopt({})).body).toMatchObject({ code: 'operator-required' })
  expect((await adopt({ operatorId: 'nobody' })).body).toMatchObject({ code: 'operator-unknown' })
  expect((await adopt({ operatorId: centreId })).body).toMatchObject({ code: 'operator-kind-mismatch' })
  const missing = await at.admin.tell(
    managementApi.adopt,
    { id: 'nowhere' },
    { since: '2024-01-01', ground, mode: 'none' },
  )
  expect([missing.status, missing.body]).toMatchObject([404, { code: 'not-found' }])
})

test('one mode follows the other; the same once more changes nothing', async () => {
  const body = { mode: 'property-company' as const, since: '2024-01-01', operatorId: companyId, ground }
  const first = await expectOk(at.admin.tell(managementApi.adopt, { id: compoundId }, body))
  const again = await expectOk(at.admin.tell(managementApi.adopt, { id: compoundId }, body))
  expect(again.body).toEqual(first.body)
  const earlier = await at.admin.tell(
    managementApi.adopt,
    { id: compoundId },
    { ...body, mode: 'none', operatorId: null, since: '2023-01-01' },
  )
  expect([earlier.status, earlier.body]).toMatchObject([409, { code: 'mode-overlaps' }])
  const history = (await expectOk(at.admin.ask(managementApi.management, { id: compoundId }))).body
  expect(history).toMatchObject({
    mode: 'property-company',
    operatorName: '某物业',
    revision: 0,
    items: [{ id: first.body.id, until: null }],
  })
  const stale = await at.admin.tell(
    managementApi.adopt,
    { id: compoundId },
    { ...body, mode: 'none', operatorId: null, since: '2026-01-01' },
    { 'if-match': '7' },
  )
  expect(stale.status).toBe(412)
})

test('a mode for tomorrow begins tomorrow, and today stays readable', async () => {
  const body = { mode: 'service-centre' as const, since: '2026-03-02', operatorId: centreId, ground }
  await expectOk(at.admin.tell(managementApi.adopt, { id: compoundId }, body, { 'if-match': '0' }))
  const mode = async (asOf?: string) =>
    (await expectOk(at.admin.ask(managementApi.management, { id: compoundId, asOf }))).body.mode
  const current = () => at.server.views.read((read) => modeOf(read, compoundId)).result
  expect([await mode(), current()]).toEqual(['property-company', 'property-company'])
  at.time.nowMs += DAY_MS
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  expect([await mode(), current(), await mode('2026-03-01')]).toEqual([
    'service-centre',
    'service-centre',
    'property-company',
  ])
  expect(await modeFromLog(at.server.store, compoundId, '2026-03-01')).toBe('property-company')
  expect(await modeFromLog(at.server.store, compoundId, '2023-12-31')).toBe('unknown')
  const listed = await expectOk(at.admin.ask(placesApi.compounds, { mode: 'service-centre' }))
  expect(listed.body.items).toMatchObject([{ id: compoundId, operatorName: '北门服务中心' }])
  const operators = await expectOk(at.admin.ask(managementApi.operators, {}))
  expect(operators.body.items.map(({ id, compounds }) => [id, compounds])).toEqual(
    expect.arrayContaining([
      [companyId, 0],
      [centreId, 1],
    ]),
  )
})

test('a manager of the operator reaches what it manages from that day on', async () => {
  const manager = await at.person('manager', ['manager', { kind: 'operator', id: centreId }])
  expect((await manager.ask(placesApi.compound, { id: compoundId })).status).toBe(200)
  const former = await at.person('former', ['manager', { kind: 'operator', id: companyId }])
  expect((await former.ask(placesApi.compound, { id: compoundId })).status).toBe(403)
  expect(
    (await manager.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: '别家' })).status,
  ).toBe(403)
})
