/**
 * The access table, the registered routes and what they answer are the same: every route has a row, every row a route,
 * and every kind of person gets what the row says, over HTTP and as a live subscription. Nothing here asks the code
 * that decides; what a row means is said once more, below.
 */
import { accessTable } from '@changxin/server/access/table.ts'
import { allRoutes } from '@changxin/shared/features'
import { FILES_PATH } from '@changxin/shared/files'
import { LIVE_PATH, type QueryRoute } from '@changxin/shared/kernel'
import { type GrantScope, Role, scopeKindsOf } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type About, type AccessCase, accessCases, makeWorld, type World } from '../kit/access-world.ts'
import { type LiveSocket, openLive } from '../kit/live.ts'
import { type Client, expectOk, nextKey, pathOf, queryOf, startServer, type TestServer } from '../kit/server.ts'

/** Routes that answer everybody: they say how the server is, or what it could do, and nothing of what it holds. */
const TECHNICAL = /^(\/api\/docs(\/.*)?|\/api\/openapi\.json|\/api\/errors|\/api\/health\/(live|ready)|\/metrics)$/
/** The only action that no feature serves: the bytes of a file, which is seen by whoever sees what it belongs to. */
const FILE_ACTION = 'files.file'
const FILE_ROUTES = [`${FILES_PATH}/:sha256`, `${FILES_PATH}/:sha256/thumbnail`]

interface Kind {
  readonly name: string
  readonly client: Client
  readonly signedIn: boolean
  readonly role?: Role
  readonly scope?: GrantScope
  /** The scope covers the first compound. */
  readonly inside?: boolean
  readonly home?: 'checked-unit' | 'home-unit' | 'home-compound' | 'elsewhere'
  readonly isReporter?: boolean
}

let at: TestServer
let world: World
let cases: Readonly<Record<string, AccessCase>>
const kinds: Kind[] = []

async function addRoles(): Promise<void> {
  const all: GrantScope = { kind: 'all', id: 'all' }
  for (const role of Role.exclude(['resident']).options) {
    const scopes = [
      ...world.here.scopes.map((scope) => ({ scope, inside: true })),
      ...world.elsewhere.scopes.map((scope) => ({ scope, inside: false })),
      { scope: all, inside: true },
    ]
    for (const { scope, inside } of scopes.filter(({ scope: { kind } }) => scopeKindsOf[role].includes(kind))) {
      const client = await at.person(role, [role, scope])
      kinds.push({
        name: `${role} of the ${inside ? '' : 'other '}${scope.kind}`,
        client,
        signedIn: true,
        role,
        scope,
        inside,
      })
    }
  }
}

async function addResidents(): Promise<void> {
  const { here, elsewhere } = world
  const check = { how: 'registry' as const, note: null }
  const resident = async (
    name: string,
    unitId: string,
    relation: 'owner' | 'tenant',
    home?: Kind['home'],
    until?: string,
  ) => {
    const client = await at.person('resident')
    const since = '2024-01-01'
    const body = {
      personId: client.personId,
      relation,
      since,
      ...(home === 'checked-unit' || home === 'elsewhere' ? { check } : {}),
    }
    const recorded = await expectOk(at.admin.tell(placesApi.recordRelation, { id: unitId }, body))
    const relationId = recorded.body.id
    if (until)
      await expectOk(at.admin.tell(placesApi.endRelation, { id: unitId }, { relationId, until, reason: '搬走' }))
    kinds.push({ name, client, signedIn: true, ...(home ? { home } : {}) })
  }
  await resident('checked owner', here.unitIds[0], 'owner', 'checked-unit')
  await resident('unchecked owner', here.unitIds[0], 'owner', 'home-unit')
  await resident('tenant', here.unitIds[0], 'tenant', 'home-unit')
  await resident('neighbour', here.unitIds[1], 'tenant', 'home-compound')
  await resident('owner elsewhere', elsewhere.unitIds[0], 'owner', 'elsewhere')
  await resident('former tenant', here.unitIds[0], 'tenant', undefined, '2024-02-01')
}

beforeAll(async () => {
  at = await startServer({ listen: true })
  await at.server.timer.advanceTo(new Date().toISOString())
  world = await makeWorld(at)
  cases = accessCases(world)
  kinds.push({ name: 'stranger', client: at.stranger, signedIn: false })
  kinds.push({ name: 'somebody without a role', client: await at.person('nobody'), signedIn: true })
  kinds.push({ name: 'the reporter', client: world.reporter, signedIn: true, isReporter: true })
  await addRoles()
  await addResidents()
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
}, 120_000)
afterAll(() => at.close())

