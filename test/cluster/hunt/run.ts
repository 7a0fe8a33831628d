/**
 * `npm run hunt:cluster`: three nodes on one log behind nginx, under load, while nodes and the log are killed, put to sleep
 * and cut off by chance for MINUTES (5); then everything is counted. SEED makes the same chances again. Exit code 1 when
 * anything was not as it must be; then the logs of all nodes stay in the folder that is named.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomOf } from '@changxin/server/demo/random.ts'
import { checkAll, untilSettled } from './checks.ts'
import { freePorts } from './children.ts'
import { makeCounty } from './county.ts'
import { createFindings } from './findings.ts'
import { becomes } from './http.ts'
import type { Acknowledged, Hunt } from './hunt.ts'
import { watchLease } from './lease-watch.ts'
import { watchLive } from './live-watchers.ts'
import { createNode } from './node-process.ts'
import { openPage } from './page.ts'
import { startProxy } from './proxy.ts'
import { readAlong } from './readers.ts'
import { summaryOf } from './summary.ts'
import { createTeller } from './teller.ts'
import { makeTrouble, startLog } from './trouble.ts'
import { reportOf, writeLoad } from './writers.ts'

const MINUTES = Number(process.env['MINUTES'] ?? 5)
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const SECRET = 'a secret that every node of the hunt has'
const ALL_UP_MS = 60_000

const beganMs = performance.now()
const say = (text: string) =>
  process.stdout.write(`${((performance.now() - beganMs) / 1_000).toFixed(1).padStart(7)} s  ${text}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

async function hunt(folder: string): Promise<boolean> {
  const findings = createFindings(say)
  const [port = 0, ...ports] = await freePorts(7)
  const [nodePorts, logPorts] = [ports.slice(0, 3), ports.slice(3)]
  for (const name of ['keys', 'files']) mkdirSync(join(folder, name))
  const log = { standIn: await startLog(folder, logPorts), troubledMs: 0 }
  // One that sleeps would not notice that nobody is there any more.
  process.on('exit', () => void log.standIn.kill())
  const engine = { kind: 'kurrentdb', url: log.standIn.url } as const
  const env = {
    ...{ LOG_ENGINE: 'kurrentdb', KURRENTDB_URL: engine.url, SESSION_SECRET: SECRET, TRUST_PROXY: '1' },
    ...{ KEYS_DIR: join(folder, 'keys'), FILES_DIR: join(folder, 'files'), RATE_LIMIT_PER_MINUTE: '100000000' },
    LOG_LEVEL: 'info',
  }
  const nodes = nodePorts.map((nodePort, index) => createNode(`node-${index + 1}`, nodePort, { folder, env, findings }))
  await Promise.all(nodes.map((node) => node.start()))
  const url = `http://127.0.0.1:${port}`
  const stopProxy = await startProxy(folder, port, nodePorts)
  say(`nodes on ${nodePorts.join(', ')}, proxy on ${port}, log on ${logPorts.join(', ')}; ${folder}`)
  const county = await makeCounty(url, `http://127.0.0.1:${nodePorts[1]}`, SECRET)
  const lease = watchLease(nodes)

  const over = new AbortController()
  const lastsMs = MINUTES * 60_000
  const acknowledged: Acknowledged[] = []
  const fromMs = performance.now()
  const at: Hunt = {
    ...{ seed: SEED, folder, url, nodes, lease, findings, county, log, acknowledged, say },
    over: over.signal,
    random: (part) => randomOf('hunt-cluster', SEED, part),
  }
  const page = await openPage(at)
  const watchers = watchLive(at)
  const [load, readers] = [writeLoad(at), readAlong(at)]
  const trouble = makeTrouble(at, logPorts)
  setTimeout(() => over.abort(), lastsMs)
  await trouble.done
  say('everything is up again')
  await Promise.all([load, readers])
  const loadMs = performance.now() - fromMs
  const isUp = await becomes(
    async () => (await Promise.all(nodes.map((node) => node.health()))).every((health) => health?.ready === true),
    ALL_UP_MS,
  )
  if (!isUp) findings.fail('not all nodes are ready', JSON.stringify(await Promise.all(nodes.map((n) => n.health()))))
  const summary = summaryOf(at, loadMs, trouble.takeoversMs)
  const last = await createTeller(at, county.admin, at.random('last')).tell(
    reportOf(county.watched.id, 'deferrable', '最后一件'),
  )
  if (last) await page.check(last.id)
  await untilSettled(at)
  await watchers.check()
  await checkAll(at, engine)
  watchers.close()
  await page.close()
  await stopProxy()
  await lease.stop()
  await Promise.all(nodes.map((node) => node.stop()))
  await log.standIn.kill()
  for (const line of [...summary(), ...findings.lines()]) process.stdout.write(`${line}\n`)
  return !findings.failed
}

process.stdout.write(`SEED=${SEED} MINUTES=${MINUTES}\n`)
const folder = mkdtempSync(join(tmpdir(), 'changxin-hunt-'))
let isWell = false
try {
  isWell = await hunt(folder)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}
if (isWell) rmSync(folder, { recursive: true, force: true })
process.stdout.write(
  isWell ? `all is well, SEED=${SEED}\n` : `not as it must be, SEED=${SEED}; logs of the nodes: ${folder}\n`,
)
process.exit(isWell ? 0 : 1)
