/** The statistics of requests after a random year, counted again from the log: for every span, grouping and reader. */
import { timerMeta } from '@changxin/server/clock/timer.ts'
import { randomOf } from '@changxin/server/demo/random.ts'
import { Requests } from '@changxin/server/maintenance/index.ts'
import { addDays, type Day, dayOf, instantOf, Rejected } from '@changxin/shared/kernel'
import {
  type Category,
  maintenanceQueriesApi,
  type RequestCommand,
  type RequestFacts,
  type RequestPlace,
} from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWhole } from '../crash/acknowledged.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type CountedMatter, countStats, mattersOf } from '../kit/recount-stats.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const SEED = Number(process.env['SEED'] ?? 20_260_301)
const STEPS = Number(process.env['STEPS'] ?? 900)
const HOUR_MS = 3_600_000
/** So that the whole is longer than the half year within which a fault counts as a repeat. */
const MEAN_STEP_MS = 9 * HOUR_MS
const START_MS = Date.parse('2025-01-05T01:00:00.000Z')
const SPANS = 12
const CATEGORIES: readonly Category[] = ['water', 'drain', 'power']
const MODES = ['property-company', 'none', 'unknown'] as const

interface Tried {
  readonly id: string
  readonly compound: TestCompound
}

let at: TestServer
let compounds: TestCompound[]
let matters: CountedMatter[]
let viewers: { who: string; client: Client; sees: readonly string[] }[]
let regionId: string
let companyId: string
let nowMs = START_MS
let told = 0
const random = randomOf('stats', SEED)
const tried: Tried[] = []
const refused = new Set<string>()
const adoptedOn = new Map<string, Day>()

beforeAll(async () => {
  // The office learns of everything at the end; what happened has its own times.
  at = await startServer({ startMs: START_MS + 2 * STEPS * MEAN_STEP_MS })
  const county = await makeCounty(at)
  regionId = county.subdistrictId
  compounds = [await county.compound('甲小区'), await county.compound('乙小区'), await county.compound('丙小区')]
  const company = { kind: 'property-company' as const, name: '物业公司' }
  companyId = (await expectOk(at.admin.tell(managementApi.registerOperator, {}, company))).body.id
  const empty = await county.compound('空小区')
  const [one, other] = compounds.map(({ id }) => id) as [string, string]
  const member = (role: 'auditor' | 'worker', id: string) => at.person(role, [role, { kind: 'compound', id }])
  viewers = [
    { who: 'administrator', client: at.admin, sees: compounds.map(({ id }) => id) },
    { who: 'auditor of one', client: await member('auditor', one), sees: [one] },
    { who: 'worker of another', client: await member('worker', other), sees: [other] },
    { who: 'auditor where nothing ever broke', client: await member('auditor', empty.id), sees: [] },
  ]
  for (let index = 0; index < STEPS; index++) {
    nowMs += random.whole(0, 2 * MEAN_STEP_MS)
    if (index % 90 === 0) await adoptMode()
    if (index % 60 === 0) await at.server.timer.advanceTo(instantOf(nowMs))
    await actSomehow()
  }
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
  matters = mattersOf(await readWhole(`${at.dataDir}/log.db`))
}, 180_000)
afterAll(() => at.close())

/** In retrospect and ahead, each after the one before. */
async function adoptMode(): Promise<void> {
  const { id } = random.pick(compounds)
  const wanted = addDays(dayOf(instantOf(nowMs)), random.whole(-60, 30))
  const earliest = addDays(adoptedOn.get(id) ?? '2024-01-01', 1)
  const since = wanted < earliest ? earliest : wanted
  adoptedOn.set(id, since)
  const mode = random.pick(MODES)
  const operatorId = mode === 'property-company' ? companyId : null
  const ground = { kind: 'survey' as const, text: '调查' }
  await expectOk(at.admin.tell(managementApi.adopt, { id }, { mode, since, operatorId, ground }))
}

