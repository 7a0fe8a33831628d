import { expect, test } from 'vitest'
import { counterSteps, nextStep, otherSteps } from './next-step.ts'

const can = (action: string, reason: string | null = null) => ({
  action: `decisions.${action}`,
  possible: reason === null,
  reason,
  code: reason === null ? null : 'notice-too-short',
})

test('an announced decision is opened next, or says why not yet', () => {
  const waiting = { status: 'announced' as const, possible: [can('open', '公告到开始投票至少 15 天。'), can('annul')] }
  expect(nextStep(waiting)).toEqual({ step: 'open', possible: false, reason: '公告到开始投票至少 15 天。' })
  expect(otherSteps(waiting)).toEqual(['annul'])
})

test('whoever may not take the step is not shown it', () => {
  expect(nextStep({ status: 'proposed', possible: [can('object')] })).toBeNull()
})

test('after the closing the counters have their own page', () => {
  const closed = { status: 'closed' as const, possible: [can('enter-paper'), can('count', '还有 2 张没有录入。')] }
  expect(nextStep(closed)).toBeNull()
  expect(counterSteps(closed)).toEqual(['enter-paper'])
})

test('nothing carries on what is posted or withdrawn', () => {
  const possible = [can('announce'), can('publish'), can('post'), can('annul')]
  expect(nextStep({ status: 'published', possible })).toBeNull()
  expect(nextStep({ status: 'annulled', possible })).toBeNull()
  expect(otherSteps({ status: 'published', possible })).toEqual(['post', 'annul'])
})
