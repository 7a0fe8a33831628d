/** Blocks over HTTP: formed, joined and left; compounds follow their block's manager; single buildings; centres. */
import { instantOf } from '@changxin/shared/kernel'
import { blocksApi, managementApi, registeredMembershipId, termsApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

const startMs = Date.parse('2026-03-01T02:00:00.000Z')
const ground = { kind: 'decision' as const, text: '业主共同决定', file: null }

let at: TestServer
let county: TestCounty
let blockId: string
let centreId: string
let companyId: string
let first: TestCompound
let second: TestCompound
let third: TestCompound

const operator = async (kind: 'property-company' | 'service-centre', name: string) =>
  (await expectOk(at.admin.tell(managementApi.registerOperator, {}, { kind, name }))).body.id
const join = (id: string, compoundId: string, since: string, buildingId: string | null = null) =>
  at.admin.tell(blocksApi.join, { id }, { compoundId, buildingId, since })
const modeOf = async (id: string) => (await expectOk(at.admin.ask(managementApi.management, { id }))).body
const blockOf = async (id = blockId) => (await expectOk(at.admin.ask(blocksApi.block, { id }))).body
const form = (name: string, parentId: string) =>
  at.admin.tell(blocksApi.form, {}, { name, parentId, formedOn: '2025-05-01' })
const settle = async () => {
  await at.server.processes.settle()
}

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  county = await makeCounty(at)
  first = await county.compound('甲小区')
  second = await county.compound('乙小区')
  third = await county.compound('丙小区')
  centreId = await operator('service-centre', '桂溪服务中心')
  companyId = await operator('property-company', '某物业')
  blockId = (await expectOk(form('双龙湖', county.subdistrictId))).body.id
})
afterAll(() => at.close())

test('a block is a region with a name, and holds what has joined it', async () => {
  await expectOk(join(blockId, first.id, '2025-06-01'))
  await expectOk(join(blockId, third.id, '2025-06-01', third.buildingId))
  const { items } = (await expectOk(at.admin.ask(blocksApi.blocks, {}))).body
  expect(items).toMatchObject([
    {
      id: blockId,
      name: '双龙湖',
      formedOn: '2025-05-01',
      compounds: 1,
      buildings: 2,
      households: 8,
      singleBuildings: 1,
      mode: null,
    },
  ])
  const regions = (await expectOk(at.admin.ask(placesApi.regions, { level: 'block' }))).body.items
  expect(regions.map(({ name }) => name)).toEqual(['双龙湖'])
  const twice = await join(blockId, third.id, '2025-07-01')
  expect([twice.status, twice.body]).toMatchObject([409, { code: 'block-member-twice' }])
  const nowhere = await at.admin.tell(
    blocksApi.form,
    {},
    { name: '某片区', parentId: 'nowhere', formedOn: '2025-05-01' },
  )
  expect(nowhere.body).toMatchObject({ code: 'region-parent-unknown' })
})

test('a compound of another district does not join', async () => {
  const district = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '渝中区', parentId: null }),
  )
  const far = await expectOk(form('远片区', district.body.id))
  expect((await join(far.body.id, second.id, '2025-06-01')).body).toMatchObject({ code: 'block-elsewhere' })
})

test('whole compounds follow the manager of their block, each with its ground; who chose later differs', async () => {
  const later = { mode: 'property-company' as const, since: '2026-02-01', operatorId: companyId, ground }
  await expectOk(at.admin.tell(managementApi.adopt, { id: second.id }, later))
  await expectOk(join(blockId, second.id, '2025-06-01'))
  const manager = { mode: 'service-centre' as const, operatorId: centreId, since: '2026-01-01', ground }
  await expectOk(at.admin.tell(blocksApi.manager, { id: blockId }, manager))
  await settle()
  const followed = await modeOf(first.id)
  expect(followed).toMatchObject({ mode: 'service-centre', operatorName: '桂溪服务中心', since: '2026-01-01' })
  expect(followed.items[0]?.ground).toMatchObject({ kind: 'decision', text: '随街区（双龙湖）统一管理：业主共同决定' })
  expect(await modeOf(second.id)).toMatchObject({ mode: 'property-company', operatorName: '某物业' })
  // A single building takes no compound with it.
  expect((await modeOf(third.id)).mode).toBe('unknown')
  const block = await blockOf()
  expect(block).toMatchObject({ operatorName: '桂溪服务中心', differing: 1, membersHidden: 0 })
  expect(block.members.map(({ compoundName, state }) => [compoundName, state])).toEqual(
    expect.arrayContaining([
      ['甲小区', 'same'],
      ['乙小区', 'differs'],
      ['丙小区', 'single'],
    ]),
  )
  const before = await at.server.log.size()
  await settle()
  expect(await at.server.log.size()).toBe(before)
})