type Details = RequestCommand extends infer Command
  ? Command extends RequestCommand
    ? Omit<Command, 'requestId' | 'at' | 'receivedAt' | 'by'>
    : never
  : never

/** What a rule refuses is part of it. Some is told late: it happened hours or days before. */
async function tell({ id }: Tried, details: Details, facts?: RequestFacts): Promise<boolean> {
  const occurredAt = instantOf(nowMs - (random.chance(0.25) ? random.whole(0, 200) * HOUR_MS : 0))
  const base = { requestId: id, at: occurredAt, receivedAt: instantOf(nowMs), by: 'somebody' }
  told++
  try {
    await at.server.store.execute(Requests, id, {
      meta: timerMeta(`told-${told}`, occurredAt),
      command: { ...base, ...details } as RequestCommand,
      ...(facts ? { facts: () => facts } : {}),
    })
    return true
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    refused.add(error.code)
    return false
  }
}

async function report(): Promise<void> {
  const compound = random.pick(compounds)
  const id = `request${tried.length}`
  const unitId = random.pick(compound.unitIds.slice(0, 2))
  const place: RequestPlace = random.pick<RequestPlace>([
    { kind: 'compound', id: compound.id },
    { kind: 'building', id: compound.buildingId },
    { kind: 'unit', id: unitId },
  ])
  const isUnit = place.kind === 'unit'
  const facts = { unitId: isUnit ? unitId : null, buildingId: compound.buildingId, mode: 'unknown', rules: [] } as const
  const done = await tell(
    { id, compound },
    {
      type: 'ReportRequest',
      place,
      category: random.pick(CATEGORIES),
      urgency: random.pick(['emergency', 'ordinary', 'deferrable'] as const),
      text: '坏了',
      files: [],
      reporterId: null,
    },
    { ...facts, compoundId: compound.id, placeExists: true },
  )
  if (done) tried.push({ id, compound })
}

function acts(other: Tried): Readonly<Record<string, readonly [weight: number, Details, RequestFacts?]>> {
  const into = { compoundId: other.compound.id, isOpen: true, waiterIds: [] }
  return {
    accept: [3, { type: 'AcceptRequest' }],
    assign: [6, { type: 'AssignRequest', assigneeId: 'worker' }, { assigneeMayWork: true }],
    start: [4, { type: 'StartWork' }],
    complete: [9, { type: 'CompleteWork', note: '修好了', files: [] }],
    confirm: [7, { type: 'ConfirmCompletion', how: 'phone', rating: random.pick([null, 1, 3, 4, 5]) }],
    reopen: [1, { type: 'ReopenRequest', reason: '又坏了' }],
    partly: [1, { type: 'ReportPartlyFixed', remaining: '还有一处' }],
    reject: [1, { type: 'RejectRequest', ground: 'no-fault', reason: '没发现' }],
    cancel: [1, { type: 'CancelRequest', reason: '不用了' }],
    close: [1, { type: 'CloseRequest', reason: '无法联系' }],
    merge: [1, { type: 'MergeRequest', intoRequestId: other.id }, { into }],
  }
}

async function actSomehow(): Promise<void> {
  if (tried.length < 3 || random.chance(0.18)) return report()
  const some = acts(random.pick(tried))
  const weights = Object.fromEntries(Object.entries(some).map(([name, [weight]]) => [name, weight]))
  const request = random.chance(0.15) ? random.pick(tried) : tried.at(-random.whole(1, Math.min(tried.length, 8)))
  const [, details, facts] = some[random.weighted(weights)] ?? []
  if (request && details) await tell(request, details, facts)
}

const lastDay = (): Day => dayOf(instantOf(nowMs))
function spans(): { from: Day; to: Day }[] {
  const first = dayOf(instantOf(START_MS))
  const some = Array.from({ length: SPANS }, () => {
    const from = addDays(first, random.whole(-10, 300))
    return { from, to: addDays(from, random.pick([0, 6, 29, 89, 365])) }
  })
  return [{ from: first, to: addDays(first, 365) }, { from: addDays(first, -400), to: addDays(first, -100) }, ...some]
}
const within = (sees: readonly string[], { from, to }: { from: Day; to: Day }) =>
  matters.filter(({ compoundId, day }) => sees.includes(compoundId) && day >= from && day <= to)

