/** The queue of a past day is what the log says of it: every view, count and row against a replay by the decider alone. */
import { addDays, type Day, daysBetween, instantOf, type Recorded } from '@changxin/shared/kernel'
import { maintenanceApi, RequestStatus } from '@changxin/shared/maintenance'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWhole } from '../crash/acknowledged.ts'
import { type History, makeHistory } from '../kit/history.ts'
import { seeded } from '../kit/properties.ts'
import { countsOf, type ReplayedRequest, replayUntil, rowOf, spanOf, VIEWS, type View } from '../kit/queue-replay.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const DAYS = 36
const ACTIONS_PER_DAY = 14
const START_MS = Date.parse('2026-01-05T01:00:00.000Z')
const WHOLE = 200
const views = Object.keys(VIEWS) as View[]
/** Views with something in them and statuses, over all histories. */
const met = new Set<string>()

describe.each([20_260_301, Number(process.env.SEED ?? 7)])('history %i', (seed) => {
  let at: TestServer
  let history: History
  let events: readonly Recorded[]
  let firstDay: Day
  let spanDays: number
  let viewers: readonly { readonly client: Client; sees(request: ReplayedRequest): boolean }[]

  beforeAll(async () => {
    at = await startServer({ startMs: START_MS })
    await at.server.timer.advanceTo(instantOf(at.time.nowMs))
    history = await makeHistory(at, seed)
    await history.run(DAYS, ACTIONS_PER_DAY)
    const { admin, worker, helper, neighbour } = history
    const [desk, hand, mate, home] = await Promise.all(
      [admin, worker, helper, neighbour].map(({ loginName }) => at.signIn(loginName)),
    )
    if (!desk || !hand || !mate || !home) throw new Error('nobody signed in')
    events = await readWhole(`${at.dataDir}/log.db`)
    const livesIn = events.flatMap(({ type, data }) => {
      const { personId, unitId } = data as { personId?: string; unitId?: string }
      return type === 'RelationRecorded' && personId === home.personId ? unitId : []
    })
    const homes = new Set(livesIn)
    const isOwn = (request: ReplayedRequest) =>
      homes.has(request.unitId ?? '') || VIEWS['reported-by-me'](request, home.personId)
    const everything = () => true
    viewers = [
      { client: desk, sees: everything },
      { client: hand, sees: everything },
      { client: mate, sees: everything },
      { client: home, sees: isOwn },
    ]
    const span = spanOf(events)
    firstDay = span.firstDay
    spanDays = daysBetween(firstDay, span.newestDay)
    for (const request of Array.from({ length: spanDays }, (_, index) => replayUntil(events, dayAfter(index))).flat()) {
      met.add(request.state.status)
      for (const view of views) if (VIEWS[view](request, hand.personId)) met.add(view)
    }
  })
  afterAll(() => at.close())

  const dayAfter = (days: number) => addDays(firstDay, days)
  /** Newest report first, as the list is. */
  const replayed = (day: Day | undefined, viewer: (typeof viewers)[number]) =>
    replayUntil(events, day)
      .filter((request) => viewer.sees(request))
      .reverse()
  // The day before the log begins and a day to come are asked for as well; null: now.
  const days = () => fc.option(fc.integer({ min: -1, max: spanDays + 2 }).map(dayAfter), { freq: 20 })
  const someone = () => fc.constantFrom(...viewers)

  test('every view, its rows and the counts beside it', async () => {
    const property = fc.asyncProperty(days(), someone(), fc.constantFrom(...views), async (day, viewer, view) => {
      const input = { view, limit: WHOLE, ...(day ? { asOf: day } : {}) }
      const { body } = await expectOk(viewer.client.ask(maintenanceApi.list, input))
      const all = replayed(day ?? undefined, viewer)
      const shown = all.filter((request) => VIEWS[view](request, viewer.client.personId)).map(rowOf)
      expect(body.items.map(({ id }) => id)).toEqual(shown.map(({ id }) => id))
      expect(body.items).toMatchObject(shown)
      expect(body.counts).toEqual(countsOf(all))
    })
    await fc.assert(property, seeded(300))
  })

  test('filtered by compound and status, page by page', async () => {
    const compound = fc.constantFrom(...history.compounds.map(({ id }) => id))
    const status = fc.constantFrom(...RequestStatus.options)
    const filter = fc.oneof(fc.record({ compoundId: compound }), fc.record({ status }), fc.constant({}))
    const property = fc.asyncProperty(
      days(),
      someone(),
      filter,
      fc.integer({ min: 1, max: 9 }),
      async (day, viewer, chosen, limit) => {
        const ids: string[] = []
        for (let cursor: string | undefined; ; ) {
          const input = { ...chosen, limit, ...(day ? { asOf: day } : {}), ...(cursor ? { cursor } : {}) }
          const { body } = await expectOk(viewer.client.ask(maintenanceApi.list, input))
          ids.push(...body.items.map(({ id }) => id))
          cursor = body.next
          if (!cursor) break
        }
        const fits = ({ state }: ReplayedRequest) =>
          Object.entries(chosen).every(([name, value]) => state[name as 'status' | 'compoundId'] === value)
        const shown = replayed(day ?? undefined, viewer).filter(fits)
        expect(ids).toEqual(shown.map(({ state }) => state.requestId))
      },
    )
    await fc.assert(property, seeded(60))
  })

  test('the page of one request', async () => {
    const [desk] = viewers
    if (!desk) throw new Error('nobody looks')
    const property = fc.asyncProperty(days(), fc.nat(), async (day, pick) => {
      const all = replayed(day ?? undefined, desk)
      const request = all[pick % Math.max(1, all.length)]
      if (!request) return
      const { requestId: id } = request.state
      const { body } = await expectOk(desk.client.ask(maintenanceApi.request, { id, ...(day ? { asOf: day } : {}) }))
      expect(body).toMatchObject(rowOf(request))
      expect(body.steps).toHaveLength(request.steps)
    })
    await fc.assert(property, seeded(100))
  })
})

test('the histories are rich enough to mean something', () => {
  const wanted: readonly string[] = [...views, ...RequestStatus.options]
  expect(wanted.filter((one) => !met.has(one))).toEqual([])
})
