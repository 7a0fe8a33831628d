/** Who may vote, over HTTP: the roll of a building, heads, objections that correct it, and who never counts. */
import { decisionsApi } from '@changxin/shared/decisions'
import { FILES_PATH } from '@changxin/shared/files'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'
import { announcedVote, goTo, lamp, makeVotingWorld, proposal, type VotingWorld } from './decision.fixture.ts'

let world: VotingWorld
/** In the second building: two doors of one entrance, one of the other. */
let buildingId: string
let entranceId: string
let doors: string[]
beforeAll(async () => {
  world = await makeVotingWorld(2)
  const { at, compound } = world
  const { admin } = at
  const { id } = compound
  const building = { name: '2栋', storeys: 6, builtInYear: 1996, entrances: ['1单元', '2单元'] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const { buildingsList } = (await expectOk(admin.ask(placesApi.compound, { id }))).body
  const second = buildingsList.find(({ name }) => name === '2栋')
  buildingId = second?.id ?? ''
  entranceId = second?.entrances[0]?.id ?? ''
  const other = second?.entrances[1]?.id ?? ''
  const row = (door: string, entrance: string, floorArea: number | null) => ({
    ...{ buildingId, entranceId: entrance, door, kind: 'home' as const, floor: 1, floorArea },
    floorAreaSource: floorArea === null ? null : ('registry' as const),
  })
  const rows = [row('101', entranceId, 6_000), row('102', entranceId, null), row('201', other, 9_000)]
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows }))
  const { items } = (await expectOk(admin.ask(placesApi.units, { id, limit: 200 }))).body
  doors = items.filter((unit) => unit.buildingId === buildingId).map((unit) => unit.id)
})
afterAll(() => world.at.close())

const own = async (unitId: string, person: Client, since = '2024-01-01') => {
  const check = { how: 'registry' as const, note: null }
  const body = { personId: person.personId, relation: 'owner' as const, since, check }
  return (await expectOk(world.at.admin.tell(placesApi.recordRelation, { id: unitId }, body))).body.id
}
const rollOfVote = async (id: string) => (await expectOk(world.committee.ask(decisionsApi.roll, { id }))).body

test('a building decides alone, an entrance too, and a door without floor area is a head all the same', async () => {
  const { committee, compound } = world
  const propose = async (scope: Parameters<typeof proposal>[0]) =>
    (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, proposal(scope)))).body.id
  const building = await rollOfVote(await propose({ scope: { kind: 'building', buildingId } }))
  expect(building).toMatchObject({ heads: 3, units: 3, floorArea: 15_000, unitsWithoutFloorArea: { unknown: 1 } })
  const entrance = await rollOfVote(await propose({ scope: { kind: 'entrance', buildingId, entranceId } }))
  expect(entrance.items.map(({ unitId }) => unitId)).toEqual(doors.slice(0, 2))
  const named = await rollOfVote(await propose({ scope: { kind: 'units', unitIds: [doors[2] ?? ''] } }))
  expect(named.items.map(({ label }) => label)).toEqual(['2栋 2单元 201'])
  const nowhere = proposal({ scope: { kind: 'building', buildingId: 'b-unknown' } })
  expect((await committee.tell(decisionsApi.propose, { id: compound.id }, nowhere)).body).toMatchObject({
    code: 'roll-empty',
  })
})

test('unsold doors are one head of the developer’s, and nobody calls a vote in another’s name', async () => {
  const { at, committee, compound } = world
  const unsold = proposal({ unsoldUnitIds: doors })
  const { id } = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, unsold))).body
  const roll = await rollOfVote(id)
  expect(roll.heads).toBe(3)
  expect(roll.items.slice(-3).map(({ standing, voterId }) => [standing, voterId])).toEqual(
    doors.map(() => ['unsold', doors[0]]),
  )
  const clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: world.county.subdistrictId }])
  expect((await clerk.tell(decisionsApi.propose, { id: compound.id }, proposal())).body).toMatchObject({
    code: 'decision-caller-unfit',
  })
  const nobodys = proposal({ calledBy: { kind: 'owners', demandId: 'no-such-demand' } })
  expect((await clerk.tell(decisionsApi.propose, { id: compound.id }, nobodys)).body).toMatchObject({
    code: 'decision-demand-unfit',
  })
  const seat = { ...lamp, matter: 'committee' as const, effect: { kind: 'seat' as const, personId: 'nobody' } }
  const strangers = proposal({ items: [seat] })
  expect((await committee.tell(decisionsApi.propose, { id: compound.id }, strangers)).body).toMatchObject({
    code: 'decision-effect-unknown',
  })
  const community = proposal({ calledBy: { kind: 'community' } })
  await expectOk(clerk.tell(decisionsApi.propose, { id: compound.id }, community))
})

test('one person with a door alone and a door with a spouse votes for two heads', async () => {
  const { at } = world
  const [ai, bo] = [await at.person('ai'), await at.person('bo')]
  const [alone = '', together = ''] = world.compound.unitIds
  await own(alone, ai)
  await own(together, ai)
  await own(together, bo)
  const { id } = await announcedVote(world)
  const heads = (await expectOk(ai.ask(decisionsApi.decision, { id }))).body.myHeads
  expect(heads.map(({ voterId, as }) => [voterId, as])).toEqual([
    [alone, 'owner'],
    [together, 'owner'],
  ])
  expect((await expectOk(bo.ask(decisionsApi.mine, {}))).body.items).toMatchObject([
    { id, myHeads: [{ voterId: together }] },
  ])
})

