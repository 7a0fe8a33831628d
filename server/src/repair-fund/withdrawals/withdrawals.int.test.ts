/** Withdrawals at the API, on a real log: from a leak to the posted result, in danger, at once by two, and when money is short. */
import { liabilityApi, maintenanceApi } from '@changxin/shared/maintenance'
import { managementApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { incomeApi, repairFundApi, withdrawalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../../test/kit/server.ts'
import { type FundWorld, makeFundWorld, settled } from './withdrawals.fixture.ts'

const typesOf = async (world: FundWorld) =>
  (await world.at.server.log.read(`fund-${world.compound.id}`)).map(({ type }) => type)
const balanceOf = async ({ at, compound }: FundWorld, index: number) =>
  (await expectOk(at.admin.ask(repairFundApi.unitFund, { id: compound.unitIds[index] ?? '' }))).body.balanceFen
const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code
const list = async ({ compound }: FundWorld, by: Client) =>
  (await expectOk(by.ask(withdrawalsApi.withdrawals, { id: compound.id }))).body

describe('from a leak to the posted result', () => {
  let world: FundWorld
  let owner: Client
  let requestId: string
  let id: string
  beforeAll(async () => {
    world = await makeFundWorld()
    owner = await world.county.owner(world.compound.unitIds[0] ?? '')
  })
  afterAll(() => world.at.close())

  test('a request that is the fund’s to pay for has its draft, once', async () => {
    const { at, clerk, compound } = world
    const roof = { kind: 'roof' as const, name: '1栋屋面', buildingId: compound.buildingId, entranceId: null }
    const rows = [{ ...roof, acceptedOn: '2019-06-01', warrantyUntil: null }]
    await expectOk(at.admin.tell(placesApi.registerCommonParts, { id: compound.id }, { rows }))
    const place = { kind: 'unit' as const, id: compound.unitIds[0] ?? '' }
    const told = { place, category: 'roof-leak' as const, urgency: 'ordinary' as const, text: '顶楼漏水' }
    requestId = (await expectOk(clerk.tell(maintenanceApi.report, { id: compound.id }, told))).body.id
    await expectOk(clerk.tell(liabilityApi.decide, { id: requestId }, { route: 'repair-fund', estimateFen: 9_000 }))
    await at.server.processes.settle()
    await at.server.processes.settle()
    const { items } = await list(world, clerk)
    expect(items).toMatchObject([{ status: 'draft', requestId, purpose: null }])
    id = items[0]?.id ?? ''
    expect(await world.view(id)).toMatchObject({ estimateFen: 9_000, plan: null, possible: ['plan', 'cancel'] })
    // Owners see what was posted.
    expect((await list(world, owner)).items).toEqual([])
    expect((await owner.ask(withdrawalsApi.withdrawal, { id })).status).toBe(404)
  })

  test('its plan waits for the owners; once they have decided on the request it has its ground', async () => {
    const { clerk } = world
    const { partId } = await world.view(id)
    const ground = { kind: 'decision' as const, authorisation: null }
    const plan = await world.plan(clerk, { requestId, partId, partCode: null, warrantyOver: null, ground })
    await expectOk(clerk.tell(withdrawalsApi.plan, { id }, plan))
    expect((await world.view(id)).stop).toMatchObject({ step: 'ground', code: 'withdrawal-decision-missing' })
    expect(codeOf(await clerk.tell(withdrawalsApi.submit, { id }, {}))).toBe('withdrawal-decision-missing')
    await world.decided('d1', { requestId })
    const authorisation = { decisionId: 'd1', itemId: 'use' }
    expect((await world.view(id)).plan?.ground).toEqual({ kind: 'decision', authorisation })
    // Planned anew without naming the decision, it is given it again.
    await expectOk(clerk.tell(withdrawalsApi.plan, { id }, { ...plan, contractor: '乙防水公司' }))
    await world.at.server.processes.settle()
    expect((await world.view(id)).plan).toMatchObject({ contractor: '乙防水公司', ground: { authorisation } })
    await expectOk(clerk.tell(withdrawalsApi.submit, { id }, {}))
    expect((await expectOk(clerk.ask(withdrawalsApi.authorisations, { id: world.compound.id }))).body.items).toEqual([])
  })

  test('before it is posted anybody at the desk sees how it would be shared; posted, an owner sees her share and why', async () => {
    const { clerk, compound } = world
    const preview = (await expectOk(clerk.ask(withdrawalsApi.preview, { id }))).body
    expect(preview).toMatchObject({ totalFen: 10_000, weight: 24_003, short: { units: 0, fen: 0 }, withoutArea: [] })
    await expectOk(clerk.tell(withdrawalsApi.post, { id }, { place: '公告栏' }))
    const shares = (await expectOk(clerk.ask(withdrawalsApi.shares, { id }))).body.items
    expect(shares.map(({ weight, amountFen }) => [weight, amountFen])).toEqual([
      [8_000, 3_333],
      [8_001, 3_333],
      [8_002, 3_334],
    ])
    expect(preview.items.map((share) => share.amountFen)).toEqual([3_334, 3_333, 3_333])
    const mine = (await expectOk(owner.ask(withdrawalsApi.unitWithdrawals, { id: compound.unitIds[0] ?? '' }))).body
    expect(mine.items).toMatchObject([
      { ...{ id, requestId, decisionId: 'd1', shareFen: 3_333, totalFen: 10_000, weight: 8_000, totalWeight: 24_003 } },
    ])
    const other = await owner.ask(withdrawalsApi.unitWithdrawals, { id: compound.unitIds[1] ?? '' })
    expect(other.status).toBe(403)
    expect((await list(world, owner)).items).toMatchObject([{ id, stop: { step: 'apportionment' } }])
    expect(await list(world, clerk)).toMatchObject({ reservedFen: 10_000, availableFen: 20_000 })
    expect((await world.view(id, owner)).timeline.every(({ actorId }) => actorId === null)).toBe(true)
  })

  test('after the posting an advance is asked for, approved by another, and paid', async () => {
    const { clerk, committee } = world
    const ask = () => clerk.tell(withdrawalsApi.advance, { id }, { amountFen: 5_000 })
    expect(codeOf(await ask())).toBe('withdrawal-posting-runs')
    await world.day('2026-03-09')
    await expectOk(ask())
    const { askId = '' } = (await world.view(id)).ask ?? {}
    expect(codeOf(await clerk.tell(withdrawalsApi.approve, { id }, { askId }))).toBe('withdrawal-approver-prepared')
    await expectOk(committee.tell(withdrawalsApi.approve, { id }, { askId }))
    await expectOk(clerk.tell(withdrawalsApi.pay, { id }, { askId, paidOn: '2026-03-09' }))
    expect(await world.view(id)).toMatchObject({ paidFen: 5_000, reservedFen: 5_000, ask: null, status: 'posted' })
  })

  test('two who pay the settlement at once pay it once; then the result is posted, and the owner reads it to the end', async () => {
    const { clerk, committee, at, compound } = world
    const askId = await settled(world, id, 9_000)
    await expectOk(committee.tell(withdrawalsApi.approve, { id }, { askId }))
    const pay = (by: Client) => by.tell(withdrawalsApi.pay, { id }, { askId, paidOn: '2026-03-09' })
    const answers = await Promise.all([pay(clerk), pay(committee), pay(at.admin)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await typesOf(world)).filter((type) => type === 'PaymentMade')).toHaveLength(2)
    expect(await balanceOf(world, 0)).toBe(10_000 - 3_000)
    const posting = { place: '公告栏', files: [await world.file(clerk)] }
    await expectOk(clerk.tell(withdrawalsApi.publish, { id }, posting))
    const view = await world.view(id)
    expect(view).toMatchObject({ status: 'published', stop: null, paidFen: 9_000, reservedFen: 0, possible: [] })
    expect(view.gates.every(({ state }) => state === 'passed')).toBe(true)
    expect(view.payments.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['advance', 5_000],
      ['settlement', 4_000],
    ])
    const mine = (await expectOk(owner.ask(withdrawalsApi.unitWithdrawals, { id: compound.unitIds[0] ?? '' }))).body
    expect(mine.items).toMatchObject([{ shareFen: 3_000, totalFen: 9_000, paidOn: '2026-03-09' }])
    const papers = mine.items[0]?.files.map((file) => file.of)
    expect(papers).toEqual(['plan', 'acceptance', 'acceptance', 'result'])
    for (const { sha256 } of mine.items[0]?.files ?? []) {
      const headers = { cookie: owner.cookie }
      const answer = await at.server.app.inject({ method: 'GET', url: `/api/files/${sha256}`, headers })
      expect(answer.statusCode).toBe(200)
    }
  })
})

describe('when money is short', () => {
  let world: FundWorld
  beforeAll(async () => {
    world = await makeFundWorld('bank')
    await world.decided('d1', { budgetFen: 60_000 })
  })
  afterAll(() => world.at.close())

  test('payment waits and goes on after a top-up; where the bank keeps the book, after its approval too', async () => {
    const { clerk, committee } = world
    const id = await world.prepared({ budgetFen: 60_000 })
    await world.day('2026-03-09')
    const askId = await settled(world, id, 60_000)
    await expectOk(committee.tell(withdrawalsApi.approve, { id }, { askId }))
    const pay = () => clerk.tell(withdrawalsApi.pay, { id }, { askId, paidOn: '2026-03-09' })
    const news = (body: object) =>
      clerk.tell(withdrawalsApi.application, { id }, { on: '2026-03-09', ...body } as never)
    expect((await world.view(id)).ask?.application).toMatchObject({ state: 'prepared' })
    expect(codeOf(await pay())).toBe('withdrawal-application-open')
    await expectOk(news({ step: 'stamped', scan: await world.file(clerk) }))
    await expectOk(news({ step: 'submitted', number: null }))
    await expectOk(news({ step: 'approved', number: 'WX-18', file: null }))
    expect(codeOf(await pay())).toBe('withdrawal-short')
    expect(await world.view(id)).toMatchObject({
      ...{ short: { units: 3, fen: 30_000 }, possible: ['takeBack', 'cover', 'cancel'] },
      stop: { step: 'payment', code: 'withdrawal-short' },
    })
    await world.contribute(10_000, 10_000, 10_003)
    expect(await world.view(id)).toMatchObject({ short: { units: 0, fen: 0 } })
    await expectOk(pay())
    expect((await world.view(id)).status).toBe('paid')
    expect(await balanceOf(world, 0)).toBeLessThan(5)
  })
})

describe('in danger', () => {
  let world: FundWorld
  beforeAll(async () => {
    world = await makeFundWorld()
  })
  afterAll(() => world.at.close())

  test('the joint look is proof; works are accepted before they are shared, and the posting follows', async () => {
    const { clerk, committee, compound } = world
    const proof = {
      ...{ kind: 'lift' as const, seenOn: '2026-03-02', parties: ['manager' as const, 'community' as const] },
      files: [await world.file(clerk)],
    }
    const ground = { kind: 'emergency' as const, proof }
    const plan = await world.plan(clerk, { ground, partCode: 'lift' })
    const { id } = (await expectOk(clerk.tell(withdrawalsApi.prepare, { id: compound.id }, plan))).body
    await expectOk(clerk.tell(withdrawalsApi.submit, { id }, {}))
    const askId = await settled(world, id, 10_000)
    const approve = () => committee.tell(withdrawalsApi.approve, { id }, { askId })
    expect(codeOf(await approve())).toBe('withdrawal-not-posted')
    await expectOk(clerk.tell(withdrawalsApi.post, { id }, { place: '公告栏' }))
    await expectOk(approve())
    await expectOk(clerk.tell(withdrawalsApi.pay, { id }, { askId, paidOn: '2026-03-02' }))
    const posting = { place: '公告栏', files: [await world.file(clerk)] }
    await expectOk(clerk.tell(withdrawalsApi.publish, { id }, posting))
    expect((await world.view(id)).status).toBe('published')
  })

  test('in a compound that runs itself two who stand for the owners are enough, in the view and for the command', async () => {
    const { at, clerk, compound } = world
    const proof = {
      ...{ kind: 'lift' as const, seenOn: '2026-03-02', parties: ['committee' as const, 'community' as const] },
      files: [await world.file(clerk)],
    }
    const plan = await world.plan(clerk, { ground: { kind: 'emergency', proof }, partCode: 'lift' })
    const { id } = (await expectOk(clerk.tell(withdrawalsApi.prepare, { id: compound.id }, plan))).body
    const submit = () => clerk.tell(withdrawalsApi.submit, { id }, {})
    expect(codeOf(await submit()), 'nobody has said how it is managed').toBe('withdrawal-emergency-parties')
    expect((await world.view(id)).stop).toMatchObject({ code: 'withdrawal-emergency-parties', article: null })
    const own = { kind: 'self-governance' as const, name: '兴隆花园自管小组' }
    const { body: operator } = await expectOk(at.admin.tell(managementApi.registerOperator, {}, own))
    const mode = { mode: 'self-governance' as const, since: '2026-03-02', operatorId: operator.id }
    const ground = { kind: 'decision' as const, text: '业主大会决定自管' }
    await expectOk(at.admin.tell(managementApi.adopt, { id: compound.id }, { ...mode, ground }))
    expect((await world.view(id)).stop).toMatchObject({ code: 'withdrawal-not-submitted' })
    await expectOk(submit())
  })

  test('a lamp for ¥200: recorded by one, signed by another, seen by the owners, posted by the month', async () => {
    const { clerk, committee, compound, at } = world
    const { id } = compound
    const lamp = { purpose: '换楼道灯', amountFen: 20_000, spentOn: '2026-03-02', payee: null }
    const body = { ...lamp, photos: [await world.file(clerk)] }
    const expenseId = (await expectOk(clerk.tell(withdrawalsApi.recordSmallExpense, { id }, body))).body.id
    const sign = (by: Client) => by.tell(withdrawalsApi.signSmallExpense, { id: expenseId }, {})
    expect(codeOf(await sign(clerk))).toBe('small-expense-own-signature')
    expect(codeOf(await sign(committee))).toBe('withdrawal-pool-short')
    const owner = await world.county.owner(compound.unitIds[0] ?? '')
    const seen = async (by: Client) => (await expectOk(by.ask(withdrawalsApi.smallExpenses, { id }))).body
    expect((await seen(owner)).items).toEqual([])
    expect(await seen(clerk)).toMatchObject({ limitFen: 50_000, monthFen: 0, items: [{ state: 'recorded' }] })
    const income = { kind: 'donation' as const, grossFen: 30_000, paidOn: '2026-03-02' }
    await expectOk(clerk.tell(incomeApi.recordIncome, { id }, income))
    await expectOk(sign(committee))
    const month = '2026-03'
    expect((await seen(owner)).items).toMatchObject([{ state: 'signed', signedByName: null, posted: false }])
    await expectOk(clerk.tell(withdrawalsApi.postSmallExpenses, { id }, { month, place: '公告栏' }))
    expect(await seen(owner)).toMatchObject({ monthFen: 20_000, postedOn: '2026-03-02', items: [{ posted: true }] })
    const other = (await expectOk(clerk.tell(withdrawalsApi.recordSmallExpense, { id }, body))).body.id
    await expectOk(clerk.tell(withdrawalsApi.withdrawSmallExpense, { id: other }, { reason: '记了两遍' }))
    expect(codeOf(await at.admin.tell(withdrawalsApi.signSmallExpense, { id: other }, {}))).toBe('small-expense-closed')
  })
})
