/** One node as a plain process with a folder of its own, which can be killed, put to sleep, and started again. */
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Started, startChild } from './children.ts'
import type { Findings } from './findings.ts'
import { ask, becomes, pause } from './http.ts'

const MAIN = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url))
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 20_000
const HEALTH_PATIENCE_MS = 800
/** As the service unit does when the log is away at the start. */
const START_AGAIN_MS = 1_000

export interface Health {
  readonly ready: boolean
  /** Its views are built: it may be asked. */
  readonly built: boolean
  readonly lease: boolean
}

export interface NodeProcess {
  readonly name: string
  readonly port: number
  readonly folder: string
  readonly viewsFile: string
  /** `starting` until its views are built. */
  state(): 'down' | 'starting' | 'up' | 'asleep'
  /** Since when it is so (performance.now). */
  sinceMs(): number
  /** Resolves when it is ready to be asked. */
  start(options?: { withoutViews?: boolean }): Promise<void>
  kill(): Promise<void>
  /** As an upgrade does it. */
  stop(): Promise<void>
  freeze(): void
  thaw(): void
  /** Undefined when it does not answer. */
  health(): Promise<Health | undefined>
}

export function createNode(
  name: string,
  port: number,
  place: { folder: string; env: Readonly<Record<string, string>>; findings: Findings },
): NodeProcess {
  const { findings } = place
  const folder = join(place.folder, name)
  const viewsFile = join(folder, 'views.db')
  mkdirSync(folder, { recursive: true })
  let running: Started | undefined
  let state: ReturnType<NodeProcess['state']> = 'down'
  let sinceMs = performance.now()
  let isEnding = false

  function become(next: typeof state): void {
    state = next
    sinceMs = performance.now()
  }

  function spawnOnce(): Started {
    const env = {
      PATH: process.env['PATH'] ?? '',
      NODE_COMPILE_CACHE: join(tmpdir(), 'changxin-compile-cache'),
      DATA_DIR: folder,
      NODE_NAME: name,
      PORT: String(port),
      ...place.env,
    }
    const started = startChild(process.execPath, [MAIN], env, join(place.folder, `${name}.out`))
    void started.ended.then((how) => {
      if (running !== started) return
      running = undefined
      if (isEnding) return
      // Without a log there is nothing to start on; a node that had started must live on.
      if (state === 'starting') findings.count('gave up at the start and was started again')
      else findings.fail('a node ended by itself', `${name} with ${how} while ${state}`)
      become('down')
    })
    return started
  }

  async function health(): Promise<Health | undefined> {
    try {
      const { body } = await ask(`http://127.0.0.1:${port}/api/health/ready`, { patienceMs: HEALTH_PATIENCE_MS })
      const node = body['node'] as { lease: boolean } | undefined
      return node && { ready: body['ready'] === true, built: body['rebuild'] === null, lease: node.lease }
    } catch {
      return undefined
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = running
    if (!ending) return
    isEnding = true
    become('down')
    ending.child.kill(signal)
    const inTime = await Promise.race([ending.ended.then(() => true), pause(STOP_TIMEOUT_MS).then(() => false)])
    if (!inTime) {
      findings.fail('a node did not stop', `${name} after ${STOP_TIMEOUT_MS} ms`)
      ending.child.kill('SIGKILL')
      await ending.ended
    }
    running = undefined
    isEnding = false
  }

  return {
    name,
    port,
    folder,
    viewsFile,
    state: () => state,
    sinceMs: () => sinceMs,
    health,
    async start({ withoutViews = false } = {}) {
      if (withoutViews) for (const suffix of ['', '-wal', '-shm']) rmSync(viewsFile + suffix, { force: true })
      const untilMs = performance.now() + START_TIMEOUT_MS
      while (performance.now() < untilMs) {
        running = spawnOnce()
        become('starting')
        const isUp = await becomes(async () => !running || (await health())?.built === true, START_TIMEOUT_MS)
        if (running && isUp) return become('up')
        if (running) break
        await pause(START_AGAIN_MS)
      }
      findings.fail('a node did not become ready', `${name} in ${START_TIMEOUT_MS} ms`)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    freeze() {
      running?.child.kill('SIGSTOP')
      become('asleep')
    },
    thaw() {
      running?.child.kill('SIGCONT')
      if (state === 'asleep') become('up')
    },
  }
}
