/** `npm run log:copy` as a whole: what it says, and a small demo county whose views are the same on both engines. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStandIn, type StandIn } from '../../test/kurrentdb/stand-in.ts'
import { createServer } from './app.ts'
import { readConfig } from './config.ts'
import { buildDemo, readDemo } from './demo/index.ts'
import { createFeatures } from './features.ts'
import { type LogEngine, openLogReader } from './log/index.ts'
import { createLogger } from './logger.ts'
import { createSetup } from './people/index.ts'
import { verifyFolder } from './verify.ts'
import { startProjectorThread } from './views/projector-thread.ts'
import { openViews } from './views/views.ts'

const program = fileURLToPath(new URL('./log-copy.ts', import.meta.url))
const verifier = fileURLToPath(new URL('./verify.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'changxin-log-copy-'))
const dataDir = join(folder, 'one')
/** 12 compounds of three years, with a year of operation. */
const SMALL = { areas: ['r002', 'r010', 'r025'], operationYears: 1 }
const NOW_MS = Date.parse('2026-03-04T10:30:00.000Z')
const VIEWS_TIMEOUT_MS = 120_000

let standIn: StandIn
const cluster = (): LogEngine => ({ kind: 'kurrentdb', url: standIn.url })

beforeAll(async () => {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' })
  const features = createFeatures({ setup: createSetup(), demo: readDemo })
  const server = await createServer({ config, logger: createLogger('silent'), features, nowMs: () => NOW_MS })
  await buildDemo(server, { DEMO_SEED: 7, DEMO_ANCHOR: '2026-03-01' }, () => {}, SMALL)
  // Days pass: each signs its checkpoint.
  await server.whenReady()
  await server.views.waitFor((await server.log.head()) ?? '', VIEWS_TIMEOUT_MS)
  await server.close()
  standIn = await openStandIn()
}, VIEWS_TIMEOUT_MS)
afterAll(async () => {
  await standIn.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = promisify(execFile)
const env = (more: Record<string, string> = {}) => ({
  env: { PATH: process.env.PATH, DATA_DIR: dataDir, KURRENTDB_URL: standIn.url, ...more },
})
const copy = (...args: string[]) => run(process.execPath, [program, ...args], env())
const there = ['--from', 'sqlite', '--to', 'kurrentdb']

test.each<[string, readonly string[], Record<string, string>, number, RegExp]>([
  ['no target', ['--from', 'sqlite'], {}, 2, /--to: sqlite \| kurrentdb/],
  ['an unknown engine', ['--from', 'sqlite', '--to', 'postgres'], {}, 2, /--to: sqlite \| kurrentdb/],
  ['the same on both sides', ['--from', 'sqlite', '--to', 'sqlite'], {}, 2, /--to: .* is the other engine/],
  ['an unknown option', [...there, '--force'], {}, 2, /--force/],
  ['an address without a password', there, { KURRENTDB_URL: 'kurrentdb://node1:2113' }, 2, /KURRENTDB_URL: with TLS/],
  ['a folder without a log', there, { DATA_DIR: join(folder, 'nowhere') }, 2, /log\.db is not there/],
  ['what is not copied yet', [...there, '--check'], {}, 1, /目标还不完整.*event 1: /],
])('says what is wrong: %s', async (_, args, more, code, words) => {
  const refused = run(process.execPath, [program, ...args], env(more))
  await expect(refused).rejects.toMatchObject({ code, stderr: expect.stringMatching(words) })
})

interface Side {
  readonly engine: LogEngine
  readonly viewsFile: string
}

async function positionsOf(engine: LogEngine): Promise<Map<string, string>> {
  const log = await openLogReader(engine)
  const places = new Map<string, string>()
  try {
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof log.readAll>> = await log.readAll(after, 2_000)
      for (const { position } of page) places.set(position, `#${places.size}`)
      after = page.at(-1)?.position ?? null
      if (after === null) return places
    }
  } finally {
    await log.close()
  }
}

const POSITION = /\b(?:s[0-9a-f]{16}|k[0-9a-f]{32})\b/g

/** Every table with its rows as text, where each position is the number of its event; and the columns that hold any. */
async function shownBy({ engine, viewsFile }: Side) {
  const places = await positionsOf(engine)
  const columns = new Set<string>()
  const db = new DatabaseSync(viewsFile, { readOnly: true })
  const tables = db
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') ORDER BY name")
    .all()
    .map(({ name }) => String(name))
  const rows = tables.map((table) => {
    const statement = db.prepare(`SELECT * FROM "${table}"`)
    statement.setReadBigInts(true)
    const texts = statement.all().map((row) =>
      Object.entries(row)
        .map(([column, value]) => {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
          const placed = text.replace(POSITION, (position) => places.get(position) ?? position)
          if (placed !== text) columns.add(`${table}.${column}`)
          return `${column}=${typeof value} ${placed}`
        })
        .join(' '),
    )
    return [table, texts.sort()] as const
  })
  db.close()
  return { rows: new Map(rows), columns: [...columns] }
}

test('a demo county has the same views on both engines', { timeout: 240_000 }, async () => {
  const { stdout } = await copy(...there)
  expect(stdout).toMatch(/^已复制 \/ copied [1-9]\d+（.* 0）.*both are one.*checkpoints [1-9]/)
  expect((await copy(...there, '--check')).stdout).toMatch(/^两边一致 \/ both are one/)

  const other = join(folder, 'other')
  mkdirSync(other)
  const viewsFile = join(other, 'views.db')
  const projector = startProjectorThread({ engine: cluster(), viewsFile })
  await projector.opened
  const views = openViews(viewsFile, projector)
  const log = await openLogReader(cluster())
  expect(await views.waitFor((await log.head()) ?? '', VIEWS_TIMEOUT_MS)).toBe(true)
  await log.close()
  await projector.stop()
  views.close()

  const keysDir = join(dataDir, 'keys')
  const [one, two] = [
    await verifyFolder({ dataDir }),
    await verifyFolder({ dataDir: other, engine: cluster(), keysDir }),
  ]
  expect(two).toMatchObject({ ok: true })
  const counts = (line: string) => line.replace(/，[\d.]+ 秒.*/, '')
  expect(counts(two.line)).toBe(counts(one.line))
  expect(one.line).toMatch(/checkpoints [1-9].*rows [1-9]\d{3,}.*funds [1-9]/)

  const mine = await shownBy({
    engine: { kind: 'sqlite', file: join(dataDir, 'log.db') },
    viewsFile: join(dataDir, 'views.db'),
  })
  const theirs = await shownBy({ engine: cluster(), viewsFile })
  expect([...theirs.rows.keys()]).toEqual([...mine.rows.keys()])
  for (const [table, rows] of mine.rows) expect(theirs.rows.get(table), table).toEqual(rows)
  expect(theirs.columns).toEqual(mine.columns)
  expect(mine.columns).toContain('clock_day.position')

  const clusterEnv = env({
    DATA_DIR: other,
    KEYS_DIR: keysDir,
    LOG_ENGINE: 'kurrentdb',
    SESSION_SECRET: 's'.repeat(32),
  })
  const verified = await run(process.execPath, [verifier], clusterEnv)
  expect(counts(verified.stdout)).toBe(counts(`${one.line}\n`))
})

test('what was changed on the cluster is named by its engine', async () => {
  const event = standIn.log.all().find(({ type }) => type === 'CompoundRegistered')
  if (!event) throw new Error('the county has compounds')
  Object.assign(event, { data: Buffer.from(event.data.toString().replace(/"name":"[^"]+"/, '"name":"别的小区"')) })
  const { ok, line } = await verifyFolder({
    dataDir: join(folder, 'other'),
    engine: cluster(),
    keysDir: join(dataDir, 'keys'),
  })
  expect(line).toMatch(/^不一致 \/ differs: KurrentDB k[0-9a-f]{32}: 与签名检查点的树根不符/)
  expect(ok).toBe(false)
})
