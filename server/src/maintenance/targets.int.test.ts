/** Targets at the API: from the suggestions to a district's own, what a report then gets, and who may adopt. */
import { maintenanceApi, type TargetMinutes, targetsApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { openLive } from '../../../test/kit/live.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { Requests } from './maintenance.aggregates.ts'

/** A Monday, 10:00 in Shanghai. */
const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let districtId: string
let otherDistrictId: string
let compoundId: string
beforeAll(async () => {
  at = await startServer({ listen: true, startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const district = async (name: string) =>
    (await expectOk(at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name, parentId: null }))).body.id
  districtId = await district('甲县')
  otherDistrictId = await district('乙县')
  const compound = await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '东苑', regionId: districtId }))
  compoundId = compound.body.id
})
afterAll(() => at.close())

type Adoption = z.input<typeof targetsApi.adopt.body>
const lengths = { responseMinutes: 60, responseMetBy: 'accepted', resolutionMinutes: 540 } as const
const whole: TargetMinutes[] = [
  { urgency: 'emergency', ...lengths },
  { urgency: 'ordinary', ...lengths },
  { urgency: 'deferrable', ...lengths },
]
const adoption = (change: Partial<Adoption> = {}): Adoption => ({
  jurisdiction: districtId,
  validFrom: '2026-02-01',
  basis: 'decision',
  source: '甲县物业服务规范',
  mode: null,
  targets: whole,
  ...change,
})
const adopt = (by: Client, change: Partial<Adoption> = {}) => by.tell(targetsApi.adopt, {}, adoption(change))
const rules = async (input: z.input<typeof targetsApi.rules.input> = {}) =>
  (await expectOk(at.admin.ask(targetsApi.rules, input))).body
const overseerOf = (id: string) => at.person('overseer', ['overseer', { kind: 'district', id }])

describe('the rules of a new server', () => {
  test('are the suggestions, and say so; years with known holidays are named', async () => {
    const { items, day, holidayYears } = await rules()
    expect(items.map(({ ruleId, mode, state, basis }) => [ruleId, mode, state, basis])).toEqual([
      ['suggested-targets', null, 'in-force', 'suggested'],
      ['suggested-targets-self-governance', 'self-governance', 'in-force', 'suggested'],
    ])
    expect(items[0]).toMatchObject({ jurisdiction: 'all', jurisdictionName: null, replacedOn: null })
    expect(items[0]?.source).toContain('不是法律规定')
    expect({ day, holidayYears }).toEqual({ day: '2026-03-02', holidayYears: { first: 2021, last: 2026 } })
  })

  test('an ordinary report of Monday morning is due on Wednesday morning', async () => {
    expect(await dueOf('ordinary', 'water')).toEqual({
      responseDueAt: '2026-03-03T02:00:00.000Z',
      resolutionDueAt: '2026-03-04T02:00:00.000Z',
    })
    expect(await dueOf('emergency', 'lift')).toMatchObject({ responseDueAt: '2026-03-02T02:30:00.000Z' })
  })
})

/** As recorded with the report. */
async function dueOf(urgency: 'ordinary' | 'emergency', category: 'water' | 'lift') {
  const place = { kind: 'compound', id: compoundId } as const
  const report = { place, urgency, category, text: '坏了', occurredAt: MONDAY }
  const { body } = await expectOk(at.admin.tell(maintenanceApi.report, { id: compoundId }, report))
  const { state } = await at.server.store.load(Requests, body.id)
  if (state.status === 'none') throw new Error('not reported')
  return { responseDueAt: state.response.dueAt, resolutionDueAt: state.resolution.dueAt }
}

