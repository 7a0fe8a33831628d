/** The compound is taken over, and what was open belongs to the new operator, with every clock as it was. */
import { startOf } from '@changxin/shared/kernel'
import { alertsApi, maintenanceApi, stepsApi } from '@changxin/shared/maintenance'
import { transitionApi } from '@changxin/shared/management'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectOk } from '../../../../test/kit/server.ts'
import { give, holderOf } from '../job-link.fixture.ts'
import { type Handover, handOverOn, makeHandover, START } from './handover.fixture.ts'

let of: Handover
let tenantId: string
let ids: Record<string, string>
let before: Record<string, Awaited<ReturnType<Handover['stateOf']>>>
let contractor: ReturnType<typeof holderOf>

beforeAll(async () => {
  of = await makeHandover()
  const { at, oldManager, oldWorker, owner, report } = of
  const assign = (id: string) =>
    expectOk(oldManager.tell(maintenanceApi.assign, { id }, { assigneeId: oldWorker.personId }))
  const assigned = async () => {
    const id = await report(owner)
    await assign(id)
    return id
  }
  const started = async () => {
    const id = await assigned()
    await expectOk(oldWorker.tell(maintenanceApi.start, { id }, {}))
    return id
  }
  const done = async () => {
    const id = await started()
    await expectOk(oldWorker.tell(maintenanceApi.complete, { id }, { note: '已疏通' }))
    return id
  }
  const paused = await started()
  const pause = { cause: 'no-access', note: null, resumeBy: '2026-03-09' } as const
  await expectOk(oldWorker.tell(stepsApi.pause, { id: paused }, pause))
  const confirmed = await done()
  await expectOk(owner.tell(maintenanceApi.confirm, { id: confirmed }, { how: 'in-app' }))
  const entered = await report(oldManager, { onBehalfOf: owner.personId, channel: 'phone' })
  const linked = await report(owner)
  const given = await expectOk(give(oldManager, linked, {}))
  contractor = holderOf(at, String(given.body.token))
  const tenant = await expectOk(oldManager.tell(peopleApi.register, {}, { name: '李四', phone: '13900001111' }))
  tenantId = tenant.body.id
  const lives = { personId: tenantId, relation: 'tenant', since: '2025-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: of.unitId }, lives))
  ids = {
    reported: await report(owner),
    emergency: await report(owner, { urgency: 'emergency' }),
    assigned: await assigned(),
    started: await started(),
    completed: await done(),
    paused,
    confirmed,
    entered,
    linked,
  }
  // Half a day later the emergency is overdue, and those above have been told.
  await of.goOn('2026-03-02T14:00:00.000Z')
  before = Object.fromEntries(
    await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, await of.stateOf(id)])),
  )
  await handOverOn(of, '2026-03-03')
}, 120_000)
afterAll(() => of.at.close())

describe('until the day', () => {
  test('the old operator serves: it has everything, and the new one nothing', async () => {
    expect(await of.stateOf(ids['started'] ?? '')).toEqual(before['started'])
    expect((await of.oldManager.ask(maintenanceApi.request, { id: ids['started'] ?? '' })).status).toBe(200)
    expect((await of.newManager.ask(maintenanceApi.request, { id: ids['started'] ?? '' })).status).toBe(403)
    const { body } = await of.clerk.ask(transitionApi.transition, { id: of.compoundId })
    expect(body.items[0]).toMatchObject({
      status: 'taken-over',
      takenOver: { on: '2026-03-03', requests: { done: 0 } },
    })
  })
})

