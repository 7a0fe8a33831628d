/** views.db is disposable: deleted, of another version or stopped by an error, it comes to the same rows again, and health says how far. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { projections } from '@changxin/server/projections.ts'
import { compareViews } from '@changxin/server/views/compare.ts'
import type { Projection } from '@changxin/server/views/projection.ts'
import { openProjector, type ProjectorMessage, runProjector } from '@changxin/server/views/projector.ts'
import { instantOf, type Recorded } from '@changxin/shared/kernel'
import { managementApi } from '@changxin/shared/management'
import { oversightApi } from '@changxin/shared/oversight'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readWhole } from '../crash/acknowledged.ts'
import { makeHistory } from '../kit/history.ts'
import { type Answer, startServer, type TestServer } from '../kit/server.ts'

const DAYS = 20
const ACTIONS_PER_DAY = 12
const START_MS = Date.parse('2026-01-05T01:00:00.000Z')
const NAMES = projections.map(({ name }) => name)

let folder: string
let dataDir: string
/** The views as the running server kept them. */
let kept: string
let events: readonly Recorded[]
let nowMs: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-rebuild-'))
  dataDir = join(folder, 'data')
  kept = join(folder, 'kept.db')
  const at = await startServer({ dataDir, startMs: START_MS })
  await at.server.timer.advanceTo(instantOf(START_MS))
  const history = await makeHistory(at, 7)
  await history.run(DAYS, ACTIONS_PER_DAY)
  nowMs = at.time.nowMs
  await at.close()
  const views = new DatabaseSync(join(dataDir, 'views.db'))
  views.prepare('VACUUM INTO ?').run(kept)
  views.close()
  events = await readWhole(join(dataDir, 'log.db'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newFile = () => join(folder, `${files++}.db`)

/** Of the projections named: the first difference, and how much was compared. */
function compared(found: string, names: readonly string[] = NAMES) {
  const [expected, other] = [kept, found].map((file) => new DatabaseSync(file, { readOnly: true })) as [
    DatabaseSync,
    DatabaseSync,
  ]
  try {
    return compareViews(expected, other, names)
  } finally {
    expected.close()
    other.close()
  }
}

function expectSameRows(found: string, names?: readonly string[]): void {
  const { firstDifference, tables, rows } = compared(found, names)
  expect(firstDifference).toBeUndefined()
  expect([tables > 0, rows > 0]).toEqual([true, true])
}

const statusOf = async (at: Pick<TestServer, 'server'>, url: string): Promise<Answer> => {
  const { statusCode: status, headers, json } = await at.server.app.inject({ url })
  return { status, headers, body: json() }
}

test('deleted views come back with the same rows; until then the server is not ready and says how far it is', async () => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `views.db${end}`), { force: true })
  const seen: Answer[] = []
  const refused: Answer[] = []
  let watching = Promise.resolve()
  const at = await startServer({
    dataDir,
    startMs: nowMs,
    async beforeListen(server) {
      const look = async () => {
        refused.push(await statusOf({ server }, '/api/welcome'))
        seen.push(await statusOf({ server }, '/api/health/ready'))
        // An injected request never leaves this turn, in which the projecting thread is not heard.
        await nextTurn()
      }
      const lookUntilReady = async () => {
        while (seen.at(-1)?.status !== 200) await look()
      }
      // The first look is before it opens, however quick the views are.
      await look()
      watching = lookUntilReady()
    },
  })
  await watching
  await at.close()
  const waiting = seen.filter(({ status }) => status === 503)
  expect(waiting.length).toBeGreaterThan(0)
  const progress = waiting.map(({ body }) => body['rebuild'] as { done: number; of: number | null })
  const done = progress.map((one) => one.done)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  for (const { of } of progress) expect([null, events.length]).toContain(of)
  expect(waiting.every(({ body }) => body['ready'] === false)).toBe(true)
  expect(seen.at(-1)?.body).toMatchObject({ ready: true, rebuild: null })
  expect(refused[0]).toMatchObject({ status: 503, body: { code: 'not-ready' } })
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  // Signing in again is new: the tables of people have it and the old ones have not.
  expectSameRows(
    join(dataDir, 'views.db'),
    NAMES.filter((name) => name !== 'people'),
  )
})

