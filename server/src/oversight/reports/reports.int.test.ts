import { facilitiesApi } from '@changxin/shared/facilities'
import { instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { managementApi, meetingsApi } from '@changxin/shared/management'
import { reportsApi } from '@changxin/shared/oversight'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

let at: TestServer
let county: TestCounty
let compound: TestCompound
let admin: Client
let manager: Client
let owner: Client

async function until(day: string) {
  at.time.nowMs = Date.parse(`${day}T04:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  // Sessions end while weeks pass.
  for (const [client, put] of [
    [at.admin, (again: Client) => (admin = again)],
    [manager, (again: Client) => (manager = again)],
    [owner, (again: Client) => (owner = again)],
  ] as const) {
    if (client) put(await at.signIn(client.loginName))
  }
}

async function reported(urgency: 'emergency' | 'ordinary') {
  const { id } = compound
  const body = { place: { kind: 'compound' as const, id }, category: 'drain' as const, urgency, text: '污水外溢' }
  return (await expectOk(admin.tell(maintenanceApi.report, { id }, body))).body.id
}

const ofMarch = () => ({ id: compound.id, month: '2026-03' })
const report = async (who: Client) => (await expectOk(who.ask(reportsApi.report, ofMarch()))).body

beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2026-03-01T02:00:00.000Z') })
  admin = at.admin
  await until('2026-03-01')
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const company = await expectOk(
    admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: '永安物业' }),
  )
  const operatorId = company.body.id
  const ground = { kind: 'contract' as const, text: '合同' }
  const mode = { mode: 'property-company' as const, since: '2026-01-01', operatorId, ground }
  await expectOk(admin.tell(managementApi.adopt, { id: compound.id }, mode))
  manager = await at.person('manager', ['manager', { kind: 'operator', id: operatorId }])
  owner = await county.owner(compound.unitIds[0] ?? '')
}, 60_000)
afterAll(() => at.close())

test('a month’s figures come from what happened in it, and from nothing that anybody typed', async () => {
  const [done, ignored] = [await reported('emergency'), await reported('emergency')]
  await expectOk(admin.tell(maintenanceApi.accept, { id: done }, {}))
  await expectOk(admin.tell(maintenanceApi.assign, { id: done }, { assigneeId: manager.personId }))
  await expectOk(manager.tell(maintenanceApi.start, { id: done }, {}))
  await expectOk(manager.tell(maintenanceApi.complete, { id: done }, { note: '已疏通' }))
  const look = {
    kind: 'ten-tick',
    lookedOn: '2026-03-01',
    means: 'on-site',
    ticks: [{ item: 'roof', result: 'good' }],
  } as const
  await expectOk(admin.tell(facilitiesApi.recordLook, { id: compound.id }, look as never))
  const asked = await expectOk(owner.tell(meetingsApi.ask, { id: compound.id }, { text: '公共收益多少？' }))
  await until('2026-03-12')
  await expectOk(manager.tell(meetingsApi.answer, { id: asked.body.id }, { text: '3,200 元' }))
  await until('2026-04-02')
  await expectOk(admin.tell(maintenanceApi.cancel, { id: ignored }, { reason: '已另行处理' }))
  const { figures, before, ended, operatorName, mode, units } = await report(owner)
  expect([ended, operatorName, mode, units]).toEqual([true, '永安物业', 'property-company', 4])
  expect(figures).toMatchObject({
    reported: 2,
    completed: 1,
    targetsMet: { part: 2, of: 4 },
    repeats: { part: 0, of: 1 },
    looks: 1,
    questionsInTime: { part: 0, of: 1 },
    pointsInTime: { part: 0, of: 0 },
  })
  expect(before).toMatchObject({ reported: 0, completed: 0, targetsMet: { part: 0, of: 0 } })
})

test('the manager comments, the owner rates once for her home, and a tenant of nowhere sees nothing', async () => {
  await expectOk(manager.tell(reportsApi.comment, ofMarch(), { text: '一处漏接，已整改' }))
  const rate = (score: number) =>
    owner.tell(reportsApi.rate, ofMarch(), { unitId: compound.unitIds[0] ?? '', score, text: '反应慢' })
  await expectOk(rate(2))
  await expectOk(rate(3))
  const seen = await report(owner)
  expect(seen.comment?.text).toBe('一处漏接，已整改')
  expect(seen.rating).toEqual({ average: { value: 3, n: 1 }, texts: [{ score: 3, text: '反应慢' }] })
  expect(seen.mine).toMatchObject([{ unitId: compound.unitIds[0], score: 3 }])
  expect((await report(manager)).possible).toEqual(['oversight.comment-report'])
  const neighbours = compound.unitIds[1] ?? ''
  expect((await owner.tell(reportsApi.rate, ofMarch(), { unitId: neighbours, score: 1 })).status).toBe(403)
  expect((await manager.tell(reportsApi.rate, ofMarch(), { unitId: neighbours, score: 5 })).status).toBe(403)
})

test('the running month has figures, and nothing to comment or rate yet', async () => {
  const running = { id: compound.id, month: '2026-04' }
  const { body } = await expectOk(manager.ask(reportsApi.report, running))
  expect([body.ended, body.possible, body.mine]).toEqual([false, [], []])
  const refused = await manager.tell(reportsApi.comment, running, { text: '早了' })
  expect([refused.status, refused.body['code']]).toEqual([409, 'report-month-running'])
})

test('an award scheme on record before its months gives each compound its score, and grants it once', async () => {
  const scheme = {
    regionId: county.subdistrictId,
    title: '以奖代补办法',
    validFrom: '2026-05',
    source: '办公会议纪要',
    items: [
      { metric: 'looked-months' as const, weight: 60, zeroPercent: 0, fullPercent: 100 },
      { metric: 'targets-met' as const, weight: 40, zeroPercent: 50, fullPercent: 100 },
    ],
    bands: [{ fromScore: 60, payPercent: 80 }],
    amounts: [{ upToUnits: null, amountFen: 3_000_001 }],
  }
  const late = await admin.tell(reportsApi.adoptScheme, {}, { ...scheme, validFrom: '2026-04' })
  expect(late.body['code']).toBe('award-scheme-late')
  const { id } = (await expectOk(admin.tell(reportsApi.adoptScheme, {}, scheme))).body
  await until('2026-05-10')
  const look = { kind: 'ten-tick', lookedOn: '2026-05-10', means: 'on-site', ticks: [{ item: 'roof', result: 'good' }] }
  await expectOk(admin.tell(facilitiesApi.recordLook, { id: compound.id }, look as never))
  await until('2026-06-02')
  const months = { from: '2026-05', until: '2026-05' }
  const scores = async () => (await expectOk(admin.ask(reportsApi.scores, { id, ...months }))).body.items
  expect(await scores()).toMatchObject([
    { id: compound.id, score: 10_000, payPercent: 80, amountFen: 2_400_000, granted: null },
  ])
  await expectOk(admin.tell(reportsApi.grant, { id }, { compoundId: compound.id, ...months }))
  await expectOk(admin.tell(reportsApi.grant, { id }, { compoundId: compound.id, ...months }))
  expect((await scores())[0]?.granted).toEqual({ score: 10_000, amountFen: 2_400_000, grantedOn: '2026-06-02' })
  const { items } = (await expectOk(owner.ask(reportsApi.schemes, {}))).body
  expect(items).toMatchObject([{ schemeId: id, grants: 1, grantedFen: 2_400_000 }])
  expect((await manager.tell(reportsApi.grant, { id }, { compoundId: compound.id, ...months })).status).toBe(403)
})
