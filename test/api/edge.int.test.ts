/** The edge as a stranger meets it: spelled-out addresses, forged ones, forms where none belong, answers that are problems. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import { renovationApi } from '@changxin/shared/renovation'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { expectOk, nextKey, startServer, type TestServer } from '../kit/server.ts'

const LIMIT = 40
let at: TestServer
let compound: TestCompound
beforeAll(async () => {
  at = await startServer({ config: { TRUST_PROXY: true } })
  compound = await (await makeCounty(at)).compound('兴隆花园')
})
afterAll(() => at.close())

describe('the limit of requests', () => {
  let limited: TestServer
  beforeAll(async () => {
    limited = await startServer({ config: { TRUST_PROXY: true, RATE_LIMIT_PER_MINUTE: LIMIT } })
  })
  afterAll(() => limited.close())

  test.each(['/api/welcome', '/%61pi/welcome'])('counts %s', async (url) => {
    const { headers } = await limited.server.app.inject({ url })
    expect(headers['x-ratelimit-limit']).toBe(String(LIMIT))
  })

  test('goes by the address that the nearest proxy saw, whatever the sender claims', async () => {
    const left = async (claimed: string) => {
      const { headers } = await limited.server.app.inject({ url: '/api/welcome', headers: { 'x-forwarded-for': `${claimed}, 203.0.113.7` } })
      return Number(headers['x-ratelimit-remaining'])
    }
    const first = await left('198.51.100.1')
    expect(await left('198.51.100.2')).toBe(first - 1)
  })
})

test('a server that is not ready says so under every spelling of an address', async () => {
  const views = at.server.views as { health: () => object }
  const health = views.health
  views.health = () => ({ ...health(), ready: false })
  try {
    for (const url of ['/api/welcome', '/%61pi/welcome']) expect((await at.server.app.inject({ url })).statusCode).toBe(503)
  } finally {
    views.health = health
  }
})

test('an answer from a projection that stopped is marked as stale, the others are not', async () => {
  const views = at.server.views as { health: () => { projections: readonly { name: string }[] } }
  const health = views.health
  views.health = () => ({
    ...health(),
    projections: health().projections.map((one) => (one.name === 'maintenance' ? { ...one, stopped: 'on an error' } : one)),
  })
  try {
    const requests = await expectOk(at.admin.ask(maintenanceApi.list, {}))
    const regions = await expectOk(at.admin.ask(placesApi.regions, {}))
    expect([requests.headers['x-stale'], regions.headers['x-stale']]).toEqual(['true', undefined])
  } finally {
    views.health = health
  }
})

test.each(['/api/requests/%zz', `/api/requests/${'a'.repeat(300)}`])('%s is answered with a problem', async (url) => {
  const answer = await at.server.app.inject({ url })
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect([400, 404]).toContain(answer.statusCode)
})

test('a form is no body of a command that takes none', async () => {
  const { body } = await expectOk(
    at.admin.tell(maintenanceApi.report, { id: compound.id }, { place: { kind: 'compound', id: compound.id }, category: 'drain', urgency: 'ordinary', text: '漏水' }),
  )
  const answer = await at.server.app.inject({
    method: 'POST',
    url: `/api/requests/${body.id}/accept`,
    headers: { cookie: at.admin.cookie, 'idempotency-key': nextKey(), 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
  })
  expect(answer.statusCode).toBe(415)
  const { body: request } = await expectOk(at.admin.ask(maintenanceApi.request, { id: body.id }))
  expect(request.status).toBe('reported')
})

test('a stranger’s form is not read at all', async () => {
  const answer = await at.server.app.inject({
    method: 'POST',
    url: renovationApi.importPlan.path,
    headers: { 'idempotency-key': nextKey(), 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\ncontent-disposition: form-data; name="surprise"\r\n\r\nb\r\n--x--\r\n',
  })
  expect(answer.statusCode).toBe(401)
})

test('a list that fits its form and not the log is too large, and is said to be', async () => {
  const { body } = await expectOk(at.admin.ask(placesApi.compound, { id: compound.id }))
  const buildingId = body.buildingsList[0]?.id ?? ''
  const row = (index: number) => ({
    buildingId, entranceId: null, door: `${index}号门${'长'.repeat(8)}`, kind: 'public-housing' as const, floor: 1, floorArea: 8_000,
    floorAreaSource: 'self-reported' as const,
  })
  const rows = Array.from({ length: 4_700 }, (_, index) => row(index))
  expect(Buffer.byteLength(JSON.stringify({ rows }))).toBeLessThan(1024 * 1024)
  const answer = await at.admin.tell(placesApi.registerUnits, { id: compound.id }, { rows } as never)
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
})
