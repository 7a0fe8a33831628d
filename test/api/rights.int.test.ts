/** Buttons ask for the rights at the compound itself: who manages one and lives in another is offered nothing in the other. */
import { peopleApi } from '@changxin/shared/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let managed: TestCompound
let lived: TestCompound
let owner: Client

beforeAll(async () => {
  at = await startServer()
  const county = await makeCounty(at)
  managed = await county.compound('兴隆花园')
  lived = await county.compound('商业局宿舍')
  owner = await county.owner(lived.unitIds[0]!)
})
afterAll(() => at?.close())

const rightsOf = async (who: Client, id: string) => (await expectOk(who.ask(peopleApi.rights, { id }))).body.actions

test('a manager of one compound who owns a home in another may record in the first and rate a report in the second', async () => {
  const scope = { kind: 'compound', id: managed.id } as const
  await expectOk(at.admin.tell(peopleApi.grantRole, { id: owner.personId }, { role: 'manager', scope }))
  const me = await expectOk(owner.ask(peopleApi.me, {}))
  expect(me.body.actions).toContain('repair-fund.contribute')

  const here = await rightsOf(owner, managed.id)
  expect(here).toContain('repair-fund.contribute')
  expect(here).not.toContain('oversight.rate-report')
  const there = await rightsOf(owner, lived.id)
  expect(there).not.toContain('repair-fund.contribute')
  expect(there).toContain('oversight.rate-report')
})

test('rights end with the role, and there are none where there is no compound', async () => {
  const clerk = await at.person('clerk', ['clerk', { kind: 'compound', id: managed.id }])
  const before = await rightsOf(clerk, managed.id)
  const grantId = (await expectOk(clerk.ask(peopleApi.me, {}))).body.grants[0]!.id
  await expectOk(at.admin.tell(peopleApi.revokeRole, { id: clerk.personId }, { grantId, reason: '换人' }))
  expect(before).toContain('repair-fund.contribute')
  expect(await rightsOf(clerk, managed.id)).not.toContain('repair-fund.contribute')
  expect((await clerk.ask(peopleApi.rights, { id: clerk.personId })).status).toBe(404)
  expect((await at.stranger.ask(peopleApi.rights, { id: managed.id })).status).toBe(401)
})
