/** Who must pay and act, over HTTP: suggested from what is registered, refused with the article, decided, proposed to the fund. */
import { instantOf } from '@changxin/shared/kernel'
import { liabilityApi, liabilityOf, maintenanceApi, routeOptions } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'

const startMs = Date.parse('2026-03-01T02:00:00.000Z')

let at: TestServer
let clerk: Client
let compoundId: string
let buildingId: string
let unitId: string
/** Of each kind the one registered last: of 1单元 where there is one of each entrance. */
const partIds = { roof: '', lighting: '', stairwell: '', road: '' }

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  const { admin } = at
  const district = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  const compound = { name: '建设新村', regionId: district.body.id }
  compoundId = (await expectOk(admin.tell(placesApi.registerCompound, {}, compound))).body.id
  const building = { name: '3栋', storeys: 6, builtInYear: 1985, entrances: ['1单元', '2单元'] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id: compoundId }, { rows: [building] }))
  const seen = (await expectOk(admin.ask(placesApi.compound, { id: compoundId }))).body.buildingsList[0]
  buildingId = seen?.id ?? ''
  const unit = { buildingId, entranceId: seen?.entrances[0]?.id ?? null, door: '601', kind: 'home' as const }
  const unmeasured = { floor: 6, floorArea: null, floorAreaSource: null }
  await expectOk(admin.tell(placesApi.registerUnits, { id: compoundId }, { rows: [{ ...unit, ...unmeasured }] }))
  unitId = (await expectOk(admin.ask(placesApi.units, { id: compoundId }))).body.items[0]?.id ?? ''
  const [first = null, second = null] = seen?.entrances.map(({ id }) => id) ?? []
  const part = (
    kind: 'roof' | 'lighting' | 'stairwell' | 'road',
    acceptedOn: string | null,
    entranceId: string | null = null,
  ) => ({
    kind,
    name: kind,
    buildingId: kind === 'road' ? null : buildingId,
    entranceId,
    acceptedOn,
    warrantyUntil: null,
  })
  const rows = [
    part('roof', '2020-06-01'),
    part('road', null),
    ...[second, first].flatMap((entrance) => [
      part('lighting', '2025-06-01', entrance),
      part('stairwell', '2025-06-01', entrance),
    ]),
  ]
  await expectOk(admin.tell(placesApi.registerCommonParts, { id: compoundId }, { rows }))
  const parts = (await expectOk(admin.ask(placesApi.compound, { id: compoundId }))).body.commonParts
  for (const { kind, id } of parts) Object.assign(partIds, { [kind]: id })
  clerk = await at.person('clerk', ['clerk', { kind: 'compound', id: compoundId }])
})
afterAll(() => at.close())

type Report = Parameters<typeof at.admin.tell<typeof maintenanceApi.report>>[2]
async function report(place: Report['place'], category: Report['category']): Promise<string> {
  const body = { place, category, urgency: 'ordinary' as const, text: '坏了' }
  return (await expectOk(clerk.tell(maintenanceApi.report, { id: compoundId }, body))).body.id
}
const ask = async (id: string, who = clerk) => (await expectOk(who.ask(liabilityApi.liability, { id }))).body
type Decision = Parameters<typeof at.admin.tell<typeof liabilityApi.decide>>[2]
const decide = (id: string, body: Decision, headers = {}) => clerk.tell(liabilityApi.decide, { id }, body, headers)
const ofStream = async (id: string) =>
  (await at.server.log.read(`request-${id}`)).filter(({ type }) => /^(LiabilityDecided|FundUseProposed)$/.test(type))

test('a leak at a door on the top floor is the roof’s: its warranty is the legal one, and over', async () => {
  const id = await report({ kind: 'unit', id: unitId }, 'roof-leak')
  const view = await ask(id)
  expect(view).toMatchObject({
    day: '2026-03-01',
    suggestion: {
      route: 'cost-share',
      ground: { code: 'shared-by-floor-area', article: '民法典第二百八十三条' },
      from: {
        partId: partIds.roof,
        warranty: 'over',
        warrantyUntil: '2025-05-31',
        mode: 'unknown',
        fundOpen: false,
      },
    },
    decided: null,
  })
  expect(view.refused.find(({ route }) => route === 'repair-fund')).toMatchObject({ code: 'liability-no-fund' })
})