/** What `<role>@within` means, said once more. */
function reaches({ scope, inside }: Kind, about: About): boolean {
  if (scope?.kind === 'all') return true
  if (!inside || about === 'nothing') return false
  if (about === 'region')
    return scope?.kind === 'community' || scope?.kind === 'subdistrict' || scope?.kind === 'district'
  return true
}

const HOMES: Readonly<Record<string, readonly Kind['home'][]>> = {
  'checked-unit': ['checked-unit'],
  'home-unit': ['checked-unit', 'home-unit'],
  'home-compound': ['checked-unit', 'home-unit', 'home-compound'],
}

function ruleAllows(rule: string, kind: Kind, about: About): boolean {
  if (rule === 'public') return true
  if (rule === 'signed-in') return kind.signedIn
  if (rule === 'person@self' || rule === 'person@reporter') return about === 'request' && kind.isReporter === true
  // Nobody is given the request here, comes along or follows it.
  if (rule === 'person@assignee' || rule === 'person@helper' || rule === 'person@follower') return false
  const [role, reach = ''] = rule.split('@')
  if (role === 'resident') {
    if (reach === 'any') return kind.home !== undefined
    // The request is inside a unit.
    if (reach === 'common-area') return false
    if (about === 'nothing' || about === 'region' || (about === 'compound' && reach !== 'home-compound')) return false
    return HOMES[reach]?.includes(kind.home) === true
  }
  if (reach.endsWith('community') && kind.scope?.kind !== 'community') return false
  return kind.role === role && (reach.startsWith('any') || reaches(kind, about))
}

const allowed = (action: string, kind: Kind) =>
  (accessTable[action] ?? []).some((rule) => ruleAllows(rule, kind, cases[action]?.about ?? 'nothing'))

type Verdict = 'yes' | 'not-signed-in' | 'forbidden'
const wanted = (action: string, kind: Kind): Verdict =>
  allowed(action, kind) ? 'yes' : kind.signedIn ? 'forbidden' : 'not-signed-in'

const STATUS: Readonly<Record<string, number>> = { 'not-signed-in': 401, forbidden: 403 }

function verdictOf(status: number, code: unknown): Verdict | string {
  if (code === 'not-signed-in' || code === 'forbidden') return STATUS[code] === status ? code : `${code} as ${status}`
  // A rule of the feature, another revision or a wrong password is an answer to somebody who may ask.
  return status < 500 ? 'yes' : `failed with ${status} ${String(code)}`
}

/** No stream has this revision: a command that is allowed is still refused before anything is written. */
const NO_REVISION = '"999999999999"'

async function call(client: Client, method: 'GET' | 'HEAD' | 'POST', url: string, body?: unknown) {
  const response = await at.server.app.inject({
    method,
    url,
    headers: {
      ...(client.cookie ? { cookie: client.cookie } : {}),
      'idempotency-key': nextKey(),
      'if-match': NO_REVISION,
    },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  const isJson = method !== 'HEAD' && String(response.headers['content-type']).includes('json')
  return { status: response.statusCode, code: isJson ? response.json<{ code?: string }>().code : undefined }
}

/** As a path of a router's printed tree: four columns a level. */
function registeredRoutes(): { method: string; path: string }[] {
  const above: string[] = []
  return at.server.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const match = /^(.*?)[├└]── (\S+) \(([^)]+)\)$/.exec(line)
      if (!match) return []
      const level = (match[1] ?? '').length / 4
      above.length = level
      above[level] = match[2] ?? ''
      const path = above.join('').replaceAll('//', '/')
      return (match[3] ?? '')
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, path }))
    })
}

