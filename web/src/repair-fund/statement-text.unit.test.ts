import { expect, test } from 'vitest'
import { createMessages } from '../i18n/index.ts'
import { statementText } from './statement-text.ts'

const { t } = createMessages('zh-CN').global
const parts = {
  t: (key: string, values: Record<string, unknown> = {}) => t(key, values),
  language: 'zh-CN',
  day: '2026-03-02',
}
const fund = {
  unitId: 'u1',
  compoundId: 'c1',
  compoundName: '南街小区',
  label: '3栋 2单元 502',
  hasFund: true,
  balanceFen: 150_050,
  entries: 1,
  book: 'commercial' as const,
  bookkeeper: 'bank' as const,
  floorArea: null,
}
const entry = {
  id: 'e1',
  number: 1,
  kind: 'top-up' as const,
  paidOn: '2026-03-01',
  recordedAt: '2026-03-01T01:00:00.000Z',
  amountFen: 150_050,
  balanceFen: 150_050,
  note: null,
  reverses: null,
  reversedBy: null,
  reversedFen: 0,
  bookingId: 'b1',
  withdrawalId: null,
  sample: false,
}

test('balance with its day, then the newest entries with their sign', () => {
  expect(statementText(fund, [entry, { ...entry, id: 'e0', kind: 'reversal', amountFen: -100 }], parts)).toBe(
    [
      '【维修资金】南街小区 3栋 2单元 502',
      '截至 2026年3月2日 余额 ¥1,500.50',
      '最近明细：',
      '2026年3月1日 续交 +¥1,500.50',
      '2026年3月1日 冲正 −¥1.00',
    ].join('\n'),
  )
})

test('no fund is said, and never shown as an amount', () => {
  const text = statementText({ ...fund, hasFund: false, balanceFen: null }, [], parts)
  expect(text).toBe('【维修资金】南街小区 3栋 2单元 502\n尚无维修资金')
})
