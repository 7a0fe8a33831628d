/** Two nodes on one log: whatever one of them did, the next request at the other one knows. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cluster, openCluster } from '../kit/cluster.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { openLive } from '../kit/live.ts'
import { type Client, expectOk, nextKey, pathOf, type TestServer } from '../kit/server.ts'

let cluster: Cluster
let a: TestServer
let b: TestServer
let compound: TestCompound

beforeAll(async () => {
  cluster = await openCluster()
  a = await cluster.node('a')
  compound = await (await makeCounty(a)).compound('兴隆花园')
  b = await cluster.node('b')
})
afterAll(() => cluster.close())

const body = () => ({
  place: { kind: 'compound' as const, id: compound.id },
  category: 'power' as const,
  urgency: 'ordinary' as const,
  text: '停电了',
})
const pathOfReport = () => pathOf(maintenanceApi.report.path, { id: compound.id })

/** The same person, at another node: the cookie is all they bring. */
async function send(at: TestServer, { cookie }: Client, path: string, key: string, content: unknown) {
  const response = await fetch(`${at.url}${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(content),
  })
  return { status: response.status, hit: response.headers.get('idempotency-hit'), body: await response.json() }
}
const get = (at: TestServer, cookie: string, path: string) => fetch(`${at.url}${path}`, { headers: { cookie } })

test('who signed in at one node a moment ago is known at the other', async () => {
  for (let round = 0; round < 5; round++) {
    const { cookie } = await a.signIn(a.admin.loginName)
    expect((await get(b, cookie, peopleApi.me.path)).status).toBe(200)
  }
})

test('who signed out at one node is out at the other, and the socket there is closed', async () => {
  const admin = await b.signIn(b.admin.loginName)
  const socket = await openLive(b, admin)
  expect((await send(a, admin, peopleApi.signOut.path, nextKey(), {})).status).toBe(200)
  expect(await socket.closed).toBe(4401)
  expect((await get(b, admin.cookie, peopleApi.me.path)).status).toBe(401)
})

test('what was made at one node can be worked on at the other at once', async () => {
  const made = await expectOk(a.admin.tell(maintenanceApi.report, { id: compound.id }, body()))
  const accepted = await send(b, a.admin, pathOf(maintenanceApi.accept.path, { id: made.body.id }), nextKey(), {})
  expect(accepted).toMatchObject({ status: 200 })
})

test('a position of one node makes the other one wait for it', async () => {
  const made = await expectOk(a.admin.tell(maintenanceApi.report, { id: compound.id }, body()))
  const view = await expectOk(
    b.admin.ask(maintenanceApi.request, { id: made.body.id }, { 'x-position': String(made.body.position) }),
  )
  expect([view.body.id, view.headers['x-stale']]).toEqual([made.body.id, undefined])
})

test('the same command sent to both nodes is done once, and both give the one answer', async () => {
  const key = nextKey()
  const answers = await Promise.all([a, b, a, b].map((at) => send(at, a.admin, pathOfReport(), key, body())))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(answers.map(({ body: { id, revision } }) => `${id} ${revision}`)).size).toBe(1)
  expect((await a.server.log.read(`request-${answers[0]?.body.id}`)).length).toBe(1)
  const again = await send(b, a.admin, pathOfReport(), key, body())
  expect([again.hit, again.body.id]).toEqual(['true', answers[0]?.body.id])
  expect((await send(b, a.admin, pathOfReport(), key, { ...body(), text: '别的' })).status).toBe(422)
})

test('a page at one node shows what was done at the other, without asking again', async () => {
  const socket = await openLive(b, b.admin)
  const list = socket.subscribe(maintenanceApi.list, { compoundId: compound.id })
  const made = await expectOk(a.admin.tell(maintenanceApi.report, { id: compound.id }, body()))
  await list.until((output) => JSON.stringify(output).includes(made.body.id))
  socket.cut()
})
