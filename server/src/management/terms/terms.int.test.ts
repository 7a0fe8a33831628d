/** The shapes of the modes over HTTP: versions and what held when, what the timer tells, who may see and write what. */
import { addDays, dayOf, instantOf } from '@changxin/shared/kernel'
import { managementApi, termsApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const startMs = Date.parse('2026-03-01T02:00:00.000Z')
const today = '2026-03-01'
const ground = { kind: 'contract' as const, text: '物业服务合同' }

let at: TestServer
let county: TestCounty
let compound: TestCompound
let companyId: string
let resident: Client

const operator = async (kind: 'property-company' | 'service-centre' | 'self-governance', name: string) =>
  (await expectOk(at.admin.tell(managementApi.registerOperator, {}, { kind, name }))).body.id

const contract = {
  since: '2024-06-01',
  from: '2024-06-01',
  to: '2026-05-31',
  services: ['cleaning' as const, 'order' as const, 'lift' as const],
  grade: '三级',
  feeFenPerSquareMetre: 85,
  ownersNoticeDays: null,
  managerNoticeDays: null,
  depositFen: 500_000,
  subContracts: [{ service: 'lift' as const, firm: '某电梯公司' }],
  standards: [{ service: 'lift' as const, what: '困人到场', measure: { kind: 'within' as const, minutes: 30 } }],
  scans: [] as string[],
}
const termsOf = async (id: string, more: object = {}, who = at.admin) =>
  (await expectOk(who.ask(termsApi.terms, { id, ...more }))).body
const moveTo = async (day: string) => {
  at.time.nowMs = Date.parse(`${day}T02:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  // Weeks have passed, and with them the session.
  Object.assign(at.admin, await at.signIn(at.admin.loginName))
}

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  county = await makeCounty(at)
  compound = await county.compound('建设新村')
  resident = await county.owner(compound.unitIds[0] ?? '')
  companyId = await operator('property-company', '某物业')
  await expectOk(
    at.admin.tell(
      managementApi.adopt,
      { id: compound.id },
      { mode: 'property-company', since: '2024-06-01', operatorId: companyId, ground },
    ),
  )
})
afterAll(() => at.close())

test('a contract with its scan is recorded, and its residents see all of it', async () => {
  const { id } = compound
  expect((await termsOf(id)).contract).toBeNull()
  const scan = await uploaded(at, at.admin)
  const body = { ...contract, operatorId: companyId, scans: [scan] }
  const first = await expectOk(at.admin.tell(termsApi.recordContract, { id }, body))
  const again = await expectOk(at.admin.tell(termsApi.recordContract, { id }, body))
  expect(again.body.revision).toBe(first.body.revision)
  const { contract: view, mode } = await termsOf(id, {}, resident)
  expect(mode).toBe('property-company')
  // 91 days before its last day nobody has to be told yet.
  expect(view).toMatchObject({ operatorName: '某物业', state: 'running', daysLeft: 91, lastNoticeDay: '2026-03-02' })
  const file = await at.server.app.inject({ url: `/api/files/${scan}`, headers: { cookie: resident.cookie } })
  expect(file.statusCode).toBe(200)
})

test('a later version holds from its day on, and each day can be asked', async () => {
  const { id } = compound
  const { contract: before } = await termsOf(id)
  const dearer = {
    ...contract,
    operatorId: companyId,
    since: '2025-06-01',
    feeFenPerSquareMetre: 95,
    scans: before?.scans ?? [],
  }
  // Somebody else records it: the scans stood in a version before, so that they need not be theirs.
  const overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
  await expectOk(overseer.tell(termsApi.recordContract, { id }, dearer))
  const fee = async (on?: string, asOf?: string) =>
    (await termsOf(id, { ...(on ? { on } : {}), ...(asOf ? { asOf } : {}) })).contract?.feeFenPerSquareMetre
  expect([await fee('2024-06-01'), await fee('2025-05-31'), await fee('2025-06-01'), await fee()]).toEqual([
    85, 85, 95, 95,
  ])
  expect((await termsOf(id)).versions.map(({ since }) => since)).toEqual(['2025-06-01', '2024-06-01'])
  await moveTo(addDays(today, 1))
  await expectOk(
    at.admin.tell(termsApi.recordContract, { id }, { ...dearer, since: '2024-06-01', feeFenPerSquareMetre: 80 }),
  )
  // Yesterday nobody knew of the correction.
  expect([await fee('2024-07-01'), await fee('2024-07-01', today)]).toEqual([80, 85])
})

test('all services given away is refused with its article', async () => {
  const refused = await at.admin.tell(
    termsApi.recordContract,
    { id: compound.id },
    { ...contract, operatorId: companyId, services: ['lift'] },
  )
  expect([refused.status, refused.body]).toMatchObject([409, { code: 'contract-all-sub-contracted' }])
  expect(JSON.stringify(refused.body)).toContain('民法典第九百四十一条')
})

test('the end is told 90 and 60 days before, and after it the contract runs on', async () => {
  const { id } = compound
  const told = async () =>
    (await expectOk(at.admin.ask(placesApi.story, { id }))).body.items
      .filter(({ type }) => type === 'ContractEndNeared')
      .map(({ facts }) => facts['daysAhead'])
  await moveTo('2026-03-01')
  await moveTo('2026-03-02')
  expect(await told()).toEqual([90])
  await moveTo('2026-04-01')
  expect(await told()).toEqual([60, 90])
  expect((await termsOf(id)).contract).toMatchObject({ state: 'ends-soon', daysLeft: 60 })
  await moveTo('2026-06-01')
  expect((await termsOf(id)).contract).toMatchObject({ state: 'runs-on', daysLeft: -1 })
  expect(await told()).toEqual([60, 90])
})

test('nobody is told of the end of a contract whose company has gone', async () => {
  const other = await county.compound('兴隆花园')
  const { id } = other
  await expectOk(
    at.admin.tell(
      managementApi.adopt,
      { id },
      { mode: 'property-company', since: '2025-01-01', operatorId: companyId, ground },
    ),
  )
  const ends = addDays(dayOf(instantOf(at.time.nowMs)), 120)
  await expectOk(at.admin.tell(termsApi.recordContract, { id }, { ...contract, operatorId: companyId, to: ends }))
  await expectOk(at.admin.tell(managementApi.adopt, { id }, { mode: 'none', since: '2026-06-01', ground }))
  await moveTo(addDays(ends, -50))
  const { items } = (await expectOk(at.admin.ask(placesApi.story, { id }))).body
  expect(items.map(({ type }) => type)).not.toContain('ContractEndNeared')
})

test('a group has members, labour days and proofs; what is missing is said, what ends is told', async () => {
  const self = await county.compound('团结坝')
  const { id } = self
  const operatorId = await operator('self-governance', '团结坝自治小组')
  await expectOk(
    at.admin.tell(managementApi.adopt, { id }, { mode: 'self-governance', since: '2025-01-01', operatorId, ground }),
  )
  const day = dayOf(instantOf(at.time.nowMs))
  const member = await county.owner(self.unitIds[0] ?? '')
  const neighbour = await county.owner(self.unitIds[1] ?? '')
  const scan = await uploaded(at, at.admin)
  const body = {
    operatorId,
    since: '2025-01-01',
    members: [{ personId: member.personId, function: 'head' as const, from: '2025-01-01', until: null }],
    ownWork: [{ service: 'cleaning' as const, what: '楼道轮扫' }],
    lift: { kind: 'firm' as const, firm: '某电梯公司', until: addDays(day, 9), scans: [scan] },
    fire: { kind: 'missing' as const },
  }
  await expectOk(at.admin.tell(termsApi.recordGroup, { id }, body))
  const work = { personId: neighbour.personId, workedOn: day, minutes: 120, service: 'cleaning' as const }
  expect((await neighbour.tell(termsApi.recordLabour, { id }, work)).status).toBe(403)
  const labour = await expectOk(member.tell(termsApi.recordLabour, { id }, work))
  const wrong = await expectOk(member.tell(termsApi.recordLabour, { id }, { ...work, minutes: 30 }))
  await expectOk(member.tell(termsApi.strikeLabour, { id, labourId: wrong.body.id }, { reason: '重复' }))
  const { group, mayRecordLabour } = await termsOf(id, {}, neighbour)
  expect(group).toMatchObject({
    members: [{ personId: member.personId, serves: true }],
    liftState: 'proven',
    fireState: 'missing',
    labour: { minutes: 120, days: 1, people: 1 },
  })
  expect([mayRecordLabour, (await termsOf(id, {}, member)).mayRecordLabour]).toEqual([false, true])
  // Who gave which hours is the group's and the desk's to see.
  expect((await neighbour.ask(termsApi.labour, { id })).status).toBe(403)
  const listed = (await expectOk(member.ask(termsApi.labour, { id }))).body.items
  expect(listed.find((row) => row.id === labour.body.id)).toMatchObject({ minutes: 120, struckReason: null })
  expect(listed.find((row) => row.id === wrong.body.id)).toMatchObject({ struckReason: '重复' })
  await moveTo(addDays(day, 10))
  expect((await termsOf(id)).group?.liftState).toBe('expired')
  const lapsed = (await expectOk(at.admin.ask(placesApi.story, { id }))).body.items.filter(
    ({ type }) => type === 'ProofLapsed',
  )
  expect(lapsed.map(({ facts }) => facts['professional'])).toEqual(['lift'])
})

test('a centre has a service list, and buildings for each of its people are computed', async () => {
  const served = await county.compound('北门小区')
  const { id } = served
  const operatorId = await operator('service-centre', '北门服务中心')
  await expectOk(
    at.admin.tell(managementApi.adopt, { id }, { mode: 'service-centre', since: '2025-01-01', operatorId, ground }),
  )
  const repairer = await at.person('repairer')
  const body = {
    since: '2025-01-01',
    services: [{ service: 'cleaning' as const, what: '院坝清扫', interval: { times: 1, per: 'day' as const } }],
    feeFenPerHousehold: 800,
    subsidy: { fenPerYear: 12_000_000, source: '街道财政' },
    staff: [
      { personId: repairer.personId, function: 'repair' as const },
      { personId: at.admin.personId, function: 'head' as const },
    ],
  }
  await expectOk(at.admin.tell(termsApi.recordServices, { id: operatorId }, body))
  const { services } = await termsOf(id)
  const { buildings } = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
  expect(services).toMatchObject({
    operatorName: '北门服务中心',
    feeFenPerHousehold: 800,
    buildings,
    buildingsPerPersonTenths: buildings * 5,
  })
  const company = await at.admin.tell(termsApi.recordServices, { id: companyId }, body)
  expect([company.status, company.body]).toMatchObject([409, { code: 'services-need-centre' }])
  expect((await at.admin.ask(termsApi.services, { id: 'nobody' })).status).toBe(404)
})
