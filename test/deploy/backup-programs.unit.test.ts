/** Backups beyond the single folder: files and keys elsewhere, no log of our own, every night, and whether they are young. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closed, portOf } from '../start/checkout.ts'

const programOf = (name: string) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url))

let folder: string
let settings: Record<string, string>
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'changxin-backups-'))
  for (const name of ['data', 'files/ab', 'keys']) mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, 'files/ab/cdef'), 'a file')
  writeFileSync(path.join(folder, 'keys/session.secret'), 'a secret')
  const at = (name: string) => path.join(folder, name)
  settings = { LOG_ENGINE: 'kurrentdb', DATA_DIR: at('data'), FILES_DIR: at('files'), KEYS_DIR: at('keys') }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(program: string, args: readonly string[], more: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', ...settings, ...more }
  return spawnSync(process.execPath, [programOf(program), ...args], { encoding: 'utf8', env })
}

test('a node of a cluster backs up what is not in the log: shared files and keys', () => {
  const target = path.join(folder, 'copy')
  expect(run('backup.mjs', [target]).status).toBe(0)
  expect(readdirSync(target).sort()).toEqual(['files', 'keys'])
  expect(readFileSync(path.join(target, 'files/ab/cdef'), 'utf8')).toBe('a file')
})

test('without a cluster a folder without a log is refused', () => {
  const refused = run('backup.mjs', [path.join(folder, 'none')], { LOG_ENGINE: 'sqlite' })
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('has no log.db') })
})

test('one a day, the newest stay, what was broken off goes, and the check says whether it is young', () => {
  const nights = path.join(folder, 'nights')
  for (const name of ['2020-01-01', '2020-01-02', '2020-01-03.unfinished'])
    mkdirSync(path.join(nights, name), { recursive: true })
  expect(run('backup-nightly.mjs', [nights, '--check'])).toMatchObject({ status: 1 })
  const made = run('backup-nightly.mjs', [nights, '--once'], { BACKUP_KEEP: '2' })
  expect(made.stderr).toBe('')
  expect(made.status).toBe(0)
  const left = readdirSync(nights).sort()
  expect(left.length).toBe(2)
  expect(left[0]).toBe('2020-01-02')
  expect(existsSync(path.join(nights, left[1] ?? '', 'keys/session.secret'))).toBe(true)
  expect(run('backup-nightly.mjs', [nights, '--check']).status).toBe(0)
})

test.each([
  ['BACKUP_AT', '25:00'],
  ['BACKUP_KEEP', '0'],
])('%s=%s is refused by name', (name, value) => {
  const wrong = { [name]: value }
  expect(run('backup-nightly.mjs', [folder, '--once'], wrong)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(name),
  })
})

test('health says by its exit code whether the node answers', async () => {
  let status = 200
  const server = createServer((_, reply) => reply.writeHead(status).end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const env = { PATH: process.env.PATH ?? '', PORT: String(portOf(server)) }
  const ask = () =>
    promisify(execFile)(process.execPath, [programOf('health.mjs'), 'ready'], { env }).then(
      () => 0,
      (error: { code: number }) => error.code,
    )
  expect(await ask()).toBe(0)
  status = 503
  expect(await ask()).toBe(1)
  server.closeAllConnections()
  await closed(server)
  expect(await ask()).toBe(1)
})
