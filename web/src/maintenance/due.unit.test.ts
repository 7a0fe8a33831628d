import { expect, test } from 'vitest'
import { dueOf } from './due.ts'

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
