/** Before a proposal: who would decide, and what is not known of them. */
import { electorateApi } from '@changxin/shared/decisions'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

let at: TestServer
let county: TestCounty
let compound: TestCompound
let committee: Client
beforeAll(async () => {
  at = await startServer()
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 4)
  committee = await at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  const rows = [
    {
      buildingId: compound.buildingId,
      entranceId: null,
      door: '201',
      kind: null,
      floor: 2,
      floorArea: null,
      floorAreaSource: null,
    },
  ]
  await expectOk(at.admin.tell(placesApi.registerUnits, { id: compound.id }, { rows }))
  const one = await county.owner(compound.unitIds[0]!)
  const body = { personId: one.personId, relation: 'owner' as const, since: '2024-01-01', check: null }
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[1]! }, body))
})
afterAll(() => at.close())

const ask = async (more: object = {}) =>
  (await expectOk(committee.ask(electorateApi.electorate, { id: compound.id, kind: 'compound', ...more }))).body

test('two units of one owner are one head; what is not known is counted by itself', async () => {
  expect(await ask()).toEqual({
    units: 5,
    heads: 4,
    floorArea: 8_000 + 8_001 + 8_002 + 8_003,
    largestFloorArea: 8_003,
    byStanding: { checked: 1, unchecked: 1, unknown: 3, unsold: 0 },
    unitsWithoutFloorArea: { checked: 0, unchecked: 0, unknown: 1, unsold: 0 },
  })
})

test('unsold units are one head of the developer', async () => {
  const unsoldUnitIds = compound.unitIds.slice(2).join(',')
  expect(await ask({ unsoldUnitIds })).toMatchObject({ heads: 3, byStanding: { unsold: 2, unknown: 1 } })
})

test('a scope holds what it names, of this compound alone', async () => {
  const other = await county.compound('南街小区', 2)
  expect(await ask({ kind: 'building', buildingId: compound.buildingId })).toMatchObject({ units: 5 })
  expect(await ask({ kind: 'building', buildingId: other.buildingId })).toMatchObject({ units: 0, heads: 0 })
  expect(await ask({ kind: 'entrance' })).toMatchObject({ units: 0, largestFloorArea: null })
  const unitIds = [compound.unitIds[3], other.unitIds[0]].join(',')
  expect(await ask({ kind: 'units', unitIds })).toMatchObject({ units: 1, floorArea: 8_003 })
})

test('whoever manages the compound, and neighbours, do not ask', async () => {
  const manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  const owner = await county.owner(compound.unitIds[2]!)
  for (const client of [manager, owner])
    expect((await client.ask(electorateApi.electorate, { id: compound.id, kind: 'compound' })).status).toBe(403)
  expect(
    (await committee.ask(electorateApi.electorate, { id: compound.id, kind: 'units', unitIds: "x' OR 1" })).status,
  ).toBe(400)
})
