/** Each wrong value is named; only this machine counts as loopback. */
import { expect, test } from 'vitest'
import { ConfigError, isLoopback, readConfig } from './config.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test.each([
  ['PORT', '70000'],
  ['DEMO', 'yes'],
  ['PUBLIC_URL', 'ftp://changxin.example.org'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['SESSION_SECRET', 'short'],
  ['TRUST_PROXY', 'true'],
  ['DEMO_ANCOR', '2026-03-01'],
])('%s=%s is refused by name', (name, value) => {
  expect(problemsOf({ [name]: value }).join()).toContain(name)
})

test('what is not ours is not looked at, and an empty value is no value', () => {
  expect(problemsOf({ HOME: '/root', PORT: '', PUBLIC_URL: 'https://changxin.example.org' })).toEqual([])
})

test('a name that looks like a loopback address is none', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true])
  expect(['127.example.org', '0.0.0.0', '10.0.0.1'].map(isLoopback)).toEqual([false, false, false])
})
