import { RequestStatus } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { createMessages } from '../../i18n/index.ts'
import type { Step } from '../step-words.ts'
import { standingOf, withoutNames } from './standing.ts'

const { t } = createMessages('zh-CN').global
const words = (key: string, values: Record<string, unknown> = {}) => t(key, values)
const step: Step = {
  id: 'e1',
  type: 'RequestAssigned',
  occurredAt: '2026-03-01T00:30:00.000Z',
  recordedAt: '2026-03-01T00:30:01.000Z',
  actorId: 'p9',
  actorName: '王芳',
  onBehalfOfName: null,
  channel: 'web',
  text: null,
  files: [],
  facts: { assigneeName: '李师傅', helperNames: '赵师傅', how: 'assigned' },
}
const request = {
  status: 'reported' as const,
  responseDueAt: '2026-03-01T01:00:00.000Z',
  resolutionDueAt: '2026-03-03T01:00:00.000Z',
  overdue: false,
  pause: null,
  mergedInto: null,
  steps: [step],
}

test('every status has its sentence, and no name of anybody', () => {
  for (const status of RequestStatus.options) {
    const { title, text, hands } = standingOf({ ...request, status }, words, 'zh-CN')
    expect(`${title}${text}${hands}`).not.toMatch(/maintenance\.|王芳|李师傅|\{/)
    expect(title.length * hands.length).toBeGreaterThan(0)
  }
})

test('the time by which somebody answers is told, and that it is late once it is', () => {
  expect(standingOf(request, words, 'zh-CN').text).toContain('09:00')
  expect(standingOf({ ...request, overdue: true }, words, 'zh-CN').text).toBe(words('maintenance.own.late'))
  const done = standingOf({ ...request, status: 'completed', overdue: true }, words, 'zh-CN')
  expect(done.text).not.toBe(words('maintenance.own.late'))
})

test('the reason that was given stands there in full', () => {
  const said = { ...step, type: 'RequestRejected', text: '属于户内部位，由业主自行维修' }
  expect(standingOf({ ...request, status: 'rejected', steps: [step, said] }, words, 'zh-CN').text).toContain(said.text)
})

test('the history names roles; only oneself is oneself', () => {
  const [other, own] = withoutNames([step, { ...step, actorId: 'p1' }], 'p1', words)
  expect(JSON.stringify([other, own])).not.toMatch(/王芳|师傅/)
  expect(own?.actorName).toBe('我')
  expect(other?.facts).toEqual({ assigneeName: '维修人员', how: 'assigned' })
})
