/** The duty to top up arises by itself when money goes out, once, and is met by itself when money comes in. */
import type { Day } from '@changxin/shared/kernel'
import { placesApi } from '@changxin/shared/places'
import {
  defaultFundRule,
  fundAccountsApi,
  fundRulesApi,
  fundWarningsApi,
  PaymentMade,
  repairFundApi,
} from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { expectOk, nextKey, startServer, type TestServer } from '../../../../test/kit/server.ts'

const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let regionId: string
let compoundId: string
let east: FundHere
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const region = { level: 'district', name: '甲县', parentId: null } as const
  regionId = (await expectOk(at.admin.tell(placesApi.registerRegion, {}, region))).body.id
  east = await fundOf('东苑', 2)
  compoundId = east.id
  await paidIn('first-deposit', '2024-02-01', 1_000, 1_000)
})
afterAll(() => at.close())

interface FundHere {
  readonly id: string
  readonly unitIds: readonly string[]
}
async function fundOf(name: string, doors: number): Promise<FundHere> {
  const { id } = (await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name, regionId }))).body
  const building = { name: '1栋', storeys: 6, builtInYear: 1995, entrances: [] }
  await expectOk(at.admin.tell(placesApi.registerBuildings, { id }, { rows: [building] }))
  const { buildingsList } = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body
  const rows = Array.from({ length: doors }, (_, index) => ({
    ...{ buildingId: buildingsList[0]?.id ?? '', entranceId: null, door: String(101 + index), kind: 'home' as const },
    ...{ floor: 1, floorArea: 8_000, floorAreaSource: 'registry' as const },
  }))
  await expectOk(at.admin.tell(placesApi.registerUnits, { id }, { rows }))
  const { items } = (await expectOk(at.admin.ask(placesApi.units, { id }))).body
  const how = await ownBook(at, at.admin, '2024-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id }, how))
  return { id, unitIds: items.map((unit) => unit.id) }
}

type Kind = 'first-deposit' | 'top-up'
const contribute = ({ id, unitIds }: FundHere, kind: Kind, paidOn: Day, ...amounts: number[]) => {
  const rows = amounts.map((amountFen, index) => ({ unitId: unitIds[index] ?? '', amountFen }))
  return expectOk(at.admin.tell(repairFundApi.contribute, { id }, { kind, paidOn, rows }))
}
const paidIn = (kind: Kind, paidOn: Day, ...amounts: number[]) => contribute(east, kind, paidOn, ...amounts)
/** As a withdrawal pays it: straight into the log, because what comes before a payment is another story. */
async function payOut({ id, unitIds: [unitId = ''] }: FundHere, amountFen: number) {
  const key = nextKey()
  const { type, version, schema } = PaymentMade
  const data = schema.parse({
    ...{ compoundId: id, paymentId: key, kind: 'settlement', withdrawalId: key, amountFen, asset: 'bank' },
    ...{ paidOn: '2026-03-01', purpose: '屋面防水', payee: null, files: [], sellers: [], compoundFen: 0 },
    units: [{ entryId: `${key}-1`, unitId, amountFen }],
  })
  const metadata = { commandId: key, inputHash: key, actor: 'system', channel: 'process' as const, occurredAt: MONDAY }
  const revision = (await at.server.log.read(`fund-${id}`)).at(-1)?.revision ?? -1
  const appended = await at.server.log.append(`fund-${id}`, revision, [
    { id: `${key}-0`, type, version, data, metadata },
  ])
  await at.server.views.waitFor(appended.position)
}
const paidOut = (amountFen: number) => payOut(east, amountFen)
async function typesOf(id: string) {
  await at.server.processes.settle()
  const types: [string, number][] = []
  for (const { type, data } of await at.server.log.read(`topup-${id}`))
    types.push([type, (data as { rows: { balanceFen: number }[] }).rows[0]?.balanceFen ?? -1])
  return types
}
const said = () => typesOf(compoundId)
const warnings = async () => (await expectOk(at.admin.ask(fundWarningsApi.warnings, { id: compoundId }))).body

