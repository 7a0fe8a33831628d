import { expect, test } from 'vitest'
import { createMessages } from '../i18n/index.ts'
import { type Step, stepBy, stepFacts, toldLater } from './step-words.ts'

const { t } = createMessages('zh-CN').global
const words = (key: string, values: Record<string, unknown> = {}) => t(key, values)
const step = (changes: Partial<Step>): Step => ({
  id: 'e1',
  type: 'RequestAccepted',
  occurredAt: '2026-03-01T00:30:00.000Z',
  recordedAt: '2026-03-01T00:30:01.000Z',
  actorId: 'p1',
  actorName: '王芳',
  onBehalfOfName: null,
  channel: 'web',
  text: null,
  files: [],
  facts: {},
  ...changes,
})

test('a report says what it is and how urgent', () => {
  expect(
    stepFacts(step({ type: 'RequestReported', facts: { category: 'drain', urgency: 'emergency' } }), words, 'zh-CN'),
  ).toEqual(['排水', '急修'])
})

test('an assignment names the worker, also one whose data were erased', () => {
  expect(stepFacts(step({ type: 'RequestAssigned', facts: { assigneeName: '李师傅' } }), words, 'zh-CN')).toEqual([
    '派给 李师傅',
  ])
  expect(stepFacts(step({ type: 'RequestAssigned' }), words, 'zh-CN')).toEqual(['派给 —'])
})

test('a missed target says which one and when it was due, in Shanghai time', () => {
  const missed = step({ type: 'TargetMissed', facts: { target: 'response', dueAt: '2026-03-01T16:05:00.000Z' } })
  expect(stepFacts(missed, words, 'zh-CN')).toEqual(['响应时限', '应于 3月2日 00:05'])
})

test('a confirmation says how, and the rating only where there is one', () => {
  expect(stepFacts(step({ type: 'CompletionConfirmed', facts: { how: 'phone', rating: 4 } }), words, 'zh-CN')).toEqual([
    '电话确认',
    '评分 4',
  ])
  expect(
    stepFacts(step({ type: 'CompletionConfirmed', facts: { how: 'at-door', rating: null } }), words, 'zh-CN'),
  ).toEqual(['上门确认'])
})

test('a decision about liability says who, and the estimate where there is one', () => {
  const decided = step({ type: 'LiabilityDecided', facts: { route: 'operator', estimateFen: 135_050 } })
  expect(stepFacts(decided, words, 'zh-CN')).toEqual(['管理主体负责', '¥1,350.50'])
  expect(stepFacts(step({ type: 'LiabilityDecided', facts: { route: 'unknown' } }), words, 'en')).toEqual([
    'not known yet',
  ])
})

test('who did it, for whom, and by which way in', () => {
  expect(stepBy(step({}), words)).toBe('王芳')
  expect(stepBy(step({ onBehalfOfName: '张三', channel: 'phone' }), words)).toBe('王芳 代 张三 · 电话')
  expect(stepBy(step({ actorId: 'system', actorName: '—' }), words)).toBe('')
})

test('both times are told from ten minutes on', () => {
  expect(toldLater(step({ recordedAt: '2026-03-01T00:40:00.000Z' }))).toBe(false)
  expect(toldLater(step({ recordedAt: '2026-03-01T00:40:00.001Z' }))).toBe(true)
})
