/** What ends a contractor's link, what its page is told then, and that its token is kept nowhere. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, instantOf } from '@changxin/shared/kernel'
import { jobLinkApi, maintenanceApi, stepsApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'
import { createServer } from '../app.ts'
import { inputHashOf } from '../commands/derive.ts'
import { createFeatures } from '../features.ts'
import { jpeg } from '../files/sample-files.ts'
import { createSetup } from '../people/index.ts'
import { FIRM, FIRM_PHONE, give, holderOf, reported } from './job-link.fixture.ts'
import { MAX_LINK_UPLOADS } from './job-link.queries.ts'

const TODAY = '2026-03-01'
const DAY_MS = 24 * 3_600_000

let dataDir: string
let at: TestServer
let compound: TestCompound
let desk: Client
let worker: Client
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'changxin-link-'))
  at = await startServer({ dataDir, startMs: Date.parse(`${TODAY}T02:00:00.000Z`) })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  compound = await (await makeCounty(at)).compound('兴隆花园')
  const scope = { kind: 'compound', id: compound.id } as const
  desk = await at.person('manager', ['manager', scope])
  worker = await at.person('worker', ['worker', scope])
})
afterAll(async () => {
  await at.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function given(more: object = {}) {
  const requestId = await reported(desk, compound.id)
  const { id: linkId, token, contractorId } = (await expectOk(give(desk, requestId, more))).body
  return { requestId, linkId, token, contractorId, holder: holderOf(at, token) }
}
const codeOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer
  return `${status} ${String(body['code'])}`
}
const endOf = async (id: string) => (await expectOk(desk.ask(jobLinkApi.links, { id }))).body.items.map((l) => l.ended)

test('taken back, it opens nothing more, at once; the request stays with the firm until the desk passes it on', async () => {
  const { requestId, linkId, contractorId, holder } = await given()
  expect(await endOf(requestId)).toEqual([null])
  await expectOk(desk.tell(jobLinkApi.revoke, { id: requestId, linkId }, {}))
  expect(await codeOf(holder.look())).toBe('403 job-link-withdrawn')
  expect(await codeOf(holder.tell(jobLinkApi.start, {}))).toBe('403 job-link-withdrawn')
  expect(await codeOf(holder.upload(await jpeg()))).toBe('403 job-link-withdrawn')
  expect(await endOf(requestId)).toEqual(['revoked'])
  const { body } = await expectOk(desk.ask(maintenanceApi.request, { id: requestId }))
  expect(body).toMatchObject({ status: 'assigned', assigneeId: contractorId })
  await expectOk(desk.tell(jobLinkApi.revoke, { id: requestId, linkId }, {}))
})

test('a link cannot be revoked through another request', async () => {
  const { linkId, holder } = await given()
  const other = await given()
  expect(await codeOf(desk.tell(jobLinkApi.revoke, { id: other.requestId, linkId }, {}))).toBe('404 job-link-unknown')
  expect((await holder.look()).status).toBe(200)
})

test('given to somebody else, it is over for the firm, also when the views have not caught up', async () => {
  const { requestId, holder } = await given()
  await expectOk(desk.tell(stepsApi.assign, { id: requestId }, { assigneeId: worker.personId }))
  expect(await codeOf(holder.tell(jobLinkApi.complete, { note: '修好了' }))).toBe('403 job-link-withdrawn')
  await expectOk(desk.ask(jobLinkApi.links, { id: requestId }))
  expect(await codeOf(holder.look())).toBe('403 job-link-withdrawn')
  expect(await endOf(requestId)).toEqual(['reassigned'])
})

test('handed back with a reason, it waits at the desk again and the link has ended', async () => {
  const { requestId, holder } = await given()
  await expectOk(holder.tell(jobLinkApi.handBack, { reason: '要搭脚手架，没有设备' }))
  const { body } = await expectOk(desk.ask(maintenanceApi.request, { id: requestId }))
  expect(body).toMatchObject({ status: 'accepted', assigneeId: null })
  expect(body.steps.at(-1)).toMatchObject({ type: 'WorkHandedBack', text: '要搭脚手架，没有设备', actorName: FIRM })
  expect(await codeOf(holder.look())).toBe('403 job-link-handed-back')
})

test('a second link replaces the first; the same firm keeps its name', async () => {
  const { requestId, contractorId, holder } = await given()
  const known = { name: null, phone: null, contractorId }
  const { token } = (await expectOk(give(desk, requestId, known))).body
  expect(await codeOf(holder.look())).toBe('403 job-link-replaced')
  expect((await holderOf(at, token).look()).body).toMatchObject({ contractorName: FIRM })
  expect(await endOf(requestId)).toEqual([null, 'replaced'])
  const { items } = (await expectOk(desk.ask(jobLinkApi.contractors, { id: compound.id }))).body
  expect(items[0]).toEqual({ id: contractorId, name: FIRM, maskedPhone: '139****1234' })
})

test('done it can still be looked at, until the reporter has confirmed it', async () => {
  const { requestId, holder } = await given()
  await expectOk(holder.tell(jobLinkApi.complete, { note: '修好了' }))
  expect((await holder.look()).body).toMatchObject({ status: 'completed' })
  const confirmed = await expectOk(desk.tell(stepsApi.confirm, { id: requestId }, { how: 'phone' }))
  await at.server.views.waitFor(confirmed.body.position ?? '')
  expect(await codeOf(holder.look())).toBe('403 job-link-over')
})

test('an erased contractor has no link', async () => {
  const { contractorId, holder } = await given()
  await expectOk(at.admin.tell(peopleApi.erase, { id: contractorId }, { reason: '本人要求' }))
  expect(await codeOf(holder.look())).toBe('403 job-link-withdrawn')
})

test('the same commands again answer the first results, and the token is the same', async () => {
  const requestId = await reported(desk, compound.id)
  const key = { 'idempotency-key': nextKey() }
  const first = await expectOk(give(desk, requestId, {}, key))
  const again = await expectOk(give(desk, requestId, {}, key))
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-hit']).toBe('true')
  expect(await codeOf(give(desk, requestId, { expiresOn: addDays(TODAY, 20) }, key))).toBe('422 key-reused')
  expect(await codeOf(give(desk, requestId, { name: '另一家' }, key))).toBe('422 key-reused')
  const holder = holderOf(at, first.body.token)
  const done = nextKey()
  const once = await expectOk(holder.tell(jobLinkApi.complete, { note: '修好了' }, done))
  const twice = await expectOk(holder.tell(jobLinkApi.complete, { note: '修好了' }, done))
  expect(twice.body).toEqual(once.body)
})

test('what stays for ever holds no hash that names and numbers could be tried against', async () => {
  const { requestId, linkId, contractorId } = await given()
  const ids = { requestId, contractorId, expiresOn: '2026-03-08', showsCallBack: false }
  const bare = inputHashOf(jobLinkApi.give.action, ids)
  const [, ...dispatch] = await at.server.log.read(`request-${requestId}`)
  const events = [...dispatch, ...(await at.server.log.read(`joblink-${linkId}`))]
  expect(events.map(({ type, metadata }) => [type, metadata.inputHash])).toEqual(
    ['RequestAccepted', 'RequestAssigned', 'JobLinkGiven'].map((type) => [type, bare]),
  )
})

test('a refused dispatch leaves nobody registered and no link', async () => {
  const requestId = await reported(desk, compound.id)
  await expectOk(desk.tell(stepsApi.cancel, { id: requestId }, { reason: '误报' }))
  const before = await at.server.log.head()
  expect(await codeOf(give(desk, requestId, {}))).toBe('409 request-wrong-status')
  const open = await reported(desk, compound.id)
  const after = await at.server.log.head()
  expect(await codeOf(give(desk, open, { expiresOn: addDays(TODAY, 91) }))).toBe('409 job-link-days-out-of-range')
  expect(await codeOf(give(desk, open, { expiresOn: addDays(TODAY, -1) }))).toBe('409 job-link-days-out-of-range')
  expect(await codeOf(give(desk, open, { name: null }))).toBe('400 malformed')
  expect(await codeOf(give(desk, open, { contractorId: 'x' }))).toBe('400 malformed')
  // The administrator's name must not stand for what a stranger does.
  const posing = { name: null, phone: null, contractorId: at.admin.personId }
  expect(await codeOf(give(desk, open, posing))).toBe('409 job-link-contractor-unknown')
  expect(await at.server.log.head()).toBe(after)
  expect(before).not.toBe(after)
})

test('only so many pictures, and each is counted once', async () => {
  const { holder } = await given()
  const bytes = await jpeg(10, 10)
  await expectOk(holder.upload(bytes))
  await expectOk(holder.upload(bytes))
  for (let count = 1; count < MAX_LINK_UPLOADS; count++) await expectOk(holder.upload(await jpeg(10, 10 + count)))
  expect(await codeOf(holder.upload(await jpeg(10, 100)))).toBe('409 file-limit-of-link')
})

test('the last day still counts, the day after says until when it was good', async () => {
  const { holder, requestId } = await given({ expiresOn: addDays(TODAY, 7) })
  at.time.nowMs += 7 * DAY_MS
  expect((await holder.look()).status).toBe(200)
  at.time.nowMs += DAY_MS
  const { status, body } = await holder.look()
  expect([status, body['code'], body['params']]).toEqual([403, 'job-link-expired', { expiresOn: '2026-03-08' }])
  expect(await codeOf(holder.tell(jobLinkApi.start, {}))).toBe('403 job-link-expired')
  expect(await endOf(requestId)).toEqual([null])
})

test('a token is guessed by nobody: short, long, changed or empty ones are no link', async () => {
  const { token } = await given({ expiresOn: addDays(TODAY, 20) })
  expect(token).toMatch(/^[\w-]{43}$/)
  for (const wrong of ['', 'x', `${token}x`, token.slice(1), `${token.slice(0, -1)}~`, token.toUpperCase()])
    expect(await codeOf(holderOf(at, wrong).look()), wrong).toBe('401 link-unknown')
})

test('another page cannot use it, and nothing on the way keeps the answer or its address', async () => {
  const { holder } = await given({ expiresOn: addDays(TODAY, 20) })
  const { headers } = await holder.look()
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['referrer-policy']).toBe('no-referrer')
  const foreign = holder.send({
    method: 'POST',
    url: jobLinkApi.start.path,
    payload: {},
    headers: { 'idempotency-key': nextKey(), origin: 'https://elsewhere.example' },
  })
  expect(await codeOf(foreign)).toBe('403 csrf')
})

test('neither token nor number lies in the data folder in the clear, nor does the process log tell the token', async () => {
  const { token, requestId } = await given({ expiresOn: addDays(TODAY, 20) })
  const chained = (await at.server.log.read(`request-${requestId}`)).map((event) => JSON.stringify(event)).join()
  expect(chained).not.toMatch(new RegExp(`${FIRM}|${FIRM_PHONE}`))
  await at.close()

  const lines: string[] = []
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const features = createFeatures({ setup: createSetup(), demo: () => ({ made: false, accounts: [] }) })
  const server = await createServer({ config: at.server.deps.config, logger, features, nowMs: () => at.time.nowMs })
  try {
    await server.whenReady()
    const holder = holderOf({ server }, token)
    expect((await holder.look()).status, 'a restart ends no link').toBe(200)
    await holder.tell(jobLinkApi.complete, {})
    await holder.send({ url: '/api/no/such/thing' })
    await holderOf({ server }, `${token}x`).look()
  } finally {
    await server.close()
  }
  expect(lines.join('\n')).not.toContain(token)
  const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  expect(files.length).toBeGreaterThan(2)
  for (const file of files)
    expect((await readFile(join(file.parentPath, file.name))).includes(token), file.name).toBe(false)
})
