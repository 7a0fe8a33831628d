/** Supervision orders over HTTP: numbered at once by many, answered by the desk, closed off by who issued them. */
import { instantOf } from '@changxin/shared/kernel'
import { supervisionApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../../test/kit/server.ts'

let at: TestServer
let compound: TestCompound
let clerk: Client
let overseer: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2026-03-01T02:00:00.000Z') })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  overseer = await at.person('overseer', ['overseer', { kind: 'district', id: county.districtId }])
})
afterAll(() => at.close())

test('orders issued at once are numbered without gap or duplicate, and a repeat is no second order', async () => {
  const order = { about: { kind: 'compound', id: compound.id }, demand: '清理楼道', rectifyBy: '2026-03-10' } as const
  const issued = await Promise.all(
    Array.from({ length: 20 }, () => expectOk(overseer.tell(supervisionApi.issue, {}, order))),
  )
  expect(new Set(issued.map(({ body }) => body.id)).size).toBe(20)
  const key = { 'idempotency-key': nextKey() }
  const [one, same] = await Promise.all([1, 2].map(() => expectOk(overseer.tell(supervisionApi.issue, {}, order, key))))
  expect(one?.body.id).toBe(same?.body.id)
  const { items, counts } = (await expectOk(overseer.ask(supervisionApi.list, { limit: 200 }))).body
  expect(counts.all).toBe(21)
  expect(items.map(({ number }) => number)).toEqual(
    Array.from({ length: 21 }, (_, index) => `督办〔2026〕${21 - index}号`),
  )
  expect((await clerk.tell(supervisionApi.issue, {}, order)).status).toBe(403)
})

test('an order is answered by the desk and closed off by who issued it; a day that passes makes it overdue', async () => {
  const order = { about: { kind: 'compound', id: compound.id }, demand: '修复围墙', rectifyBy: '2026-03-02' } as const
  const { id } = (await expectOk(overseer.tell(supervisionApi.issue, {}, order))).body
  at.time.nowMs = Date.parse('2026-03-02T16:30:00.000Z')
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  expect((await expectOk(clerk.ask(supervisionApi.order, { id }))).body).toMatchObject({
    overdue: true,
    districtName: '垫江县',
  })
  await expectOk(clerk.tell(supervisionApi.answer, { id }, { text: '已修复' }))
  expect((await clerk.tell(supervisionApi.close, { id }, {})).status).toBe(403)
  await expectOk(overseer.tell(supervisionApi.giveBack, { id }, { reason: '还有缺口', rectifyBy: '2026-03-10' }))
  await expectOk(clerk.tell(supervisionApi.answer, { id }, { text: '缺口已补' }))
  await expectOk(overseer.tell(supervisionApi.close, { id }, { note: '现场核实' }))
  const { body } = await expectOk(clerk.ask(supervisionApi.order, { id }))
  expect(body).toMatchObject({ status: 'closed', overdue: false, returns: 1, note: '现场核实' })
  expect(body.steps.map(({ type }) => type)).toEqual([
    'SupervisionIssued',
    'SupervisionOverdue',
    'SupervisionAnswered',
    'SupervisionReturned',
    'SupervisionAnswered',
    'SupervisionClosed',
  ])
})
