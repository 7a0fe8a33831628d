/** Who sees whom: a manager sees the people of the own compounds, never the county's. */
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../kit/county.ts'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

test('a manager lists the people of the own compound and those registered by the manager, and nobody else', async () => {
  const county = await makeCounty(at)
  const mine = await county.compound('我的小区')
  const other = await county.compound('别的小区')
  const manager = await at.person('scoped', ['manager', { kind: 'compound', id: mine.id }])
  const register = async (by: typeof manager, name: string) =>
    (await expectOk(by.tell(peopleApi.register, {}, { name }))).body.id
  const relate = (personId: string, unitId: string | undefined) =>
    expectOk(
      at.admin.tell(
        placesApi.recordRelation,
        { id: unitId ?? '' },
        { personId, relation: 'owner', since: '2024-01-01' },
      ),
    )
  const neighbour = await register(at.admin, '本小区业主')
  const stranger = await register(at.admin, '外小区业主')
  await relate(neighbour, mine.unitIds[0])
  await relate(stranger, other.unitIds[0])
  const registered = await register(manager, '刚登记的人')
  const seen = await expectOk(manager.ask(peopleApi.list, { limit: 200 }))
  const ids = seen.body.items.map((person) => person.id)
  expect(new Set(ids)).toEqual(new Set([neighbour, registered, manager.personId]))
  const all = await expectOk(at.admin.ask(peopleApi.list, { limit: 200 }))
  expect(all.body.items.map((person) => person.id)).toContain(stranger)
})
