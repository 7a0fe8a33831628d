/** What neighbours see of the decisions of their compound, and of no other. */
import { decisionsApi, externalApi } from '@changxin/shared/decisions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

let at: TestServer
let owner: Client
let tenant: Client
const ids: string[] = []
beforeAll(async () => {
  at = await startServer()
  const county = await makeCounty(at)
  for (const name of ['兴隆花园', '南街小区']) {
    const { id, unitIds } = await county.compound(name, 2)
    ids.push(id)
    if (name === '兴隆花园') owner = await county.owner(unitIds[0]!)
    const item = {
      itemId: 'i1',
      matter: 'other' as const,
      title: '楼道不堆物',
      text: '楼道不堆物。',
      effect: null,
      groupId: null,
    }
    const body = {
      title: `${name}公约`,
      reason: '楼道堆物多。',
      form: 'written' as const,
      scope: { kind: 'compound' as const },
      items: [item],
      calledBy: { kind: 'community' as const },
    }
    await expectOk(at.admin.tell(decisionsApi.propose, { id }, body))
  }
  tenant = await at.person('nobody')
})
afterAll(() => at.close())

test('an owner lists the decisions of the own compound alone', async () => {
  const titles = async (input: { compoundId?: string }) =>
    (await expectOk(owner.ask(decisionsApi.list, input))).body.items.map(({ title }) => title)
  expect(await titles({})).toEqual(['兴隆花园公约'])
  expect(await titles({ compoundId: ids[0]! })).toEqual(['兴隆花园公约'])
  expect(await titles({ compoundId: ids[1]! })).toEqual([])
  expect((await expectOk(owner.ask(externalApi.list, { compoundId: ids[0]! }))).body.items).toEqual([])
})

test('who lives nowhere here sees none', async () => {
  const answer = await tenant.ask(decisionsApi.list, {})
  expect(answer.status === 403 || answer.body.items.length === 0).toBe(true)
})
