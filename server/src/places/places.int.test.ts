/** Places over HTTP: every command and query, on a real log. */
import { DAY_MS, dayOf, instantOf } from '@changxin/shared/kernel'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'

const startMs = Date.parse('2026-03-01T02:00:00.000Z')
const today = dayOf(instantOf(startMs))
const tomorrow = dayOf(instantOf(startMs + DAY_MS))

let at: TestServer
let clerk: Client
const ids: Record<'district' | 'street' | 'block' | 'compound' | 'other', string> = {
  district: '',
  street: '',
  block: '',
  compound: '',
  other: '',
}

const region = async (level: 'district' | 'subdistrict' | 'block', name: string, parentId: string | null) =>
  (await expectOk(at.admin.tell(placesApi.registerRegion, {}, { level, name, parentId }))).body.id
const compoundView = async (id: string) => (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
const unitIdOf = async (q: string) =>
  (await expectOk(at.admin.ask(placesApi.units, { id: ids.compound, q }))).body.items[0]?.id ?? ''

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  ids.district = await region('district', '垫江县', null)
  ids.street = await region('subdistrict', '桂溪街道', ids.district)
  ids.block = await region('block', '老城片区', ids.district)
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: ids.street }])
  const registered = await expectOk(
    clerk.tell(
      placesApi.registerCompound,
      {},
      { name: '建设新村', regionId: ids.street, blockId: ids.block, acceptedOn: '2024-06-30' },
    ),
  )
  ids.compound = registered.body.id
  ids.other = (
    await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '外街一栋', regionId: ids.district }))
  ).body.id
})
afterAll(() => at.close())

test('a region needs a parent of the right level, and only an administrator registers one', async () => {
  const wrong = await at.admin.tell(
    placesApi.registerRegion,
    {},
    { level: 'community', name: '北门', parentId: ids.district },
  )
  expect([wrong.status, wrong.body]).toMatchObject([409, { code: 'region-level-mismatch' }])
  const unknown = await at.admin.tell(
    placesApi.registerRegion,
    {},
    { level: 'community', name: '北门', parentId: 'nowhere' },
  )
  expect([unknown.status, unknown.body]).toMatchObject([409, { code: 'region-parent-unknown' }])
  expect(
    (await clerk.tell(placesApi.registerRegion, {}, { level: 'community', name: '北门', parentId: ids.street })).status,
  ).toBe(403)
  const regions = await expectOk(clerk.ask(placesApi.regions, { parentId: ids.district }))
  expect(regions.body.items.map(({ id, compounds }) => [id, compounds])).toEqual(
    expect.arrayContaining([
      [ids.street, 1],
      [ids.block, 1],
    ]),
  )
})

test('a compound is registered with its acceptance, within the scope of the clerk alone', async () => {
  expect(await compoundView(ids.compound)).toMatchObject({
    name: '建设新村',
    subdistrictName: '桂溪街道',
    districtName: '垫江县',
    blockName: '老城片区',
    acceptedOn: '2024-06-30',
    mode: 'unknown',
    fundBalanceFen: null,
  })
  const outside = await clerk.tell(placesApi.registerCompound, {}, { name: '外街', regionId: ids.district })
  expect([outside.status, outside.body]).toMatchObject([403, { code: 'forbidden' }])
  const nowhere = await at.admin.tell(placesApi.registerCompound, {}, { name: '外街', regionId: 'nowhere' })
  expect([nowhere.status, nowhere.body]).toMatchObject([409, { code: 'compound-region-unfit' }])
  const noBlock = await at.admin.tell(
    placesApi.registerCompound,
    {},
    { name: '外街', regionId: ids.district, blockId: ids.street },
  )
  expect([noBlock.status, noBlock.body]).toMatchObject([409, { code: 'compound-block-unfit' }])
})