describe('a district that adopts its own', () => {
  test('has one after the other, and the next report is measured by the one in force', async () => {
    const overseer = await overseerOf(districtId)
    const evenings = { opensMinute: 480, closesMinute: 1_200, weekdays: 'every-day', holidays: false } as const
    const water: TargetMinutes = {
      ...lengths,
      urgency: 'ordinary',
      category: 'water',
      responseMinutes: 30,
      hours: evenings,
    }
    const first = await expectOk(adopt(overseer, { ruleId: 'first', targets: [...whole, water] }))
    expect(first.body.id).toBe('first')
    // 540 minutes from Monday 10:00 by a desk that is open until 20:00.
    expect(await dueOf('ordinary', 'water')).toEqual({
      responseDueAt: '2026-03-02T02:30:00.000Z',
      resolutionDueAt: '2026-03-02T11:00:00.000Z',
    })

    await expectOk(adopt(overseer, { ruleId: 'second', validFrom: '2026-03-01' }))
    await expectOk(adopt(overseer, { ruleId: 'third', validFrom: '2026-05-01', mode: null }))
    const { items } = await rules({ jurisdiction: districtId })
    expect(
      items.map(({ ruleId, state, replacedOn, jurisdictionName }) => [ruleId, state, replacedOn, jurisdictionName]),
    ).toEqual([
      ['first', 'past', '2026-03-01', '甲县'],
      ['second', 'in-force', '2026-05-01', '甲县'],
      ['third', 'coming', null, '甲县'],
    ])
    expect(items[0]).toMatchObject({ basis: 'decision', source: '甲县物业服务规范', targets: [...whole, water] })
    expect((await rules({ jurisdiction: districtId, on: '2026-02-10' })).items.map(({ state }) => state)).toEqual([
      'in-force',
      'coming',
      'coming',
    ])
    expect(await dueOf('ordinary', 'water')).toMatchObject({ responseDueAt: '2026-03-02T03:00:00.000Z' })
  })

  test('of two with the same first day the later one counts, and a mode has its own line', async () => {
    const same = { jurisdiction: compoundId, validFrom: '2026-01-01', basis: 'contract' } as const
    await expectOk(adopt(at.admin, { ...same, ruleId: 'wrong' }))
    await expectOk(adopt(at.admin, { ...same, ruleId: 'right', source: '合同第八条' }))
    await expectOk(adopt(at.admin, { ...same, ruleId: 'own', mode: 'service-centre' }))
    const { items } = await rules({ jurisdiction: compoundId })
    expect(items.map(({ ruleId, mode, state }) => [ruleId, mode, state])).toEqual([
      ['wrong', null, 'past'],
      ['right', null, 'in-force'],
      ['own', 'service-centre', 'in-force'],
    ])
  })

  test('the past, what is in force and what comes can be asked for each, on any day', async () => {
    const { items: all } = await rules()
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['in-force', 'past', 'coming']))
    for (const on of ['2026-02-10', '2026-03-02', '2026-06-01'])
      for (const state of ['in-force', 'past', 'coming'] as const) {
        const of = (row: { ruleId: string }) => row.ruleId
        const wanted = (await rules({ on })).items.filter((row) => row.state === state)
        expect((await rules({ on, state })).items.map(of), `${state} on ${on}`).toEqual(wanted.map(of))
      }
  })

  test('the list is paged, everywhere first', async () => {
    const { items: all } = await rules()
    const seen: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await rules({ limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ ruleId }) => ruleId))
      cursor = page.next
      more = cursor !== undefined
    }
    expect(seen).toEqual(all.map(({ ruleId }) => ruleId))
    expect(all.slice(0, 2).map(({ jurisdiction }) => jurisdiction)).toEqual(['all', 'all'])
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('told again it is already so, told otherwise it is refused', async () => {
    await expectOk(adopt(at.admin, { ruleId: 'kept' }))
    const before = await at.server.log.head()
    await expectOk(adopt(at.admin, { ruleId: 'kept' }))
    expect(await at.server.log.head()).toBe(before)
    const other = await adopt(at.admin, { ruleId: 'kept', source: '别的' })
    expect(other).toMatchObject({ status: 409, body: { code: 'target-rule-exists', fields: [{ field: 'ruleId' }] } })
    const made = await expectOk(adopt(at.admin, { jurisdiction: otherDistrictId }))
    expect((await rules({ jurisdiction: otherDistrictId })).items.map(({ ruleId }) => ruleId)).toEqual([made.body.id])
  })
})

