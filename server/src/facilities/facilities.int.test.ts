import { facilitiesApi } from '@changxin/shared/facilities'
import { addDays, dayOf, instantOf } from '@changxin/shared/kernel'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

let server: TestServer
let id: string
beforeAll(async () => {
  server = await startServer()
  const { admin } = server
  const region = { level: 'district' as const, name: '垫江县', parentId: null }
  const { id: regionId } = (await expectOk(admin.tell(placesApi.registerRegion, {}, region))).body
  await expectOk(admin.ask(placesApi.regions, {}))
  id = (await expectOk(admin.tell(placesApi.registerCompound, {}, { name: '建设新村', regionId }))).body.id
  await expectOk(admin.ask(placesApi.compound, { id }))
})
afterAll(() => server.close())

const today = dayOf(instantOf(Date.now()))
const roof = { item: 'roof', result: 'good' } as const
const look = { kind: 'ten-tick' as const, lookedOn: addDays(today, -1), means: 'phone' as const, ticks: [roof] }
const looks = async () => (await expectOk(server.admin.ask(facilitiesApi.looks, { id }))).body.items

test('a look is recorded and listed', async () => {
  const drain = { item: 'drain', result: 'faulty' } as const
  const told = await expectOk(server.admin.tell(facilitiesApi.recordLook, { id }, { ...look, ticks: [roof, drain] }))
  expect(await looks()).toEqual([
    { id: told.body.id, ...look, ticks: [roof, drain], conditionPercent: 50, note: null, sample: false },
  ])
})

test.each([
  ['a day to come', { lookedOn: addDays(today, 2) }, 409, 'lookedOn'],
  ['a day long gone', { lookedOn: '2001-01-01' }, 409, 'lookedOn'],
  ['an item twice', { ticks: [roof, roof] }, 409, 'ticks'],
  ['no day at all', { lookedOn: 'yesterday' }, 400, 'lookedOn'],
  ['nothing looked at', { ticks: [] }, 400, 'ticks'],
  ['a control character', { note: 'a\u0000b' }, 400, 'note'],
])('%s is refused, and the field is named', async (_, change, status, field) => {
  const before = await looks()
  const answer = await server.admin.tell(facilitiesApi.recordLook, { id }, { ...look, ...change })
  expect(answer).toMatchObject({ status, body: { fields: [{ field }] } })
  expect(await looks()).toEqual(before)
})

test('who has no part in the compound neither reads nor records', async () => {
  const stranger = await server.person('nobody')
  expect((await stranger.ask(facilitiesApi.looks, { id })).status).toBe(403)
  expect((await stranger.tell(facilitiesApi.recordLook, { id }, look)).status).toBe(403)
  expect((await server.admin.ask(facilitiesApi.looks, { id: 'nowhere' })).status).toBe(404)
})
