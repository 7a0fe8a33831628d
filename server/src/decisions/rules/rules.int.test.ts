/** Voting rules at the API: from the default of today to a district's and a compound's own, and who may adopt. */
import { defaultVotingRule, LENGTHS, votingRulesApi } from '@changxin/shared/decisions'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { votingRuleFor } from './rules.facts.ts'

const MONDAY = '2026-03-02T02:00:00.000Z'

let at: TestServer
let cityId: string
let districtId: string
let otherDistrictId: string
let compoundId: string
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  cityId = await region('city', '本市', null)
  districtId = await region('district', '甲县', cityId)
  otherDistrictId = await region('district', '乙县', cityId)
  const compound = await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '东苑', regionId: districtId }))
  compoundId = compound.body.id
})
afterAll(() => at.close())

async function region(level: 'city' | 'district' | 'block', name: string, parentId: string | null) {
  return (await expectOk(at.admin.tell(placesApi.registerRegion, {}, { level, name, parentId }))).body.id
}
type Adoption = z.input<typeof votingRulesApi.adopt.body>
const { quorum, ordinary, special, lengths } = defaultVotingRule
const adopt = (by: Client, change: Partial<Adoption>) =>
  by.tell(
    votingRulesApi.adopt,
    {},
    {
      ...{ jurisdiction: districtId, validFrom: '2026-02-01', basis: 'standard', source: '甲县办法' },
      ...{ quorum, ordinary, special, lengths, ...change },
    },
  )
const rules = async (input: z.input<typeof votingRulesApi.rules.input> = {}) =>
  (await expectOk(at.admin.ask(votingRulesApi.rules, input))).body
const inForce = async (day: string, of = compoundId) =>
  (await votingRuleFor(at.server.store, of, day))?.ruleId ?? 'none'
const overseerOf = (id: string) => at.person('overseer', ['overseer', { kind: 'district', id }])

test('a new server has the default of today, with a basis and a source for every value', async () => {
  const { items, inForceId, day } = await rules()
  expect(items.map(({ ruleId, state, jurisdictionName }) => [ruleId, state, jurisdictionName])).toEqual([
    ['default-voting-rule', 'in-force', null],
  ])
  expect({ inForceId, day }).toEqual({ inForceId: 'default-voting-rule', day: '2026-03-02' })
  expect(Object.keys(items[0]?.lengths ?? {})).toEqual([...LENGTHS])
  expect(await inForce('2026-03-02')).toBe('default-voting-rule')
  expect(await inForce('2020-12-31')).toBe('none')
  expect(await inForce('2026-03-02', 'nowhere')).toBe('none')
})

test('the nearest place that has a rule of its own goes before, from its first day on', async () => {
  await expectOk(adopt(at.admin, { ruleId: 'city', jurisdiction: cityId }))
  expect(await inForce('2026-03-02')).toBe('city')
  await expectOk(adopt(await overseerOf(districtId), { ruleId: 'district', validFrom: '2026-03-01' }))
  await expectOk(
    adopt(at.admin, { ruleId: 'own', jurisdiction: compoundId, validFrom: '2026-04-01', basis: 'decision' }),
  )
  expect(
    await Promise.all(['2026-01-31', '2026-02-28', '2026-03-02', '2026-04-01'].map((day) => inForce(day))),
  ).toEqual([...['default-voting-rule', 'city', 'district', 'own']])

  const { items, inForceId } = await rules({ compoundId })
  expect(inForceId).toBe('district')
  expect(items.map(({ ruleId, state, jurisdictionName }) => [ruleId, state, jurisdictionName])).toEqual(
    expect.arrayContaining([
      ['default-voting-rule', 'in-force', null],
      ['city', 'in-force', '本市'],
      ['district', 'in-force', '甲县'],
      ['own', 'coming', '东苑'],
    ]),
  )
  expect((await rules({ compoundId, on: '2026-04-01' })).inForceId).toBe('own')
})

test('what is adopted for another place is not among the rules of a compound', async () => {
  await expectOk(adopt(at.admin, { ruleId: 'elsewhere', jurisdiction: otherDistrictId }))
  expect((await rules({ compoundId })).items.map(({ ruleId }) => ruleId)).not.toContain('elsewhere')
  expect((await rules()).items.map(({ ruleId }) => ruleId)).toContain('elsewhere')
})

test('an overseer adopts for their own region alone, nobody as a mere suggestion, and nobody for a block', async () => {
  const overseer = await overseerOf(otherDistrictId)
  expect((await adopt(overseer, { jurisdiction: districtId })).status).toBe(403)
  expect((await adopt(overseer, { jurisdiction: 'all' })).status).toBe(403)
  expect((await adopt(at.admin, { basis: 'suggested' as never })).status).toBe(400)
  const block = await region('block', '东片', districtId)
  const refused = await adopt(at.admin, { jurisdiction: block })
  expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([409, 'voting-place-block'])
  const unknown = await adopt(at.admin, { jurisdiction: 'nowhere' })
  expect((unknown.body as unknown as { code: string }).code).toBe('voting-place-unknown')
})