test('inside its warranty a lamp is the contractor’s, and the fund is refused with the article', async () => {
  const id = await report({ kind: 'entrance', id: (await entrance()) ?? '' }, 'lighting')
  expect((await ask(id)).suggestion).toMatchObject({
    route: 'contractor',
    from: { partId: partIds.lighting, warrantyUntil: '2027-05-31' },
    missing: [{ code: 'which-contractor', askWhom: { zh: expect.stringContaining('街道') } }],
  })
  const refused = await decide(id, { route: 'repair-fund' })
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { code: 'liability-fund-inside-warranty', source: expect.stringContaining('建设工程质量管理条例第四十条') },
  ])
  expect(await ofStream(id)).toEqual([])
  await expectOk(decide(id, { route: 'contractor', party: '某照明公司' }))
  expect((await ask(id)).decided).toMatchObject({
    route: 'contractor',
    party: '某照明公司',
    missing: [],
    ground: { code: 'inside-warranty', zh: expect.any(String), en: expect.any(String) },
    decidedBy: { id: clerk.personId },
  })
})
test('the stairs that a door lies at are those of its entrance', async () => {
  const id = await report({ kind: 'unit', id: unitId }, 'stairwell')
  expect((await ask(id)).suggestion).toMatchObject({ route: 'contractor', from: { partId: partIds.stairwell } })
})
const entrance = async () =>
  (await expectOk(clerk.ask(placesApi.compound, { id: compoundId }))).body.buildingsList[0]?.entrances[0]?.id

test('the fund is asked once for a decision, and the proposal keeps its id when the command is repeated', async () => {
  const fund = { openedOn: '2024-01-01', bookkeeper: 'bank' as const, ground: '开户' }
  await expectOk(at.admin.tell(repairFundApi.open, { id: compoundId }, fund))
  const id = await report({ kind: 'common-part', id: partIds.road }, 'road')
  expect((await ask(id)).suggestion).toMatchObject({ route: 'unknown', missing: [{ code: 'warranty' }] })
  expect((await decide(id, { route: 'repair-fund' })).body).toMatchObject({ code: 'liability-fund-warranty-unknown' })
  const body: Decision = {
    route: 'repair-fund',
    stated: ['warranty-over'],
    note: '2002年修的路，没有改造过',
    estimateFen: 900_000,
  }
  const key = { 'idempotency-key': nextKey() }
  const first = await expectOk(decide(id, body, key))
  const repeated = await expectOk(decide(id, body, key))
  expect([repeated.body, repeated.headers['idempotency-hit']]).toEqual([first.body, 'true'])
  const [decided, proposed, ...more] = await ofStream(id)
  expect(more).toEqual([])
  expect(decided).toMatchObject({
    type: 'LiabilityDecided',
    data: { decidedFrom: { warranty: 'over', mode: 'unknown' } },
  })
  expect(proposed).toMatchObject({
    type: 'FundUseProposed',
    data: {
      requestId: id,
      compoundId,
      // Derived from the command's key, not drawn: UUID version 8.
      proposalId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/),
      purpose: '坏了\n2002年修的路，没有改造过',
      partId: partIds.road,
      amountFen: 900_000,
      ground: { code: 'fund-after-warranty' },
    },
  })
  // The same decision under another key, once the views have it, is already so.
  expect((await ask(id)).decided).toMatchObject({ route: 'repair-fund', estimateFen: 900_000 })
  await expectOk(decide(id, body))
  expect(await ofStream(id)).toHaveLength(2)
  await expectOk(decide(id, { ...body, estimateFen: 1_100_000 }))
  expect((await ofStream(id)).map(({ type }) => type)).toEqual([
    'LiabilityDecided',
    'FundUseProposed',
    'LiabilityDecided',
    'FundUseProposed',
  ])
})