test('the same key registers once and answers the same id', async () => {
  const headers = { 'idempotency-key': nextKey() }
  const body = { name: '同一个', regionId: ids.district }
  const first = await expectOk(at.admin.tell(placesApi.registerCompound, {}, body, headers))
  const again = await expectOk(at.admin.tell(placesApi.registerCompound, {}, body, headers))
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-hit']).toBe('true')
  const found = await expectOk(at.admin.ask(placesApi.compounds, { q: '同一个' }))
  expect(found.body.items).toHaveLength(1)
})

test('acceptance is recorded once, and not for a day to come', async () => {
  const future = await at.admin.tell(placesApi.acceptRenovation, { id: ids.other }, { acceptedOn: tomorrow })
  expect([future.status, future.body]).toMatchObject([409, { code: 'accepted-in-future' }])
  await expectOk(at.admin.tell(placesApi.acceptRenovation, { id: ids.other }, { acceptedOn: today }))
  const again = await at.admin.tell(placesApi.acceptRenovation, { id: ids.other }, { acceptedOn: '2020-01-01' })
  expect([again.status, again.body]).toMatchObject([409, { code: 'renovation-accepted-already' }])
  expect(await compoundView(ids.other)).toMatchObject({ acceptedOn: today })
})

test('buildings, units and common parts are taken whole or not at all', async () => {
  const buildings = [{ name: '3栋', storeys: 6, builtInYear: 1998, entrances: ['1单元', '2单元'] }]
  const built = await expectOk(clerk.tell(placesApi.registerBuildings, { id: ids.compound }, { rows: buildings }))
  expect(built.body.id).toBe(ids.compound)
  const [building] = (await compoundView(ids.compound)).buildingsList
  expect(building).toMatchObject({ name: '3栋', units: 0, entrances: [{ name: '1单元' }, { name: '2单元' }] })
  const row = {
    buildingId: building?.id ?? '',
    entranceId: building?.entrances[1]?.id ?? '',
    kind: 'home' as const,
    floor: 5,
    floorArea: null,
    floorAreaSource: null,
  }
  const twice = await clerk.tell(
    placesApi.registerUnits,
    { id: ids.compound },
    {
      rows: [
        { ...row, door: '502' },
        { ...row, door: '５０２' },
      ],
    },
  )
  expect([twice.status, twice.body]).toMatchObject([409, { code: 'rows-at-fault' }])
  const rows = [
    { ...row, door: '502' },
    { ...row, door: '1002', floorArea: 8_050, floorAreaSource: 'registry' as const },
  ]
  await expectOk(clerk.tell(placesApi.registerUnits, { id: ids.compound }, { rows }))
  const part = {
    kind: 'roof' as const,
    name: '屋面',
    buildingId: row.buildingId,
    entranceId: null,
    acceptedOn: '2024-06-30',
    warrantyUntil: '2029-06-29',
  }
  await expectOk(clerk.tell(placesApi.registerCommonParts, { id: ids.compound }, { rows: [part] }))
  const units = await expectOk(clerk.ask(placesApi.units, { id: ids.compound }))
  expect(units.body).toMatchObject({ total: 2, items: [{ label: '3栋 2单元 502' }, { label: '3栋 2单元 1002' }] })
  expect(await compoundView(ids.compound)).toMatchObject({
    buildings: 1,
    units: 2,
    floorArea: 8_050,
    unitsWithoutFloorArea: 1,
    commonParts: [{ name: '屋面', warranty: 'inside' }],
  })
})

test('a floor area is recorded with its source', async () => {
  const id = await unitIdOf('502')
  await expectOk(
    clerk.tell(placesApi.recordFloorArea, { id }, { floorArea: 6_100, floorAreaSource: 'survey', ground: '实测报告' }),
  )
  const unit = await expectOk(clerk.ask(placesApi.unit, { id }))
  expect(unit.body).toMatchObject({ compoundName: '建设新村', floorArea: 6_100, floorAreaSource: 'survey' })
  const nobody = await clerk.tell(
    placesApi.recordFloorArea,
    { id: 'nobody' },
    { floorArea: 1, floorAreaSource: 'survey', ground: '实测' },
  )
  expect([nobody.status, nobody.body]).toMatchObject([404, { code: 'not-found' }])
})

