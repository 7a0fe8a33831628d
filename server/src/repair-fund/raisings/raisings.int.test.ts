/** The owners decided to raise money where there is a fund: what is paid into the accounts from then on counts for it. */
import { effectIdOf, FundRaisingAuthorised } from '@changxin/shared/decisions'
import { raisingsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { timerMeta } from '../../clock/timer.ts'
import { DecisionEffects } from '../../decisions/decision.aggregates.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
let at: TestServer
let compound: TestCompound
let owner: Client

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(new Date(startMs).toISOString())
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 3)
  owner = await county.owner(compound.unitIds[0] ?? '')
  const fund = await ownBook(at, at.admin, '2026-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, fund))
})
afterAll(() => at.close())

const pay = (index: number, amountFen: number, paidOn: string) =>
  expectOk(
    at.admin.tell(
      repairFundApi.contribute,
      { id: compound.id },
      { kind: 'top-up', paidOn, rows: [{ unitId: compound.unitIds[index] ?? '', amountFen }] },
    ),
  )

test('each door owes by its floor area; what was paid before the decision does not count', async () => {
  await pay(0, 5_000, '2026-03-01')
  const effect = FundRaisingAuthorised({
    ...{ decisionId: 'd1', itemId: 'raise', compoundId: compound.id, on: '2026-03-10', scope: { kind: 'compound' } },
    ...{ purpose: '补足屋面大修', per: 'square-metre', amountFen: 50, dueOn: '2026-06-30' },
  })
  const meta = timerMeta('effect-d1', new Date(startMs).toISOString())
  const command = { type: 'BringAbout' as const, effect }
  await at.server.store.execute(DecisionEffects, effectIdOf('d1', 'raise'), { meta, command })
  await at.server.processes.settle()
  await pay(0, 4_000, '2026-03-11')
  await pay(1, 10, '2026-03-12')
  const { items } = (await expectOk(at.admin.ask(raisingsApi.raisings, { id: compound.id }))).body
  // 240.03 m² at ¥0.50, rounded down to a fen as a whole and shared exactly.
  expect(items).toMatchObject([{ id: 'd1-raise', dueFen: 12_001, paidFen: 4_010, units: 3, paidUnits: 1 }])
  const doors = (await expectOk(at.admin.ask(raisingsApi.doors, { id: compound.id, raisingId: 'd1-raise' }))).body.items
  expect(doors.map(({ dueFen, paidFen, state }) => [dueFen, paidFen, state])).toEqual([
    [4_000, 4_000, 'paid'],
    [4_000, 10, 'part'],
    [4_001, 0, 'unpaid'],
  ])
})

test('an owner sees the sums and her own door, and no neighbour’s', async () => {
  const mine = (await expectOk(owner.ask(raisingsApi.ofUnit, { id: compound.unitIds[0] ?? '' }))).body.items
  expect(mine).toMatchObject([{ purpose: '补足屋面大修', dueFen: 12_001, door: { dueFen: 4_000, state: 'paid' } }])
  expect((await expectOk(owner.ask(raisingsApi.raisings, { id: compound.id }))).body.items).toHaveLength(1)
  expect((await owner.ask(raisingsApi.doors, { id: compound.id, raisingId: 'd1-raise' })).status).toBe(403)
  expect((await owner.ask(raisingsApi.ofUnit, { id: compound.unitIds[1] ?? '' })).status).toBe(403)
})
