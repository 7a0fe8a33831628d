/** Who reported: nobody, a number to call back, a home. The number is kept where it can be erased, and nowhere else. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectOk, nextKey } from '../../../test/kit/server.ts'
import { type LabelDesk, MINUTE_MS, makeLabelDesk, told } from './label.fixture.ts'

const PHONE = '13912345678'
let at: LabelDesk['at']
let compound: LabelDesk['compound']
let desk: LabelDesk['desk']
let entrance: LabelDesk['entrance']
let codeOf: LabelDesk['codeOf']
let tokenOf: LabelDesk['tokenOf']
let report: LabelDesk['report']
let streamsWith: LabelDesk['streamsWith']

beforeAll(async () => {
  ;({ at, compound, desk, entrance, codeOf, tokenOf, report, streamsWith } = await makeLabelDesk())
})
afterAll(() => at.close())
// Each test has the limits of a fresh window.
beforeEach(() => {
  at.time.nowMs += 20 * MINUTE_MS
})

test('without a name or a number nobody stands as the reporter', async () => {
  const code = await codeOf(entrance)
  const { body } = await expectOk(report(code, await tokenOf(code)))
  const request = (await expectOk(desk.ask(maintenanceApi.request, { id: body.id }))).body
  expect(request).toMatchObject({ reporterName: null, reporterMaskedPhone: null, channel: 'label' })
})

test('the number that was left is in the stream of the person and nowhere else; erasing takes it away for good', async () => {
  const code = await codeOf(entrance)
  const phone = '13600001111'
  const key = nextKey()
  const send = async () => report(code, await tokenOf(code), { caller: { phone } }, { 'idempotency-key': key })
  const { body } = await expectOk(send())
  const again = await expectOk(send())
  expect(again.body).toEqual(body)
  expect(again.headers['idempotency-hit'], 'sent again after a new scan it is the same report').toBe('true')

  const [reported] = await at.server.log.read(`request-${body.id}`)
  const personId = reported?.metadata.onBehalfOf ?? ''
  const holding = await streamsWith(phone)
  expect(holding).toEqual([`person-${personId}`])
  expect((await expectOk(desk.ask(maintenanceApi.request, { id: body.id }))).body.reporterMaskedPhone).toBe(
    '136****1111',
  )

  await expectOk(at.admin.tell(peopleApi.erase, { id: personId }, { reason: '本人要求' }))
  expect(await streamsWith(phone)).toEqual([])
  const after = (await expectOk(desk.ask(maintenanceApi.request, { id: body.id }))).body
  expect(after).toMatchObject({ number: body.number, reporterName: '—', reporterMaskedPhone: null })
})

test('a repeat with another number is refused', async () => {
  const code = await codeOf(entrance)
  const headers = { 'idempotency-key': nextKey() }
  const token = await tokenOf(code)
  await expectOk(report(code, token, { caller: { phone: '13600002222' } }, headers))
  const other = await report(code, token, { caller: { phone: '13600003333' } }, headers)
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  expect(await report(code, token, { text: '另一件事' }, headers)).toMatchObject({ status: 422 })
})

test('the hash of the input that stays for ever is the same for every caller: no number can be found by trying', async () => {
  const code = await codeOf(entrance)
  const hashes = new Set<string | undefined>()
  for (const phone of ['13600005555', '13600006666']) {
    const byLabel = (await expectOk(report(code, await tokenOf(code), { caller: { phone } }))).body.id
    const body = { ...told, text: '电话里说的', place: entrance, caller: { phone } } as const
    const byDesk = (await expectOk(desk.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
    for (const id of [byLabel, byDesk]) hashes.add((await at.server.log.read(`request-${id}`))[0]?.metadata.inputHash)
  }
  expect(hashes.size, 'one of the label, one of the desk').toBe(2)
})

test('who enters a call gives a number to call back, in the same way, instead of a registered person', async () => {
  const caller = { name: '外卖小哥', phone: '13700004444' }
  const body = { ...told, place: entrance, channel: 'phone', caller } as const
  const { body: done } = await expectOk(desk.tell(maintenanceApi.report, { id: compound.id }, body))
  const request = (await expectOk(desk.ask(maintenanceApi.request, { id: done.id }))).body
  expect(request).toMatchObject({ reporterName: '外卖小哥', reporterMaskedPhone: '137****4444', channel: 'phone' })
  expect(request.steps[0]).toMatchObject({ actorId: desk.personId, onBehalfOfName: '外卖小哥' })
  const [reported] = await at.server.log.read(`request-${done.id}`)
  const holding = await streamsWith(caller.phone)
  expect(holding).toEqual([`person-${reported?.metadata.onBehalfOf}`])

  const both = await desk.tell(maintenanceApi.report, { id: compound.id }, { ...body, onBehalfOf: desk.personId })
  expect(both).toMatchObject({ status: 409, body: { code: 'caller-and-person' } })
  const size = await at.server.log.size()
  const nowhere = { ...body, place: { kind: 'building', id: 'x' } as const }
  expect((await desk.tell(maintenanceApi.report, { id: compound.id }, nowhere)).body.code).toBe('place-unknown')
  expect(await at.server.log.size(), 'what is refused leaves no number behind').toBe(size)
})

test('a resident cannot report in the name of a number', async () => {
  const county = await at.person('tenant')
  const relation = { personId: county.personId, relation: 'tenant', since: '2024-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[0] ?? '' }, relation))
  const body = { ...told, place: entrance, caller: { phone: PHONE } } as const
  expect((await county.tell(maintenanceApi.report, { id: compound.id }, body)).status).toBe(403)
})

test('of somebody who lives elsewhere in the compound the desk can note the home alone', async () => {
  const [unitId = ''] = compound.unitIds
  const body = { ...told, place: entrance, channel: 'counter', reporterUnitId: unitId } as const
  const { body: done } = await expectOk(desk.tell(maintenanceApi.report, { id: compound.id }, body))
  const request = (await expectOk(desk.ask(maintenanceApi.request, { id: done.id }))).body
  expect(request.reporterName, 'who typed it in did not report it').toBeNull()
  expect(request.steps[0]?.facts).toMatchObject({ reporterUnit: '1栋 101' })
  const tenant = await at.person('neighbour')
  const relation = { personId: tenant.personId, relation: 'tenant', since: '2024-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[1] ?? '' }, relation))
  await expectOk(tenant.tell(maintenanceApi.follow, { id: done.id }, {}))
  const seen = (await expectOk(tenant.ask(maintenanceApi.request, { id: done.id }))).body
  expect(JSON.stringify(seen), 'neighbours do not learn who it was').not.toMatch(new RegExp(`${unitId}|1栋 101`))
  const elsewhere = await desk.tell(maintenanceApi.report, { id: compound.id }, { ...body, reporterUnitId: 'x' })
  expect(elsewhere).toMatchObject({
    status: 409,
    body: { code: 'place-unknown', fields: [{ field: 'reporterUnitId' }] },
  })
  expect((await tenant.tell(maintenanceApi.report, { id: compound.id }, body)).status).toBe(403)
})
