/** What the edge refuses before any command or query is looked at, each time as a problem in words; and the pages of the app. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { expectProblem } from '../kit/problems.ts'
import { type Answer, nextKey, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer

beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

async function inject(
  options: { method: string; url: string; headers?: Record<string, string>; payload?: string },
  server = at.server,
): Promise<Answer> {
  const response = await server.app.inject({
    ...options,
    headers: { cookie: at.admin.cookie, ...options.headers },
  } as never)
  const isJson = String(response.headers['content-type'] ?? '').includes('json')
  return {
    status: response.statusCode,
    headers: response.headers,
    body: isJson ? response.json() : { text: response.body },
  }
}

describe('pages of other sites', () => {
  const payload = JSON.stringify({ level: 'district', name: '别处', parentId: null })
  const post = (headers: Record<string, string>) =>
    inject({
      method: 'POST',
      url: '/api/regions',
      payload,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': nextKey(),
        host: 'changxin.example',
        ...headers,
      },
    })

  test.each<[string, Record<string, string>]>([
    ['a foreign origin', { origin: 'https://elsewhere.example' }],
    ['another port', { origin: 'http://changxin.example:81' }],
    ['no origin at all', { origin: 'null' }],
    ['what the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['both, one of them right', { origin: 'http://changxin.example', 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot act with this person’s cookie', async (_, headers) => {
    const before = await at.server.log.head()
    expectProblem(await post(headers), 403, 'csrf')
    expect(await at.server.log.head()).toBe(before)
  })

  test('our own page may', async () => {
    expect((await post({ origin: 'http://changxin.example', 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  test('the cookie is not for scripts, and not sent along from elsewhere', async () => {
    const answer = await inject({
      method: 'POST',
      url: '/api/sessions',
      headers: { 'content-type': 'application/json', 'idempotency-key': nextKey() },
      payload: JSON.stringify({ loginName: at.admin.loginName, password: 'a password for tests' }),
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=(Lax|Strict)/i)
  })
})

describe('the edge', () => {
  const post = (payload: string, type: string) =>
    inject({
      method: 'POST',
      url: '/api/compounds/x/requests',
      payload,
      headers: { 'content-type': type, 'idempotency-key': nextKey() },
    })

  test('a body over 1 MiB is too large', async () => {
    const before = await at.server.log.head()
    expectProblem(await post(JSON.stringify({ text: '漏'.repeat(400_000) }), 'application/json'), 413, 'too-large')
    expect(await at.server.log.head()).toBe(before)
  })

  test.each(['application/xml', 'application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream'])(
    'a body of type %s is not taken',
    async (type) => {
      expectProblem(await post('{}', type), 415, 'unsupported-type')
    },
  )

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is nothing here', async (method) => {
    expectProblem(await inject({ method, url: '/api/compounds/x' }), 404, 'not-found')
  })

  test.each(['/api/nothing', '/api/', '/api/compounds/x/nothing', '/api/requests/a/b/c?d=e'])(
    '%s is unknown',
    async (url) => {
      expectProblem(await inject({ method: 'GET', url }), 404, 'not-found')
      expectProblem(
        await inject({ method: 'POST', url, payload: '{}', headers: { 'content-type': 'application/json' } }),
        404,
        'not-found',
      )
    },
  )

  test('problems speak the language that was asked for', async () => {
    const ask = (language: string) =>
      inject({ method: 'GET', url: '/api/nothing', headers: { 'accept-language': language } })
    expect(String((await ask('en-GB')).body['detail'])).toMatch(/^[\x20-\x7e]+$/)
    expect(String((await ask('zh-CN')).body['detail'])).toMatch(/[一-鿿]/)
  })
})

describe('a server of its own', () => {
  test('who asks too often is told when to come again; health is still answered', async () => {
    const small = await startServer({ config: { RATE_LIMIT_PER_MINUTE: 20 } })
    onTestFinished(() => small.close())
    const ask = () => inject({ method: 'GET', url: '/api/welcome' }, small.server)
    const answers: Answer[] = []
    for (let count = 0; count < 25; count++) answers.push(await ask())
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThanOrEqual(5)
    for (const answer of refused) {
      expectProblem(answer, 429, 'too-many-requests')
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
    expect(answers.at(-1)?.status).toBe(429)
    expect((await inject({ method: 'GET', url: '/api/health/live' }, small.server)).status).toBe(200)
  })

  test('pages of the app are the app, files that are not there are not', async () => {
    const root = mkdtempSync(join(tmpdir(), 'changxin-web-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    writeFileSync(join(root, 'index.html'), '<!doctype html><title>常新</title>')
    const web = await startServer({ config: { WEB_ROOT: root } })
    onTestFinished(() => web.close())
    const get = (url: string, method = 'GET') => inject({ method, url }, web.server)
    for (const url of ['/', '/requests', '/compounds/abc/fund?tab=entries', '/apix']) {
      const page = await get(url)
      expect([page.status, String(page.headers['content-type'])], url).toEqual([
        200,
        expect.stringContaining('text/html'),
      ])
      expect(String(page.body['text']), url).toContain('<title>常新</title>')
      expect(page.headers['cache-control'], url).toBe('no-cache')
    }
    for (const url of ['/assets/gone.js', '/favicon.png', '/api/nothing'])
      expectProblem(await get(url), 404, 'not-found')
    expectProblem(await get('/requests', 'POST'), 404, 'not-found')
  })
})
