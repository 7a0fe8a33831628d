/** Where files are kept is said once and whole, or not at all. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../config.ts'

const STORE = 'https://files.example.org/photos/changxin'
const KEYS = { FILES_S3_ACCESS_KEY_ID: 'key', FILES_S3_SECRET_ACCESS_KEY: 'secret' }

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing, a folder, or a store with its keys', () => {
  expect(problemsOf({})).toEqual([])
  expect(problemsOf({ FILES_DIR: './shared' })).toEqual([])
  expect(readConfig({ FILES_DIR: './shared' }).FILES_DIR).toBe(resolve('shared'))
  expect(readConfig({ FILES_S3_URL: STORE, ...KEYS })).toMatchObject({ FILES_S3_REGION: 'us-east-1' })
})

test.each<[string, Record<string, string>]>([
  ['FILES_DIR', { FILES_DIR: './shared', FILES_S3_URL: STORE, ...KEYS }],
  ['FILES_S3_ACCESS_KEY_ID', { FILES_S3_URL: STORE, FILES_S3_SECRET_ACCESS_KEY: 'secret' }],
  ['FILES_S3_SECRET_ACCESS_KEY', { FILES_S3_URL: STORE, FILES_S3_ACCESS_KEY_ID: 'key' }],
  ['FILES_S3_URL', KEYS],
  ['FILES_S3_URL', { FILES_S3_URL: 'photos', ...KEYS }],
  ['FILES_S3_BUCKET', { FILES_S3_BUCKET: 'photos' }],
])('%s is named', (name, environment) => {
  const problems = problemsOf(environment)
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.join()).toContain(name)
  expect(problems.join(), 'no secret in a message').not.toContain('secret')
})
