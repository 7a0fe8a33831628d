import { managementApi, meetingsApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

const START = Date.parse('2026-03-02T02:00:00.000Z')
let at: TestServer
let compoundId: string
let unmanagedId: string
let clerk: Client
let manager: Client
let resident: Client
let outsider: Client

beforeAll(async () => {
  at = await startServer({ startMs: START })
  const county = await makeCounty(at)
  const { admin } = at
  compoundId = (await county.compound('广电局宿舍')).id
  const unmanaged = await county.compound('无人管小区')
  unmanagedId = unmanaged.id
  const operator = await expectOk(
    admin.tell(managementApi.registerOperator, {}, { kind: 'property-company', name: '永安物业' }),
  )
  const operatorId = operator.body.id
  const ground = { kind: 'contract' as const, text: '合同' }
  const mode = { mode: 'property-company' as const, since: '2026-01-01', operatorId, ground }
  await expectOk(admin.tell(managementApi.adopt, { id: compoundId }, mode))
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  manager = await at.person('manager', ['manager', { kind: 'operator', id: operatorId }])
  const units = await expectOk(admin.ask(placesApi.units, { id: compoundId }))
  resident = await county.owner(units.body.items[0]?.id ?? '')
  outsider = await county.owner(unmanaged.unitIds[0] ?? '')
})
afterAll(() => at.close())

const matters = async (who: Client, view: 'overdue' | 'open' | 'done' | 'all') =>
  (await expectOk(who.ask(meetingsApi.matters, { view }))).body
const until = (day: string) => at.server.timer.advanceTo(`${day}T04:00:00.000Z`)

test('what a meeting agreed is overdue the day after its day, is moved with a reason, and done', async () => {
  const point = {
    topic: '化粪池',
    decision: '清掏并冲洗管道',
    who: { body: 'manager' as const, organisation: null, personId: null },
    dueOn: '2026-03-10',
    requestId: null,
  }
  const seats = [
    { body: 'police' as const, organisation: '桂溪派出所', personId: null },
    { body: 'manager' as const, organisation: null, personId: manager.personId },
  ]
  const told = { heldOn: '2026-03-02', place: '社区会议室', calledBy: 'community' as const, seats }
  const points = [point, { ...point, topic: '通报', dueOn: null }]
  const held = await expectOk(clerk.tell(meetingsApi.hold, { id: compoundId }, { ...told, points }))
  const { id } = held.body
  expect((await matters(resident, 'open')).items.map(({ title, dueOn }) => [title, dueOn])).toEqual([
    ['化粪池', '2026-03-10'],
  ])
  expect((await matters(outsider, 'all')).items).toEqual([])
  await until('2026-03-10')
  expect((await matters(clerk, 'overdue')).items).toEqual([])
  await until('2026-03-11')
  expect((await matters(clerk, 'overdue')).counts).toEqual({ overdue: 1, open: 1, done: 0, all: 1 })
  const of = { id, pointId: 'p1' }
  expect((await manager.tell(meetingsApi.movePoint, of, { dueOn: '2026-04-01', reason: '等车' })).status).toBe(403)
  await expectOk(clerk.tell(meetingsApi.movePoint, of, { dueOn: '2026-04-01', reason: '等吸污车' }))
  expect((await matters(clerk, 'overdue')).counts.overdue).toBe(0)
  await expectOk(manager.tell(meetingsApi.finishPoint, of, { doneOn: '2026-03-02', note: '已清掏' }))
  const { body } = await expectOk(resident.ask(meetingsApi.meeting, { id }))
  expect(body.points.map(({ done, missed }) => [done?.on, missed])).toEqual([
    ['2026-03-02', ['2026-03-10']],
    [undefined, []],
  ])
  expect(body.seats[1]).toMatchObject({ body: 'manager', name: expect.stringContaining('测试人') })
  expect(body.possible).toEqual([])
})

test('a resident asks the manager, waits in vain, gets an answer, and asks again', async () => {
  const asked = await expectOk(resident.tell(meetingsApi.ask, { id: compoundId }, { text: '公共收益去年多少？' }))
  const { id } = asked.body
  const look = async (who: Client) => (await expectOk(who.ask(meetingsApi.question, { id }))).body
  const { dueOn, answerTime, operatorName } = await look(manager)
  expect([answerTime.days, answerTime.basis, operatorName]).toEqual([7, 'suggested', '永安物业'])
  expect((await look(resident)).possible).toEqual(['management.withdraw-question'])
  await until(dueOn)
  expect((await look(resident)).overdue).toBe(false)
  at.time.nowMs = Date.parse(`${dueOn}T20:00:00.000Z`)
  await at.server.timer.advanceTo(new Date(at.time.nowMs).toISOString())
  expect((await look(resident)).overdue).toBe(true)
  await expectOk(manager.tell(meetingsApi.answer, { id }, { text: '3,200 元' }))
  expect((await look(resident)).overdue).toBe(false)
  expect((await clerk.tell(meetingsApi.answer, { id }, { text: '代答' })).status).toBe(403)
  await expectOk(resident.tell(meetingsApi.askAgain, { id }, { reason: '没有明细' }))
  const again = await look(manager)
  expect([again.status, again.askedAgain, again.possible]).toEqual(['asked', '没有明细', ['management.answer']])
  await expectOk(manager.tell(meetingsApi.answer, { id }, { text: '明细见公示栏' }))
  expect((await look(resident)).answers.map(({ text }) => text)).toEqual(['3,200 元', '明细见公示栏'])
})

test('where nobody manages, a question says where to turn instead', async () => {
  const refused = await at.admin.tell(meetingsApi.ask, { id: unmanagedId }, { text: '有人吗？' })
  expect([refused.status, refused.body['code']]).toEqual([409, 'question-nobody-answers'])
})
