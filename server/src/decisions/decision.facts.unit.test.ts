import type { Item } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { unknownItems } from './decision.facts.ts'

test('a manager is known when registered, and of the kind that the mode asks for', async () => {
  const operators: Readonly<Record<string, object>> = {
    centre: { operatorId: 'centre', kind: 'service-centre', name: '西街中心' },
    company: { operatorId: 'company', kind: 'property-company', name: '永安物业' },
  }
  const store = { load: async (_: unknown, id: string) => ({ state: operators[id] ?? null, revision: 0 }) } as never
  const of = (operatorId: string): Item => ({
    ...{ itemId: operatorId, matter: 'manager', title: '选聘', text: '内容', groupId: null },
    effect: { kind: 'manager', mode: 'service-centre', operatorId },
  })
  expect(await unknownItems(store, 'c1', ['centre', 'company', 'nobody'].map(of))).toEqual(['company', 'nobody'])
})
