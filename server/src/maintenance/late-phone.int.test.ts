/** A phone that was without signal comes back days later: the timer goes on, whatever it brings. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { Requests } from './maintenance.aggregates.ts'

/** A Monday, 10:00 in Shanghai. */
const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let compound: TestCompound
let worker: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  compound = await (await makeCounty(at)).compound('兴隆花园')
  worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
}, 60_000)
afterAll(() => at.close())

async function setTime(instant: string): Promise<void> {
  at.time.nowMs = Date.parse(instant)
  await at.server.timer.advanceTo(instant)
}
async function started(): Promise<string> {
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: '下水堵了' } as const
  const { id } = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body
  await expectOk(worker.tell(maintenanceApi.grab, { id }, {}))
  await expectOk(worker.tell(maintenanceApi.start, { id }, {}))
  return id
}
async function statusOf(id: string) {
  const { state } = await at.server.store.load(Requests, id)
  return state.status
}

test('a pause of yesterday that comes in after the night is ended by the timer, although one of that day was before', async () => {
  const id = await started()
  const pause = { cause: 'no-access', note: null, resumeBy: '2026-03-02' } as const
  await expectOk(worker.tell(maintenanceApi.pause, { id }, pause))
  await setTime('2026-03-03T00:00:00.000Z')
  expect(await statusOf(id)).toBe('started')

  await expectOk(worker.tell(maintenanceApi.pause, { id }, { ...pause, occurredAt: '2026-03-02T10:00:00.000Z' }))
  expect(await statusOf(id)).toBe('paused')
  await setTime('2026-03-03T00:10:00.000Z')
  expect(await statusOf(id)).toBe('started')
})
