import type { FirstDepositHome } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { becauseText, standingText, toggled } from './deposit-text.ts'
import { zhFirstDeposits } from './zh-first-deposits-messages.ts'

const known: FirstDepositHome = {
  ...{ id: 'u1', label: '3栋 502', buildingId: 'b3', floorArea: 98_76, state: 'missing', reason: null },
  ...{ fenPerSquareMetre: 58_00, basis: 'standard', source: '公告', buildingKind: 'multi-storey' },
  ...{ dueFen: 5_728_08, paidFen: 5_000_00, missingFen: 728_08, overFen: 0 },
}
function t(key: string, values: Record<string, unknown>): string {
  const path = key.split('.').slice(2)
  const found = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], zhFirstDeposits)
  if (typeof found !== 'string') throw new Error(`no words for ${key}`)
  return found.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

test('why so much: the kind is named where it is known', () => {
  expect(becauseText(known, t)).toBe('按多层 58.00 元/m² × 98.76 m²')
  expect(becauseText({ ...known, buildingKind: null }, t)).toBe('按 58.00 元/m² × 98.76 m²')
})

test.each(['public-housing', 'no-rate', 'kind-unknown', 'no-area'] as const)('why not: %s', (reason) => {
  const home = { ...known, state: 'unknown', reason, fenPerSquareMetre: null, dueFen: null } as const
  expect(becauseText(home, t)).toBe(zhFirstDeposits.reasons[reason])
  expect(standingText({ ...home, missingFen: 0 }, t)).toBe('无法计算')
})

test('how it stands: missing, exactly paid, too much', () => {
  expect(standingText(known, t)).toBe('还差 ¥728.08')
  expect(standingText({ ...known, state: 'paid', missingFen: 0 }, t)).toBe('已交清')
  expect(standingText({ ...known, state: 'paid', missingFen: 0, overFen: 1 }, t)).toBe('多交 ¥0.01')
})

test('a building is of the other kind, and is not again', () => {
  expect([toggled('', 'b1'), toggled('b1', 'b2'), toggled('b1,b2', 'b1')]).toEqual(['b1', 'b1,b2', 'b2'])
})
