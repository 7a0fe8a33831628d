/** What a step of a ticket says in one line, and what somebody wrote. */
import { expect, test } from 'vitest'
import { matterFacts, matterText } from './matter-words.ts'

const t = (key: string) => key.split('.').at(-1) ?? ''
const step = (facts: Record<string, string | null>) => ({
  id: 's1',
  type: 'TicketResult',
  occurredAt: '2026-03-01T01:00:00.000Z',
  actorName: '王芳',
  channel: 'web',
  facts,
})

test('a transfer tells from whom to whom, and why apart', () => {
  const moved = step({ from: null, to: '城管局', reason: '路灯' })
  expect([matterFacts(moved, t, 'zh'), matterText(moved)]).toEqual([['→ 城管局'], '路灯'])
  expect(matterFacts(step({ from: '城管局', to: '供电所' }), t, 'zh')).toEqual(['城管局 → 供电所'])
})

test('results tell only what was asked, days and deadlines are in Shanghai', () => {
  expect(matterFacts(step({ responded: 'yes', resolved: 'no', satisfied: null }), t, 'zh')).toEqual([
    'responded yes',
    'resolved no',
  ])
  const [deadline] = matterFacts(step({ deadline: '2026-03-08T16:30:00.000Z' }), t, 'zh')
  expect(deadline).toMatch(/deadline .*9.*00:30/)
  expect(matterText(step({ deadline: null, reason: null }))).toBeNull()
})