test('an objection that is upheld reads the register anew, as of the day of the roll', async () => {
  const { at, committee } = world
  const { id } = await announcedVote(world)
  const gu = await at.person('gu')
  const late = await at.person('late')
  const [door = '', other = ''] = doors
  await own(door, gu, '2025-06-01')
  // Bought after the roll was frozen: that changes nothing.
  await goTo(at, '2026-03-02')
  await own(other, late, '2026-03-02')
  const tell = { unitId: door, text: '101 是我的' }
  const { id: objectionId } = (await expectOk(gu.tell(decisionsApi.object, { id }, tell))).body
  const seen = async (who: Client) => (await expectOk(who.ask(decisionsApi.decision, { id }))).body.objections
  expect(await seen(gu)).toMatchObject([{ objectionId, mine: true, text: '101 是我的', settled: null }])
  const [neighbour = ''] = world.compound.unitIds
  const owner = await world.county.owner(neighbour)
  // Neighbours see that there is one, not what somebody wrote.
  expect(await seen(owner)).toMatchObject([{ objectionId, mine: false, text: null }])
  const settled = { objectionId, outcome: 'upheld' as const, reason: '已核对', unitIds: [door, other] }
  await expectOk(committee.tell(decisionsApi.settleObjection, { id }, settled))
  const { items } = await rollOfVote(id)
  expect(items.filter(({ unitId }) => doors.includes(unitId)).map(({ standing }) => standing)).toEqual([
    'checked',
    'unknown',
    'unknown',
  ])
  expect((await expectOk(gu.ask(decisionsApi.mine, {}))).body.items).toMatchObject([
    { id, myHeads: [{ voterId: door }] },
  ])
})

test('administrators, managers of the compound and candidates never count', async () => {
  const { at, committee, compound, counters } = world
  const { id } = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, proposal()))).body
  const [one, other] = counters.map(({ personId }) => personId)
  const name = async (third: string) =>
    (await committee.tell(decisionsApi.nameCounters, { id }, { counterIds: [one ?? '', other ?? '', third] })).body
  const manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  for (const third of [at.admin.personId, manager.personId, 'nobody-at-all']) {
    expect(await name(third)).toMatchObject({ code: 'counter-unfit' })
  }
  expect(await name(one ?? '')).toMatchObject({ code: 'counters-not-three' })
  const elsewhere = await world.county.compound('别处', 1)
  const other2 = await at.person('manager', ['manager', { kind: 'compound', id: elsewhere.id }])
  expect(await name(other2.personId)).toMatchObject({ id })
})

test('what was hung up is seen with the decision, an authorisation only by who guides it', async () => {
  const { at, committee, compound } = world
  const { id } = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, proposal()))).body
  const [first = '', second = ''] = compound.unitIds
  const [owner, proxy] = [await world.county.owner(first), await at.person('proxy')]
  const clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: world.county.subdistrictId }])
  const [photo, paper] = [await uploaded(at, committee, '#101010'), await uploaded(at, committee, '#f0f0f0')]
  const posting = { what: 'roll' as const, place: '公告栏', postedOn: '2026-03-02', files: [photo] }
  await expectOk(committee.tell(decisionsApi.post, { id }, posting))
  const written = { voterId: second, personId: proxy.personId, files: [paper] }
  await expectOk(committee.tell(decisionsApi.recordProxy, { id }, written))
  await at.server.views.waitFor(at.server.store.newest() ?? '')
  // Who knows the hash of another's paper does not get to read it by naming it.
  const taken = { body: { code: 'file-unknown' } }
  const named = { unitId: first, text: '面积不对', file: paper }
  expect(await owner.tell(decisionsApi.object, { id }, named)).toMatchObject(taken)
  expect(await clerk.tell(decisionsApi.post, { id }, posting)).toMatchObject(taken)
  expect(await clerk.tell(decisionsApi.recordProxy, { id }, written)).toMatchObject(taken)
  const handed = { voterId: first, how: 'handed-over' as const, withCode: false, files: [paper] }
  expect(await clerk.tell(decisionsApi.deliver, { id }, handed)).toMatchObject(taken)
  const annul = { ground: 'withdrawn' as const, reason: '通知有误', files: [paper] }
  expect(await clerk.tell(decisionsApi.annul, { id }, annul)).toMatchObject(taken)
  expect(await clerk.tell(decisionsApi.publish, { id }, { files: [paper] })).toMatchObject(taken)
  const status = async (who: Client, sha256: string) => {
    const url = `${FILES_PATH}/${sha256}`
    return (await at.server.app.inject({ method: 'GET', url, headers: { cookie: who.cookie } })).statusCode
  }
  expect([await status(owner, photo), await status(owner, paper)]).toEqual([200, 404])
  expect([await status(clerk, photo), await status(clerk, paper)]).toEqual([200, 200])
})
