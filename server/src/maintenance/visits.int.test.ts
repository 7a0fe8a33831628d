/** The centre calls back: who is on the list, what a call does, what the month says, and who may see it. */
import { maintenanceApi, visitsApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

/** A Monday, 10:00 in Shanghai. */
const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let communityId: string
let compoundId: string
let otherId: string
let centre: Client
let worker: Client
let reporterId: string

beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const { admin } = at
  const region = async (level: 'district' | 'subdistrict' | 'community', name: string, parentId: string | null) =>
    (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name, parentId }))).body.id
  const street = await region('subdistrict', '甲街道', await region('district', '甲县', null))
  communityId = await region('community', '东社区', street)
  const elsewhere = await region('community', '西社区', street)
  const compound = async (name: string, regionId: string) =>
    (await expectOk(admin.tell(placesApi.registerCompound, {}, { name, regionId }))).body.id
  compoundId = await compound('东苑', communityId)
  otherId = await compound('西苑', elsewhere)
  centre = await at.person('centre', ['manager', { kind: 'community', id: communityId }])
  worker = await at.person('worker', ['worker', { kind: 'subdistrict', id: street }])
  const person = { name: '王某', phone: '13800001234' }
  reporterId = (await expectOk(admin.tell(peopleApi.register, {}, person))).body.id
  // Whom a report is for is looked up in the views.
  expect(await at.server.views.waitFor((await at.server.log.head()) ?? '')).toBe(true)
})
afterAll(() => at.close())

type Input = z.input<typeof visitsApi.visits.input>
const ask = (client: Client, input: Input = {}) => client.ask(visitsApi.visits, input)
const visits = async (input: Input = {}, client = centre) => (await expectOk(ask(client, input))).body

/** Reported for somebody with a number, done at once. */
async function done(compound: string, text: string, urgency: 'emergency' | 'ordinary' = 'emergency'): Promise<string> {
  const place = { kind: 'compound', id: compound } as const
  const body = { place, category: 'water', urgency, text, onBehalfOf: reporterId, channel: 'phone' } as const
  const { id } = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound }, body))).body
  await expectOk(at.admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: `${text}，修好了` }))
  return id
}
const call = (id: string, result: 'satisfied' | 'dissatisfied' | 'unreachable', note: string | null = null) =>
  expectOk(centre.tell(maintenanceApi.visit, { id }, { result, means: 'phone', note }))

describe('a month of the centre', () => {
  let burst: string
  let trapped: string

  test('the list has its own emergencies, with what the worker did and whom to call', async () => {
    burst = await done(compoundId, '水管爆裂')
    trapped = await done(compoundId, '水表间进水')
    await done(otherId, '别处漏水')
    const { items, figures, day, rule } = await visits()
    expect(items.map(({ text, reason, dueOn, late, tries }) => [text, reason, dueOn, late, tries])).toEqual(
      expect.arrayContaining([
        ['水管爆裂', 'emergency', '2026-03-04', false, 0],
        ['水表间进水', 'emergency', '2026-03-04', false, 0],
      ]),
    )
    expect(items).toHaveLength(2)
    expect(items.find(({ id }) => id === burst)).toMatchObject({ doneNote: '水管爆裂，修好了', result: null })
    expect(figures).toMatchObject({ month: '2026-03', waiting: 2, late: 0, wanted: 2, done: 0 })
    expect([day, rule.basis, rule.sharePercent]).toEqual(['2026-03-02', 'suggested', 20])
  })

  test('satisfied ends it; dissatisfied opens the request again; nobody at home stays on the list', async () => {
    await call(burst, 'unreachable')
    const tried = (await visits()).items.find(({ id }) => id === burst)
    expect(tried).toMatchObject({ tries: 1, result: null })
    expect(tried?.lastTriedAt).not.toBeNull()
    await call(trapped, 'dissatisfied', '还在滴水')
    await call(burst, 'satisfied')
    expect((await expectOk(at.admin.ask(maintenanceApi.request, { id: trapped }))).body.status).toBe('assigned')
    const { items, figures } = await visits()
    expect(items).toEqual([])
    expect(figures).toMatchObject({ waiting: 0, wanted: 2, done: 2, satisfied: 1, dissatisfied: 1, unreachable: 0 })
    const ended = (await visits({ view: 'done' })).items
    expect(ended.map(({ id, result }) => [id, result]).sort()).toEqual(
      [
        [burst, 'satisfied'],
        [trapped, 'dissatisfied'],
      ].sort(),
    )
  })

  test('whoever did not answer is asked, late on the eighth day after; an earlier day shows what was known then', async () => {
    const quiet = await done(compoundId, '没人回应', 'ordinary')
    await at.server.timer.advanceTo('2026-03-09T03:00:00.000Z')
    expect((await visits()).items).toMatchObject([
      { id: quiet, reason: 'unanswered', dueOn: '2026-03-16', late: false },
    ])
    await at.server.timer.advanceTo('2026-03-17T03:00:00.000Z')
    const { items, figures } = await visits()
    expect([items[0]?.late, figures.late]).toEqual([true, 1])
    const before = await visits({ asOf: '2026-03-08' })
    expect([before.day, before.items, before.figures.waiting]).toEqual(['2026-03-08', [], 0])
  })
})

describe('who may see it', () => {
  test('the centre its community; a compound’s manager, a worker and whoever has no role nothing', async () => {
    const manager = await at.person('manager', ['manager', { kind: 'compound', id: compoundId }])
    const nobody = await at.person('nobody')
    for (const client of [manager, worker, nobody]) expect((await ask(client)).status).toBe(403)
    expect((await ask(at.stranger)).status).toBe(401)
    const everywhere = await visits({}, at.admin)
    expect(everywhere.items.map(({ compoundName }) => compoundName).sort()).toEqual(['东苑', '西苑'])
    expect((await visits({ compoundId: otherId }, at.admin)).items.map(({ text }) => text)).toEqual(['别处漏水'])
    expect((await visits({ regionId: communityId }, at.admin)).items.map(({ text }) => text)).toEqual(['没人回应'])
    expect((await visits({ compoundId: otherId })).items).toEqual([])
  })
  test('the number of whoever reported it is never whole', async () => {
    const body = JSON.stringify(await visits({}, at.admin))
    expect(body).toContain('王某')
    expect(body).toContain('138****1234')
    expect(body).not.toContain('13800001234')
  })
  test('pages follow each other without a gap', async () => {
    const first = await visits({ limit: 1 }, at.admin)
    const second = await visits({ limit: 1, cursor: first.next }, at.admin)
    expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(['别处漏水', '没人回应'])
  })
})

test('a call that comes too late is of no use: it leaves the list and stays undone', async () => {
  await at.server.timer.advanceTo('2026-03-31T03:00:00.000Z')
  const { items, figures } = await visits()
  expect([items, figures.waiting, figures.wanted, figures.done]).toEqual([[], 0, 3, 2])
})