describe('the table and the routes', () => {
  test('every action has a row, every row an action, and every action a case here', () => {
    const served = at.server.served.map(({ route }) => route.action)
    expect(new Set(served).size, 'no action is served twice').toBe(served.length)
    expect([...served, FILE_ACTION].sort(), 'a row without a route, or a route without a row').toEqual(
      Object.keys(accessTable).sort(),
    )
    expect(served.toSorted(), 'what shared declares is what the server serves').toEqual(
      allRoutes.map(({ action }) => action).sort(),
    )
    expect(Object.keys(cases).sort(), 'add the action to test/kit/access-world.ts').toEqual(served.toSorted())
    for (const { route } of at.server.served) {
      if (route.kind === 'command')
        expect(route.body.safeParse(cases[route.action]?.body).error, route.action).toBeUndefined()
    }
  })

  test('every row lets somebody in', () => {
    expect(Object.entries(accessTable).filter(([, rules]) => rules.length === 0)).toEqual([])
  })

  test('every registered route is an action, a file, the live socket, or tells nothing of what is held', () => {
    const actions = new Set(
      at.server.served.flatMap(({ route }) => {
        if (route.kind === 'query') return [`GET ${route.path}`]
        return [route.path, ...(route.also ? [route.also] : [])].map((path) => `POST ${path}`)
      }),
    )
    const routes = registeredRoutes()
    const others = routes.filter(
      ({ method, path }) => !actions.has(`${method} ${path}`) && !(method === 'GET' && TECHNICAL.test(path)),
    )
    expect(others.map(({ path }) => path).sort()).toEqual([...FILE_ROUTES, LIVE_PATH].sort())
    expect(routes.length).toBeGreaterThanOrEqual(actions.size + others.length)
    for (const action of actions) expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain(action)
  })
})

/** Far below what a socket may have. */
const SUBSCRIPTIONS_A_SOCKET = 40
const queries = allRoutes.filter((route): route is QueryRoute => route.kind === 'query')
// Signing out ends the session, so it comes last.
const ordered = allRoutes.toSorted(
  (a, b) => Number(a.action === 'people.sign-out') - Number(b.action === 'people.sign-out'),
)

describe('each kind of person', () => {
  test('gets from every query what its row says, live as well', async () => {
    const wrong: string[] = []
    const sockets: LiveSocket[] = []
    for (const kind of kinds) {
      for (const [index, route] of queries.entries()) {
        // Left open, so that whoever comes later asks for what others were allowed to see already; one socket takes so many.
        if (index % SUBSCRIPTIONS_A_SOCKET === 0) sockets.push(await openLive(at, kind.client))
        const params = cases[route.action]?.params ?? {}
        const { status, code } = await call(
          kind.client,
          'GET',
          `${pathOf(route.path, params)}${queryOf(route, params)}`,
        )
        const frame = await sockets
          .at(-1)!
          .subscribe(route, { ...params })
          .first()
        const live = frame.type === 'failed' ? verdictOf(frame.problem.status, frame.problem.code) : 'yes'
        const http = status === 200 ? 'yes' : verdictOf(status, code)
        const right = wanted(route.action, kind)
        if (http !== right || (right === 'yes' && status !== 200))
          wrong.push(`${kind.name}: GET ${route.action}: ${http} ${status}, wanted ${right}`)
        if (live !== right || (frame.type === 'failed' && right === 'yes'))
          wrong.push(`${kind.name}: live ${route.action}: ${live}, wanted ${right}`)
      }
    }
    for (const socket of sockets) socket.cut()
    expect(wrong).toEqual([])
  }, 120_000)

  test('gets from every command what its row says, and nothing is written by it', async () => {
    const before = await at.server.log.size()
    const wrong: string[] = []
    for (const route of ordered) {
      if (route.kind !== 'command') continue
      const { params = {}, body } = cases[route.action] ?? {}
      for (const kind of kinds) {
        const { status, code } = await call(kind.client, 'POST', pathOf(route.path, params), body)
        const verdict = verdictOf(status, code)
        const right = wanted(route.action, kind)
        if (verdict !== right)
          wrong.push(`${kind.name}: ${route.action}: ${verdict} (${status} ${code}), wanted ${right}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await at.server.log.size()).toBe(before)
  }, 120_000)

  test('sees a file exactly where it sees the request that it belongs to', async () => {
    const wrong: string[] = []
    for (const kind of kinds) {
      const right = kind.signedIn ? (allowed('maintenance.request', kind) ? 200 : 404) : 401
      for (const route of FILE_ROUTES) {
        const url = pathOf(route, { sha256: world.sha256 })
        for (const method of ['GET', 'HEAD'] as const) {
          const { status } = await call(kind.client, method, url)
          if (status !== right) wrong.push(`${kind.name}: ${method} ${route}: ${status}, wanted ${right}`)
        }
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)
})