describe('from that day on', () => {
  let today: string
  beforeAll(async () => {
    await of.goOn(startOf('2026-03-03'))
    // Reported on the day itself: the new operator's from the start.
    today = await of.report(of.owner)
    await of.goOn('2026-03-02T16:30:00.000Z')
  })

  const after = async (name: string) => of.stateOf(ids[name] ?? '')

  test('what was open waits at the new desk, what waited for an answer still does', async () => {
    const statuses = Object.fromEntries(
      await Promise.all(Object.keys(ids).map(async (name) => [name, (await after(name)).status])),
    )
    expect(statuses).toEqual({
      reported: 'reported',
      emergency: 'reported',
      assigned: 'accepted',
      started: 'accepted',
      paused: 'paused',
      completed: 'completed',
      confirmed: 'confirmed',
      entered: 'reported',
      linked: 'accepted',
    })
    for (const name of Object.keys(ids))
      if (name !== 'confirmed') expect((await after(name)).assigneeId, name).toBeNull()
  })

  test('every clock is as it was: dues, misses, whom was told, what stands still', async () => {
    for (const [name, was] of Object.entries(before)) {
      const is = await after(name)
      expect([is.response, is.resolution, is.stepAt, is.completedAt], name).toEqual([
        was.response,
        was.resolution,
        was.stepAt,
        was.completedAt,
      ])
    }
    expect(before['emergency']?.response.missed, 'the story needs an overdue one').toBe(true)
    expect((await after('paused')).pause).toEqual({ ...before['paused']?.pause, isStarted: false })
  })

  test('once each; nothing of the day itself or of what has ended changes hands', async () => {
    for (const [name, id] of Object.entries(ids)) {
      const count = (await of.steps(id)).filter((type) => type === 'RequestChangedHands').length
      expect(count, name).toBe(name === 'confirmed' ? 0 : 1)
    }
    expect(await of.steps(today)).toEqual(['RequestReported'])
    const { body } = await of.clerk.ask(transitionApi.transition, { id: of.compoundId })
    expect(body.items[0]?.takenOver?.requests).toEqual({ done: Object.keys(ids).length - 1, waiting: 0 })
  })

  test('the old people can neither see nor act any more, whatever they had entered or begun', async () => {
    for (const name of ['reported', 'assigned', 'started', 'paused', 'completed', 'entered']) {
      const id = ids[name] ?? ''
      for (const who of [of.oldManager, of.oldWorker]) {
        expect((await who.ask(maintenanceApi.request, { id })).status, name).toBe(403)
        expect((await who.tell(maintenanceApi.complete, { id }, { note: '修好了' })).status, name).toBe(403)
        expect((await who.tell(maintenanceApi.note, { id }, { text: '再看看' })).status, name).toBe(403)
      }
    }
    expect((await of.oldManager.tell(maintenanceApi.accept, { id: today }, {})).status).toBe(403)
    for (const who of [of.oldManager, of.oldWorker]) {
      const { items } = (await expectOk(who.ask(maintenanceApi.list, { view: 'open' }))).body
      expect(items).toEqual([])
    }
    // What the worker had finished, and was confirmed, stays with who did it.
    expect((await of.oldManager.ask(maintenanceApi.request, { id: ids['confirmed'] ?? '' })).status).toBe(403)
  })

  test('nor do they see the people who live there, not even those whom they had registered', async () => {
    const seen = async (who: Handover['clerk']) =>
      (await expectOk(who.ask(peopleApi.list, { limit: 200 }))).body.items.map(({ id }) => id)
    // A firm that one had sent oneself stays known to the one who sent it.
    for (const id of [tenantId, of.owner.personId, of.newWorker.personId])
      expect(await seen(of.oldManager)).not.toContain(id)
    expect(await seen(of.newManager)).toEqual(expect.arrayContaining([tenantId, of.owner.personId]))
  })

  test('the new people can: they see everything, assign, begin and finish', async () => {
    const { items } = (await expectOk(of.newManager.ask(maintenanceApi.list, { view: 'open', limit: 50 }))).body
    const open = Object.keys(ids).filter((name) => name !== 'completed' && name !== 'confirmed')
    expect(items.map((row) => row.id).toSorted()).toEqual([...open.map((name) => ids[name]), today].toSorted())
    const id = ids['started'] ?? ''
    await expectOk(of.newManager.tell(maintenanceApi.assign, { id }, { assigneeId: of.newWorker.personId }))
    await expectOk(of.newWorker.tell(maintenanceApi.start, { id }, {}))
    await expectOk(of.newWorker.tell(maintenanceApi.complete, { id }, { note: '换了弯头' }))
    await expectOk(of.owner.tell(maintenanceApi.confirm, { id }, { how: 'in-app' }))
    expect(await of.stateOf(id)).toMatchObject({
      status: 'confirmed',
      resolution: { dueAt: before['started']?.resolution.dueAt },
    })
  })

  test('whoever was on the way is told; the new desk is; who waits is asked nothing new', async () => {
    const kinds = async (who: Handover['owner']) =>
      (await expectOk(who.ask(alertsApi.alerts, { limit: 100 }))).body.items.map(({ kind, requestId }) => [
        kind,
        requestId,
      ])
    expect(await kinds(of.oldWorker)).toContainEqual(['handed-over', ids['assigned']])
    expect(await kinds(of.newManager)).toContainEqual(['changed-hands', ids['assigned']])
    expect(await kinds(of.oldManager)).toEqual([])
    const asked = (await kinds(of.owner)).map(([kind]) => kind)
    expect(new Set(asked)).toEqual(new Set(['confirm', 'awaited']))
  })

  test('the link that the old desk gave a contractor has ended', async () => {
    const look = await contractor.look()
    expect([look.status, look.body['code']]).toEqual([403, 'job-link-withdrawn'])
  })

  test('opened again later, it is the new desk that gets it', async () => {
    const id = ids['confirmed'] ?? ''
    await expectOk(of.owner.tell(maintenanceApi.reopen, { id }, { reason: '又堵了' }))
    await of.at.server.processes.settle()
    expect((await of.steps(id)).slice(-2)).toEqual(['RequestReopened', 'RequestChangedHands'])
    expect(await of.stateOf(id)).toMatchObject({ status: 'accepted', assigneeId: null })
    expect((await of.oldWorker.ask(maintenanceApi.request, { id })).status).toBe(403)
  })

  test('the story of the request tells whose it is now', async () => {
    const { body } = await expectOk(of.owner.ask(maintenanceApi.request, { id: ids['assigned'] ?? '' }))
    expect(body.steps.find(({ type }) => type === 'RequestChangedHands')?.facts).toMatchObject({
      fromOperator: '旧物业',
      toOperator: '桂溪中心',
    })
  })
})

test('recorded on the day itself, what came in that morning is only taken from the old people', async () => {
  const other = await makeHandover()
  const [waiting, held] = [await other.report(other.owner), await other.report(other.owner)]
  await expectOk(other.oldManager.tell(maintenanceApi.assign, { id: held }, { assigneeId: other.oldWorker.personId }))
  await handOverOn(other, START.slice(0, 10))
  expect(await other.steps(waiting)).toEqual(['RequestReported'])
  expect((await other.steps(held)).at(-1)).toBe('RequestChangedHands')
  await other.at.close()
}, 60_000)
