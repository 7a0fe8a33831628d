import { expect, test } from 'vitest'
import { dueOf, marksOf } from './due.ts'

const row = {
  status: 'accepted',
  nextDueAt: 'next',
  overdue: false,
  resolutionMissed: false,
  responseDueAt: 'response',
  resolutionDueAt: 'resolution',
} as const

test('an open request shows the clock that runs', () => expect(dueOf(row)).toBe('next'))
test('a late one shows since when, the resolution before the response', () => {
  expect(dueOf({ ...row, overdue: true })).toBe('response')
  expect(dueOf({ ...row, overdue: true, resolutionMissed: true, nextDueAt: null })).toBe('resolution')
})
test('what is done or withdrawn has no clock', () => {
  expect(dueOf({ ...row, status: 'completed', resolutionMissed: true })).toBe(null)
  expect(dueOf({ ...row, status: 'cancelled', overdue: true })).toBe(null)
})

const unmarked = { ...row, urgedAt: null, reopenedCount: 0, partlyFixedCount: 0, isRepeat: false, followers: 0 }
test('a repeat stands out, also when it is done; who waits only while it is open', () => {
  const marked = { ...unmarked, isRepeat: true, followers: 2 }
  expect(marksOf(unmarked)).toEqual([])
  expect(marksOf(marked).map(({ mark }) => mark)).toEqual(['repeat', 'followed'])
  expect(marksOf({ ...marked, status: 'confirmed' }).map(({ mark }) => mark)).toEqual(['repeat'])
})
