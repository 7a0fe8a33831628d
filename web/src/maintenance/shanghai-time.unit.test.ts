import { expect, test } from 'vitest'
import { instantTyped, typedInstant } from './shanghai-time.ts'

test('what is typed is Shanghai time, and comes back the same', () => {
  expect(instantTyped('2026-03-01T08:30')).toBe('2026-03-01T00:30:00.000Z')
  expect(instantTyped('2026-03-01T00:05')).toBe('2026-02-28T16:05:00.000Z')
  expect(typedInstant('2026-02-28T16:05:00.000Z')).toBe('2026-03-01T00:05')
})

test('nothing typed is no moment', () => {
  expect(instantTyped('')).toBeUndefined()
  expect(instantTyped('tomorrow')).toBeUndefined()
})
