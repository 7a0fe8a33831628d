/** A node as a process of its own, as it is deployed, for the benchmark of several of them. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CommandRoute } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { pathOf } from '../kit/server.ts'

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const START_TIMEOUT_MS = 120_000
const LOOK_MS = 20
const ADMINISTRATOR = { loginName: 'root-admin', password: 'a password for the benchmark' }

export interface NodeProcess {
  readonly port: number
  readonly setupToken: string | undefined
  /** Events in the log, as the node counts them. */
  events(): Promise<number>
  /** Resolves when the node shows the request. */
  shows(requestId: string, cookie: string): Promise<void>
  stop(): Promise<void>
}

const nextLook = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS))

/** Resolves when the node is ready. */
export async function startNode(settings: Readonly<Record<string, string>>): Promise<NodeProcess> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    DEMO: '0',
    RATE_LIMIT_PER_MINUTE: '100000000',
    LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: join(tmpdir(), 'changxin-compile-cache'),
    ...settings,
  }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  const untilMs = performance.now() + START_TIMEOUT_MS
  while (!text.includes('Ctrl-C')) {
    if (child.exitCode !== null || performance.now() > untilMs) {
      child.kill('SIGKILL')
      throw new Error(`a node did not start: ${text}`)
    }
    await nextLook()
  }
  const port = Number(/http:\/\/localhost:(\d+)/.exec(text)?.[1])
  return {
    port,
    setupToken: /one-time token:\s+(\S+)/.exec(text)?.[1],
    async events() {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      return Number(/^changxin_log_events (\d+)$/m.exec(metrics)?.[1])
    },
    async shows(requestId, cookie) {
      const url = `http://127.0.0.1:${port}${pathOf(maintenanceApi.request.path, { id: requestId })}`
      while ((await fetch(url, { headers: { cookie } })).status !== 200) await nextLook()
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** An administrator, a compound, and a request for each connection. */
export async function makeBenchWorld({ port, setupToken }: NodeProcess, requests: number) {
  let cookie = ''
  async function tell(route: CommandRoute, params: Record<string, string>, body: unknown): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${port}${pathOf(route.path, params)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie },
      body: JSON.stringify(body),
    })
    const said = (await answer.json()) as { id?: string }
    if (answer.status !== 200) throw new Error(`${route.action}: ${JSON.stringify(said)}`)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return said.id ?? ''
  }
  await tell(peopleApi.setUp, {}, { token: setupToken, name: '管理员', ...ADMINISTRATOR })
  await tell(peopleApi.signIn, {}, ADMINISTRATOR)
  const regionId = await tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null })
  const id = await tell(placesApi.registerCompound, {}, { name: '一号小区', regionId })
  const requestIds: string[] = []
  for (let index = 0; index < requests; index++) {
    const place = { kind: 'compound', id }
    requestIds.push(
      await tell(maintenanceApi.report, { id }, { place, category: 'drain', urgency: 'ordinary', text: '堵了' }),
    )
  }
  return { cookie, requestIds }
}
