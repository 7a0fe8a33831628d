import { expect, test } from 'vitest'
import { createMessages } from '../i18n/index.ts'
import { isRunning, standingOf } from './standing.ts'

const row = {
  status: 'open' as const,
  opensOn: '2026-09-16',
  closesOn: '2026-10-05',
  items: 3,
  passedItems: null,
  resultOverdue: false,
}

test('an announced decision says when it opens; on that day it waits for whoever opens it', () => {
  const announced = { ...row, status: 'announced' as const }
  expect(standingOf(announced, '2026-09-14')).toEqual({ key: 'opensIn', day: '2026-09-16', n: 2, of: 3 })
  expect(standingOf(announced, '2026-09-16').key).toBe('opensDue')
})

test('the last day of the voting still is one', () => {
  expect(standingOf(row, '2026-10-04')).toMatchObject({ key: 'closesIn', n: 1, day: '2026-10-05' })
  expect(standingOf(row, '2026-10-05').key).toBe('closesToday')
})

test('a count that was not posted in time is said', () => {
  const counted = { ...row, status: 'counted' as const, passedItems: 1 }
  expect(standingOf(counted, '2026-10-08').key).toBe('counted')
  expect(standingOf({ ...counted, resultOverdue: true }, '2026-10-12').key).toBe('overdue')
})

test('a published one says how many items passed', () => {
  const keys = [0, 1, 3].map((n) => standingOf({ ...row, status: 'published', passedItems: n }, '2026-11-01').key)
  expect(keys).toEqual(['passedNone', 'passedSome', 'passedAll'])
  expect(isRunning({ status: 'counted' })).toBe(true)
  expect(isRunning({ status: 'published' })).toBe(false)
})

test('every standing has its words', () => {
  const { te } = createMessages('zh-CN').global
  const statuses = ['proposed', 'announced', 'open', 'closed', 'counted', 'published', 'annulled'] as const
  for (const status of statuses)
    expect(te(`decisions.standing.${standingOf({ ...row, status }, '2026-10-01').key}`)).toBe(true)
})
