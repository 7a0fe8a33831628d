/** The reporter's number: whole for who shall call, never without a record of who looked. */
import { maintenanceApi, phoneApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'

const PHONE = '13800138000'
let at: TestServer
let compound: TestCompound
let worker: Client
let reporterId: string

beforeAll(async () => {
  at = await startServer()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
  reporterId = (await expectOk(at.admin.tell(peopleApi.register, {}, { name: '任女士', phone: PHONE }))).body.id
  const relation = { personId: reporterId, relation: 'occupant', since: '2024-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[0] ?? '' }, relation))
})
afterAll(() => at.close())

async function reported(onBehalfOf?: string): Promise<string> {
  const place = { kind: 'unit', id: compound.unitIds[0] ?? '' } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: '堵了', onBehalfOf } as const
  return (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
}

const looks = (requestId: string) => at.server.log.read(`phone-${requestId}`)

test('the assignee sees the number, and the log says who looked at whose, without the number', async () => {
  const id = await reported(reporterId)
  expect((await worker.tell(phoneApi.reveal, { id }, {})).status).toBe(403)
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
  const before = (await expectOk(at.admin.ask(maintenanceApi.request, { id }))).body
  expect(before).toMatchObject({ reporterMaskedPhone: '138****8000', mayCall: true })

  expect((await expectOk(worker.tell(phoneApi.reveal, { id }, {}))).body.phone).toBe(PHONE)
  const [look, ...more] = await looks(id)
  expect(more).toEqual([])
  expect(look?.data).toEqual({ requestId: id, compoundId: compound.id, personId: reporterId })
  expect(look?.metadata.actor).toBe(worker.personId)
  expect(JSON.stringify(look)).not.toContain(PHONE)
  // It is no step of the request: whoever has the page open may go on.
  expect((await expectOk(at.admin.ask(maintenanceApi.request, { id }))).body.revision).toBe(before.revision)
})

test('a second look is another look; the same command sent again is not', async () => {
  const id = await reported(reporterId)
  await expectOk(at.admin.tell(phoneApi.reveal, { id }, {}))
  const key = nextKey()
  for (let sent = 0; sent < 2; sent++)
    expect((await expectOk(at.admin.tell(phoneApi.reveal, { id }, {}, { 'idempotency-key': key }))).body.phone).toBe(
      PHONE,
    )
  expect((await looks(id)).length).toBe(2)
})

test('where nobody is known there is no number, and nothing is recorded', async () => {
  const id = await reported()
  expect(await at.admin.tell(phoneApi.reveal, { id }, {})).toMatchObject({
    status: 404,
    body: { code: 'reporter-phone-unknown' },
  })
  expect(await looks(id)).toEqual([])
})