test('a relation opens the home to a resident, and its end closes it', async () => {
  const id = await unitIdOf('502')
  const resident = await at.person('resident')
  expect((await resident.ask(placesApi.unit, { id })).status).toBe(403)
  const body = {
    personId: resident.personId,
    relation: 'owner' as const,
    since: '2020-01-01',
    check: { how: 'registry' as const },
  }
  const recorded = await expectOk(clerk.tell(placesApi.recordRelation, { id }, body))
  const again = await expectOk(clerk.tell(placesApi.recordRelation, { id }, body))
  expect(again.body.id).toBe(recorded.body.id)
  const relations = await expectOk(clerk.ask(placesApi.relations, { id }))
  expect(relations.body.items).toMatchObject([
    { id: recorded.body.id, personName: '测试人', relation: 'owner', until: null, checked: true },
  ])
  expect((await resident.ask(placesApi.unit, { id })).status).toBe(200)
  expect((await resident.ask(placesApi.compounds, {})).body.items.map((item) => item.id)).toEqual([ids.compound])
  expect((await resident.ask(placesApi.relations, { id })).status).toBe(403)
  await expectOk(
    clerk.tell(placesApi.endRelation, { id }, { relationId: recorded.body.id, until: '2026-02-28', reason: '已过户' }),
  )
  await expectOk(clerk.ask(placesApi.relations, { id }))
  expect((await resident.ask(placesApi.unit, { id })).status).toBe(403)
})

test('a person who is not known has no relation to anything', async () => {
  const answer = await clerk.tell(
    placesApi.recordRelation,
    { id: await unitIdOf('502') },
    { personId: 'nobody', relation: 'tenant', since: today },
  )
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'relation-person-unknown' }])
})

test('the list is cut to the scope, paged, and a bad cursor is named', async () => {
  expect((await expectOk(clerk.ask(placesApi.compounds, {}))).body).toMatchObject({
    total: 1,
    items: [{ id: ids.compound }],
  })
  const first = (await expectOk(at.admin.ask(placesApi.compounds, { limit: 2 }))).body
  const second = (await expectOk(at.admin.ask(placesApi.compounds, { limit: 2, cursor: first.next }))).body
  expect([...first.items, ...second.items].map((item) => item.name).sort()).toEqual(['同一个', '外街一栋', '建设新村'])
  const bad = await at.admin.ask(placesApi.compounds, { cursor: 'nonsense' })
  expect([bad.status, bad.body]).toMatchObject([400, { code: 'malformed', fields: [{ field: 'cursor' }] }])
})

test('what is outside the scope is forbidden, and what is not there is not found', async () => {
  expect((await clerk.ask(placesApi.compound, { id: ids.other })).status).toBe(403)
  expect((await clerk.ask(placesApi.compound, { id: 'nowhere' })).status).toBe(404)
  expect((await at.stranger.ask(placesApi.compound, { id: ids.compound })).status).toBe(401)
})

test('the story tells it all, newest first, and as of the day before nothing', async () => {
  const story = await expectOk(clerk.ask(placesApi.story, { id: ids.compound }))
  expect(story.body.items.map((item) => item.type)).toEqual([
    'RelationEnded',
    'RelationRecorded',
    'UnitFloorAreaRecorded',
    'CommonPartsRegistered',
    'UnitsRegistered',
    'BuildingsRegistered',
    'RenovationAccepted',
    'CompoundRegistered',
  ])
  const page = await expectOk(
    clerk.ask(placesApi.story, {
      id: ids.compound,
      limit: 3,
      cursor: (await clerk.ask(placesApi.story, { id: ids.compound, limit: 3 })).body.next,
    }),
  )
  expect(page.body.items.map((item) => item.type)).toEqual([
    'CommonPartsRegistered',
    'UnitsRegistered',
    'BuildingsRegistered',
  ])
  const before = await expectOk(clerk.ask(placesApi.story, { id: ids.compound, asOf: '2026-02-27' }))
  expect(before.body.items).toEqual([])
})
