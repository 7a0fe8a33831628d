/** When a nightly backup is due: days and minutes of Shanghai. */
import { expect, test } from 'vitest'
import { dayAndMinuteIn, isBackupDue, isStale, tooOld } from '../../deploy/lib/backup-times.mjs'

const at = '02:30'
const pauseMs = 3_600_000
const shanghai = (text: string) => Date.parse(`${text}+08:00`)
const due = (text: string, days: readonly string[], failedAtMs?: number) =>
  isBackupDue({ nowMs: shanghai(text), at, days, failedAtMs, pauseMs })

test('a day begins at midnight in Shanghai', () => {
  expect(dayAndMinuteIn(shanghai('2026-03-20T00:00:00'))).toEqual({ day: '2026-03-20', minute: '00:00' })
  expect(dayAndMinuteIn(shanghai('2026-03-19T23:59:59'))).toEqual({ day: '2026-03-19', minute: '23:59' })
})

test('the very first at once, then one a night, from the minute on, also when the night was missed', () => {
  expect(due('2026-03-20T18:00:00', [])).toBe(true)
  expect(due('2026-03-21T02:29:59', ['2026-03-20'])).toBe(false)
  expect(due('2026-03-21T02:30:00', ['2026-03-20'])).toBe(true)
  expect(due('2026-03-21T02:30:30', ['2026-03-20', '2026-03-21'])).toBe(false)
  expect(due('2026-03-23T14:00:00', ['2026-03-20'])).toBe(true)
})

test('after a failure not before the pause is over', () => {
  const failed = shanghai('2026-03-21T02:30:00')
  expect(due('2026-03-21T03:29:00', ['2026-03-20'], failed)).toBe(false)
  expect(due('2026-03-21T03:30:00', ['2026-03-20'], failed)).toBe(true)
})

test('the newest stay, whatever order the folder lists them in', () => {
  expect(tooOld(['2026-03-03', '2026-03-01', '2026-03-02'], 2)).toEqual(['2026-03-01'])
  expect(tooOld(['2026-03-01'], 2)).toEqual([])
})

test('two nights without one are too long', () => {
  const now = shanghai('2026-03-23T14:00:00')
  expect(isStale(['2026-03-21'], now)).toBe(false)
  expect(isStale(['2026-03-20'], now)).toBe(true)
  expect(isStale([], now)).toBe(true)
})
