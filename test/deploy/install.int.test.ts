/** The installer below a folder of its own, with a tree as small as it can be; the whole archive is `npm run test:archive`. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishTree } from '../../deploy/archive/build.mjs'
import { fingerprintOf, openSigningKey } from '../../deploy/archive/signing.mjs'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const cpu = process.arch === 'arm64' ? 'arm64' : 'x64'

let folder: string
let key: ReturnType<typeof openSigningKey>
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'changxin-install-'))
  const file = path.join(folder, 'release.key')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file], { stdio: 'ignore' })
  key = openSigningKey(file)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An unpacked archive whose program is the deploy folder alone, and whose Node is the one that runs this. */
function unpacked(version: string, platform: string = cpu): string {
  const tree = path.join(folder, `${version}-${platform}`)
  cpSync(path.join(repository, 'deploy'), path.join(tree, 'app/deploy'), { recursive: true })
  cpSync(path.join(repository, '.env.example'), path.join(tree, 'app/.env.example'))
  mkdirSync(path.join(tree, 'app/node_modules/.bin'), { recursive: true })
  symlinkSync(process.execPath, path.join(tree, 'app/node_modules/.bin/node'))
  writeFileSync(path.join(tree, 'app/version.txt'), version)
  finishTree(tree, { version, cpu: platform, key })
  return tree
}

function install(tree: string, root: string, ...options: string[]) {
  const args = [path.join(tree, 'install'), '--root', root, '--despite-doctor', ...options]
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

const inUse = (root: string) => readFileSync(path.join(root, 'opt/changxin/current/version.txt'), 'utf8')
const trusted = () => `--fingerprint=${fingerprintOf(key.publicPem)}`.split('=')

test('first the key is compared, then everything is laid; again it changes nothing', () => {
  const [root, tree] = [path.join(folder, 'first'), unpacked('1.0.0')]
  const unknown = install(tree, root)
  expect(unknown).toMatchObject({ status: 1, output: expect.stringContaining(fingerprintOf(key.publicPem)) })
  expect(existsSync(root)).toBe(false)

  expect(install(tree, root, ...trusted())).toMatchObject({ status: 0 })
  expect(inUse(root)).toBe('1.0.0')
  const settings = path.join(root, 'etc/changxin/changxin.env')
  expect(readFileSync(settings, 'utf8')).not.toMatch(/^DATA_DIR=/m)
  expect(statSync(settings).mode & 0o777).toBe(0o640)
  for (const name of ['var/lib/changxin', 'var/backups/changxin'])
    expect(statSync(path.join(root, name)).mode & 0o777).toBe(0o700)
  const units = readdirSync(path.join(root, 'etc/systemd/system'))
  expect(units.sort()).toEqual([
    'changxin-backup.service',
    'changxin-backup.timer',
    'changxin.service',
    'changxin@.service',
  ])

  appendFileSync(settings, 'LOG_LEVEL=warn\n')
  const again = install(tree, root)
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('in place already') })
  expect(readFileSync(settings, 'utf8')).toContain('LOG_LEVEL=warn')
  expect(readdirSync(path.join(root, 'opt/changxin/releases')).length).toBe(1)
})

test('an upgrade keeps the version before, goes back to it, and clears away what is older', () => {
  const root = path.join(folder, 'upgraded')
  expect(install(unpacked('2.0.0'), root, ...trusted()).status).toBe(0)
  expect(install(unpacked('2.1.0'), root).status).toBe(0)
  expect(inUse(root)).toBe('2.1.0')
  expect(install(unpacked('2.2.0'), root).status).toBe(0)
  const releases = readdirSync(path.join(root, 'opt/changxin/releases'))
  expect(releases.map((name) => name.slice(0, 5)).sort()).toEqual(['2.1.0', '2.2.0'])

  // As `changxin back` does it: by the installer that lies in the release.
  const back = () => spawnSync('sh', [path.join(root, 'opt/changxin/current/install'), '--back', '--root', root])
  expect(back().status).toBe(0)
  expect(inUse(root)).toBe('2.1.0')
  expect(readlinkSync(path.join(root, 'opt/changxin/previous'))).toMatch(/^releases\/2\.2\.0-/)
  expect(back().status).toBe(0)
  expect(inUse(root)).toBe('2.2.0')
})

test('what is changed, what is for another machine, and what another signed is not installed', () => {
  const root = path.join(folder, 'refused')
  const changed = unpacked('3.0.0')
  appendFileSync(path.join(changed, 'app/version.txt'), '!')
  expect(install(changed, root, ...trusted())).toMatchObject({ status: 1, output: expect.stringContaining('damaged') })

  const elsewhere = unpacked('3.0.1', cpu === 'x64' ? 'arm64' : 'x64')
  const wrong = install(elsewhere, root, ...trusted())
  expect(wrong).toMatchObject({ status: 1, output: expect.stringContaining('this machine is') })

  const forged = unpacked('3.0.2')
  const other = path.join(folder, 'other.key')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', other], { stdio: 'ignore' })
  const sums = readFileSync(path.join(forged, 'SHA256SUMS'))
  writeFileSync(path.join(forged, 'SHA256SUMS.sig'), openSigningKey(other).sign(sums))
  expect(install(forged, root, ...trusted())).toMatchObject({
    status: 1,
    output: expect.stringContaining('not of this key'),
  })
  expect(existsSync(path.join(root, 'opt'))).toBe(false)
})