test('who manages on that day is part of the answer', async () => {
  const centre = { kind: 'service-centre' as const, name: '北门服务中心' }
  const operatorId = (await expectOk(at.admin.tell(managementApi.registerOperator, {}, centre))).body.id
  const id = await report({ kind: 'building', id: buildingId }, 'sanitation')
  expect((await ask(id)).suggestion).toMatchObject({ route: 'unknown', missing: [{ code: 'manager' }] })
  expect((await decide(id, { route: 'operator' })).body).toMatchObject({ code: 'liability-no-operator' })
  const ground = { kind: 'decision' as const, text: '业主共同决定' }
  const adopt = (mode: 'service-centre' | 'none', since: string, by: string | null) =>
    expectOk(at.admin.tell(managementApi.adopt, { id: compoundId }, { mode, since, operatorId: by, ground }))
  await adopt('service-centre', '2026-01-01', operatorId)
  await adopt('none', '2026-03-02', null)
  expect((await ask(id)).suggestion).toMatchObject({
    route: 'operator',
    ground: { code: 'other-manager' },
    from: { mode: 'service-centre', operatorId },
  })
  await expectOk(decide(id, { route: 'operator' }))
})

test('whoever may decide is told so, until the request has come to nothing', async () => {
  const id = await report({ kind: 'unit', id: unitId }, 'water')
  const member = await at.person('deciding', ['committee', { kind: 'compound', id: compoundId }])
  const resident = await at.person('living')
  const relation = { personId: resident.personId, relation: 'owner' as const, since: '2024-01-01' }
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, relation))
  const told = async () => {
    const views = await Promise.all([clerk, member, resident].map((who) => ask(id, who)))
    return views.map(({ mayDecide }) => mayDecide)
  }
  expect(await told()).toEqual([true, true, false])
  await expectOk(clerk.tell(maintenanceApi.cancel, { id }, { reason: '误报' }))
  expect(await told()).toEqual([false, false, false])
  expect((await decide(id, { route: 'owner' })).body).toMatchObject({ code: 'liability-request-ended' })
})

test('the answer has the facts with which a screen weighs what the desk could state', async () => {
  const id = await report({ kind: 'entrance', id: (await entrance()) ?? '' }, 'lighting')
  const { facts, refused, suggestion } = await ask(id)
  expect(facts).toEqual({
    day: '2026-03-01',
    place: 'entrance',
    category: 'lighting',
    part: { partId: partIds.lighting, kind: 'lighting', acceptedOn: '2025-06-01', warrantyUntil: null },
    candidates: 1,
    mode: 'service-centre',
    operatorId: expect.any(String),
    fundOpen: true,
  })
  expect(liabilityOf(facts)).toMatchObject({ route: suggestion.route })
  const refusals = routeOptions(facts).flatMap(({ route, refusal }) => (refusal ? [[route, refusal.code]] : []))
  expect(refusals).toEqual(refused.map(({ route, code }) => [route, code]))
})

test('residents of the home see who answers for it; only the desk decides; nobody asks about nothing', async () => {
  const id = await report({ kind: 'unit', id: unitId }, 'water')
  const resident = await at.person('resident')
  const relation = { personId: resident.personId, relation: 'tenant' as const, since: '2024-01-01' }
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, relation))
  expect((await ask(id, resident)).suggestion).toMatchObject({ route: 'owner', missing: [{ code: 'meter-side' }] })
  expect((await resident.tell(liabilityApi.decide, { id }, { route: 'owner' })).status).toBe(403)
  const member = await at.person('member', ['committee', { kind: 'compound', id: compoundId }])
  await expectOk(member.tell(liabilityApi.decide, { id }, { route: 'utility', party: '自来水公司' }))
  expect((await clerk.ask(liabilityApi.liability, { id: 'nothing' })).status).toBe(404)
  expect((await decide('nothing', { route: 'owner' })).status).toBe(404)
})
