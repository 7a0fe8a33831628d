/**
 * `node test/bench/cluster-bench.ts`: the same durable commands to one node on SQLite and to one, two and three nodes on one
 * log, in turn in one run; then how long a node takes to join, against a SQLite node that makes its views anew. The log is
 * the protocol stand-in, a process of its own on the same cores: what is measured is our side of it, not a database.
 */
import { randomUUIDv7 } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startStandIn } from '../kurrentdb/stand-in-process.ts'
import { makeBenchWorld, type NodeProcess, startNode } from './cluster-node.ts'
import { type LoadResult, runLoad } from './load.ts'

const CONNECTIONS = 48
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)
const WARM_UP_SECONDS = 3
const NODES = 3
const SECRET = 'a secret that every node of this benchmark has'
const DOC = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const BODY = JSON.stringify({ text: '现场看过，先关阀门，下午换件。', files: [] })

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface World {
  readonly cookie: string
  readonly requestIds: readonly string[]
}

/** The connections are shared out among the nodes; each has a stream of its own. */
async function run(nodes: readonly NodeProcess[], { cookie, requestIds }: World, seconds: number): Promise<LoadResult> {
  const each = CONNECTIONS / nodes.length
  const results = await Promise.all(
    nodes.map(({ port }, index) =>
      runLoad({
        port,
        connections: each,
        seconds,
        request(connection) {
          const path = `/api/requests/${requestIds[index * each + connection]}/notes`
          return Buffer.from(
            `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n` +
              `Content-Length: ${Buffer.byteLength(BODY)}\r\nIdempotency-Key: ${randomUUIDv7()}\r\n\r\n${BODY}`,
          )
        },
      }),
    ),
  )
  return {
    requests: results.reduce((sum, one) => sum + one.requests, 0),
    perSecond: results.reduce((sum, one) => sum + one.perSecond, 0),
    failed: results.reduce((sum, one) => sum + one.failed, 0),
    p50Ms: median(results.map((one) => one.p50Ms)),
    p99Ms: Math.max(...results.map((one) => one.p99Ms)),
  }
}

/** Until the node is ready, from the moment that its process is started. */
async function timed(
  start: () => Promise<NodeProcess>,
): Promise<{ node: NodeProcess; seconds: number; events: number }> {
  const beganMs = performance.now()
  const node = await start()
  return { node, seconds: (performance.now() - beganMs) / 1_000, events: await node.events() }
}

const folder = await mkdtemp(join(tmpdir(), 'changxin-cluster-bench-'))
await mkdir(join(folder, 'files'))
const standIn = await startStandIn(['--nodes', '3', '--file', join(folder, 'log')])
const member = (name: string) =>
  startNode({
    DATA_DIR: join(folder, name),
    NODE_NAME: name,
    LOG_ENGINE: 'kurrentdb',
    KURRENTDB_URL: standIn.url,
    SESSION_SECRET: SECRET,
    KEYS_DIR: join(folder, 'keys'),
    FILES_DIR: join(folder, 'files'),
  })
const alone = () => startNode({ DATA_DIR: join(folder, 'alone') })
const running: NodeProcess[] = []
const keep = (node: NodeProcess) => {
  running.push(node)
  return node
}

const lines: string[] = []
let failed = 0
try {
  const sqlite = keep(await alone())
  const sqliteWorld = await makeBenchWorld(sqlite, CONNECTIONS)
  const nodes: NodeProcess[] = []
  for (let index = 1; index <= NODES; index++) nodes.push(keep(await member(`node-${index}`)))
  const [first] = nodes
  if (!first) throw new Error('there are nodes')
  const world = await makeBenchWorld(first, CONNECTIONS)
  for (const node of nodes) await node.shows(world.requestIds.at(-1) ?? '', world.cookie)

  const setups: readonly (readonly [string, readonly NodeProcess[], World])[] = [
    ['one node on SQLite', [sqlite], sqliteWorld],
    ...nodes.map((_, index) => [`${index + 1} on one log`, nodes.slice(0, index + 1), world] as const),
  ]
  for (const [, among, where] of setups) await run(among, where, WARM_UP_SECONDS)
  const rounds = new Map<string, LoadResult[]>(setups.map(([name]) => [name, []]))
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, among, where] of setups) rounds.get(name)?.push(await run(among, where, SECONDS))

  const base = median((rounds.get('one node on SQLite') ?? []).map((one) => one.perSecond))
  lines.push('| nodes | commands/s | p50 ms | p99 ms | ratio |', '|---|---|---|---|---|')
  for (const [name, results] of rounds) {
    const perSecond = median(results.map((one) => one.perSecond))
    failed += results.reduce((sum, one) => sum + one.failed, 0)
    const [p50, p99] = [median(results.map((one) => one.p50Ms)), median(results.map((one) => one.p99Ms))]
    lines.push(
      `| ${name} | ${Math.round(perSecond)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${(perSecond / base).toFixed(2)} |`,
    )
  }

  const joined = await timed(() => member('joining'))
  keep(joined.node)
  await sqlite.stop()
  await rm(join(folder, 'alone', 'views.db'))
  const rebuilt = await timed(alone)
  keep(rebuilt.node)
  const rate = ({ events, seconds }: typeof joined) => Math.round(events / seconds)
  lines.push(
    '',
    `Joining: ${joined.events} events in ${joined.seconds.toFixed(1)} s (${rate(joined)}/s, the start of the process included); ` +
      `a SQLite node that makes its views anew: ${rebuilt.events} events in ${rebuilt.seconds.toFixed(1)} s (${rate(rebuilt)}/s).`,
    '',
    `(Medians of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections on as many streams, shared out among the nodes; ` +
      `${cpus().length} cores for nodes, stand-in and load together, so more nodes cannot be faster here; Node ${process.versions.node}; ${failed} failed requests.)`,
  )
} finally {
  for (const node of running) await node.stop()
  await standIn.kill()
  await rm(folder, { recursive: true, force: true })
}

const table = lines.join('\n')
process.stdout.write(`${table}\n`)
if (process.argv.includes('--write')) {
  const doc = await readFile(DOC, 'utf8')
  await writeFile(DOC, doc.replace(/(<!-- bench:cluster -->\n)[\s\S]*?(\n<!-- \/bench:cluster -->)/, `$1${table}$2`))
}
if (failed > 0) process.exitCode = 1
