/** From money to a posted statement, reconciled and closed, on a real log. */
import { placesApi } from '@changxin/shared/places'
import { closingApi, repairFundApi, type StatementView, statementsApi } from '@changxin/shared/repair-fund'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, pathOf, startServer, type TestServer } from '../../../../test/kit/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ startMs: Date.parse('2026-05-02T02:00:00.000Z') })
})
afterAll(() => server.close())

interface Fund {
  readonly id: string
  readonly unitIds: readonly string[]
}

async function fundOf(): Promise<Fund> {
  const { admin } = server
  const name = nextKey().slice(0, 8)
  const region = { level: 'district' as const, name: `区${name}`, parentId: null }
  const regionId = (await expectOk(admin.tell(placesApi.registerRegion, {}, region))).body.id
  await expectOk(admin.ask(placesApi.regions, {}))
  const { id } = (await expectOk(admin.tell(placesApi.registerCompound, {}, { name: `小区${name}`, regionId }))).body
  await expectOk(admin.ask(placesApi.compound, { id }))
  const building = { name: '1栋', storeys: null, builtInYear: null, entrances: [] }
  await expectOk(admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const buildingId = (await expectOk(admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
  const unknown = { entranceId: null, kind: null, floor: null, floorArea: null, floorAreaSource: null }
  const rows = ['101', '102'].map((door) => ({ ...unknown, buildingId, door }))
  await expectOk(admin.tell(placesApi.registerUnits, { id }, { rows }))
  const units = await expectOk(admin.ask(placesApi.units, { id }))
  const how = { openedOn: '2026-01-01', bookkeeper: 'bank' as const, ground: '开户' }
  await expectOk(admin.tell(repairFundApi.open, { id }, how))
  return { id, unitIds: units.body.items.map((unit) => unit.id) }
}

const pay = (fund: Fund, unit: number, amountFen: number, paidOn: string) =>
  server.admin.tell(
    repairFundApi.contribute,
    { id: fund.id },
    { kind: 'first-deposit', paidOn, rows: [{ unitId: fund.unitIds[unit] ?? '', amountFen }] },
  )
const statement = async (client: Client, { id }: Fund, period: string, extra: object = {}) =>
  (await expectOk(client.ask(statementsApi.statement, { id, period, ...extra }))).body
const endOf = ({ statements }: StatementView, line: string) =>
  statements?.balanceSheet.find(({ id }) => id === line)?.end.together
const posting = { postedOn: '2026-04-05', place: '小区公告栏', noticeDays: 7 }

describe('statements', () => {
  test('a month and its year, by building and by unit, as a workbook', async () => {
    const fund = await fundOf()
    const { admin } = server
    await expectOk(pay(fund, 0, 1_000_05, '2026-02-10'))
    await expectOk(pay(fund, 1, 300_00, '2026-03-20'))
    const { id } = fund
    const periods = (await expectOk(admin.ask(statementsApi.statements, { id }))).body
    expect(periods.items.map((item) => [item.id, item.over])).toEqual([
      ['2026', false],
      ['2026-05', false],
      ['2026-04', true],
      ['2026-03', true],
      ['2026-02', true],
      ['2026-01', true],
    ])
    const march = await statement(admin, fund, '2026-03')
    expect(endOf(march, 'bank')).toBe(1_300_05)
    expect(march.statements?.income.find((line) => line.id === 'deposits')).toMatchObject({
      inPeriod: { together: 300_00 },
      inYear: { together: 1_300_05 },
    })
    expect(march).toMatchObject({ books: ['commercial'], shown: 'now', posted: null, over: true, closed: false })
    expect(march.buildings).toMatchObject([{ name: '1栋', openingFen: 1_000_05, inFen: 300_00, closingFen: 1_300_05 }])
    expect((await statement(admin, fund, '2026')).statements?.netAssets).toHaveLength(14)
    const units = await expectOk(admin.ask(statementsApi.statementUnits, { id, period: '2026-03' }))
    expect(units.body.items).toMatchObject([
      { label: '1栋 101', openingFen: 1_000_05, inFen: 0, outFen: 0, closingFen: 1_000_05 },
      { label: '1栋 102', openingFen: 0, inFen: 300_00, outFen: 0, closingFen: 300_00 },
    ])

    const url = pathOf(statementsApi.workbook.path, { id, period: '2026-03' })
    const answer = await server.server.app.inject({ method: 'GET', url, headers: { cookie: admin.cookie } })
    const { sheets } = await readXlsx(answer.rawPayload)
    expect(sheets.map(({ name }) => name)).toEqual(['资产负债表', '收支表', '分幢汇总', '分户明细'])
    expect(sheets[0]?.rows).toContainEqual(['银行存款', 0, 1300.05])
    expect(sheets[3]?.rows.at(-1)).toEqual(['1栋 102', 0, 300, 0, 300])
  })

  test('residents see what was posted; what is booked into it later shows as a difference, in the units too', async () => {
    const fund = await fundOf()
    const { admin } = server
    const { id } = fund
    const resident = await server.person('owner')
    const [unitId = ''] = fund.unitIds
    const lives = { personId: resident.personId, relation: 'occupant' as const, since: '2024-01-01' }
    await expectOk(admin.tell(placesApi.recordRelation, { id: unitId }, lives))
    await expectOk(pay(fund, 0, 500_00, '2026-03-10'))
    await expectOk(admin.ask(statementsApi.statements, { id }))
    const before = await statement(resident, fund, '2026-03')
    expect(before).toMatchObject({ shown: 'posted', statements: null, posted: null, buildings: [] })

    await expectOk(admin.tell(statementsApi.post, { id, period: '2026-03' }, posting))
    const posted = await statement(resident, fund, '2026-03')
    expect(posted).toMatchObject({ shown: 'posted', posted: posting, sameAsPosted: true, mayPost: false })
    expect(endOf(posted, 'bank')).toBe(500_00)

    await expectOk(pay(fund, 0, 1, '2026-03-31'))
    const now = await statement(admin, fund, '2026-03')
    expect(endOf(now, 'bank')).toBe(500_01)
    expect(now.sameAsPosted).toBe(false)
    expect(now.differences).toContainEqual({
      statement: 'balanceSheet',
      id: 'bank',
      view: 'together',
      postedFen: 500_00,
      nowFen: 500_01,
    })
    // The hall still reads what hangs there.
    expect(endOf(await statement(resident, fund, '2026-03'), 'bank')).toBe(500_00)
    // So does whoever has no account: by building, without a name.
    const open = (await expectOk(server.stranger.ask(statementsApi.published, { id, period: '2026-03' }))).body
    expect(open.statements?.balanceSheet.find((line) => line.id === 'bank')?.end.together).toBe(500_00)
    expect(open).toMatchObject({ buildings: [{ name: '1栋', closingFen: 500_00 }], posted: { place: '小区公告栏' } })
    expect(Object.keys(open.posted ?? {})).not.toContain('byName')
    const unposted = await expectOk(server.stranger.ask(statementsApi.published, { id, period: '2026-02' }))
    expect(unposted.body).toMatchObject({ statements: null, buildings: [], posted: null })
    const early = await admin.tell(statementsApi.post, { id, period: '2026-05' }, posting)
    expect(early).toMatchObject({ status: 409, body: { code: 'statement-period-not-over' } })
    const none = await admin.ask(statementsApi.statement, { id: (await fundOf()).id, period: '2026-3' })
    expect(none.status).toBe(400)
  })
})

describe('closing a month', () => {
  test('reconciled by one, explained to the fen, closed by another; then nothing counts in it any more', async () => {
    const fund = await fundOf()
    const { admin } = server
    const { id } = fund
    const committee = await server.person('committee', ['committee', { kind: 'compound', id }])
    await expectOk(pay(fund, 0, 500_00, '2026-03-10'))
    const bank = { month: '2026-03', asOf: '2026-03-31', bankFen: 500_12, source: '建设银行三月对账单' }
    await expectOk(admin.tell(closingApi.reconcile, { id }, bank))
    const march = async () =>
      (await expectOk(admin.ask(closingApi.reconciliations, { id }))).body.items.find((item) => item.id === '2026-03')
    expect(await march()).toMatchObject({
      ready: false,
      books: [{ bookFen: 500_00, bank: { bankFen: 500_12, mine: true }, differenceFen: 12, leftFen: 12 }],
    })
    const close = (client: Client) => client.tell(closingApi.close, { id }, { month: '2026-03' })
    expect(await close(committee)).toMatchObject({ status: 409, body: { code: 'difference-unexplained' } })
    const difference = { since: '2026-03-21', reason: 'interest-unrecorded' as const, amountFen: 12 }
    const recorded = await expectOk(admin.tell(closingApi.recordDifference, { id }, difference))
    expect(await march()).toMatchObject({ ready: true, books: [{ explainedFen: 12, leftFen: 0 }] })
    expect(await close(admin)).toMatchObject({ status: 403, body: { code: 'closing-needs-second-person' } })
    await expectOk(close(committee))
    expect(await march()).toMatchObject({ ready: false, closed: true })
    const late = await pay(fund, 1, 1, '2026-03-31')
    expect(late).toMatchObject({ status: 409, body: { code: 'period-closed' } })

    // The interest is booked in the open period, and the difference is worked off by it.
    await expectOk(pay(fund, 1, 12, '2026-04-01'))
    const workOff = { on: '2026-04-01', ground: '四月补记' }
    await expectOk(admin.tell(closingApi.workOff, { id, differenceId: recorded.body.id }, workOff))
    const { differences, closedThrough, items } = (await expectOk(admin.ask(closingApi.reconciliations, { id }))).body
    expect(closedThrough).toBe('2026-03-31')
    expect(differences).toMatchObject([{ workedOffOn: '2026-04-01', ground: '四月补记' }])
    expect(items.find((item) => item.id === '2026-03')?.books[0]).toMatchObject({ explainedFen: 12, leftFen: 0 })
  })
})

describe('the official book', () => {
  test('theirs against ours, unit by unit, worked off; the bookkeeper changes with its ground', async () => {
    const fund = await fundOf()
    const { admin } = server
    const { id } = fund
    const [first = '', second = ''] = fund.unitIds
    await expectOk(pay(fund, 0, 500, '2026-03-10'))
    const theirs = {
      asOf: '2026-03-31',
      source: '房管局系统',
      officialFen: 501,
      rows: [
        { unitId: first, officialFen: 499 },
        { unitId: second, officialFen: 0 },
      ],
    }
    const { id: officialId } = (await expectOk(admin.tell(closingApi.recordOfficial, { id }, theirs))).body
    const read = async () => (await expectOk(admin.ask(closingApi.official, { id }))).body
    expect(await read()).toMatchObject({
      bookkeeper: 'bank',
      items: [{ id: officialId, ownFen: 500, units: 2, open: 2, wholeOpen: true, asOf: '2026-03-31' }],
    })
    const listed = await expectOk(admin.ask(closingApi.officialDifferences, { id, officialId }))
    expect(listed.body).toMatchObject({ total: 1, items: [{ id: first, officialFen: 499, ownFen: 500, ground: null }] })
    const resolve = { whole: true, unitIds: [first], ground: '对方少记一分，已去函' }
    await expectOk(admin.tell(closingApi.resolve, { id, officialId }, resolve))
    expect((await read()).items).toMatchObject([{ open: 0, wholeOpen: false }])

    const change = { bookkeeper: 'authority' as const, on: '2026-04-01', ground: '移交主管部门' }
    await expectOk(admin.tell(closingApi.changeBookkeeper, { id }, change))
    expect(await read()).toMatchObject({ bookkeeper: 'authority', since: '2026-04-01', ground: '移交主管部门' })
    const owners = await admin.tell(
      closingApi.changeBookkeeper,
      { id },
      { ...change, bookkeeper: 'owners', decisionId: 'nothing' },
    )
    expect(owners).toMatchObject({ status: 409, body: { code: 'bookkeeper-decision-not-passed' } })
  })
})
