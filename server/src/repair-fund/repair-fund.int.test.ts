import { placesApi } from '@changxin/shared/places'
import { MAX_FUND_ROWS, repairFundApi, reversalsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reverseEntry } from '../../../test/kit/reverse-entry.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const how = { openedOn: '2026-01-01', bookkeeper: 'authority' as const, ground: '业主大会决定' }
const paid = { kind: 'first-deposit' as const, paidOn: '2026-01-02' }

interface Compound {
  readonly id: string
  readonly unitIds: readonly string[]
}

/** A compound with one building and so many doors. */
async function compoundOf(doors: number): Promise<Compound> {
  const { admin } = server
  const name = nextKey().slice(0, 8)
  const region = await expectOk(
    admin.tell(placesApi.registerRegion, {}, { level: 'district', name: `区${name}`, parentId: null }),
  )
  await expectOk(admin.ask(placesApi.regions, {}))
  const { id } = (
    await expectOk(admin.tell(placesApi.registerCompound, {}, { name: `小区${name}`, regionId: region.body.id }))
  ).body
  await expectOk(admin.ask(placesApi.compound, { id }))
  const building = { name: '1栋', storeys: null, builtInYear: null, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const buildingId = (await expectOk(admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
  const unknown = { entranceId: null, kind: null, floor: null, floorArea: null, floorAreaSource: null }
  const rows = Array.from({ length: doors }, (_, index) => ({ ...unknown, buildingId, door: String(index + 1) }))
  if (doors > 0) await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows }))
  const units = await expectOk(admin.ask(placesApi.units, { id, limit: 200 }))
  return { id, unitIds: units.body.items.map((unit) => unit.id) }
}

async function fundOf(doors: number): Promise<Compound> {
  const compound = await compoundOf(doors)
  await expectOk(server.admin.tell(repairFundApi.open, { id: compound.id }, how))
  return compound
}

const contribute = (client: Client, { id }: Compound, rows: { unitId: string; amountFen: number }[], headers = {}) =>
  client.tell(repairFundApi.contribute, { id }, { ...paid, rows }, headers)
const fundView = async ({ id }: Compound) => (await expectOk(server.admin.ask(repairFundApi.compoundFund, { id }))).body
const unitView = async (id: string) => (await expectOk(server.admin.ask(repairFundApi.unitFund, { id }))).body
const statement = async (id: string) => (await expectOk(server.admin.ask(repairFundApi.unitEntries, { id }))).body

test('a manager does not open it as the owners’ own book, which would skip the bank; the committee does', async () => {
  const { id } = await compoundOf(1)
  const own = { ...how, bookkeeper: 'owners' as const }
  const [manager, committee] = [
    await server.person('manager', ['manager', { kind: 'compound', id }]),
    await server.person('committee', ['committee', { kind: 'compound', id }]),
  ]
  const refused = await manager.tell(repairFundApi.open, { id }, own)
  expect(refused).toMatchObject({ status: 409, body: { code: 'fund-own-book-by-owners' } })
  // A role is no decision: their own is named, or its paper is there.
  const open = (ground: object) => committee.tell(repairFundApi.open, { id }, { ...own, ...ground })
  expect(await open({})).toMatchObject({ status: 409, body: { code: 'fund-own-book-needs-decision' } })
  expect(await open({ decisionId: 'nothing' })).toMatchObject({
    status: 409,
    body: { code: 'bookkeeper-decision-not-passed' },
  })
  const file = await uploaded(server, committee, '#0b0b0b')
  const later = { file, on: '2026-01-02' }
  expect(await open({ paper: later })).toMatchObject({ status: 409, body: { code: 'fund-own-book-paper-later' } })
  const opened = await expectOk(open({ paper: { file, on: own.openedOn } }))
  expect((await server.server.log.read(`fund-${id}`))[0]?.data).toMatchObject({ paper: { file, on: own.openedOn } })
  // The paper carries signatures: whoever keeps the books reads it.
  await server.server.views.waitFor(String(opened.body['position']))
  const statusFor = async ({ cookie }: Client) =>
    (await server.server.app.inject({ url: `/api/files/${file}`, headers: { cookie } })).statusCode
  expect([await statusFor(manager), await statusFor(server.stranger)]).toEqual([200, 401])
  // Accounts of units that came later are anybody's work who may open it.
  await expectOk(manager.tell(repairFundApi.open, { id }, own))
  const { id: kept } = await compoundOf(1)
  const keeper = await server.person('keeper', ['manager', { kind: 'compound', id: kept }])
  await expectOk(keeper.tell(repairFundApi.open, { id: kept }, how))
})

