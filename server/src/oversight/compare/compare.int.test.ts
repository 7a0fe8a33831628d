import { instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { type Mode, managementApi } from '@changxin/shared/management'
import { compareApi } from '@changxin/shared/oversight'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

/** Six compounds, accepted on 2023-06-01, which nobody managed until the centre took them over on 2025-06-01. */
const TAKEN_OVER = '2025-06-01'
let at: TestServer
let county: TestCounty
let compounds: TestCompound[]
let admin: Client
/** Of one compound alone. */
let manager: Client

async function until(day: string) {
  at.time.nowMs = Date.parse(`${day}T04:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  // Sessions end while weeks pass.
  admin = await at.signIn(at.admin.loginName)
}

async function adopt(id: string, mode: Mode, since: string, operatorId: string | null) {
  const ground = { kind: 'survey' as const, text: '摸底' }
  await expectOk(admin.tell(managementApi.adopt, { id }, { mode, since, operatorId, ground }))
}

/** An emergency that nobody answers: both of its targets are missed, and it stays open. */
const ignore = ({ id }: TestCompound) =>
  expectOk(
    admin.tell(
      maintenanceApi.report,
      { id },
      { place: { kind: 'compound', id }, category: 'drain', urgency: 'emergency', text: '污水外溢' },
    ),
  )

beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2025-02-01T02:00:00.000Z') })
  await until('2025-02-01')
  county = await makeCounty(at)
  compounds = []
  for (let n = 1; n <= 6; n++) compounds.push(await county.compound(`${n}号小区`))
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compounds[5]?.id ?? '' }])
  const centre = await expectOk(
    admin.tell(managementApi.registerOperator, {}, { kind: 'service-centre', name: '西街中心' }),
  )
  for (const { id } of compounds) await adopt(id, 'none', '2024-01-01', null)
  await until('2025-05-20')
  const ignored = await Promise.all(compounds.map(ignore))
  await until('2025-05-25')
  for (const { body } of ignored) {
    await expectOk(admin.tell(maintenanceApi.cancel, { id: body.id }, { reason: '已另行处理' }))
  }
  for (const { id } of compounds) await adopt(id, 'service-centre', TAKEN_OVER, centre.body.id)
  await until('2025-07-15')
}, 60_000)
afterAll(() => at.close())

const ask = async () => (await expectOk(admin.ask(compareApi.compare, {}))).body

test('who took over a short while ago is judged neither now nor before and after', async () => {
  const { compounds: all, tooNew, items, changes, windowDays } = await ask()
  expect([all, tooNew, items, changes, windowDays]).toEqual([6, 6, [], [], 90])
})

test('after a whole window on both sides the same compounds are compared before and after', async () => {
  await until('2025-08-31')
  const { tooNew, items, changes } = await ask()
  expect(tooNew).toBe(0)
  expect(items.map(({ id, modes }) => [id, modes.map(({ mode, n }) => [mode, n])])).toEqual([
    ['1-to-3 under-50', [['service-centre', 6]]],
  ])
  expect(items[0]?.modes[0]?.figures).toMatchObject({
    targetsMet: { part: 0, of: 0 },
    defectDaysPerHundredUnits: 0,
    looked: { part: 0, of: 6 },
  })
  expect(changes).toMatchObject([
    {
      from: 'none',
      to: 'service-centre',
      n: 6,
      // Two targets of each; four units a compound and five days open, up to the day on which it was closed.
      before: { targetsMet: { part: 0, of: 12 }, defectDaysPerHundredUnits: 125 },
      after: { targetsMet: { part: 0, of: 0 }, defectDaysPerHundredUnits: 0 },
    },
  ])
})

test('five are enough, four are not: then n is shown and no figure', async () => {
  const [first, second] = compounds as [TestCompound, TestCompound]
  await adopt(first.id, 'none', '2025-08-31', null)
  const five = await ask()
  expect(five.items[0]?.modes[0]).toMatchObject({ n: 5, figures: { rated: 0 } })
  await adopt(second.id, 'none', '2025-08-31', null)
  const four = await ask()
  expect(four.items[0]?.modes[0]).toMatchObject({ n: 4, figures: null })
  expect(four.tooNew).toBe(2)
})

test('who was accepted within the window is left out: half a window would be compared with whole ones', async () => {
  const { compounds: all, tooNew } = await ask()
  const young = { name: '新验收小区', regionId: county.subdistrictId, acceptedOn: '2025-08-01' }
  await expectOk(admin.tell(placesApi.registerCompound, {}, young))
  await until('2025-09-01')
  const after = await ask()
  expect([after.compounds, after.tooNew]).toEqual([all + 1, tooNew + 1])
})

test('nobody sees figures of compounds outside their scope', async () => {
  const again = await at.signIn(manager.loginName)
  const { body } = await expectOk(again.ask(compareApi.compare, {}))
  expect([body.compounds, body.items[0]?.modes]).toEqual([1, [{ mode: 'service-centre', n: 1, figures: null }]])
})