test('whoever looks at the rules sees one that is adopted meanwhile, and the others stay', async () => {
  const socket = await openLive(at, at.admin)
  const shown = socket.subscribe(targetsApi.rules, {})
  await shown.first()
  const { items: before } = await rules()
  await expectOk(adopt(at.admin, { ruleId: 'seen-live', validFrom: '2026-08-01' }))
  await shown.until((output: Rules) => output.items.some(({ ruleId }) => ruleId === 'seen-live'))
  const ids = (shown.output() as Rules).items.map(({ ruleId }) => ruleId)
  expect(ids.filter((id) => id !== 'seen-live')).toEqual(before.map(({ ruleId }) => ruleId))
  socket.cut()
})
type Rules = z.output<typeof targetsApi.rules.output>

describe('refused', () => {
  const [emergency, ordinary] = whole as [TargetMinutes, TargetMinutes]
  const closed = { opensMinute: 1_050, closesMinute: 510, weekdays: 'mon-fri', holidays: true } as const
  const wrongly = (change: object) => [{ ...emergency, ...change }, ...whole.slice(1)] as TargetMinutes[]
  test.each<[string, () => Partial<Adoption>, number, string]>([
    ['an unknown place', () => ({ jurisdiction: 'nowhere' }), 409, 'jurisdiction'],
    ['a suggestion of one’s own', () => ({ basis: 'suggested' as 'law' }), 400, 'basis'],
    ['no such day', () => ({ validFrom: '2026-02-30' }), 400, 'validFrom'],
    ['none', () => ({ targets: [] }), 400, 'targets'],
    ['two targets', () => ({ targets: [emergency, ordinary] }), 409, 'targets'],
    ['too many', () => ({ targets: Array.from({ length: 31 }, () => emergency) }), 400, 'targets'],
    ['one urgency without', () => ({ targets: [emergency, ordinary, ordinary] }), 409, 'targets'],
    ['the same twice', () => ({ targets: [...whole, ordinary] }), 409, 'targets[3].urgency'],
    [
      'an answer after the end',
      () => ({ targets: wrongly({ responseMinutes: 999 }) }),
      409,
      'targets[0].responseMinutes',
    ],
    ['no minutes', () => ({ targets: wrongly({ responseMinutes: 0 }) }), 400, 'targets[0].responseMinutes'],
    ['an unknown category', () => ({ targets: wrongly({ category: 'roof' }) }), 400, 'targets[0].category'],
    ['an unknown field', () => ({ targets: wrongly({ surprise: 1 }) }), 400, 'targets[0].surprise'],
    ['unknown hours', () => ({ targets: wrongly({ hours: 'always' }) }), 400, 'targets[0].hours'],
    [
      'a desk without days',
      () => ({ targets: wrongly({ hours: { ...closed, weekdays: 'sun' } }) }),
      400,
      'targets[0].hours',
    ],
    ['a desk that closes first', () => ({ targets: wrongly({ hours: closed }) }), 409, 'targets[0].hours.closesMinute'],
  ])('%s', async (_name, change, status, field) => {
    const before = await at.server.log.head()
    const answer = await adopt(at.admin, change())
    expect(answer.status, JSON.stringify(answer.body)).toBe(status)
    const fields = (answer.body as unknown as { fields: { field: string }[] }).fields.map((one) => one.field)
    expect(
      fields.some((name) => name.startsWith(field)),
      JSON.stringify(fields),
    ).toBe(true)
    expect(await at.server.log.head()).toBe(before)
  })

  test('another district’s overseer, who works here, and what would hold everywhere', async () => {
    const overseer = await overseerOf(otherDistrictId)
    const manager = await at.person('manager', ['manager', { kind: 'compound', id: compoundId }])
    const answers = [
      await adopt(overseer),
      await adopt(overseer, { jurisdiction: compoundId }),
      await adopt(overseer, { jurisdiction: 'all' }),
      await adopt(overseer, { jurisdiction: 'nowhere' }),
      await adopt(manager, { jurisdiction: compoundId }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await adopt(at.stranger)).status).toBe(401)
    expect((await at.stranger.ask(targetsApi.rules, {})).status).toBe(401)
    expect((await manager.ask(targetsApi.rules, {})).status).toBe(200)
    await expectOk(adopt(await overseerOf(districtId), { jurisdiction: compoundId, validFrom: '2026-07-01' }))
    await expectOk(adopt(at.admin, { jurisdiction: 'all', validFrom: '2030-01-01' }))
  })
})