describe('from no fund to a statement', () => {
  test('opened, contributed, reversed; each answer shows what was told before', async () => {
    const { admin } = server
    const compound = await compoundOf(2)
    const [first = '', second = ''] = compound.unitIds
    expect(await unitView(first)).toMatchObject({ hasFund: false, balanceFen: null })
    expect(await fundView(compound)).toMatchObject({
      hasFund: false,
      balanceFen: null,
      items: [],
      unitsWithoutAccount: 2,
    })

    const opened = await expectOk(admin.tell(repairFundApi.open, { id: compound.id }, how))
    expect(opened.body).toMatchObject({ id: compound.id, revision: 0 })
    expect(await fundView(compound)).toMatchObject({ hasFund: true, ...how, balanceFen: 0, accounts: 2, revision: 0 })

    await expectOk(
      contribute(admin, compound, [
        { unitId: first, amountFen: 1_234_56 },
        { unitId: second, amountFen: 1 },
      ]),
    )
    const entries = await statement(first)
    expect(entries).toMatchObject({ total: 1, items: [{ number: 1, amountFen: 1_234_56, balanceFen: 1_234_56 }] })
    const entryId = entries.items[0]?.id ?? ''

    const overseer = await server.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
    const reversalId = await reverseEntry(admin, overseer, entryId, '记错户')
    expect((await statement(first)).items).toMatchObject([
      { id: reversalId, kind: 'reversal', amountFen: -1_234_56, balanceFen: 0, note: '记错户', reverses: entryId },
      { id: entryId, reversedBy: reversalId },
    ])
    expect(await fundView(compound)).toMatchObject({
      balanceFen: 1,
      items: [{ name: '1栋', accounts: 2, balanceFen: 1 }],
    })
    const accounts = await expectOk(admin.ask(repairFundApi.accounts, { id: compound.id }))
    expect(accounts.body).toMatchObject({ total: 2, items: [{ label: '1栋 1', balanceFen: 0 }, { balanceFen: 1 }] })
  })

  test('opening again gives accounts to units that came later', async () => {
    const compound = await fundOf(1)
    const buildingId = (await fundView(compound)).items[0]?.id ?? ''
    const later = {
      buildingId,
      entranceId: null,
      door: '9',
      kind: null,
      floor: null,
      floorArea: null,
      floorAreaSource: null,
    }
    await expectOk(server.admin.tell(placesApi.registerUnits, { id: compound.id }, { rows: [later] }))
    expect(await fundView(compound)).toMatchObject({ accounts: 1, unitsWithoutAccount: 1 })
    await expectOk(server.admin.tell(repairFundApi.open, { id: compound.id }, { ...how, ground: '补设' }))
    expect(await fundView(compound)).toMatchObject({ accounts: 2, unitsWithoutAccount: 0, ground: how.ground })
  })

  test('the longest list is taken whole', async () => {
    const compound = await fundOf(2)
    const rows = Array.from({ length: MAX_FUND_ROWS }, (_, index) => ({
      unitId: compound.unitIds[index % 2] ?? '',
      amountFen: 1,
    }))
    await expectOk(contribute(server.admin, compound, rows))
    expect(await fundView(compound)).toMatchObject({ balanceFen: MAX_FUND_ROWS, accountsWithoutEntry: 0 })
    expect(await statement(compound.unitIds[0] ?? '')).toMatchObject({ total: MAX_FUND_ROWS / 2 })
  })

  test('the same key is booked once', async () => {
    const compound = await fundOf(1)
    const rows = [{ unitId: compound.unitIds[0] ?? '', amountFen: 500 }]
    const headers = { 'idempotency-key': nextKey() }
    const first = await expectOk(contribute(server.admin, compound, rows, headers))
    const again = await expectOk(contribute(server.admin, compound, rows, headers))
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-hit']).toBe('true')
    expect(await fundView(compound)).toMatchObject({ balanceFen: 500 })
  })
})

