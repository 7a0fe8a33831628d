import type { RequestRow } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { createMessages } from '../i18n/index.ts'
import { listText, MAX_LINES, requestText, withoutNumbers } from './request-text.ts'

const { t } = createMessages('zh-CN').global
const words = (key: string, values: Record<string, unknown> = {}) => t(key, values)
const parts = { t: words, language: 'zh-CN' }
const row = (changes: Partial<RequestRow> = {}): RequestRow => ({
  id: 'r1',
  number: '20260301-0007',
  compoundId: 'c1',
  compoundName: '兴隆花园',
  placeLabel: '3栋 2单元 502',
  place: { kind: 'unit', id: 'u1' },
  category: 'drain',
  urgency: 'ordinary',
  status: 'assigned',
  text: '下水堵了，联系张先生 138 1234 5678',
  reportedAt: '2026-03-01T01:00:00.000Z',
  responseDueAt: '2026-03-01T05:00:00.000Z',
  resolutionDueAt: '2026-03-03T01:00:00.000Z',
  nextDueAt: '2026-03-03T01:00:00.000Z',
  responseMissed: false,
  resolutionMissed: false,
  overdue: false,
  assigneeId: 'w1',
  assigneeName: '王师傅',
  reopenedCount: 0,
  partlyFixedCount: 0,
  isRepeat: false,
  photos: 0,
  followers: 0,
  urgedAt: null,
  channel: 'web',
  revision: 3,
  sample: false,
  ...changes,
})

test('a request tells number, place, fault and deadline', () => {
  expect(requestText(row(), { ...parts, link: 'https://example.org/requests/r1' }).split('\n')).toEqual([
    '【报修 20260301-0007】',
    '位置：兴隆花园 3栋 2单元 502',
    '类别：排水（一般）',
    '情况：下水堵了，联系张先生 （号码已隐去）',
    '进度：已派单',
    '时限：2026年3月3日 09:00 前',
    'https://example.org/requests/r1',
  ])
})

test('nobody’s name that the platform knows, and no number that somebody wrote, leaves the office', () => {
  const text = listText([row(), row({ text: '座机 0871-6512345，门禁坏' })], '在办报修', parts)
  expect(text).not.toMatch(/王师傅|138|5678|65/)
  expect(text).toContain('20260301-0007')
})

test.each([
  ['+86 138-1234-5678 打我', '× 打我'],
  ['530102199001011234', '×'],
  ['3栋 2单元 502，漏了 3 天，压力 0.25', '3栋 2单元 502，漏了 3 天，压力 0.25'],
  ['2026年3月1日 12:30 起', '2026年3月1日 12:30 起'],
])('%s → %s', (text, shown) => {
  expect(withoutNumbers(text, '×')).toBe(shown)
})

test('what is late says since when, what needs no time says how far it is', () => {
  const [, late, , done] = listText(
    [row({ overdue: true, resolutionMissed: true }), row({ status: 'completed', nextDueAt: null })],
    '报修',
    parts,
  )
    .split('\n')
    .map((line) => line)
  expect(late).toContain('1. 20260301-0007 兴隆花园 3栋 2单元 502')
  expect(done).toContain('2. ')
  expect(listText([row({ overdue: true, resolutionMissed: true })], '报修', parts)).toContain('已超时')
  expect(listText([row({ status: 'completed', nextDueAt: null })], '报修', parts)).toContain('（待确认）')
})

test('a long list ends with how many are left out, a long report with dots', () => {
  const text = listText(
    Array.from({ length: MAX_LINES + 3 }, () => row({ text: '漏水'.repeat(60) })),
    '报修',
    parts,
  )
  expect(text.split('\n')).toHaveLength(1 + 2 * MAX_LINES + 1)
  expect(text.split('\n').at(-1)).toContain('3')
  expect(text.split('\n')[2]).toContain('…')
})
