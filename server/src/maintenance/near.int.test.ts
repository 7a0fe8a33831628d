/** "Has it been reported already?": what is open around a place, nearest first; and nothing of a neighbour's home. */
import { type Category, maintenanceApi, maintenanceQueriesApi, type RequestPlace } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { timerMeta } from '../clock/timer.ts'
import { Requests } from './maintenance.aggregates.ts'

let at: TestServer
let county: TestCounty
let compound: TestCompound
let worker: Client
let neighbour: Client
let entranceId: string
/** 201 and 202 stand in the entrance, 101 to 104 in none. */
let upstairs: readonly string[]
let parts: Readonly<Record<'stairs' | 'pump', string>>

beforeAll(async () => {
  at = await startServer()
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const { id, buildingId } = compound
  const view = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
  entranceId = view.buildingsList[0]?.entrances[0]?.id ?? ''
  const unit = { buildingId, entranceId, kind: 'home' as const, floor: 2, floorArea: null, floorAreaSource: null }
  await expectOk(
    at.admin.tell(placesApi.registerUnits, { id }, { rows: ['201', '202'].map((door) => ({ ...unit, door })) }),
  )
  const units = await expectOk(at.admin.ask(placesApi.units, { id, limit: 200 }))
  upstairs = units.body.items.filter(({ door }) => door.startsWith('2')).map((one) => one.id)
  const part = { acceptedOn: null, warrantyUntil: null }
  const rows = [
    { ...part, buildingId, entranceId, kind: 'stairwell' as const, name: '1单元楼梯' },
    { ...part, buildingId: null, entranceId: null, kind: 'water-supply' as const, name: '水泵房' },
  ]
  await expectOk(at.admin.tell(placesApi.registerCommonParts, { id }, { rows }))
  const after = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
  const partId = (name: string) => after.commonParts.find((one) => one.name === name)?.id ?? ''
  parts = { stairs: partId('1单元楼梯'), pump: partId('水泵房') }
  worker = await at.person('worker', ['worker', { kind: 'compound', id }])
  neighbour = await county.owner(upstairs[1] ?? '')
}, 60_000)
afterAll(() => at.close())

const places = {
  unit: (): RequestPlace => ({ kind: 'unit', id: upstairs[0] ?? '' }),
  ownUnit: (): RequestPlace => ({ kind: 'unit', id: upstairs[1] ?? '' }),
  ground: (): RequestPlace => ({ kind: 'unit', id: compound.unitIds[0] ?? '' }),
  entrance: (): RequestPlace => ({ kind: 'entrance', id: entranceId }),
  building: (): RequestPlace => ({ kind: 'building', id: compound.buildingId }),
  stairs: (): RequestPlace => ({ kind: 'common-part', id: parts.stairs }),
  pump: (): RequestPlace => ({ kind: 'common-part', id: parts.pump }),
  compound: (): RequestPlace => ({ kind: 'compound', id: compound.id }),
}
type PlaceName = keyof typeof places

