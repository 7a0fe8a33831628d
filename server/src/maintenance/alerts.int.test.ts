/** Alerts on a real log: the timer escalates and each level sees its own, nobody elsewhere sees any, and seen is seen everywhere. */
import { rm } from 'node:fs/promises'
import { addMinutes, type Instant, instantOf } from '@changxin/shared/kernel'
import { alertsApi, maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AlertsPlace, alertsOf, makeAlertsPlace } from '../../../test/kit/alerts-county.ts'
import { openLive } from '../../../test/kit/live.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { viewsFileOf } from '../app.ts'
import { Requests } from './maintenance.aggregates.ts'

/** A Monday, 10:00 in Shanghai. */
const MONDAY = '2026-03-02T02:00:00.000Z'
const ROLES = ['worker', 'manager', 'clerk', 'centre', 'overseer', 'district'] as const

let at: TestServer
let here: AlertsPlace
let elsewhere: AlertsPlace
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY), listen: true })
  await at.server.timer.advanceTo(MONDAY)
  here = await makeAlertsPlace(at, '东苑')
  elsewhere = await makeAlertsPlace(at, '西苑')
})
afterAll(() => at.close())

async function reported(urgency: 'emergency' | 'ordinary', { compoundId, unitId, resident } = here): Promise<string> {
  const place = { kind: 'unit', id: unitId } as const
  const body = { place, category: 'water', urgency, text: '厨房水管爆了' } as const
  return (await expectOk(resident.tell(maintenanceApi.report, { id: compoundId }, body))).body.id
}
const assign = (id: string, { personId }: Client) =>
  expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: personId }))
/** Ends what a test began, so that the next one begins with nothing. */
const withdraw = async (id: string) => {
  await expectOk(at.admin.tell(maintenanceApi.cancel, { id }, { reason: '已另行处理' }))
}

/** What each role sees, those who see nothing left out. */
async function everybody(place: AlertsPlace): Promise<Record<string, string[]>> {
  const seen = await Promise.all(ROLES.map(async (role) => [role, await alertsOf(place[role])] as const))
  return Object.fromEntries(seen.filter(([, alerts]) => alerts.length > 0))
}

async function passTo(instant: Instant): Promise<void> {
  at.time.nowMs = Date.parse(instant)
  await at.server.timer.advanceTo(instant)
  // Sessions do not last for ever.
  const people = [...ROLES, 'resident', 'neighbour', 'mate'] as const
  for (const place of [here, elsewhere])
    for (const role of people) Object.assign(place, { [role]: await at.signIn(place[role].loginName) })
  at = { ...at, admin: await at.signIn(at.admin.loginName) }
}

test('an emergency calls those who answer for the compound at once, and nobody else', async () => {
  const id = await reported('emergency')
  expect(await everybody(here)).toEqual({ manager: ['emergency @desk'], clerk: ['emergency @desk'] })
  expect(await everybody(elsewhere)).toEqual({})
  await expectOk(here.manager.tell(maintenanceApi.accept, { id }, {}))
  expect(await everybody(here)).toEqual({})
  await withdraw(id)
})

test('time runs out: worker, manager, centre, subdistrict, each in its turn; done, it is over for all', async () => {
  const id = await reported('ordinary')
  await assign(id, here.worker)
  expect(await everybody(here)).toEqual({ worker: ['assigned'] })
  await expectOk(here.worker.tell(maintenanceApi.start, { id }, {}))
  const { state } = await at.server.store.load(Requests, id)
  if (state.status === 'none') throw new Error('not reported')
  const { dueAt } = state.resolution

  await passTo(addMinutes(dueAt, -10))
  expect(await everybody(here)).toEqual({ worker: ['due-soon resolution'] })
  await passTo(dueAt)
  const worker = ['overdue resolution']
  const manager = ['overdue resolution @manager']
  expect(await everybody(here)).toEqual({ worker, manager })
  await passTo(addMinutes(dueAt, 24 * 60))
  const centre = ['overdue resolution @centre']
  expect(await everybody(here)).toEqual({ worker, manager, centre })
  await passTo(addMinutes(dueAt, 3 * 24 * 60))
  const overseer = ['overdue resolution @subdistrict']
  expect(await everybody(here)).toEqual({ worker, manager, centre, overseer })
  expect(await everybody(elsewhere)).toEqual({})

  await expectOk(here.worker.tell(maintenanceApi.complete, { id }, { note: '换了接头' }))
  expect(await everybody(here)).toEqual({})
  expect(await alertsOf(here.resident)).toEqual(['confirm'])
  expect(await alertsOf(here.neighbour)).toEqual([])
  await expectOk(here.resident.tell(maintenanceApi.confirm, { id }, { rating: 5 }))
  expect(await alertsOf(here.resident)).toEqual([])
})

test('an alert leads to the request and says what it is about', async () => {
  const id = await reported('emergency')
  const { items, unread, newest } = (await expectOk(here.manager.ask(alertsApi.alerts, {}))).body
  expect(items).toMatchObject([
    { kind: 'emergency', requestId: id, compoundName: '东苑', category: 'water', text: '厨房水管爆了', seen: false },
  ])
  expect(unread).toBe(1)
  expect(newest).toBe(await at.server.log.head())
  await withdraw(id)
})

