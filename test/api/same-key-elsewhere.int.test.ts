/** A client that uses an idempotency key again for something else must not be able to stop the views of everybody. */

import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../kit/county.ts'
import { expectOk, nextKey, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

test('one key for two compounds makes different ids, and no view stops', async () => {
  const county = await makeCounty(at)
  const [one, other] = [await county.compound('甲小区'), await county.compound('乙小区')]
  const headers = { 'idempotency-key': nextKey() }
  const rows = [{ name: '9栋', storeys: null, builtInYear: null, entrances: ['1单元'] }]
  for (const { id } of [one, other])
    await expectOk(at.admin.tell(placesApi.registerBuildings, { id }, { rows }, headers))
  const person = await expectOk(at.admin.tell(peopleApi.register, {}, { name: '张三' }))
  const relation = { personId: person.body.id, relation: 'tenant' as const, since: '2024-01-01' }
  const again = { 'idempotency-key': nextKey() }
  for (const { unitIds } of [one, other]) {
    await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitIds[0] ?? '' }, relation, again))
  }
  for (const { id } of [one, other]) {
    const { body } = await expectOk(at.admin.ask(placesApi.compound, { id }))
    expect(body.buildingsList.filter((building) => building.name === '9栋')).toHaveLength(1)
  }
  expect(at.server.views.health().projections.filter((projection) => projection.stopped !== null)).toEqual([])
})
