/** A fund rule as it is typed: what is taken over, what is wrong, and the command. */
import { defaultFundRule, FundRule } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { bodyOf, type FundRuleForm, formLike, wrongIn } from './rule-form.ts'
import { settingText } from './setting-text.ts'

const form = (change: Partial<FundRuleForm> = {}): FundRuleForm => ({
  ...formLike(defaultFundRule, '2026-03-02'),
  ...{ jurisdiction: 'c1', source: '业主大会决定', ...change },
})

test('begins with all values of the rule that it is like, and changes none of them by itself', () => {
  const { ruleId: _, ...values } = defaultFundRule
  const head = { jurisdiction: 'c1', validFrom: '2026-03-02', basis: 'standard', source: '业主大会决定' } as const
  expect(wrongIn(form()).size).toBe(0)
  expect(bodyOf(form())).toEqual({ ...values, ...head })
  expect(FundRule.parse({ ...bodyOf(form()), ruleId: 'r' })).toBeDefined()
})

test('amounts are typed in yuan; an empty one is none', () => {
  const typed = (value: string) => ({ value, basis: 'standard' as const, source: '实施细则' })
  const { toleranceFen, firstDeposits } = bodyOf(
    form({
      toleranceFen: typed('10000'),
      firstDeposits: { 'multi-storey': typed('50.5'), 'high-rise': { ...typed(''), source: '' } },
    }),
  )
  expect(toleranceFen).toMatchObject({ value: 1_000_000 })
  expect(firstDeposits).toEqual([
    { buildingKind: 'multi-storey', fenPerSquareMetre: 5_050, basis: 'standard', source: '实施细则' },
  ])
})

test('what is missing or no number is named', () => {
  const { settings, approvals } = form()
  const wrong = wrongIn(
    form({
      ...{ jurisdiction: '', validFrom: '', source: ' ' },
      settings: { ...settings, topUpPercent: { ...settings.topUpPercent, value: '三成' } },
      toleranceFen: { value: '1万', basis: 'standard', source: '办法' },
      approvals: { ...approvals, upTo: ['0', '100000', ''] },
    }),
  )
  expect([...wrong]).toEqual(['jurisdiction', 'validFrom', 'source', 'topUpPercent', 'toleranceFen', 'approvals'])
})

test('a setting is read by its unit', () => {
  const t = (key: string, { n }: Record<string, unknown>) => `${key.split('.').at(-1)} ${n}`
  expect([settingText('topUpPercent', 30, t), settingText('reconcileDay', 10, t)]).toEqual(['Percent 30', 'Day 10'])
  expect(settingText('smallExpenseFen', 50_000, t)).toContain('500.00')
})
