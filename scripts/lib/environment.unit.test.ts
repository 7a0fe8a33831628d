import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDemoDefault } from './demo-default.mjs'
import { contentHash, withoutNpm } from './workspace.mjs'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'changxin-scripts-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a new or empty data folder on loopback starts as a demo', () => {
  const DATA_DIR = path.join(folder, 'new')
  expect(isDemoDefault({ DATA_DIR })).toBe(true)
  expect(isDemoDefault({ DATA_DIR, HOST: '127.0.0.1' })).toBe(true)
  mkdirSync(DATA_DIR)
  expect(isDemoDefault({ DATA_DIR, HOST: '::1' })).toBe(true)
})

test('nothing else does: not a used folder, not where others can reach it, not when told', () => {
  const DATA_DIR = path.join(folder, 'used')
  expect(isDemoDefault({ DATA_DIR, HOST: '0.0.0.0' })).toBe(false)
  expect(isDemoDefault({ DATA_DIR, DEMO: '0' })).toBe(false)
  expect(isDemoDefault({ DATA_DIR, DEMO: '1' })).toBe(false)
  mkdirSync(DATA_DIR)
  writeFileSync(path.join(DATA_DIR, 'log.db'), '')
  expect(isDemoDefault({ DATA_DIR })).toBe(false)
})

test('of npm only what reaches the registry is handed on', () => {
  const registry = { npm_config_registry: 'https://registry.example.org/', npm_config_cache: '/cache' }
  const noise = { npm_lifecycle_event: 'start', npm_config_prefix: '/usr', INIT_CWD: '/', NODE_OPTIONS: '--inspect' }
  expect(withoutNpm({ ...registry, ...noise, PATH: '/bin', DATA_DIR: 'd' })).toEqual({
    ...registry,
    PATH: '/bin',
    DATA_DIR: 'd',
  })
})

test('a hash changes with contents, names and the extra word, and with nothing else', () => {
  const [one, two] = [path.join(folder, 'one'), path.join(folder, 'two')]
  writeFileSync(one, 'a')
  writeFileSync(two, 'a')
  const before = contentHash([one], 'x')
  writeFileSync(one, 'a')
  expect(contentHash([one], 'x')).toBe(before)
  expect(contentHash([two], 'x')).not.toBe(before)
  expect(contentHash([one], 'y')).not.toBe(before)
  writeFileSync(one, 'b')
  expect(contentHash([one], 'x')).not.toBe(before)
})
