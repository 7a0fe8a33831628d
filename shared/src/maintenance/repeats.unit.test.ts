/** What counts as a repeat of what. */
import { addMinutes, DAY_MS } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { type ConfirmedMatter, isRepeatOf, REPEAT_WITHIN_DAYS, type ReportedMatter, repeatedBy } from './repeats.ts'

const T0 = '2026-01-01T00:00:00.000Z'
const after = (days: number, ms = 0) => new Date(Date.parse(T0) + days * DAY_MS + ms).toISOString()
const report: ReportedMatter = {
  requestId: 'again',
  place: { kind: 'common-part', id: 'pump' },
  category: 'water',
  reportedAt: T0,
}
const confirmed = (confirmedAt: string, change: Partial<ConfirmedMatter> = {}): ConfirmedMatter => ({
  ...report,
  requestId: `confirmed ${confirmedAt}`,
  confirmedAt,
  ...change,
})

describe('a repeat', () => {
  test('is reported within the days after the confirmation, the last moment included', () => {
    expect(isRepeatOf({ ...report, reportedAt: after(REPEAT_WITHIN_DAYS) }, confirmed(T0))).toBe(true)
    expect(isRepeatOf({ ...report, reportedAt: after(REPEAT_WITHIN_DAYS, 1) }, confirmed(T0))).toBe(false)
    expect(isRepeatOf(report, confirmed(T0))).toBe(true)
    expect(isRepeatOf(report, confirmed(addMinutes(T0, 1)))).toBe(false)
  })
  test('is of the same place and the same category', () => {
    const earlier = after(-1)
    expect(isRepeatOf(report, confirmed(earlier, { place: { kind: 'common-part', id: 'roof' } }))).toBe(false)
    expect(isRepeatOf(report, confirmed(earlier, { place: { kind: 'unit', id: 'pump' } }))).toBe(false)
    expect(isRepeatOf(report, confirmed(earlier, { category: 'power' }))).toBe(false)
  })
  test('is never of itself', () => expect(isRepeatOf(report, confirmed(T0, { requestId: 'again' }))).toBe(false))
})

test('of several it repeats the one that was confirmed last before it', () => {
  const all = [confirmed(after(-30)), confirmed(after(-2)), confirmed(after(-9)), confirmed(after(1))]
  expect(repeatedBy(report, all)?.confirmedAt).toBe(after(-2))
  expect(repeatedBy(report, all.slice(3))).toBeUndefined()
  const together = [confirmed(after(-2), { requestId: 'one' }), confirmed(after(-2), { requestId: 'other' })]
  expect(repeatedBy(report, together)?.requestId).toBe('other')
})