test('who joins later follows from that day on, by cause and effect', async () => {
  const late = await county.compound('丁小区')
  const joined = await expectOk(join(blockId, late.id, '2026-02-15'))
  await settle()
  expect(await modeOf(late.id)).toMatchObject({ mode: 'service-centre', since: '2026-02-15' })
  expect(joined.body.position).not.toBeNull()
  await expectOk(
    at.admin.tell(
      blocksApi.leave,
      { id: blockId },
      { compoundId: late.id, membershipId: joined.body.id, until: '2026-02-28', reason: '另有安排' },
    ),
  )
  await settle()
  // It keeps its manager until it chooses another.
  expect(await modeOf(late.id)).toMatchObject({ mode: 'service-centre', since: '2026-02-15' })
  expect((await blockOf()).members.find(({ compoundName }) => compoundName === '丁小区')?.state).toBe('left')
})

test('a single building shows the manager of its block', async () => {
  const { items } = (await expectOk(at.admin.ask(blocksApi.compoundBlocks, { id: third.id }))).body
  expect(items).toMatchObject([
    { blockName: '双龙湖', buildingId: third.buildingId, operatorName: '桂溪服务中心', managedSince: '2026-01-01' },
  ])
})

test('the block of the registration is the first one, and is left like any other', async () => {
  const body = { name: '戊小区', regionId: county.subdistrictId, blockId }
  const { id } = (await expectOk(at.admin.tell(placesApi.registerCompound, {}, body))).body
  const other = (await expectOk(form('松桥', county.subdistrictId))).body.id
  expect((await join(other, id, '2026-03-01')).body).toMatchObject({ code: 'block-member-twice' })
  const membershipId = registeredMembershipId(id)
  const leave = { compoundId: id, membershipId, until: '2026-02-28', reason: '调整' }
  await expectOk(at.admin.tell(blocksApi.leave, { id: blockId }, leave))
  await expectOk(join(other, id, '2026-03-01'))
  const { items } = (await expectOk(at.admin.ask(blocksApi.compoundBlocks, { id }))).body
  expect(items.map(({ blockName, until }) => [blockName, until])).toEqual([
    ['松桥', null],
    ['双龙湖', '2026-02-28'],
  ])
  // Every page names the block that it is in now.
  expect((await expectOk(at.admin.ask(placesApi.compound, { id }))).body.blockName).toBe('松桥')
  const listed = await expectOk(at.admin.ask(placesApi.compounds, { regionId: other }))
  expect(listed.body.items.map((row) => row.id)).toEqual([id])
})

test('a centre is told with what it looks after, with how many people, for what subsidy', async () => {
  const helper = await at.person('helper')
  await expectOk(
    at.admin.tell(
      termsApi.recordServices,
      { id: centreId },
      {
        since: '2026-01-01',
        services: [{ service: 'cleaning', what: '清扫', interval: null }],
        feeFenPerHousehold: 800,
        subsidy: { fenPerYear: 9_000_000, source: '街道财政' },
        staff: [{ personId: helper.personId, function: 'repair' }],
      },
    ),
  )
  const { items } = (await expectOk(at.admin.ask(blocksApi.centres, {}))).body
  const centre = items.find(({ id }) => id === centreId)
  // Two whole compounds of one building each, a third and a fourth by its block, and one building of another compound.
  const { compounds = 0, buildings = 0 } = centre ?? {}
  expect(buildings).toBe((await buildingsOf(centreId)) + 1)
  expect(centre).toMatchObject({ compounds, blocks: 1, singleBuildings: 1, staff: 1, feeFenPerHousehold: 800 })
  expect(centre?.buildingsPerPersonTenths).toBe(buildings * 10)
})

async function buildingsOf(operatorId: string): Promise<number> {
  const { items } = (await expectOk(at.admin.ask(placesApi.compounds, { mode: 'service-centre' }))).body
  const name = (await expectOk(at.admin.ask(managementApi.operators, {}))).body.items.find(
    ({ id }) => id === operatorId,
  )?.name
  return items.filter((row) => row.operatorName === name).reduce((sum, row) => sum + row.buildings, 0)
}

test('the list is cut to what one may see; an overseer elsewhere forms nothing here', async () => {
  const overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
  expect((await expectOk(overseer.ask(blocksApi.blocks, {}))).body.items.length).toBeGreaterThan(0)
  const resident = await county.owner(first.unitIds[0] ?? '')
  expect((await resident.ask(blocksApi.blocks, {})).status).toBe(403)
  expect((await expectOk(resident.ask(blocksApi.compoundBlocks, { id: first.id }))).body.items).toHaveLength(1)
  const clerk = await at.person('manager', ['manager', { kind: 'operator', id: companyId }])
  const seen = (await expectOk(clerk.ask(blocksApi.block, { id: blockId }))).body
  expect(seen.members.map(({ compoundName }) => compoundName)).toEqual(['乙小区'])
  expect(seen.membersHidden).toBeGreaterThan(0)
})
