/** Works of a compound in which two homes have become one: whoever is left bears, as the preview says before it is posted. */
import { fundAccountsApi, withdrawalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '../../../../test/kit/server.ts'
import { type FundWorld, MONDAY, makeFundWorld } from './withdrawals.fixture.ts'

let world: FundWorld
beforeAll(async () => {
  world = await makeFundWorld()
})
afterAll(() => world.at.close())

test('a closed account bears nothing, and stops nothing; while the works wait to be paid no other is closed', async () => {
  const { at, clerk, compound } = world
  const { id, unitIds } = compound
  const [first = '', second = '', third = ''] = unitIds
  const merge = async (fromUnitIds: string[], toUnitIds: string[]) => {
    const files = [await world.file(clerk)]
    const change = { kind: 'merge' as const, on: MONDAY, reason: '两户打通', fromUnitIds, toUnitIds, files }
    return clerk.tell(fundAccountsApi.rearrange, { id }, change)
  }
  const { body } = await expectOk(merge([second, third], [second]))
  await expectOk(at.admin.tell(fundAccountsApi.approveAccountChange, { id: body.id }, {}))
  await world.decided('d1')
  const { body: planned } = await expectOk(clerk.tell(withdrawalsApi.prepare, { id }, await world.plan(clerk)))
  const preview = (await expectOk(clerk.ask(withdrawalsApi.preview, { id: planned.id }))).body
  expect(preview.items.map((item) => [item.id, item.shortFen]).toSorted()).toEqual(
    [
      [first, 0],
      [second, 0],
    ].toSorted(),
  )
  await expectOk(clerk.tell(withdrawalsApi.submit, { id: planned.id }, {}))
  await expectOk(clerk.tell(withdrawalsApi.post, { id: planned.id }, { place: '公告栏' }))
  const shares = (await expectOk(clerk.ask(withdrawalsApi.shares, { id: planned.id }))).body.items
  expect(shares.map(({ amountFen }) => amountFen)).toEqual([5_000, 5_000])
  expect((await merge([first, second], [first])).body).toMatchObject({ code: 'withdrawal-counts-on-account' })
})