async function report(place: PlaceName, text: string = place, category: Category = 'water'): Promise<string> {
  const body = { place: places[place](), category, urgency: 'ordinary' as const, text }
  return (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
}
const ask = (client: Client, place: PlaceName, category?: Category) => {
  const { kind, id } = places[place]()
  return client.ask(maintenanceQueriesApi.near, {
    id: compound.id,
    placeKind: kind,
    placeId: id,
    ...(category ? { category } : {}),
  })
}
const near = async (client: Client, place: PlaceName, category?: Category) =>
  (await expectOk(ask(client, place, category))).body.items.map((item) => `${item.text}: ${item.nearness}`)

describe('around a home', () => {
  beforeAll(async () => {
    for (const place of ['compound', 'pump', 'building', 'stairs', 'unit'] as const) await report(place)
    await report('ground', '厨房下水堵了，电话 13812345678', 'drain')
  })

  test('the place itself comes first, then the entrance, the building, the compound', async () => {
    expect(await near(worker, 'unit')).toEqual([
      'unit: place',
      'stairs: entrance',
      '厨房下水堵了，电话 13812345678: building',
      'building: building',
      'compound: common',
    ])
  })
  test('a resident sees the common parts and nothing of a neighbour’s home, also when asking there', async () => {
    const common = ['stairs: entrance', 'building: building', 'compound: common']
    expect(await near(neighbour, 'ownUnit')).toEqual(common)
    expect(await near(neighbour, 'unit')).toEqual(common)
    const { body } = await expectOk(ask(neighbour, 'ownUnit'))
    expect(JSON.stringify(body)).not.toMatch(/13812345678|201/)
    expect(Object.keys(body.items[0] ?? {}).sort()).toEqual([
      'category',
      'followers',
      'id',
      'isWaiting',
      'nearness',
      'placeLabel',
      'reportedOn',
      'text',
    ])
  })
  test('what is open in one’s own home is seen', async () => {
    const id = await report('ownUnit', '我家漏水')
    expect((await near(neighbour, 'ownUnit'))[0]).toBe('我家漏水: place')
    expect((await near(neighbour, 'stairs'))[1]).toBe('我家漏水: entrance')
    await expectOk(at.admin.tell(maintenanceApi.cancel, { id }, { reason: '误报' }))
  })
  test('of one category', async () => expect(await near(worker, 'unit', 'power')).toEqual([]))
  test('a building’s part far away is not near, one of the compound is near the compound', async () => {
    expect(await near(worker, 'pump')).toEqual(['pump: place', 'compound: common'])
    expect(await near(worker, 'compound')).toEqual(['compound: place', 'pump: common'])
  })
})

test('what is done is not open any more, and at most five are shown, the newest of the nearest', async () => {
  const id = await report('stairs', '扶手松', 'stairwell')
  expect(await near(worker, 'stairs', 'stairwell')).toEqual(['扶手松: place'])
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '紧好了' }))
  expect(await near(worker, 'stairs', 'stairwell')).toEqual([])
  for (let index = 1; index <= 6; index++) await report('stairs', `灯${index}`, 'lighting')
  expect(await near(worker, 'entrance', 'lighting')).toEqual([6, 5, 4, 3, 2].map((index) => `灯${index}: entrance`))
})

test('those who wait for it too are counted, the reporter not among them', async () => {
  const id = await report('building', '雨水管掉了', 'drain')
  const receivedAt = new Date().toISOString()
  for (const personId of [neighbour.personId, worker.personId, neighbour.personId]) {
    const command = {
      type: 'FollowRequest' as const,
      requestId: id,
      at: receivedAt,
      receivedAt,
      by: personId,
      personId,
    }
    await at.server.store.execute(Requests, id, { meta: timerMeta(`follow-${personId}`, receivedAt), command })
  }
  expect(await at.server.views.waitFor((await at.server.log.head()) ?? '')).toBe(true)
  const { items } = (await expectOk(ask(neighbour, 'building', 'drain'))).body
  expect(items.map(({ text, followers }) => [text, followers])).toEqual([['雨水管掉了', 2]])
})

test('who joins with one tap is counted once and sees the request; nobody joins what is inside another’s home', async () => {
  const id = await report('stairs', '声控灯不亮', 'power')
  const before = (await expectOk(ask(neighbour, 'stairs', 'power'))).body.items
  expect(before.map(({ isWaiting, followers }) => [isWaiting, followers])).toEqual([[false, 0]])
  for (const _ of ['once', 'again']) await expectOk(neighbour.tell(maintenanceApi.follow, { id }, {}))
  const after = (await expectOk(ask(neighbour, 'stairs', 'power'))).body.items
  expect(after.map(({ isWaiting, followers }) => [isWaiting, followers])).toEqual([[true, 1]])
  expect((await expectOk(neighbour.ask(maintenanceApi.request, { id }))).body).toMatchObject({ isWaiting: true })
  const inside = await report('unit', '别人家里', 'power')
  expect((await neighbour.tell(maintenanceApi.follow, { id: inside }, {})).status).toBe(403)
})

test('a long text is cut by characters, not within one', async () => {
  await report('pump', '𠮷'.repeat(80), 'other')
  const { items } = (await expectOk(ask(neighbour, 'pump', 'other'))).body
  expect(items[0]?.text).toBe(`${'𠮷'.repeat(59)}…`)
})

describe('who asks', () => {
  test('lives or works in the compound', async () => {
    const other = await county.compound('北门新村')
    const stranger = await county.owner(other.unitIds[0] ?? '')
    expect((await ask(stranger, 'compound')).status).toBe(403)
    expect((await ask(at.stranger, 'compound')).status).toBe(401)
    const elsewhere = { id: compound.id, placeKind: 'compound' as const, placeId: other.id }
    expect((await worker.ask(maintenanceQueriesApi.near, elsewhere)).status).toBe(404)
  })
})
