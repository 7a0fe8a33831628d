import { expect, test } from 'vitest'
import { instantTyped, typedInstant, typedWhenTaken } from './shanghai-time.ts'

test('what is typed is Shanghai time, and comes back the same', () => {
  expect(instantTyped('2026-03-01T08:30')).toBe('2026-03-01T00:30:00.000Z')
  expect(instantTyped('2026-03-01T00:05')).toBe('2026-02-28T16:05:00.000Z')
  expect(typedInstant('2026-02-28T16:05:00.000Z')).toBe('2026-03-01T00:05')
})

test('nothing typed is no moment', () => {
  expect(instantTyped('')).toBeUndefined()
  expect(instantTyped('tomorrow')).toBeUndefined()
})

test('a picture of an hour ago suggests its time; one of just now, of last year or of tomorrow does not', () => {
  const now = Date.parse('2026-03-02T10:00:00.000Z')
  const suggested = (takenAt: string | null) => typedWhenTaken(takenAt, now)
  expect(suggested('2026-03-02T09:00:00.000Z')).toBe('2026-03-02T17:00')
  expect(suggested('2026-03-02T09:45:00.000Z')).toBe('2026-03-02T17:45')
  expect(suggested('2026-03-02T09:50:00.000Z')).toBeUndefined()
  expect(suggested('2025-03-02T09:00:00.000Z')).toBeUndefined()
  expect(suggested('2026-03-03T09:00:00.000Z')).toBeUndefined()
  expect(suggested(null)).toBeUndefined()
})
