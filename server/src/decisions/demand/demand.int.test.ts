/** Owners demand a meeting: joined on phones and on paper, reached, overdue, answered by the decision that names it. */
import { decisionsApi, demandApi } from '@changxin/shared/decisions'
import { instantOf } from '@changxin/shared/kernel'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const START = Date.parse('2026-03-02T02:00:00.000Z')
let at: TestServer
let compound: TestCompound
let elsewhere: TestCompound
let clerk: Client
let overseer: Client
let owners: Client[]

beforeAll(async () => {
  at = await startServer({ startMs: START })
  await at.server.timer.advanceTo(instantOf(START))
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 10)
  elsewhere = await county.compound('桂溪苑', 1)
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
  owners = []
  for (const unitId of compound.unitIds.slice(0, 3)) owners.push(await county.owner(unitId))
})
afterAll(() => at.close())

const unit = (index: number) => compound.unitIds[index] ?? ''
const owner = (index: number) => owners[index] as Client
const open = async () => {
  const body = { title: '更换物业企业', reason: '电梯长期停运', unitId: unit(0) }
  return (await expectOk(owner(0).tell(demandApi.open, { id: compound.id }, body))).body.id
}
const seen = async (who: Client, id: string) => (await expectOk(who.ask(demandApi.demand, { id }))).body
async function goTo(day: string) {
  at.time.nowMs = Date.parse(`${day}T04:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  // Sessions have ended meanwhile.
  const again = (who: Client) => at.signIn(who.loginName)
  ;[clerk, overseer] = [await again(clerk), await again(overseer)]
  owners = await Promise.all(owners.map(again))
}

test('an owner joins in two taps, a neighbour cannot join with another’s unit', async () => {
  const id = await open()
  expect(await seen(owner(0), id)).toMatchObject({
    status: 'open',
    joined: 0,
    heads: 10,
    percent: { value: 20, basis: 'law' },
  })
  await expectOk(owner(0).tell(demandApi.join, { id }, { unitId: unit(0) }))
  expect((await owner(1).tell(demandApi.join, { id }, { unitId: unit(0) })).status).toBe(403)
  const mine = await seen(owner(0), id)
  expect(mine).toMatchObject({ joined: 1, joins: { screen: 1, paper: 0, lapsed: 0 } })
  expect(mine.mine).toEqual([{ unitId: unit(0), label: '1栋 101', joined: true }])
  // Whoever keeps the desk does not read who it was; nobody does.
  expect(JSON.stringify(await seen(clerk, id))).not.toContain(owner(0).personId)
})

test('a tenant whose lease was checked neither opens one nor takes back what the owner joined; nor does an outsider', async () => {
  const id = await open()
  await expectOk(owner(0).tell(demandApi.join, { id }, { unitId: unit(0) }))
  const tenant = await at.person('tenant')
  const check = { how: 'contract', note: null } as const
  const lease = { personId: tenant.personId, relation: 'tenant', since: '2026-01-01', check } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: unit(0) }, lease))
  const body = { title: '更换物业企业', reason: '电梯长期停运', unitId: unit(0) }
  const refused = { body: { code: 'demand-owner-unchecked' } }
  expect(await tenant.tell(demandApi.open, { id: compound.id }, body)).toMatchObject(refused)
  expect(await tenant.tell(demandApi.leave, { id }, { unitId: unit(0) })).toMatchObject(refused)
  expect((await seen(owner(0), id)).joined).toBe(1)
  expect((await owner(0).tell(demandApi.open, { id: elsewhere.id }, body)).status).toBe(403)
  await expectOk(owner(0).tell(demandApi.leave, { id }, { unitId: unit(0) }))
})

test('two of ten reach it, one on paper; it is overdue to clerk and subdistrict, and answered by a decision', async () => {
  const id = await open()
  await expectOk(owner(0).tell(demandApi.join, { id }, { unitId: unit(0) }))
  const early = await propose(id)
  const scan = await uploaded(at, clerk, '#101010')
  const unknown = { unitId: unit(5), files: [scan] }
  expect((await clerk.tell(demandApi.sign, { id }, unknown)).body).toMatchObject({ code: 'demand-check-missing' })
  await expectOk(clerk.tell(demandApi.sign, { id }, { ...unknown, check: '看过房产证' }))
  expect(await seen(overseer, id)).toMatchObject({
    ...{ joined: 2, heads: 10, reachedOn: '2026-03-02', callBy: '2026-04-01' },
    joins: { screen: 1, paper: 1, lapsed: 0 },
  })
  // A decision that was proposed before it was reached answers it as soon as it is.
  await at.server.processes.settle()
  expect(await seen(overseer, id)).toMatchObject({ status: 'answered', decisionIds: [early] })
})

test('the day to call passes: overdue, until a decision names it', async () => {
  const id = await open()
  for (const index of [0, 1]) await expectOk(owner(index).tell(demandApi.join, { id }, { unitId: unit(index) }))
  await goTo('2026-04-01')
  expect((await seen(clerk, id)).overdue).toBe(false)
  await goTo('2026-04-02')
  const late = await expectOk(overseer.ask(demandApi.list, { view: 'overdue' }))
  expect(late.body.items.map((row) => row.id)).toEqual([id])
  const decisionId = await propose(id)
  await at.server.processes.settle()
  await at.server.processes.settle()
  expect(await seen(clerk, id)).toMatchObject({ status: 'answered', overdue: false, decisionIds: [decisionId] })
  expect((await expectOk(overseer.ask(demandApi.list, { view: 'overdue' }))).body.items).toEqual([])
})

test('what was joined can be taken back, and shows so on a past day', async () => {
  await goTo('2026-04-03')
  const id = await open()
  await expectOk(owner(2).tell(demandApi.join, { id }, { unitId: unit(2) }))
  await goTo('2026-04-04')
  await expectOk(owner(2).tell(demandApi.leave, { id }, { unitId: unit(2) }))
  expect((await seen(clerk, id)).joined).toBe(0)
  expect((await expectOk(clerk.ask(demandApi.demand, { id, asOf: '2026-04-03' }))).body.joined).toBe(1)
  await expectOk(clerk.tell(demandApi.close, { id }, { reason: '已协商' }))
  expect((await owner(0).tell(demandApi.join, { id }, { unitId: unit(0) })).body).toMatchObject({
    code: 'demand-not-open',
  })
})

async function propose(demandId: string): Promise<string> {
  const item = {
    itemId: 'i1',
    matter: 'manager',
    title: '更换物业企业',
    text: '选聘新的物业企业。',
    effect: null,
    groupId: null,
  } as const
  const body = {
    title: '更换物业企业',
    reason: '业主提议',
    form: 'written',
    scope: { kind: 'compound' },
    items: [item],
    calledBy: { kind: 'owners', demandId },
  } as const
  return (await expectOk(clerk.tell(decisionsApi.propose, { id: compound.id }, body as never))).body.id
}