test('the year is rich enough to mean something', () => {
  const types = new Set(matters.flatMap(({ facts }) => facts.map(({ type }) => type)))
  const needed = ['PartlyFixed', 'RequestReopened', 'RequestRejected', 'RequestMerged', 'RequestClosed', 'TargetMissed']
  expect([...types]).toEqual(expect.arrayContaining(needed))
  expect(matters.filter(({ repeatOf }) => repeatOf).length).toBeGreaterThan(10)
  expect(new Set(matters.map(({ mode }) => mode)).size).toBe(MODES.length)
  const all = countStats(matters, matters)
  for (const [name, figure] of Object.entries(all))
    if (typeof figure === 'object') expect(figure.value, name).toBeGreaterThan(0)
  expect(all.firstFixRate.value).toBeLessThan(1)
  expect([...refused]).toContain('request-wrong-status')
})

test('each figure of each span, for who sees all and for who sees a part', async () => {
  for (const { who, client, sees } of viewers) {
    for (const span of spans()) {
      const { body } = await expectOk(client.ask(maintenanceQueriesApi.stats, span))
      expect(body, `${who} ${JSON.stringify(span)}`).toEqual({
        all: countStats(within(sees, span), matters),
        groups: [],
        moreGroups: 0,
      })
    }
  }
})

test('of a compound and of a region', async () => {
  const [span] = spans() as [{ from: Day; to: Day }]
  for (const { who, client, sees } of viewers) {
    for (const { id } of compounds) {
      const { body } = await expectOk(client.ask(maintenanceQueriesApi.stats, { ...span, compoundId: id }))
      const mine = sees.includes(id) ? [id] : []
      expect(body.all, `${who} ${id}`).toEqual(countStats(within(mine, span), matters))
    }
    const ofRegion = await expectOk(client.ask(maintenanceQueriesApi.stats, { ...span, regionId }))
    expect(ofRegion.body.all, who).toEqual(countStats(within(sees, span), matters))
    const nowhere = await expectOk(client.ask(maintenanceQueriesApi.stats, { ...span, regionId: 'nowhere' }))
    expect(nowhere.body.all.reported).toBe(0)
  }
})

test.each(['mode', 'category', 'place'] as const)('by %s, the largest group first', async (by) => {
  const keyOf = (one: Pick<CountedMatter, 'mode' | 'category' | 'place'>) =>
    by === 'place' ? `${one.place.kind} ${one.place.id}` : one[by]
  for (const { who, client, sees } of viewers) {
    for (const span of spans().slice(0, 5)) {
      const { body } = await expectOk(client.ask(maintenanceQueriesApi.stats, { ...span, by }))
      const counted = [...Map.groupBy(within(sees, span), keyOf)].map(([key, group]) => [
        key,
        countStats(group, matters),
      ])
      const shown = body.groups.map((group) => [keyOf(group as never), group.stats])
      expect(new Map(shown as never), who).toEqual(new Map(counted as never))
      const sizes = body.groups.map(({ stats }) => stats.reported)
      expect(sizes, who).toEqual(sizes.toSorted((a, b) => b - a))
      if (by === 'place') expect(body.groups.every(({ placeLabel }) => placeLabel && placeLabel !== '—')).toBe(true)
    }
  }
})

test('a span is at most a year, and does not end before it begins', async () => {
  const from = lastDay()
  const ask = (to: Day) => at.admin.ask(maintenanceQueriesApi.stats, { from, to })
  expect((await ask(addDays(from, 365))).status).toBe(200)
  expect((await ask(addDays(from, 366))).status).toBe(400)
  expect((await ask(addDays(from, -1))).status).toBe(400)
})
