/** A whole server in a folder of its own for tests: real log, real views, real HTTP; only time can be set. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from '@changxin/server/app.ts'
import type { LeaseTimes } from '@changxin/server/cluster/index.ts'
import { deriveId } from '@changxin/server/commands/derive.ts'
import { type Config, readConfig } from '@changxin/server/config.ts'
import { createFeatures } from '@changxin/server/features.ts'
import { createLogger } from '@changxin/server/logger.ts'
import { createSetup } from '@changxin/server/people/index.ts'
import type { CommandRoute, QueryRoute } from '@changxin/shared/kernel'
import type { GrantScope, Role } from '@changxin/shared/people'
import { peopleApi } from '@changxin/shared/people'
import type { z } from 'zod'

export const TEST_PASSWORD = 'a password for tests'
const ADMINISTRATOR = { name: '测试管理员', loginName: 'root-admin', password: TEST_PASSWORD }

export interface TestOptions {
  /** Kept when given; else a fresh folder that is removed at the end. */
  readonly dataDir?: string
  readonly config?: Partial<Config>
  /** Starts here instead of at the real time. */
  readonly startMs?: number
  /** Listens on a free loopback port, for sockets and browsers. */
  readonly listen?: boolean
  /** Of several nodes on one log. */
  readonly leaseTimes?: LeaseTimes
  /** Adds routes of a test's own before the server listens. */
  readonly beforeListen?: (server: Server) => void | Promise<void>
}

export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Readonly<Record<string, unknown>>
}

/** A person at the API. `tell` sends a command with a fresh key, `ask` a query that waits for everything told before. */
export interface Client {
  readonly personId: string
  /** To sign in again after the session has ended; empty for nobody. */
  readonly loginName: string
  readonly cookie: string
  tell<Route extends CommandRoute>(
    route: Route,
    params: z.input<Route['params']>,
    body: z.input<Route['body']>,
    headers?: Record<string, string>,
  ): Promise<Answer & { body: z.output<Route['answer']> }>
  ask<Route extends QueryRoute>(
    route: Route,
    input: z.input<Route['input']>,
    headers?: Record<string, string>,
  ): Promise<Answer & { body: z.output<Route['output']> }>
}

export interface TestServer {
  readonly server: Server
  readonly dataDir: string
  readonly url: string
  readonly time: { nowMs: number }
  /** The first administrator, made through the first-run page's command. */
  readonly admin: Client
  /** Nobody. */
  readonly stranger: Client
  /** Registers a person with roles and signs in. */
  person(name: string, ...roles: readonly (readonly [Role, GrantScope])[]): Promise<Client>
  /** Signs in with a login name. */
  signIn(loginName: string, password?: string): Promise<Client>
  close(): Promise<void>
}

let counter = 0
/** Distinct in a test run and the same in every run. */
export function nextKey(): string {
  counter++
  return deriveId('test-key', process.pid, counter)
}

export function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
}

export function queryOf(route: QueryRoute, input: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !route.path.includes(`:${name}`)) query.set(name, String(value))
  }
  return query.size > 0 ? `?${query}` : ''
}

export async function startServer(options: TestOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'changxin-test-')))
  const time = { nowMs: options.startMs ?? Date.now() }
  const nowMs = options.startMs === undefined ? Date.now : () => time.nowMs
  const setup = createSetup()
  const config: Config = {
    ...readConfig({ DATA_DIR: dataDir, PORT: '0' }),
    RATE_LIMIT_PER_MINUTE: 100_000_000,
    ...options.config,
  }
  const features = createFeatures({ setup, demo: () => ({ made: false, accounts: [] }) })
  const server = await createServer({
    config,
    logger: createLogger(process.env['LOG_LEVEL'] ?? 'silent'),
    features,
    nowMs,
    ...(options.leaseTimes && { leaseTimes: options.leaseTimes }),
  })
  await options.beforeListen?.(server)
  await server.whenReady()
  const url = options.listen ? await server.app.listen({ host: '127.0.0.1', port: 0 }) : ''

  let position: string | undefined
  async function send(
    method: 'GET' | 'POST',
    path: string,
    cookie: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answer> {
    const response = await server.app.inject({
      method,
      url: path,
      headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'en', ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const type = String(response.headers['content-type'] ?? '')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: type.includes('json') ? response.json() : { text: response.body },
    }
  }

  function client(personId: string, cookie: string, loginName = ''): Client {
    return {
      personId,
      loginName,
      cookie,
      async tell(route, params, body, headers = {}) {
        const answer = await send(
          'POST',
          pathOf(route.path, params),
          cookie,
          { 'idempotency-key': nextKey(), ...headers },
          body,
        )
        const at = answer.body['position']
        if (typeof at === 'string' && (position === undefined || at > position)) position = at
        return answer as never
      },
      async ask(route, input, headers = {}) {
        const path = `${pathOf(route.path, input)}${queryOf(route, input)}`
        return (await send('GET', path, cookie, {
          ...(position ? { 'x-position': position } : {}),
          ...headers,
        })) as never
      },
    }
  }

  const stranger = client('anonymous', '')
  async function signIn(loginName: string, password = TEST_PASSWORD): Promise<Client> {
    const answer = await stranger.tell(peopleApi.signIn, {}, { loginName, password })
    if (answer.status !== 200) throw new Error(`cannot sign in as ${loginName}: ${JSON.stringify(answer.body)}`)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const me = await client('', cookie).ask(peopleApi.me, {})
    return client(me.body.personId, cookie, loginName)
  }

  if (setup.needed(server.views))
    await expectOk(stranger.tell(peopleApi.setUp, {}, { token: setup.token, ...ADMINISTRATOR }))
  const admin = await signIn(ADMINISTRATOR.loginName)

  return {
    server,
    dataDir,
    url,
    time,
    admin,
    stranger,
    signIn,
    async person(name, ...roles) {
      const loginName = `${name}-${counter}`
      const registered = await expectOk(
        admin.tell(peopleApi.register, {}, { name: '测试人', loginName, password: TEST_PASSWORD }),
      )
      for (const [role, scope] of roles) {
        await expectOk(
          admin.tell(
            peopleApi.grantRole,
            { id: registered.body.id },
            { role: role as Exclude<Role, 'resident'>, scope },
          ),
        )
      }
      return signIn(loginName)
    },
    async close() {
      await server.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export async function expectOk<Result extends Answer>(answer: Promise<Result>): Promise<Result> {
  const result = await answer
  if (result.status !== 200) throw new Error(`expected 200, got ${result.status}: ${JSON.stringify(result.body)}`)
  return result
}