test('at exactly 30 % nobody must top up; one fen less and the duty arises, once', async () => {
  await paidOut(700)
  expect(await said()).toEqual([])
  await paidOut(1)
  expect(await said()).toEqual([['TopUpDutyArose', 299]])
  await paidOut(99)
  expect(await said()).toEqual([['TopUpDutyArose', 299]])
  expect(await warnings()).toMatchObject({ fund: { duties: 1 }, dutySince: '2026-03-02', planFen: 300 })
})

test('one fen short it stands; at exactly 30 % it is met, once', async () => {
  await paidIn('top-up', '2026-03-02', 99)
  expect(await said()).toHaveLength(1)
  const both = [
    ['TopUpDutyArose', 299],
    ['TopUpDutyMet', 300],
  ]
  await paidIn('top-up', '2026-03-02', 1)
  expect(await said()).toEqual(both)
  await paidIn('top-up', '2026-03-02', 1)
  expect(await said()).toEqual(both)
  expect((await warnings()).fund).toMatchObject({ duties: 0 })
})

test('the duty of an account that ends is over, although no money moves', async () => {
  const empty = await fundOf('西苑', 2)
  const [unitId = '', other = ''] = empty.unitIds
  const duties = () => typesOf(empty.id)
  await contribute(empty, 'first-deposit', '2024-02-01', 1_000)
  await payOut(empty, 1_000)
  expect(await duties()).toEqual([['TopUpDutyArose', 0]])
  for (const id of [other, unitId])
    await expectOk(at.admin.tell(fundAccountsApi.closeAccount, { id }, { reason: '房屋已灭失' }))
  expect(await duties()).toEqual([
    ['TopUpDutyArose', 0],
    ['TopUpDutyMet', 0],
  ])
})

test('a stricter rule of the compound makes duties on its first day, without any money moving', async () => {
  const { ruleId: _, settings, ...values } = defaultFundRule
  const topUpPercent = { value: 40, basis: 'decision', source: '业主大会决定' } as const
  await expectOk(
    at.admin.tell(
      fundRulesApi.adoptFundRule,
      {},
      {
        ...{ ...values, jurisdiction: compoundId, validFrom: '2026-03-04', basis: 'decision', source: '业主大会决定' },
        settings: { ...settings, topUpPercent },
      },
    ),
  )
  await at.server.timer.advanceTo('2026-03-03T02:00:00.000Z')
  expect(await said()).toHaveLength(2)
  await at.server.timer.advanceTo('2026-03-04T02:00:00.000Z')
  expect((await said()).at(-1)).toEqual(['TopUpDutyArose', 301])
  expect(await warnings()).toMatchObject({ dutySince: '2026-03-04', settings: { topUpPercent } })
})

test('an overseer sees the funds of their scope, the plan of single accounts they do not', async () => {
  const other = { level: 'district', name: '乙县', parentId: null } as const
  const otherId = (await expectOk(at.admin.tell(placesApi.registerRegion, {}, other))).body.id
  const here = await at.person('overseer', ['overseer', { kind: 'district', id: regionId }])
  const elsewhere = await at.person('elsewhere', ['overseer', { kind: 'district', id: otherId }])
  const ofScope = async (by: typeof here) => (await expectOk(by.ask(fundWarningsApi.overview, {}))).body.items
  expect((await ofScope(here)).map(({ name, isBelow, duties }) => [name, isBelow, duties])).toEqual([
    ['东苑', false, 1],
    ['西苑', false, 0],
  ])
  expect(await ofScope(elsewhere)).toEqual([])
  expect((await here.ask(fundWarningsApi.topUpPlan, { id: compoundId })).status).toBe(403)
  const { items, totalFen } = (await expectOk(at.admin.ask(fundWarningsApi.topUpPlan, { id: compoundId }))).body
  expect([items.map(({ shareFen }) => shareFen), totalFen]).toEqual([[199], 199])
})
