/** Shell scripts and systemd units, by the tools that read them for real, where the machine has these. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allFiles } from '../tidy/files.ts'
import { deployFolder, textOf } from './compose-file.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const outcomeOf = (program: string, args: readonly string[], env = process.env) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: root, env })
  return { status, output: `${stdout}${stderr}` }
}

describe('shell scripts', () => {
  const scripts = allFiles.filter(
    ({ path: name, text }) => name.startsWith('deploy/') && (name.endsWith('.sh') || text.startsWith('#!/bin/sh')),
  )
  const names = scripts.map(({ path: name }) => name)

  test('there are the starters, the installer with its parts, and the certificates', () => {
    expect(names.length).toBeGreaterThan(7)
  })

  test.each(names)('%s is one that any POSIX shell reads', (name) => {
    expect(outcomeOf('sh', ['-n', name])).toEqual({ status: 0, output: '' })
  })

  test.each(scripts.filter(({ text }) => text.startsWith('#!')).map(({ path: name }) => name))(
    '%s stops at the first failure and at a name that is not set',
    (name) => {
      expect(allFiles.find((file) => file.path === name)?.text).toMatch(/^set -eu$/m)
    },
  )

  test.runIf(has('shellcheck')).each(names)('%s passes shellcheck', (name) => {
    expect(outcomeOf('shellcheck', ['--external-sources', '--source-path', root, name])).toEqual({
      status: 0,
      output: '',
    })
  })

  test.each(['deploy/bin/node', 'deploy/bin/changxin', 'deploy/archive/install', 'deploy/archive/doctor'])(
    '%s can be started',
    (name) => {
      expect(statSync(path.join(root, name)).mode & 0o111).not.toBe(0)
    },
  )

  test('the starter runs the pinned Node with what it is given', () => {
    const { status, output } = outcomeOf('deploy/bin/node', ['-p', 'process.version + process.argv[1]', 'an argument'])
    expect({ status, output }).toEqual({ status: 0, output: `${process.version}an argument\n` })
  })
})

describe('units of systemd', () => {
  const units = readdirSync(deployFolder).filter((name) => /\.(service|timer)$/.test(name))

  test('one node, several of them, and the backup', () => {
    expect(units.sort()).toEqual([
      'changxin-backup.service',
      'changxin-backup.timer',
      'changxin.service',
      'changxin@.service',
    ])
  })

  test.runIf(has('systemd-analyze')).each(units)('%s is understood in every line', (name) => {
    // It also says what is wrong with the machine's own units; only ours count.
    const { output } = outcomeOf('systemd-analyze', ['verify', '--man=no', `${deployFolder}${name}`])
    expect(output.split('\n').filter((line) => line.includes('changxin'))).toEqual([])
  })

  test.each(units.filter((name) => name.endsWith('.service')))(
    '%s: not root, nothing to gain, folders of its own',
    (name) => {
      const lines = textOf(name).split('\n')
      for (const line of ['User=changxin', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'UMask=0077'])
        expect(lines).toContain(line)
    },
  )

  test('what the units start lies where the archive lays it', () => {
    for (const name of units) {
      for (const [, program = ''] of textOf(name).matchAll(/\/opt\/changxin\/current\/(deploy\/\S+)/g))
        expect(() => statSync(path.join(root, program)), `${name}: ${program}`).not.toThrow()
    }
  })
})

/** Making keys takes what chance it takes. */
const KEYS_TIMEOUT_MS = 60_000

describe('certificates of one’s own', { timeout: KEYS_TIMEOUT_MS }, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'changxin-certificates-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const made = (args: readonly string[], settings: Record<string, string> = {}) =>
    outcomeOf('sh', ['deploy/tls/certificates.sh', ...args], {
      ...process.env,
      CERTIFICATES: folder,
      CA_BITS: '2048',
      ...settings,
    })
  const make = (...args: string[]) => made(args)
  const renew = (...args: string[]) => made(args, { RENEW_BELOW: '9999' })
  const shown = (file: string) =>
    execFileSync('openssl', ['x509', '-noout', '-text', '-in', path.join(folder, file)], { encoding: 'utf8' })
  const modeOf = (file: string) => statSync(path.join(folder, file)).mode & 0o777

  test('for a cluster: names in each, one common name for the log, keys that their reader alone can read', () => {
    expect(make('cluster', 'changxin.example.internal', '10.0.0.5').status).toBe(0)
    expect(shown('web/web.crt')).toContain('DNS:changxin.example.internal, IP Address:10.0.0.5')
    for (const number of [1, 2, 3]) {
      const text = shown(`kurrent-${number}/node.crt`)
      expect(text).toContain(`DNS:kurrent-${number}.internal, IP Address:172.30.240.1${number}`)
      expect(text).toMatch(/Subject: CN ?= ?kurrentdb-node\n/)
      expect(text).toContain('TLS Web Server Authentication, TLS Web Client Authentication')
      expect(modeOf(`kurrent-${number}/node.key`)).toBe(0o400)
    }
    expect(modeOf('web/web.key')).toBe(0o400)
    expect(modeOf('web-ca/private/ca.key')).toBe(0o600)
    expect(modeOf('web-ca/private')).toBe(0o700)
  })

  test('the authority that phones trust may speak for these names alone', () => {
    expect(shown('web-ca/public/ca.crt')).toMatch(
      /Name Constraints: critical\s+Permitted:\s+DNS:changxin\.example\.internal/,
    )
    const elsewhere = renew('web', 'bank.example.com')
    expect(elsewhere.status).toBe(1)
    expect(elsewhere.output).toContain('PERMIT')
    expect(shown('web/web.crt')).toContain('changxin.example.internal')
  })

  test('made again nothing changes, renewed the certificate does and the authority stays', () => {
    const [before, authority] = [shown('web/web.crt'), shown('web-ca/public/ca.crt')]
    expect(make('web', 'changxin.example.internal').output).toContain('kept')
    expect(shown('web/web.crt')).toBe(before)
    expect(renew('web', 'changxin.example.internal').status).toBe(0)
    expect(shown('web/web.crt')).not.toBe(before)
    expect(shown('web-ca/public/ca.crt')).toBe(authority)
  })

  test('an address is no name for a server of the log', () => {
    expect(make('log', '10.0.0.9')).toMatchObject({ status: 1, output: expect.stringContaining('no DNS name') })
  })
})
