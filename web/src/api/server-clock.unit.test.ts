/** The clock of a device against the dates of answers. */
import { expect, test } from 'vitest'
import { createServerClock } from './server-clock.ts'

const DATE = 'Sun, 01 Mar 2026 08:00:00 GMT'
const SERVER_MS = Date.parse(DATE)
const HOUR_MS = 3_600_000

test.each([
  { device: 'three hours ahead', offMs: 3 * HOUR_MS, aheadMs: 3 * HOUR_MS },
  { device: 'two days behind', offMs: -48 * HOUR_MS, aheadMs: -48 * HOUR_MS },
  { device: 'a minute ahead, which is right', offMs: 60_000, aheadMs: 0 },
  { device: 'right', offMs: 0, aheadMs: 0 },
])('$device', ({ offMs, aheadMs }) => {
  const clock = createServerClock()
  expect(clock.aheadMs()).toBeUndefined()
  clock.heard(DATE, SERVER_MS + offMs + 400, SERVER_MS + offMs + 600)
  expect(clock.aheadMs()).toBe(aheadMs)
})

test('an answer without a date, or one that slept on its way, tells nothing', () => {
  const clock = createServerClock()
  clock.heard(null, SERVER_MS, SERVER_MS)
  clock.heard(DATE, SERVER_MS, SERVER_MS + 8 * HOUR_MS)
  clock.heard(DATE, SERVER_MS, SERVER_MS - 1)
  expect(clock.aheadMs()).toBeUndefined()
})