test('a long list is read page by page; each page knows the newest of all', async () => {
  const ids = [await reported('emergency'), await reported('emergency'), await reported('emergency')]
  const seen: string[] = []
  const newest = new Set<string | null>()
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const { body } = await expectOk(here.manager.ask(alertsApi.alerts, { limit: 2, ...(cursor ? { cursor } : {}) }))
    seen.push(...body.items.map(({ requestId }) => requestId))
    newest.add(body.newest)
    cursor = body.next
  }
  expect(seen).toEqual(ids.toReversed())
  expect([...newest]).toEqual([await at.server.log.head()])
  for (const id of ids) await withdraw(id)
})

test('what was seen on one device is seen on the other', async () => {
  const first = await reported('emergency')
  const desk = await openLive(at, here.manager)
  const phone = await openLive(at, await at.signIn(here.manager.loginName))
  type Output = { unread: number; newest: string; items: { seen: boolean }[] }
  const bell = phone.subscribe(alertsApi.alerts, { limit: '1' })
  const list = desk.subscribe(alertsApi.alerts, {})
  await bell.until((output: Output) => output.unread === 1)
  const until = ((await expectOk(here.manager.ask(alertsApi.alerts, {}))).body.newest ?? '') as string
  await expectOk(here.manager.tell(alertsApi.seen, {}, { until }))
  await bell.until((output: Output) => output.unread === 0)
  await list.until((output: Output) => output.items.every(({ seen }) => seen))
  expect((await expectOk(here.clerk.ask(alertsApi.alerts, {}))).body.unread, 'a colleague has not looked').toBe(1)

  const second = await reported('emergency')
  await bell.until((output: Output) => output.unread === 1)
  const before = await at.server.log.head()
  await expectOk(here.manager.tell(alertsApi.seen, {}, { until }))
  expect(await at.server.log.head(), 'told again, nothing is written').toBe(before)
  expect((await expectOk(here.manager.ask(alertsApi.alerts, {}))).body.unread).toBe(1)
  const ahead = await here.manager.tell(alertsApi.seen, {}, { until: 'sffffffffffffffff' })
  expect(ahead).toMatchObject({ status: 409, body: { code: 'alerts-not-shown', fields: [{ field: 'until' }] } })
  expect((await at.stranger.ask(alertsApi.alerts, {})).status).toBe(401)
  desk.cut()
  phone.cut()
  await withdraw(first)
  await withdraw(second)
})

test('where nobody manages the centre stands in, and where there is none the clerk; a district for its subdistrict', async () => {
  const region = async (level: 'district' | 'subdistrict' | 'community', parentId: string | null) =>
    (await expectOk(at.admin.tell(placesApi.registerRegion, {}, { level, name: `北${level}`, parentId }))).body.id
  const district = await region('district', null)
  const subdistrict = await region('subdistrict', district)
  const community = { kind: 'community', id: await region('community', subdistrict) } as const
  const { id: compoundId } = (
    await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '北苑', regionId: community.id }))
  ).body
  const clerk = await at.person('clerk', ['clerk', community])
  const overseer = await at.person('overseer', ['overseer', { kind: 'district', id: district }])
  const report = {
    place: { kind: 'compound', id: compoundId },
    category: 'lift',
    urgency: 'emergency',
    text: '困人',
  } as const
  const { id } = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compoundId }, report))).body
  expect(await alertsOf(clerk)).toEqual(['emergency @desk'])
  const centre = await at.person('manager', ['manager', community])
  expect(await alertsOf(centre)).toEqual(['emergency @desk'])
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  await expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
  at.time.nowMs += 5 * 3_600_000
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const again = async (client: Client) => alertsOf(await at.signIn(client.loginName))
  expect(await again(centre), 'told once, as the one at the desk').toEqual(['overdue response @desk'])
  expect(await again(clerk)).toEqual(['overdue response @desk'])
  expect(await again(overseer)).toEqual(['overdue response @subdistrict'])
})

test('whoever had the work is told that it is taken, unless nothing lets them see the request any more', async () => {
  at = { ...at, admin: await at.signIn(at.admin.loginName) }
  const id = await reported('ordinary', { ...here, resident: await at.signIn(here.resident.loginName) })
  const mate = await at.signIn(here.mate.loginName)
  await assign(id, mate)
  expect(await alertsOf(mate)).toEqual(['assigned'])
  await assign(id, here.worker)
  expect(await alertsOf(mate)).toEqual(['taken'])
  const grantId = (await expectOk(mate.ask(peopleApi.me, {}))).body.grants[0]?.id ?? ''
  await expectOk(at.admin.tell(peopleApi.revokeRole, { id: mate.personId }, { grantId, reason: '离职' }))
  expect(await alertsOf(await at.signIn(mate.loginName))).toEqual([])
})

test('a rebuild gives everybody the same alerts with the same ids', async () => {
  await reported('emergency', { ...here, resident: await at.signIn(here.resident.loginName) })
  const names = [...ROLES, 'resident'] as const
  const all = async () => {
    const people = await Promise.all(names.map((name) => at.signIn(here[name].loginName)))
    return Promise.all(people.map(async (each) => (await expectOk(each.ask(alertsApi.alerts, {}))).body))
  }
  const before = await all()
  expect(before.filter(({ items }) => items.length > 0).length).toBeGreaterThan(1)
  const { dataDir } = at
  const startMs = at.time.nowMs
  await at.server.close()
  for (const end of ['', '-wal', '-shm']) await rm(viewsFileOf(dataDir) + end, { force: true })
  const again = await startServer({ dataDir, startMs })
  at = {
    ...again,
    async close() {
      await again.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  expect(await all()).toEqual(before)
})