describe('refused, and nothing is booked', () => {
  test('a list with a unit of another compound, or an unknown one, names its row', async () => {
    const compound = await fundOf(1)
    const [mine = ''] = compound.unitIds
    const [stranger = ''] = (await fundOf(1)).unitIds
    for (const unitId of [stranger, 'nobody']) {
      const rows = [mine, mine, mine, unitId].map((id) => ({ unitId: id, amountFen: 1 }))
      const answer = await contribute(server.admin, compound, rows)
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'units-without-account', fields: [{ field: 'rows[3].unitId' }] },
      })
    }
    expect(await fundView(compound)).toMatchObject({ balanceFen: 0, revision: 0 })
  })

  test.each([0, -1, 1.5, 1e300, '100', null])('amount %s', async (amountFen) => {
    const compound = await fundOf(1)
    const rows = [{ unitId: compound.unitIds[0] ?? '', amountFen: amountFen as number }]
    const answer = await contribute(server.admin, compound, rows)
    const named = expect.objectContaining({ field: 'rows[0].amountFen' })
    expect(answer).toMatchObject({ status: 400, body: { fields: expect.arrayContaining([named]) } })
    expect(await fundView(compound)).toMatchObject({ balanceFen: 0, revision: 0 })
  })

  test('money that was paid in the future', async () => {
    const compound = await fundOf(1)
    const rows = [{ unitId: compound.unitIds[0] ?? '', amountFen: 1 }]
    const answer = await server.admin.tell(
      repairFundApi.contribute,
      { id: compound.id },
      { ...paid, paidOn: '2999-01-01', rows },
    )
    expect(answer).toMatchObject({ status: 409, body: { code: 'paid-in-future', fields: [{ field: 'paidOn' }] } })
  })

  test('a contribution where there is no fund, a fund where there are no units', async () => {
    const compound = await compoundOf(0)
    const rows = [{ unitId: 'nobody', amountFen: 1 }]
    expect(await contribute(server.admin, compound, rows)).toMatchObject({
      status: 409,
      body: { code: 'fund-not-open' },
    })
    const opened = await server.admin.tell(repairFundApi.open, { id: compound.id }, how)
    expect(opened).toMatchObject({ status: 409, body: { code: 'fund-needs-units' } })
  })

  test('what does not exist', async () => {
    const { admin } = server
    const answers = await Promise.all([
      admin.ask(repairFundApi.unitFund, { id: 'nobody' }),
      admin.ask(repairFundApi.unitEntries, { id: 'nobody' }),
      admin.ask(repairFundApi.compoundFund, { id: 'nowhere' }),
      admin.ask(repairFundApi.accounts, { id: 'nowhere' }),
      admin.tell(repairFundApi.open, { id: 'nowhere' }, how),
      admin.tell(repairFundApi.contribute, { id: 'nowhere' }, { ...paid, rows: [{ unitId: 'u', amountFen: 1 }] }),
      admin.tell(reversalsApi.reverse, { id: 'nothing' }, { reason: '错' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  })

  test('a role of another compound', async () => {
    const compound = await fundOf(1)
    const [unitId = ''] = compound.unitIds
    const elsewhere = await fundOf(1)
    const manager = await server.person('manager', ['manager', { kind: 'compound', id: elsewhere.id }])
    const rows = (of: Compound) => [{ unitId: of.unitIds[0] ?? '', amountFen: 700 }]
    await expectOk(contribute(manager, elsewhere, rows(elsewhere)))
    const answers = [
      await contribute(manager, compound, rows(compound)),
      await manager.tell(repairFundApi.open, { id: compound.id }, how),
      await manager.ask(repairFundApi.unitFund, { id: unitId }),
      await manager.ask(repairFundApi.unitEntries, { id: unitId }),
      await manager.ask(repairFundApi.compoundFund, { id: compound.id }),
      await manager.ask(repairFundApi.accounts, { id: compound.id }),
    ]
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
    expect((await server.stranger.ask(repairFundApi.unitFund, { id: unitId })).status).toBe(401)
    expect(await fundView(compound)).toMatchObject({ balanceFen: 0 })
  })

  test('a revision that is no longer so', async () => {
    const compound = await fundOf(1)
    const rows = [{ unitId: compound.unitIds[0] ?? '', amountFen: 1 }]
    const { revision } = await fundView(compound)
    await expectOk(contribute(server.admin, compound, rows, { 'if-match': String(revision) }))
    expect((await contribute(server.admin, compound, rows, { 'if-match': String(revision) })).status).toBe(412)
  })
})
