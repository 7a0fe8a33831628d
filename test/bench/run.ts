/**
 * `npm run bench`: durable commands over HTTP against the same server's empty validated route, in the same run, in turn,
 * several rounds; the ratio of the medians is the figure, absolute numbers are of this machine only.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type LoadResult, runLoad } from './load.ts'

const CONNECTIONS = 64
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)
const WARM_UP_SECONDS = 4
const TARGET_RATIO = 0.5
const DOC = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

interface Ready {
  readonly port: number
  readonly cookie: string
  readonly requestIds: readonly string[]
  readonly dataDir: string
}

async function startBenchServer(): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bench-server.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return { child, ready: JSON.parse(text.split('\n')[0] ?? '') as Ready }
}

/** Makes requests to one path that differ in their key alone. */
function requestsTo({ cookie, port }: Ready, path: string, body: string): () => Buffer {
  const head = Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nIdempotency-Key: `,
  )
  const tail = Buffer.from(`\r\n\r\n${body}`)
  return () => Buffer.concat([head, Buffer.from(randomUUIDv7(), 'latin1'), tail])
}

const BODY = JSON.stringify({ text: '现场看过，先关阀门，下午换件。', files: [] })
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const { child, ready } = await startBenchServer()
const pathOf = (kind: 'empty' | 'notes', connection: number) =>
  kind === 'empty'
    ? `/api/bench/${ready.requestIds[connection]}/empty`
    : `/api/requests/${ready.requestIds[connection]}/notes`
const run = (kind: 'empty' | 'notes', seconds: number) => {
  const next = Array.from({ length: CONNECTIONS }, (_, connection) => requestsTo(ready, pathOf(kind, connection), BODY))
  return runLoad({
    port: ready.port,
    connections: CONNECTIONS,
    seconds,
    request: (connection) => next[connection]?.() ?? Buffer.alloc(0),
  })
}

const rounds: { empty: LoadResult; command: LoadResult }[] = []
try {
  // Until the compilers have settled: the first seconds are slower for both.
  await run('empty', WARM_UP_SECONDS)
  await run('notes', WARM_UP_SECONDS)
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await run('empty', SECONDS)
    const command = await run('notes', SECONDS)
    rounds.push({ empty, command })
    process.stdout.write(
      `round ${round + 1}: empty ${Math.round(empty.perSecond)}/s (p99 ${empty.p99Ms.toFixed(1)} ms), ` +
        `command ${Math.round(command.perSecond)}/s (p99 ${command.p99Ms.toFixed(1)} ms), ratio ${(command.perSecond / empty.perSecond).toFixed(3)}, failed ${empty.failed + command.failed}\n`,
    )
  }
} finally {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  await rm(ready.dataDir, { recursive: true, force: true })
}

const ratio = median(rounds.map(({ empty, command }) => command.perSecond / empty.perSecond))
const failed = rounds.reduce((sum, { empty, command }) => sum + empty.failed + command.failed, 0)
const line = (name: string, results: readonly LoadResult[]) =>
  `| ${name} | ${Math.round(median(results.map((one) => one.perSecond)))} | ${median(results.map((one) => one.p50Ms)).toFixed(2)} | ${median(results.map((one) => one.p99Ms)).toFixed(2)} |`
const table = [
  '| route | requests/s | p50 ms | p99 ms |',
  '|---|---|---|---|',
  line(
    'empty validated POST (zod, session)',
    rounds.map((one) => one.empty),
  ),
  line(
    'durable command (`POST /api/requests/:id/notes`)',
    rounds.map((one) => one.command),
  ),
  '',
  `**Ratio ${ratio.toFixed(2)}** (median of ${ROUNDS} rounds of ${SECONDS} s each, ${CONNECTIONS} connections, ${CONNECTIONS} distinct hot streams; ` +
    `${cpus().length} cores, Node ${process.versions.node}; load generator, server, log writer and projector share them; ${failed} failed requests).`,
].join('\n')
process.stdout.write(`\n${table}\n`)

if (process.argv.includes('--write')) {
  const doc = await readFile(DOC, 'utf8')
  await writeFile(DOC, doc.replace(/(<!-- bench:http -->\n)[\s\S]*?(\n<!-- \/bench:http -->)/, `$1${table}$2`))
}
if (failed > 0 || ratio < TARGET_RATIO) {
  process.stdout.write(`below the target of ${TARGET_RATIO}, or requests failed\n`)
  process.exitCode = 1
}
