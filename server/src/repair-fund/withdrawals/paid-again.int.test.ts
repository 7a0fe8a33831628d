/** At the API: what was paid comes back in parts and is paid again; what the pool made up returns to it to the fen. */
import { incomeApi, repairFundApi, reversalsApi, withdrawalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../../test/kit/server.ts'
import { type FundWorld, makeFundWorld, settled } from './withdrawals.fixture.ts'

const PAID_ON = '2026-03-09'
let world: FundWorld
let overseer: Client
beforeAll(async () => {
  world = await makeFundWorld()
  overseer = await world.at.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
  for (const id of ['d1', 'd2']) await world.decided(id, { budgetFen: 40_000 })
})
afterAll(() => world.at.close())

const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code
const balances = async () => {
  const { items } = (await expectOk(world.at.admin.ask(repairFundApi.accounts, { id: world.compound.id }))).body
  return world.compound.unitIds.map((unitId) => items.find(({ id }) => id === unitId)?.balanceFen)
}
async function reverse(id: string, amountFen: number) {
  const reason = '承包单位退款'
  const proposed = await expectOk(world.clerk.tell(reversalsApi.reverse, { id }, { reason, amountFen }))
  await expectOk(overseer.tell(reversalsApi.approveReversal, { id: proposed.body.id }, {}))
}
async function approved(id: string, askId: string) {
  await expectOk(world.committee.tell(withdrawalsApi.approve, { id }, { askId }))
}
async function paid(id: string, askId: string) {
  await approved(id, askId)
  await expectOk(world.clerk.tell(withdrawalsApi.pay, { id }, { askId, paidOn: PAID_ON }))
}

test('a part comes back, another part too, and what lacks is asked for, approved, paid and published again', async () => {
  const { clerk } = world
  const id = await world.prepared()
  await world.day(PAID_ON)
  await paid(id, await settled(world, id, 10_000))
  const posting = async () => ({ place: '公告栏', files: [await world.file(clerk)] })
  await expectOk(clerk.tell(withdrawalsApi.publish, { id }, await posting()))
  expect((await world.view(id)).possible).toEqual([])
  const paymentId = (await world.view(id)).payments[0]?.id ?? ''
  await reverse(paymentId, 4_000)
  await reverse(paymentId, 1_000)
  // It may stay so: the result stands. Or it is settled anew.
  expect(await world.view(id)).toMatchObject({ status: 'published', paidFen: 5_000, possible: ['settle'] })
  const tooMuch = { reason: '多退', amountFen: 5_001 }
  expect(codeOf(await clerk.tell(reversalsApi.reverse, { id: paymentId }, tooMuch))).toBe('reversal-more-than-paid')
  const askId = await settled(world, id, 10_000)
  expect(await world.view(id)).toMatchObject({ status: 'asked', reservedFen: 5_000, ask: { amountFen: 5_000 } })
  await expectOk(clerk.tell(withdrawalsApi.takeBack, { id }, { reason: '发票有误' }))
  expect(await world.view(id)).toMatchObject({ status: 'published', reservedFen: 0, settledFen: 10_000 })
  const again = await settled(world, id, 10_000)
  expect(again).not.toBe(askId)
  await paid(id, again)
  expect(await world.view(id)).toMatchObject({ status: 'paid', paidFen: 10_000, possible: ['publish'] })
  expect(await balances()).toEqual([6_667, 6_667, 6_666])
  await expectOk(clerk.tell(withdrawalsApi.publish, { id }, await posting()))
})

test('taking an ask back gives what was made up back to the pool, in the views too', async () => {
  const { clerk, compound } = world
  const before = await balances()
  const income = { kind: 'donation' as const, grossFen: 9_000, paidOn: PAID_ON }
  await expectOk(clerk.tell(incomeApi.recordIncome, { id: compound.id }, income))
  const money = async () => (await expectOk(clerk.ask(incomeApi.money, { id: compound.id }))).body.items[0]
  const ground = { kind: 'decision' as const, authorisation: { decisionId: 'd2', itemId: 'use' } }
  const id = await world.prepared({ ground, budgetFen: 24_000 })
  await world.day('2026-03-17')
  await approved(id, await settled(world, id, 24_000))
  expect(await world.view(id)).toMatchObject({ short: { units: 3, fen: 4_000 } })
  await expectOk(clerk.tell(withdrawalsApi.cover, { id }, { decisionId: null, note: '公共收益补足' }))
  expect(await money()).toMatchObject({ compoundFen: 5_000 })
  expect((await world.view(id)).short).toEqual({ units: 0, fen: 0 })
  await expectOk(clerk.tell(withdrawalsApi.takeBack, { id }, { reason: '缓办' }))
  expect(await money()).toMatchObject({ compoundFen: 9_000 })
  expect(await balances()).toEqual(before)
  const shared = (await expectOk(clerk.ask(incomeApi.distributions, { id: compound.id }))).body.items
  expect(shared).toMatchObject([{ fen: 4_000, reversed: true }])
  await expectOk(clerk.tell(withdrawalsApi.cancel, { id }, { reason: '不做了' }))
})
