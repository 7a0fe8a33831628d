/** Two desks at once, and a client that is careless: nothing is lost, nothing is said twice, nothing counts as confirmed that was not. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { Requests } from './maintenance.aggregates.ts'

/** A Monday, 10:00 in Shanghai. */
const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let county: TestCounty
let compound: TestCompound
let worker: Client
let clerk: Client
let manager: Client
let resident: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const scope = { kind: 'compound', id: compound.id } as const
  worker = await at.person('worker', ['worker', scope])
  clerk = await at.person('clerk', ['clerk', scope])
  manager = await at.person('manager', ['manager', scope])
  resident = await county.owner(compound.unitIds[0] ?? '')
}, 60_000)
afterAll(() => at.close())

const HOUR_MS = 3_600_000
async function report(by: Client = clerk, change: { occurredAt?: string } = {}): Promise<string> {
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: '下水堵了', ...change } as const
  return (await expectOk(by.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
}
async function completed(by?: Client): Promise<string> {
  const id = await report(by)
  await expectOk(worker.tell(maintenanceApi.grab, { id }, {}))
  await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '已疏通' }))
  return id
}
async function stateOf(id: string) {
  const { state } = await at.server.store.load(Requests, id)
  if (state.status === 'none') throw new Error('not reported')
  return state
}
const eventsOf = async (id: string) => (await at.server.log.read(`request-${id}`)).map(({ type }) => type)

test('each of two desks merges the other’s request into its own: one of them stays open', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await report(), await report()]
    const answers = await Promise.all([
      clerk.tell(maintenanceApi.merge, { id: one }, { intoRequestId: other }),
      manager.tell(maintenanceApi.merge, { id: other }, { intoRequestId: one }),
    ])
    const statuses = [(await stateOf(one)).status, (await stateOf(other)).status]
    expect(statuses.toSorted()).toEqual(['merged', 'reported'])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'merge-target-ended' })
  }
})

test('three requests merged round in a ring at once: one of them stays open', async () => {
  const [a, b, c] = [await report(), await report(), await report()]
  await Promise.all([
    clerk.tell(maintenanceApi.merge, { id: a }, { intoRequestId: b }),
    manager.tell(maintenanceApi.merge, { id: b }, { intoRequestId: c }),
    at.admin.tell(maintenanceApi.merge, { id: c }, { intoRequestId: a }),
  ])
  const open = (await Promise.all([a, b, c].map(stateOf))).filter(({ status }) => status === 'reported')
  expect(open).toHaveLength(1)
})

test('a desk cannot confirm as if the resident had done so here; by phone it can, and it says for whom', async () => {
  const id = await completed(resident)
  const here = await clerk.tell(maintenanceApi.confirm, { id }, {})
  expect(here).toMatchObject({ status: 409, body: { code: 'confirmed-by-others', fields: [{ field: 'how' }] } })
  await expectOk(clerk.tell(maintenanceApi.confirm, { id }, { how: 'phone' }))
  const [last] = (await at.server.log.read(`request-${id}`)).slice(-1)
  expect(last?.metadata).toMatchObject({ actor: clerk.personId, onBehalfOf: resident.personId, channel: 'phone' })

  const own = await completed(resident)
  await expectOk(resident.tell(maintenanceApi.confirm, { id: own }, { rating: 4 }))
  const desk = await completed(clerk)
  await expectOk(clerk.tell(maintenanceApi.confirm, { id: desk }, {}))
})

test('urging counts from when it arrives: a phone cannot urge ten times for the days before', async () => {
  const id = await report(resident, { occurredAt: new Date(Date.parse(MONDAY) - 40 * HOUR_MS).toISOString() })
  const answers: number[] = []
  for (const hours of [35, 30, 25, 20, 0]) {
    const occurredAt = new Date(Date.parse(MONDAY) - hours * HOUR_MS).toISOString()
    answers.push((await resident.tell(maintenanceApi.urge, { id }, { occurredAt })).status)
  }
  expect(answers).toEqual([200, 409, 409, 409, 409])
  expect((await eventsOf(id)).filter((type) => type === 'RequestUrged')).toHaveLength(1)
})

test('an amount in the wrong unit is refused with what to do, and is not an error of the server', async () => {
  const id = await completed()
  const material = { name: '弯头', unit: '个', quantity: 100, amountFen: 1_000_000_000_000 }
  const answer = await clerk.tell(maintenanceApi.costs, { id }, { materials: [material, material] })
  expect(answer).toMatchObject({ status: 409, body: { code: 'cost-too-large' } })
  expect(await eventsOf(id)).not.toContain('CostRecorded')
})

test('dispatching is assigning under its other name: same rights, same key, same answer', async () => {
  const id = await report()
  const headers = { 'idempotency-key': '0197f3c0-0000-7000-8000-00000000d15a' }
  const dispatch = { ...maintenanceApi.assign, path: '/api/requests/:id/dispatch' }
  const body = { assigneeId: worker.personId }
  expect((await resident.tell(dispatch, { id }, body)).status).toBe(403)
  expect((await at.stranger.tell(dispatch, { id }, body)).status).toBe(401)
  const dispatched = await expectOk(clerk.tell(dispatch, { id }, body, headers))
  const again = await expectOk(clerk.tell(maintenanceApi.assign, { id }, body, headers))
  expect(again.body).toEqual(dispatched.body)
  expect(again.headers['idempotency-hit']).toBe('true')
  expect(await eventsOf(id)).toEqual(['RequestReported', 'RequestAccepted', 'RequestAssigned'])
})