test('projected at once from the log the rows are those that a running server made, all of them', () => {
  const file = newFile()
  const projector = openProjector(file, projections)
  projector.apply(events)
  projector.close()
  expectSameRows(file)
  expect(compared(file).tables).toBeGreaterThan(40)
})

test.each([1, 7, 300])('in batches of %i they are the same', (size) => {
  const file = newFile()
  const projector = openProjector(file, projections)
  // One event a transaction takes long: the beginning is enough to tell.
  const some = size === 1 ? events.slice(0, 150) : events
  for (let from = 0; from < some.length; from += size) projector.apply(some.slice(from, from + size))
  projector.close()
  if (size > 1) return expectSameRows(file)
  const whole = newFile()
  const other = openProjector(whole, projections)
  other.apply(some)
  other.close()
  const [one, two] = [new DatabaseSync(file), new DatabaseSync(whole)]
  expect(compareViews(one, two, NAMES).firstDifference).toBeUndefined()
  one.close()
  two.close()
})

/** The same projection, with every handler watched. */
function watched(
  projection: Projection,
  watch: (event: Recorded) => void,
  change: Partial<Projection> = {},
): Projection {
  const handlers = new Map(
    [...projection.handlers].map(([type, handler]) => [
      type,
      (event: Recorded, rows: Parameters<typeof handler>[1]) => {
        watch(event)
        handler(event, rows)
      },
    ]),
  )
  return { ...projection, ...change, handlers }
}

describe('a changed version', () => {
  test('rebuilds that projection and no other', () => {
    const file = newFile()
    copyFileSync(kept, file)
    const handled = new Map<string, number>()
    const changed = projections.map((projection) =>
      watched(projection, () => handled.set(projection.name, (handled.get(projection.name) ?? 0) + 1), {
        version: projection.version + (projection.name === 'repair-fund' ? 1 : 0),
      }),
    )
    const projector = openProjector(file, changed)
    expect(projector.start()).toBeNull()
    projector.apply(events)
    expect(projector.health().find(({ name }) => name === 'repair-fund')?.position).toBe(events.at(-1)?.position)
    projector.close()
    expect([...handled.keys()]).toEqual(['repair-fund'])
    expectSameRows(file)
  })

  test('forgets tables that the new one no longer has, and projections that the program no longer has', () => {
    const file = newFile()
    copyFileSync(kept, file)
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE facilities_of_old (x INTEGER) STRICT')
    db.close()
    const changed = projections
      .filter(({ name }) => name !== 'ledger')
      .map((projection) =>
        projection.name === 'facilities' ? { ...projection, version: projection.version + 1 } : projection,
      )
    const projector = openProjector(file, changed)
    projector.apply(events)
    projector.close()
    const left = new DatabaseSync(file, { readOnly: true })
    const tables = left
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name))
    left.close()
    expect(tables.filter((name) => name === 'facilities_of_old' || name.startsWith('ledger_'))).toEqual([])
    expectSameRows(
      file,
      NAMES.filter((name) => name !== 'ledger'),
    )
  })
})

