/** Every figure that a screen counts, counted again from the log in the plainest way: now and as of past days, for all who look. */
import { timerMeta } from '@changxin/server/clock/timer.ts'
import { randomOf } from '@changxin/server/demo/random.ts'
import { FRESHNESS_RULE_ID, FreshnessRule } from '@changxin/server/oversight/oversight.feature.ts'
import { addDays, type Day, instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { defaultFreshness, type FreshnessDefinition, oversightApi } from '@changxin/shared/oversight'
import { placesApi } from '@changxin/shared/places'
import { repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWhole } from '../crash/acknowledged.ts'
import { type History, makeHistory } from '../kit/history.ts'
import { type CountedFund, type Recount, recountCurve, recountOf } from '../kit/recount.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const SEED = Number(process.env['SEED'] ?? 20_260_301)
/** Longer than any window, so that days fall out of it; the definition changes twice on the way. */
const DAYS = Number(process.env['DAYS'] ?? 66)
/** Long enough for looks to grow old and for everything to leave the window. */
const QUIET_DAYS = 66
const ACTIONS_PER_DAY = 12
const PAST_DAYS = 12
const START_MS = Date.parse('2026-01-05T01:00:00.000Z')

interface Viewer {
  readonly who: string
  readonly client: Client
  /** Compounds that the grants reach now. */
  readonly sees: (compoundId: string) => boolean
  /** One's own home, beside the grants. */
  readonly unitId?: string
}

let at: TestServer
let history: History
let recount: Recount
let viewers: Viewer[]
let regions: Map<string, { parentId: string | null; level: string; name: string }>
let pastDays: (Day | undefined)[]
let everyDay: (Day | undefined)[]
const random = randomOf('recount', SEED)

beforeAll(async () => {
  at = await startServer({ startMs: START_MS })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  history = await makeHistory(at, SEED)
  const makeViewers = await grantRoles()
  const part = Math.floor(DAYS / 3)
  await history.run(part, ACTIONS_PER_DAY)
  await define(2, { windowDays: 40, lookWithinDays: 30 })
  await history.run(part, ACTIONS_PER_DAY)
  await define(3, { windowDays: 60 })
  await history.rest(QUIET_DAYS)
  await history.run(DAYS - 2 * part, ACTIONS_PER_DAY)
  await makeViewers()
  const events = await readWhole(`${at.dataDir}/log.db`)
  recount = recountOf(events)
  regions = new Map(
    events
      .filter((event) => event.type === 'RegionRegistered')
      .map(({ data }) => [(data as { regionId: string }).regionId, data as never]),
  )
  const all = Array.from({ length: DAYS + QUIET_DAYS }, (_, index) => addDays(recount.firstDay, index))
  // The first, the last ended and the one that runs are always among them.
  pastDays = [
    undefined,
    recount.firstDay,
    addDays(recount.newestDay, -1),
    recount.newestDay,
    addDays(recount.newestDay, 9),
  ]
  while (pastDays.length < PAST_DAYS + 5) pastDays.push(random.pick(all))
  everyDay = [undefined, ...all]
})
afterAll(() => at.close())

/** In force from the day after tomorrow. */
async function define(version: number, change: Partial<FreshnessDefinition>): Promise<void> {
  const { position } = await at.server.store.execute(FreshnessRule, FRESHNESS_RULE_ID, {
    meta: timerMeta(`freshness-v${version}`, instantOf(at.time.nowMs)),
    command: {
      type: 'DefineFreshness',
      definition: { ...defaultFreshness, ...change, version, validFrom: addDays(history.today(), 2) },
    },
  })
  expect(await at.server.views.waitFor(position ?? '')).toBe(true)
}

const pathUp = (regionId: string | null): string[] =>
  regionId === null ? [] : [regionId, ...pathUp(regions.get(regionId)?.parentId ?? null)]
const now = () => recount.until(undefined)
const scopesOf = (compoundId: string) => {
  const { regionId, blockId } = now().compounds.find((compound) => compound.compoundId === compoundId)
  return [...pathUp(regionId), ...(blockId ? [blockId] : [])]
}

/** Before the history; answers what makes the viewers of it after, when everybody has to sign in again. */
async function grantRoles(): Promise<() => Promise<void>> {
  const first = history.compounds[0]
  const second = history.compounds.find(({ id, unitIds }) => id !== first?.id && unitIds.length > 0)
  const { id: operatorId } = history.operators[0] ?? { id: '' }
  const [districtId = '', subdistrictId = ''] = [history.regions.districtIds[0], history.regions.subdistrictIds[1]]
  if (!first || !second) throw new Error('a history without compounds')
  const people = [
    await at.person('overseer', ['overseer', { kind: 'subdistrict', id: subdistrictId }]),
    await at.person('district', ['overseer', { kind: 'district', id: districtId }]),
    await at.person(
      'manager',
      ['manager', { kind: 'operator', id: operatorId }],
      ['manager', { kind: 'compound', id: first.id }],
    ),
    await at.person('neighbour', ['committee', { kind: 'compound', id: first.id }]),
  ]
  return async () => {
    const [overseer, district, manager, neighbour] = await Promise.all(
      people.map(({ loginName }) => at.signIn(loginName)),
    )
    if (!overseer || !district || !manager || !neighbour) throw new Error('nobody signed in')
    const home = second.unitIds[0] ?? ''
    await expectOk(
      history.admin.tell(
        placesApi.recordRelation,
        { id: home },
        { personId: neighbour.personId, relation: 'owner', since: '2026-01-01' },
      ),
    )
    const place = { kind: 'unit' as const, id: home }
    await expectOk(
      neighbour.tell(
        maintenanceApi.report,
        { id: second.id },
        { place, category: 'water', urgency: 'ordinary', text: '家里漏水' },
      ),
    )
    viewers = [
      { who: 'administrator', client: history.admin, sees: () => true },
      { who: 'overseer of a subdistrict', client: overseer, sees: (id) => scopesOf(id).includes(subdistrictId) },
      { who: 'overseer of a district', client: district, sees: (id) => scopesOf(id).includes(districtId) },
      {
        who: 'manager of an operator and a compound',
        client: manager,
        sees: (id) => id === first.id || now().operator(id) === operatorId,
      },
      { who: 'committee member who lives elsewhere', client: neighbour, sees: (id) => id === first.id, unitId: home },
      { who: 'worker everywhere', client: history.worker, sees: () => true },
    ]
  }
}

const input = (asOf: Day | undefined, regionId?: string) => ({
  ...(asOf ? { asOf } : {}),
  ...(regionId ? { regionId } : {}),
})
const idsIn = (viewer: Viewer, regionId: string | undefined) =>
  now()
    .compounds.map((compound) => compound.compoundId as string)
    .filter((id) => viewer.sees(id) && (regionId === undefined || scopesOf(id).includes(regionId)))

test('the history is rich enough to mean something', () => {
  expect(Object.fromEntries([...history.tally].filter(([, { done }]) => done === 0))).toEqual({})
  const values = everyDay.map((day) => recount.until(day))
  const freshness = values.flatMap((moment) => history.compounds.map(({ id }) => moment.freshness(id)))
  expect(new Set(freshness.map((one) => one?.band ?? one?.unratedReason)).size).toBeGreaterThanOrEqual(5)
  expect(values.some((moment) => moment.tally(history.compounds.map(({ id }) => id)).overdueRequests > 2)).toBe(true)
})

describe('overview', () => {
  async function check(viewer: Viewer, asOf: Day | undefined, regionId: string | undefined): Promise<void> {
    const { body } = await expectOk(viewer.client.ask(oversightApi.overview, input(asOf, regionId)))
    const moment = recount.until(asOf)
    const where = `${viewer.who}, ${regionId ?? 'all'}, ${asOf ?? 'now'}`
    expect(body.tally, where).toEqual(moment.tally(idsIn(viewer, regionId)))
    expect(body.day, where).toBe(asOf ?? recount.newestDay)
    const below = [...regions].filter(([, region]) => region.parentId === (regionId ?? null))
    const items = below
      .map(([id, { level, name }]) => ({ id, level, name, ...moment.tally(idsIn(viewer, id)) }))
      .filter((item) => item.compounds > 0)
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
    expect([...body.items].sort(byId), where).toEqual(items.sort(byId))
  }

  test('of everything, each day, and of each region, for who sees all', async () => {
    for (const asOf of everyDay) await check(viewers[0] as Viewer, asOf, undefined)
    for (const asOf of pastDays)
      for (const regionId of [undefined, ...history.regionIds]) await check(viewers[0] as Viewer, asOf, regionId)
  })

  test('for who sees a part', async () => {
    for (const viewer of viewers.slice(1)) {
      for (const asOf of pastDays)
        for (const regionId of [undefined, random.pick(history.regionIds)]) await check(viewer, asOf, regionId)
    }
  })
})

test('the columns of the compounds list, and how many there are', async () => {
  for (const viewer of viewers) {
    const { body } = await expectOk(viewer.client.ask(placesApi.compounds, { limit: 200 }))
    const ids = idsIn(viewer, undefined)
    const homes = history.compounds.filter(
      ({ unitIds }) => viewer.unitId !== undefined && unitIds.includes(viewer.unitId),
    )
    const seen = [...ids, ...homes.map(({ id }) => id)]
    expect(body.total, viewer.who).toBe(new Set(seen).size)
    const counted = now()
      .compounds.filter((compound) => seen.includes(compound.compoundId))
      .map((compound) => countedCompound(compound))
    expect(new Map(body.items.map((item) => [item.id, item])), viewer.who).toEqual(
      new Map(counted.map((item) => [item.id, item])),
    )
  }
})

function countedCompound({
  compoundId: id,
  name,
  blockId,
}: {
  compoundId: string
  name: string
  blockId: string | null
}) {
  const moment = now()
  const units = moment.unitsOf(id).map((unit) => unit.unitId)
  const { known, without } = moment.floorAreaOf(units)
  const named = (level: string) =>
    regions.get(scopesOf(id).find((regionId) => regions.get(regionId)?.level === level) ?? '')?.name ?? null
  const operator = history.operators.findIndex((one) => one.id === moment.operator(id))
  const { openRequests, overdueRequests } = moment.tally([id])
  return {
    id,
    name,
    communityName: named('community'),
    subdistrictName: named('subdistrict'),
    blockName: regions.get(blockId ?? '')?.name ?? null,
    buildings: moment.buildingsOf(id).length,
    units: units.length,
    floorArea: known,
    unitsWithoutFloorArea: without,
    acceptedOn: moment.acceptedOn(id),
    mode: moment.mode(id),
    operatorName: operator < 0 ? null : `主体${operator}`,
    openRequests,
    overdueRequests,
    fundBalanceFen: moment.fund(id)?.balanceFen ?? null,
    freshness: moment.freshness(id)?.value ?? null,
    sample: false,
  }
}

test('the counts of the request list under every scope and filter', async () => {
  for (const viewer of viewers) {
    for (const asOf of pastDays) {
      const { id: compoundId } = random.pick(history.compounds)
      const unitId = random.pick(history.compounds.flatMap((compound) => compound.unitIds))
      for (const filter of [{}, { compoundId }, { regionId: random.pick(history.regionIds) }, { unitId }]) {
        const { body } = await expectOk(
          viewer.client.ask(maintenanceApi.list, { limit: 200, ...filter, ...input(asOf) }),
        )
        const requests = recount
          .until(asOf)
          .requests()
          .filter((request) => {
            const own =
              request.people.includes(viewer.client.personId) ||
              (viewer.unitId !== undefined && request.unitId === viewer.unitId)
            const fits = Object.entries(filter).every(([name, value]) =>
              name === 'regionId' ? scopesOf(request.compoundId).includes(value) : request[name as 'unitId'] === value,
            )
            return (own || viewer.sees(request.compoundId)) && fits
          })
        const where = `${viewer.who}, ${JSON.stringify(filter)}, ${asOf ?? 'now'}`
        const count = (which: 'isOpen' | 'isOverdue' | 'isAwaiting') =>
          requests.filter((request) => request[which]).length
        expect(body.counts, where).toMatchObject({
          open: count('isOpen'),
          overdue: count('isOverdue'),
          awaitingConfirmation: count('isAwaiting'),
          all: requests.length,
        })
        const newest = requests.slice(-200).reverse()
        expect(
          body.items.map((item) => [item.id, item.overdue]),
          where,
        ).toEqual(newest.map((request) => [request.id, request.isOverdue]))
      }
    }
  }
})

describe('repair fund', () => {
  const byBuilding = (book: CountedFund) => {
    const buildings = new Map<string, { accounts: number; balanceFen: number }>()
    for (const { buildingId, balanceFen } of book.accounts.values()) {
      const sum = buildings.get(buildingId) ?? { accounts: 0, balanceFen: 0 }
      buildings.set(buildingId, { accounts: sum.accounts + 1, balanceFen: sum.balanceFen + balanceFen })
    }
    return buildings
  }

  test('balances by compound and building', async () => {
    for (const { id } of history.compounds) {
      for (const asOf of pastDays) {
        const book = recount.until(asOf).fund(id)
        const { body } = await expectOk(history.admin.ask(repairFundApi.compoundFund, { id, ...input(asOf) }))
        const entriless = [...(book?.accounts.values() ?? [])].filter((account) => account.entries === 0).length
        expect(body, `${id} ${asOf}`).toMatchObject({
          hasFund: book !== null,
          balanceFen: book?.balanceFen ?? null,
          contributedFen: book?.contributedFen ?? 0,
          reversedFen: book?.reversedFen ?? 0,
          accounts: book?.accounts.size ?? 0,
          accountsWithoutEntry: entriless,
          unitsWithoutAccount: recount.until(asOf).unitsOf(id).length - (book?.accounts.size ?? 0),
        })
        const shown = new Map(
          body.items.map(({ id: buildingId, accounts, balanceFen }) => [buildingId, { accounts, balanceFen }]),
        )
        expect(shown, `${id} ${asOf}`).toEqual(book ? byBuilding(book) : new Map())
      }
    }
  })

  test('balances of units, and the statement runs up to them', async () => {
    const units = history.compounds.flatMap(({ id, unitIds }) => unitIds.map((unitId) => ({ id, unitId })))
    for (const asOf of pastDays) {
      for (let count = 0; count < 20; count++) {
        const { id, unitId } = random.pick(units)
        const account = recount.until(asOf).fund(id)?.accounts.get(unitId)
        const { body } = await expectOk(history.admin.ask(repairFundApi.unitFund, { id: unitId, ...input(asOf) }))
        expect(body, `${unitId} ${asOf}`).toMatchObject({
          hasFund: account !== undefined,
          balanceFen: account?.balanceFen ?? null,
          entries: account?.entries ?? 0,
        })
        const { body: statement } = await expectOk(
          history.admin.ask(repairFundApi.unitEntries, { id: unitId, limit: 200, ...input(asOf) }),
        )
        expect(
          statement.items.reduce((sum, entry) => sum + entry.amountFen, 0),
          `${unitId} ${asOf}`,
        ).toBe(account?.balanceFen ?? 0)
        expect(statement.items[0]?.balanceFen ?? 0).toBe(account?.balanceFen ?? 0)
      }
    }
  })
})

describe('freshness', () => {
  test('value and every part of each compound', async () => {
    for (const { id } of history.compounds) {
      for (const asOf of everyDay) {
        const { body } = await expectOk(history.admin.ask(oversightApi.freshness, { id, ...input(asOf) }))
        const counted = recount.until(asOf).freshness(id)
        const where = `${id} ${asOf ?? 'now'}`
        if (!counted) expect(body, where).toMatchObject({ value: null, parts: [] })
        else {
          const { band, value, unratedReason, version, parts, day, lastLookOn } = body
          expect({ band, value, unratedReason, version, parts, day, lastLookOn }, where).toEqual(counted)
        }
        for (const point of asOf === undefined ? body.history : [])
          expect([point.day, point.value], where).toEqual([
            point.day,
            recount.until(point.day).freshness(id)?.value ?? null,
          ])
      }
    }
  })

  test('the curve over months since acceptance, by mode', async () => {
    for (const viewer of viewers) {
      for (const regionId of [undefined, history.regions.districtIds[0]]) {
        const { body } = await expectOk(viewer.client.ask(oversightApi.curve, input(undefined, regionId)))
        const shown = body.items
          .flatMap(({ mode, points }) => points.map(({ month, median, n }) => `${mode} ${month}: ${median} of ${n}`))
          .sort()
        expect(shown, viewer.who).toEqual(recountCurve(recount, idsIn(viewer, regionId), body.minimumN))
      }
    }
    const { body } = await expectOk(history.admin.ask(oversightApi.curve, {}))
    expect(body.items.flatMap((series) => series.points).length).toBeGreaterThan(0)
  })
})
