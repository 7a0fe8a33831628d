import { expect, test } from 'vitest'
import { createMessages } from '../../i18n/index.ts'
import { noticeText } from './notice-text.ts'

const { t } = createMessages('zh-CN').global
const parts = { t: (key: string, values: Record<string, unknown> = {}) => t(key, values), language: 'zh-CN' }
const leak = {
  compoundName: '南街小区',
  purpose: '3栋屋面渗漏维修',
  budgetFen: 432_100,
  settledFen: null,
  apportionedFen: 432_100,
  paidFen: 0,
  unitCount: 24,
  postedUntil: '2026-07-16',
  status: 'posted' as const,
  plan: null,
}

test('the notice: what for, how much, among how many, until when; no door and no name', () => {
  expect(noticeText(leak, parts)).toBe(
    [
      '【维修资金分摊公示】南街小区',
      '用途：3栋屋面渗漏维修',
      '总额 ¥4,321.00，24 户分摊，按建筑面积',
      '公示到 2026年7月16日，有疑问请在此之前提出。',
      '每户的金额请在“我家的维修资金”里看。',
    ].join('\n'),
  )
})

test('the result says what was settled and paid, and no day to object by', () => {
  const text = noticeText({ ...leak, status: 'paid', settledFen: 400_000, paidFen: 400_000 }, parts)
  expect(text).toContain('【维修资金使用结果】')
  expect(text).toContain('总额 ¥4,000.00')
  expect(text).toContain('实付 ¥4,000.00')
  expect(text).not.toContain('公示到')
})
