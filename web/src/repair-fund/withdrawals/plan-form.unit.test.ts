import type { WithdrawalPlan } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { budgetFenOf, emptyPlan, formOf, type PlanForm, planOf } from './plan-form.ts'

const file = 'a'.repeat(64)
const leak: WithdrawalPlan = {
  purpose: '3栋屋面渗漏维修',
  requestId: 'r1',
  partId: 'p1',
  partCode: null,
  warrantyOver: { text: '竣工验收备案表', file },
  exclusion: null,
  ground: { kind: 'decision', authorisation: { decisionId: 'd1', itemId: 'i1' } },
  budgetFen: 432_109,
  contractor: '某防水公司',
  scope: { kind: 'entrance', buildingId: 'b3', entranceId: 'e2' },
  split: { by: 'floor-area' },
  unsoldUnitIds: ['u9'],
  files: [file],
}
const lacking = (over: Partial<PlanForm>) => planOf({ ...formOf(leak), ...over }).lacking

test('a plan opened for change and saved as it is stays the same', () => {
  const emergency: WithdrawalPlan = {
    ...leak,
    ground: {
      kind: 'emergency',
      proof: { kind: 'roof-or-wall-leak', seenOn: '2026-07-02', parties: ['committee', 'manager'], files: [file] },
    },
    scope: { kind: 'units', unitIds: ['u1', 'u2'] },
    split: { by: 'agreement', text: '按楼层', file, weights: [{ unitId: 'u1', weight: 0 }] },
  }
  for (const plan of [leak, emergency]) expect(planOf(formOf(plan)).plan).toEqual(plan)
})

test('a draft may be saved before the vote and before a firm is found', () => {
  const { plan } = planOf({ ...formOf(leak), authorisation: '', contractor: ' ' })
  expect(plan).toMatchObject({ ground: { kind: 'decision', authorisation: null }, contractor: null })
})

test('what is begun and not finished is named', () => {
  expect(planOf(emptyPlan()).lacking).toEqual(['purpose', 'budget'])
  expect(lacking({ warrantyFiles: [] })).toEqual(['warranty'])
  expect(lacking({ ground: 'emergency', emergencyKind: 'lift' })).toEqual(['emergency'])
  expect(lacking({ split: 'agreement', agreementText: '按楼层' })).toEqual(['agreement'])
  expect(lacking({ scope: { kind: 'entrance', buildingId: 'b3', entranceId: '', unitIds: [] } })).toEqual(['scope'])
})

test('a budget is exact money above zero', () => {
  expect(['4321.09', '0', '-5', '1.234', 'x', ''].map(budgetFenOf)).toEqual([432_109, null, null, null, null, null])
})
