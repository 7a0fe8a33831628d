/** The log's cluster goes away under a running node and comes back: what was there is shown as old, and nothing is half-done. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Cluster, openCluster } from '../kit/cluster.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { openLive } from '../kit/live.ts'
import { expectOk, nextKey, type TestServer } from '../kit/server.ts'

const SOON = { timeout: 40_000, interval: 100 }

let cluster: Cluster
let at: TestServer
let compound: TestCompound

beforeAll(async () => {
  cluster = await openCluster()
  at = await cluster.node('a')
  compound = await (await makeCounty(at)).compound('兴隆花园')
})
afterAll(() => cluster.close())

const body = (text: string) => ({
  place: { kind: 'compound' as const, id: compound.id },
  category: 'power' as const,
  urgency: 'ordinary' as const,
  text,
})
const health = () => fetch(`${at.url}/api/health/ready`)
const metrics = async () => (await fetch(`${at.url}/metrics`)).text()

test('queries go on and say that they are old, commands are refused with a time, pages are told; then all goes on', {
  timeout: 120_000,
}, async () => {
  const before = await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body('停电了')))
  const socket = await openLive(at, at.admin)
  const list = socket.subscribe(maintenanceApi.list, { compoundId: compound.id })
  await list.first()
  expect((await health()).status).toBe(200)

  await cluster.standIn.nodes[0]?.die()
  await vi.waitFor(async () => expect((await health()).status).toBe(503), SOON)
  expect(await (await health()).json()).toMatchObject({
    ready: false,
    log: { engine: 'kurrentdb', away: expect.any(String) },
  })
  expect(await metrics()).toMatch(/^changxin_log_away 1$/m)
  await vi.waitFor(() => expect(socket.logAway()).toBe(true), SOON)

  const shown = await at.admin.ask(maintenanceApi.request, { id: before.body.id })
  expect([shown.status, shown.body.id, shown.headers['x-stale']]).toEqual([200, before.body.id, 'true'])
  const key = nextKey()
  const refused = await at.admin.tell(maintenanceApi.report, { id: compound.id }, body('水管爆了'), {
    'idempotency-key': key,
  })
  expect([refused.status, refused.body]).toMatchObject([503, { code: 'log-unavailable' }])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)

  await cluster.standIn.nodes[0]?.comeBack()
  await vi.waitFor(async () => expect((await health()).status).toBe(200), SOON)
  expect(await metrics()).toMatch(/^changxin_log_away 0$/m)
  await vi.waitFor(() => expect(socket.logAway()).toBe(false), SOON)
  // The same command, as a phone sends it again: done once, whatever became of it before.
  const again = await expectOk(
    at.admin.tell(maintenanceApi.report, { id: compound.id }, body('水管爆了'), { 'idempotency-key': key }),
  )
  await list.until((output) => JSON.stringify(output).includes(again.body.id))
  expect((await at.server.log.readAll(null, 5_000)).filter(({ type }) => type === 'RequestReported')).toHaveLength(2)
  const fresh = await expectOk(at.admin.ask(maintenanceApi.request, { id: again.body.id }))
  expect(fresh.headers['x-stale']).toBeUndefined()
  socket.cut()
})
