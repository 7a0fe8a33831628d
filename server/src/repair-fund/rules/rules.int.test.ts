/** Fund rules at the API: from the default of today to a district's and a compound's own, and who may adopt. */

import { placesApi } from '@changxin/shared/places'
import { defaultFundRule, FUND_SETTINGS, fundRulesApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { fundRuleOf } from './rules.facts.ts'

const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let districtId: string
let compoundId: string
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const region = { level: 'district', name: '甲县', parentId: null } as const
  districtId = (await expectOk(at.admin.tell(placesApi.registerRegion, {}, region))).body.id
  const compound = { name: '东苑', regionId: districtId }
  compoundId = (await expectOk(at.admin.tell(placesApi.registerCompound, {}, compound))).body.id
})
afterAll(() => at.close())

type Adoption = z.input<typeof fundRulesApi.adoptFundRule.body>
const { ruleId: _, ...values } = defaultFundRule
const adopt = (by: Client, change: Partial<Adoption>) => {
  const of = { jurisdiction: districtId, validFrom: '2026-02-01', basis: 'standard', source: '甲县办法' } as const
  return by.tell(fundRulesApi.adoptFundRule, {}, { ...values, ...of, ...change })
}
const inForce = async (day: string) => (await fundRuleOf(at.server.store, compoundId, day))?.ruleId

test('a new server has the default of today, with a basis and a source for every value', async () => {
  const { items, inForceId, day } = (await expectOk(at.admin.ask(fundRulesApi.fundRules, {}))).body
  expect(items.map(({ ruleId, state }) => [ruleId, state])).toEqual([['default-fund-rule', 'in-force']])
  expect({ inForceId, day }).toEqual({ inForceId: 'default-fund-rule', day: '2026-03-02' })
  expect(Object.keys(items[0]?.settings ?? {})).toEqual([...FUND_SETTINGS])
  expect(await fundRuleOf(at.server.store, 'nowhere', '2026-03-02')).toBeNull()
})

test('the nearest place that has a rule of its own goes before, from its first day on', async () => {
  const overseer = await at.person('overseer', ['overseer', { kind: 'district', id: districtId }])
  const half = { ...defaultFundRule.settings.statementMonths, value: 6 }
  const settings = { ...defaultFundRule.settings, statementMonths: half }
  await expectOk(adopt(overseer, { ruleId: 'district', validFrom: '2026-03-01', settings }))
  await expectOk(adopt(at.admin, { ruleId: 'own', jurisdiction: compoundId, validFrom: '2026-04-01' }))
  expect(await Promise.all(['2026-02-28', '2026-03-01', '2026-04-01'].map(inForce))).toEqual([
    ...['default-fund-rule', 'district', 'own'],
  ])
  const { items, inForceId } = (await expectOk(at.admin.ask(fundRulesApi.fundRules, { compoundId }))).body
  expect(inForceId).toBe('district')
  expect(items.map(({ ruleId, state, jurisdictionName }) => [ruleId, state, jurisdictionName])).toEqual(
    expect.arrayContaining([
      ['default-fund-rule', 'in-force', null],
      ['district', 'in-force', '甲县'],
      ['own', 'coming', '东苑'],
    ]),
  )
})

test('an overseer adopts for their own region alone, nobody as a mere suggestion, and nobody for a block', async () => {
  const region = async (level: 'district' | 'block', parentId: string | null) =>
    (await expectOk(at.admin.tell(placesApi.registerRegion, {}, { level, name: '乙', parentId }))).body.id
  const other = await at.person('other', ['overseer', { kind: 'district', id: await region('district', null) }])
  expect((await adopt(other, {})).status).toBe(403)
  expect((await adopt(at.admin, { basis: 'suggested' as never })).status).toBe(400)
  const codeAt = async (jurisdiction: string) => {
    const { status, body } = await adopt(at.admin, { jurisdiction })
    return [status, (body as unknown as { code: string }).code]
  }
  expect(await codeAt(await region('block', districtId))).toEqual([409, 'fund-rule-place-block'])
  expect(await codeAt('nowhere')).toEqual([409, 'fund-rule-place-unknown'])
})
