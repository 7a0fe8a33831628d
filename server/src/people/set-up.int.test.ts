/** The first start: the token of the terminal makes one administrator, once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextKey } from '../../../test/kit/server.ts'
import { createServer, type Server } from '../app.ts'
import { inputHashOf } from '../commands/derive.ts'
import { readConfig } from '../config.ts'
import { createFeatures } from '../features.ts'
import { createLogger } from '../logger.ts'
import { createSetup } from './index.ts'

let dataDir: string
let server: Server
const setup = createSetup()
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'changxin-setup-'))
  const features = createFeatures({ setup, demo: () => ({ made: false, accounts: [] }) })
  server = await createServer({ config: readConfig({ DATA_DIR: dataDir }), logger: createLogger('silent'), features })
  await server.whenReady()
})
afterEach(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true })
})

const body = { token: setup.token, name: '管理员', loginName: 'Admin', password: 'long enough' }
const post = async (path: string, payload: object, key = nextKey()) => {
  const response = await server.app.inject({ method: 'POST', url: path, payload, headers: { 'idempotency-key': key } })
  return {
    status: response.statusCode,
    body: response.json(),
    cookie: String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '',
  }
}
const welcome = async () => (await server.app.inject({ url: '/api/welcome' })).json()

test('from the token to the administrator who grants roles', async () => {
  expect(await welcome()).toMatchObject({ needsSetup: true, demo: false, demoAccounts: [] })
  const head = await server.log.head()
  expect(await post('/api/setup', { ...body, token: 'guessed' })).toMatchObject({
    status: 403,
    body: { code: 'set-up-token-wrong' },
  })
  expect(await server.log.head()).toBe(head)

  const key = nextKey()
  const made = await post('/api/setup', body, key)
  expect(made).toMatchObject({ status: 200 })
  expect(await welcome()).toMatchObject({ needsSetup: false })
  expect(await post('/api/setup', body, key)).toEqual(made)
  expect(await post('/api/setup', { ...body, loginName: 'second' })).toMatchObject({
    status: 409,
    body: { code: 'set-up-already' },
  })

  const { cookie } = await post('/api/sessions', { loginName: 'ＡＤＭＩＮ', password: body.password })
  const me = (await server.app.inject({ url: '/api/me', headers: { cookie, 'accept-language': 'en' } })).json()
  expect(me).toMatchObject({
    personId: made.body.id,
    name: '管理员',
    grants: [{ role: 'administrator', scope: { kind: 'all', id: 'all' }, scopeName: 'everything' }],
  })
  expect(me.actions).toContain('people.grant-role')
})

test('two at once make one administrator', async () => {
  const answers = await Promise.all([post('/api/setup', body), post('/api/setup', { ...body, loginName: 'second' })])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  const people = server.views.read((read) => read.all('SELECT login_name FROM people_person')).result
  expect(people).toHaveLength(1)
})

test('neither the password nor a bare hash of it is in the log', async () => {
  await post('/api/setup', body)
  await post('/api/sessions', { loginName: body.loginName, password: body.password })
  const events = await server.log.readAll(null, 1_000)
  const hashes = [
    inputHashOf('people.set-up', body),
    inputHashOf('people.sign-in', { loginName: body.loginName, password: body.password }),
  ]
  expect(events.length).toBeGreaterThanOrEqual(6)
  for (const event of events) {
    expect(JSON.stringify(event)).not.toContain(body.password)
    expect(hashes).not.toContain(event.metadata.inputHash)
  }
})
