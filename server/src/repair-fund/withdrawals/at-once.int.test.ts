/** 64 clients pay in and take out of one building at the same time: no fen is lost, none counts twice. */
import { repairFundApi, withdrawalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk, nextKey } from '../../../../test/kit/server.ts'
import { verifyFunds } from '../verify-funds.ts'
import { type FundWorld, makeFundWorld, settled } from './withdrawals.fixture.ts'

const CLIENTS = 64
const WITHDRAWALS = 16
/** Of each client that pays in. */
const CONTRIBUTIONS = 8
const COST_FEN = 1_000
const TODAY = '2026-03-02'

let world: FundWorld
let clients: Client[]
let approved: { id: string; askId: string }[]

beforeAll(async () => {
  world = await makeFundWorld()
  const { at, compound, committee, clerk } = world
  const here = { kind: 'compound', id: compound.id } as const
  clients = []
  // One after the other: signing in at once is slowed down.
  for (let index = 0; index < CLIENTS; index++) clients.push(await at.person(`client-${index}`, ['committee', here]))
  approved = []
  for (let index = 0; index < WITHDRAWALS; index++) {
    const proof = { kind: 'roof-or-wall-leak', seenOn: TODAY, parties: ['owners', 'community', 'manager'] } as const
    const id = await world.prepared({
      ground: { kind: 'emergency', proof: { ...proof, parties: [...proof.parties], files: [await world.file(clerk)] } },
      budgetFen: COST_FEN,
      purpose: `屋面抢修 ${index}`,
      scope: { kind: 'building', buildingId: compound.buildingId },
    })
    const askId = await settled(world, id, COST_FEN)
    await expectOk(committee.tell(withdrawalsApi.approve, { id }, { askId }))
    approved.push({ id, askId })
  }
}, 120_000)
afterAll(() => world.at.close())

/** As the browser does: the same key again while the server says that it is busy. */
async function untilTaken(send: (headers: Record<string, string>) => Promise<{ status: number; body: unknown }>) {
  const headers = { 'idempotency-key': nextKey() }
  for (;;) {
    const answer = await send(headers)
    if (answer.status === 503) continue
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    // It was taken; the phone did not hear it and asks again.
    expect((await send(headers)).status).toBe(200)
    return
  }
}

test('contributions and payments of one building, all at once', async () => {
  const { at, compound } = world
  const { id } = compound
  const payIn = (client: Client, index: number) => async () => {
    for (let round = 0; round < CONTRIBUTIONS; round++) {
      const unitId = compound.unitIds[(index + round) % compound.unitIds.length] ?? ''
      const body = { kind: 'top-up' as const, paidOn: TODAY, rows: [{ unitId, amountFen: 100 + index }] }
      await untilTaken((headers) => client.tell(repairFundApi.contribute, { id }, body, headers))
    }
  }
  // Each withdrawal is paid by two clients, who do not know of each other.
  const takeOut = (client: Client, index: number) => async () => {
    const { id: withdrawalId, askId } = approved[index % WITHDRAWALS] ?? { id: '', askId: '' }
    const body = { askId, paidOn: TODAY }
    await untilTaken((headers) => client.tell(withdrawalsApi.pay, { id: withdrawalId }, body, headers))
  }
  const work = clients.map((client, index) =>
    index < CLIENTS / 2 ? payIn(client, index) : takeOut(client, index - CLIENTS / 2),
  )
  await Promise.all(work.map((run) => run()))

  const events = await at.server.log.read(`fund-${id}`)
  const count = (type: string) => events.filter((event) => event.type === type).length
  const paidInFen = (CLIENTS / 2) * CONTRIBUTIONS * 100 + CONTRIBUTIONS * ((CLIENTS / 2) * (CLIENTS / 2 - 1)) * 0.5
  expect(count('PaymentMade')).toBe(WITHDRAWALS)
  expect(count('ContributionsRecorded')).toBe(1 + (CLIENTS / 2) * CONTRIBUTIONS)
  const fund = (await expectOk(at.admin.ask(repairFundApi.compoundFund, { id }))).body
  expect(fund).toMatchObject({
    balanceFen: 30_000 + paidInFen - WITHDRAWALS * COST_FEN,
    inFen: 30_000 + paidInFen,
    outFen: WITHDRAWALS * COST_FEN,
    items: [{ id: compound.buildingId, balanceFen: fund.unitsFen }],
  })
  let sumFen = 0
  for (const unitId of compound.unitIds) {
    const { body } = await expectOk(at.admin.ask(repairFundApi.unitFlows, { id: unitId }))
    sumFen += body.balanceFen
    const shares = body.items.find(({ id: kind }) => kind === 'settlement')
    expect(shares?.entries).toBe(WITHDRAWALS)
  }
  expect(sumFen).toBe(fund.unitsFen)
  expect(await verifyFunds(at.server.log)).toEqual({ funds: 1 })
}, 120_000)
