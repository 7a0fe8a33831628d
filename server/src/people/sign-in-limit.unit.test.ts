import { expect, test } from 'vitest'
import { createSignInLimit } from './sign-in-limit.ts'

function clocked() {
  const clock = { ms: 1_000_000 }
  const limit = createSignInLimit({ nowMs: () => clock.ms })
  return {
    limit,
    pass: (seconds: number) => {
      clock.ms += seconds * 1_000
    },
    /** Fails as fast as it is let; answers how often it was let. */
    fail: (times: number, name = 'li', address = '10.0.0.1') => {
      let tried = 0
      for (let index = 0; index < times; index++) if (limit.begin(name, address).waitSeconds === 0) tried++
      return tried
    },
    waits: (name = 'li', address = '10.0.0.1') => limit.begin(name, address).waitSeconds,
  }
}

test('five wrong ones are free, then each waits longer, a minute at most', () => {
  const { fail, waits, pass } = clocked()
  expect(fail(20)).toBe(5)
  const pauses: number[] = []
  for (let index = 0; index < 9; index++) {
    const seconds = waits()
    pauses.push(seconds)
    pass(seconds)
    expect(waits()).toBe(0)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('a volley at once counts before any of them is checked', () => {
  const { fail } = clocked()
  expect(fail(1_000)).toBe(5)
})

test('other people and other addresses go on', () => {
  const { fail, waits } = clocked()
  fail(20)
  expect(waits('wang', '10.0.0.1')).toBe(0)
  expect(waits('li', '10.0.0.2')).toBe(0)
})

test('one name guessed from everywhere is slowed for a few seconds, but not where the person is known', () => {
  const { limit, waits } = clocked()
  limit.begin('li', '10.9.9.9')
  limit.succeeded('li', '10.9.9.9')
  for (let index = 0; index < 100; index++) limit.begin('li', `10.1.0.${index}`)
  expect(waits('li', '10.2.0.1')).toBe(1)
  expect(waits('li', '10.9.9.9')).toBe(0)
  expect(waits('wang', '10.2.0.1')).toBe(0)
})

test('one address that tries many names is slowed, but not for who is known there', () => {
  const { limit, waits } = clocked()
  limit.begin('li', '10.0.0.1')
  limit.succeeded('li', '10.0.0.1')
  for (let index = 0; index < 50; index++) limit.begin(`name${index}`, '10.0.0.1')
  expect(waits('another', '10.0.0.1')).toBeGreaterThan(0)
  expect(waits('li', '10.0.0.1')).toBe(0)
})

test('the right password forgets the wrong ones, and time does too', () => {
  const { limit, fail, waits, pass } = clocked()
  fail(5)
  pass(1)
  expect(waits()).toBe(0)
  limit.succeeded('li', '10.0.0.1')
  expect(fail(20)).toBe(5)
  pass(15 * 60)
  expect(fail(20)).toBe(5)
})

test('a clock that is set back keeps nobody waiting longer', () => {
  const { fail, waits, pass } = clocked()
  fail(6)
  pass(-3_600)
  expect(waits()).toBeLessThanOrEqual(1)
})