describe('a projection that throws', () => {
  const FAILS = 'oversight'

  test('stops alone, exactly before the event, and goes on from there when the program is mended', () => {
    const fatal = events.filter((event) => event.type === 'RequestReported')[9] as Recorded
    const file = newFile()
    const broken = projections.map((projection) =>
      projection.name === FAILS
        ? watched(projection, (event) => {
            if (event.id === fatal.id) throw new RangeError('a fen too much')
          })
        : projection,
    )
    const projector = openProjector(file, broken)
    for (let from = 0; from < events.length; from += 200) projector.apply(events.slice(from, from + 200))
    const before = events[events.indexOf(fatal) - 1]
    for (const { name, position, stopped } of projector.health()) {
      if (name !== FAILS) expect([name, position, stopped]).toEqual([name, events.at(-1)?.position, null])
      else
        expect([position, stopped]).toEqual([before?.position, `RequestReported at ${fatal.position}: a fen too much`])
    }
    projector.close()
    expectSameRows(
      file,
      NAMES.filter((name) => name !== FAILS),
    )
    expect(compared(file, [FAILS]).firstDifference).toBeDefined()

    const upTo = newFile()
    const whole = openProjector(upTo, projections)
    whole.apply(events.slice(0, events.indexOf(fatal)))
    whole.close()
    const [stoppedAt, expected] = [new DatabaseSync(file), new DatabaseSync(upTo)]
    expect(compareViews(expected, stoppedAt, [FAILS]).firstDifference).toBeUndefined()
    stoppedAt.close()
    expected.close()

    const mended = openProjector(file, projections)
    expect(mended.start()).toBe(before?.position)
    mended.apply(events)
    expect(mended.health().every(({ stopped }) => stopped === null)).toBe(true)
    mended.close()
    expectSameRows(file)
  })

  test('is named by health; the others go on, also after a restart', async () => {
    const at = await startServer()
    onTestFinished(() => at.close())
    const metadata = {
      commandId: 'newer-program',
      inputHash: '0',
      actor: 'system',
      channel: 'process' as const,
      occurredAt: instantOf(START_MS),
    }
    const data = { lookId: 'look', compoundId: 'compound' }
    const { position } = await at.server.log.append('look-compound', 'none', [
      { id: 'a-look-of-tomorrow', type: 'LookRecorded', version: 99, data, metadata },
    ])
    expect(await at.server.views.waitFor(position)).toBe(true)
    const ready = await untilStopped(at)
    expect(ready.body['ready']).toBe(false)
    const stopped = (ready.body['projections'] as { name: string; stopped: string | null }[]).filter(
      (one) => one.stopped !== null,
    )
    expect(stopped.map(({ name }) => name)).toEqual(expect.arrayContaining(['facilities', 'oversight']))
    expect(stopped.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['people']))
    for (const one of stopped) expect(one.stopped).toContain(`LookRecorded at ${position}`)
    const region = await at.admin.tell(
      placesApi.registerRegion,
      {},
      { level: 'district', name: '垫江县', parentId: null },
    )
    expect(region.status).toBe(200)
    expect((await at.admin.ask({ ...placesApi.regions }, {})).status).toBe(200)
    const overview = await at.admin.ask(oversightApi.overview, {})
    const operators = await at.admin.ask(managementApi.operators, {})
    expect([overview.headers['x-stale'], operators.headers['x-stale']]).toEqual(['true', undefined])
    const metrics = await at.server.app.inject({ url: '/metrics' })
    expect(metrics.body).toContain(`changxin_views_stopped ${stopped.length}`)
  })
})

async function untilStopped(at: TestServer): Promise<Answer> {
  for (let tries = 0; tries < 1_000; tries++) {
    const ready = await statusOf(at, '/api/health/ready')
    if (ready.status === 503) return ready
    await nextTurn()
  }
  throw new Error('health never said it')
}

test('a long rebuild tells how many events are done, of how many, how fast, and that it is ready at the head seen at start', async () => {
  const told: ProjectorMessage[] = []
  const stop = new AbortController()
  const page = 60
  let secondsMs = 0
  const projector = openProjector(newFile(), projections)
  const pages = Array.from({ length: Math.ceil(events.length / page) }, (_, index) =>
    events.slice(index * page, (index + 1) * page),
  )
  const head = events[3 * page - 1]?.position ?? null
  await runProjector(
    projector,
    {
      async *follow() {
        yield* pages
      },
      head: async () => head,
      size: async () => 3 * page,
      read: async () => [],
      readAll: async () => [],
    },
    (message) => void told.push(message),
    { signal: stop.signal, size: async () => 3 * page, nowMs: () => (secondsMs += 1_000) },
  )
  projector.close()
  const health = told.flatMap((message) => (message.type === 'health' ? [message.health] : []))
  expect(health.slice(0, 5).map(({ ready, done, of }) => [ready, done, of])).toEqual([
    [false, 0, 3 * page],
    [false, page, 3 * page],
    [false, 2 * page, 3 * page],
    [true, 3 * page, 3 * page],
    [true, 4 * page, 3 * page],
  ])
  expect(health[2]?.eventsPerSecond).toBeGreaterThan(0)
})
