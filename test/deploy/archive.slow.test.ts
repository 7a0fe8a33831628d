/**
 * `npm run test:archive`: the archive as an operator in a closed network meets it. A bare Debian without any route gets
 * nothing but the archive; there it is refused when it was tampered with, installed, used, upgraded and gone back from.
 */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishTree } from '../../deploy/archive/build.mjs'
import { fingerprintOf, openSigningKey } from '../../deploy/archive/signing.mjs'
import { type BareMachine, makeRoot, openMachine } from './bare-machine.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const cpu = process.arch === 'arm64' ? 'arm64' : 'x64'
const [OLD, NEW] = ['0.1.0-trial', '0.1.1-trial']
const nameOf = (version: string) => `changxin-${version}-linux-${cpu}`
const NODE = '/opt/changxin/current/deploy/bin/node'

/** What is made last, from everything else. */
const unfinish = (tree: string) => {
  for (const name of ['SHA256SUMS', 'SHA256SUMS.sig', 'LINKS', 'VERSION', 'release.pub', 'install', 'doctor'])
    rmSync(path.join(tree, name))
}

let folder: string
let at: BareMachine
let fingerprint: string

/** Unpacks into the machine's /media, as from a stick. */
const media = (name: string) => path.join(at.root, 'media', name)

beforeAll(async () => {
  folder = mkdtempSync('/tmp/changxin-archive-test-')
  const keyFile = path.join(folder, 'release.key')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', keyFile], { stdio: 'ignore' })
  const key = openSigningKey(keyFile)
  fingerprint = fingerprintOf(key.publicPem)
  const build = [
    'deploy/archive/build.mjs',
    '--cpu',
    cpu,
    '--version',
    OLD,
    '--out',
    path.join(folder, 'out'),
    '--key',
    keyFile,
  ]
  execFileSync(process.execPath, build, { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] })
  const root = path.join(folder, 'root')
  await makeRoot(root)
  at = await openMachine(root)
  execFileSync('tar', ['-xzf', path.join(folder, 'out', `${nameOf(OLD)}.tar.gz`), '-C', path.join(root, 'media')])
  // The newer one: something else in it, its own version, signed by the same key.
  cpSync(media(nameOf(OLD)), media(nameOf(NEW)), { recursive: true, verbatimSymlinks: true })
  unfinish(media(nameOf(NEW)))
  appendFileSync(media(`${nameOf(NEW)}/app/CHANGELOG.md`), '\nA trial.\n')
  finishTree(media(nameOf(NEW)), { version: NEW, cpu, key })
  copyFileSync(path.join(repository, 'test/deploy/archive-visit.mjs'), media('archive-visit.mjs'))
})
afterAll(async () => {
  await at?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const install = (version: string, options = '') => at.run(`sh /media/${nameOf(version)}/install ${options}`)
const visit = async (token = '') => {
  const { code, output } = await at.run(`${NODE} /media/archive-visit.mjs ${token}`)
  expect(code, output).toBe(0)
  return JSON.parse(output) as Record<string, unknown>
}
const startServer = async () => {
  const server = at.start('changxin start')
  await server.said('Ctrl-C')
  return server
}

test('the machine is bare and its network leads nowhere', async () => {
  for (const program of ['node', 'npm', 'gcc', 'cc', 'make', 'python3', 'curl', 'openssl', 'systemctl'])
    expect((await at.run(`command -v ${program}`)).code, program).not.toBe(0)
  const routes = await at.run('cat /proc/net/route; cut -c 140- /proc/net/ipv6_route | grep -v lo')
  expect(routes.output.trim().split('\n').length).toBe(1)
  expect((await at.run('sed 1,2d /proc/net/dev')).output.trim()).toMatch(/^lo:[^\n]*$/)
})

test('the checksum beside the archive and its signature hold by plain openssl', () => {
  const file = `${nameOf(OLD)}.tar.gz.sha256`
  const options = { cwd: path.join(folder, 'out'), encoding: 'utf8' } as const
  const key = ['-pubin', '-inkey', 'changxin-release.pub', '-rawin']
  expect(
    execFileSync('openssl', ['pkeyutl', '-verify', ...key, '-in', file, '-sigfile', `${file}.sig`], options),
  ).toContain('Success')
  expect(execFileSync('sha256sum', ['--check', file], options)).toContain('OK')
})

test('nothing is installed from a key that nobody has named, and its fingerprint is told', async () => {
  const unknown = await install(OLD)
  expect(unknown.code).toBe(1)
  expect(unknown.output).toContain(fingerprint)
  expect((await install(OLD, `--fingerprint ${'0'.repeat(64)}`)).code).toBe(1)
  expect(existsSync(path.join(at.root, 'opt/changxin'))).toBe(false)
})

test('a changed file, a file too many, a changed link and a forged list are refused', async () => {
  const tree = media(nameOf(OLD))
  /** Tampers in place, tries, and puts it right again. */
  const trial = async (change: () => void, undo: () => void) => {
    change()
    const { code, output } = await install(OLD, `--fingerprint ${fingerprint}`)
    undo()
    expect(existsSync(path.join(at.root, 'opt/changxin'))).toBe(false)
    expect(code).toBe(1)
    return output
  }
  const main = `${tree}/app/server/src/main.ts`
  const text = readFileSync(main)
  const changed = await trial(
    () => appendFileSync(main, '\n'),
    () => writeFileSync(main, text),
  )
  expect(changed).toContain('damaged or changed')
  const more = `${tree}/app/server/src/more.ts`
  const added = await trial(
    () => writeFileSync(more, ''),
    () => rmSync(more),
  )
  expect(added).toContain('files expected')
  const link = `${tree}/app/node_modules/.bin/node`
  const target = readlinkSync(link)
  const point = (where: string) => {
    rmSync(link)
    symlinkSync(where, link)
  }
  const relinked = await trial(
    () => point('/bin/sh'),
    () => point(target),
  )
  expect(relinked).toContain('links are changed')
  const signature = readFileSync(`${tree}/SHA256SUMS.sig`)
  const other = path.join(folder, 'other.key')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', other], { stdio: 'ignore' })
  // Whole in itself, and the enclosed public key is the right one: only the signature was made with another.
  const forged = openSigningKey(other).sign(readFileSync(`${tree}/SHA256SUMS`))
  const refused = await trial(
    () => writeFileSync(`${tree}/SHA256SUMS.sig`, forged),
    () => writeFileSync(`${tree}/SHA256SUMS.sig`, signature),
  )
  expect(refused).toContain('signature is not of this key')
})

test('the doctor looks first, and the archive installs', async () => {
  const looked = await at.run(`/media/${nameOf(OLD)}/doctor --before`)
  expect(looked.code, looked.output).toBe(0)
  const installed = await install(OLD, `--fingerprint ${fingerprint}`)
  expect(installed.code, installed.output).toBe(0)
  const owners = await at.run(
    'stat -c "%U %a %n" /opt/changxin/current/ /var/lib/changxin /etc/changxin /etc/changxin/changxin.env',
  )
  expect(owners.output.trim().split('\n')).toEqual([
    'root 755 /opt/changxin/current/',
    'changxin 700 /var/lib/changxin',
    'root 750 /etc/changxin',
    'root 640 /etc/changxin/changxin.env',
  ])
  expect((await at.run('find /opt/changxin ! -user root | head')).output).toBe('')
})

test('a first day works: set up, sign in, store a picture, see the app; never as root', async () => {
  const server = await startServer()
  const token = /one-time token:\s+(\S+)/.exec(server.output())?.[1]
  expect(token).toBeDefined()
  expect(await visit(token)).toEqual({ thumbnail: [200, 'image/jpeg'], page: [200, true], regions: ['封闭区'] })
  const process = await at.run(
    'stat -c %U "/proc/$(cat /run/started.pid)"; readlink "/proc/$(cat /run/started.pid)/exe"',
  )
  expect(process.output.split('\n')[0]).toBe('changxin')
  expect(process.output).toContain(`/opt/changxin/releases/${OLD}`)
  const doctor = await at.run('changxin doctor')
  expect(doctor.code, doctor.output).toBe(0)
  expect(doctor.output).toContain('is ready')
  const backup = await at.run('changxin backup /var/backups/changxin/by-hand && ls /var/backups/changxin/by-hand')
  expect(backup.output).toMatch(/files\nkeys\nlog\.db\n$/)
  await server.stop()
  const verified = await at.run('changxin verify')
  expect(verified.code, verified.output).toBe(0)
})

test('what the doctor finds wrong ends in an exit code: a folder that somebody took over', async () => {
  await at.run('chown root /var/lib/changxin/log.db && chmod 755 /var/lib/changxin')
  const { code, output } = await at.run('changxin doctor')
  expect(code).toBe(1)
  expect(output).toContain('chown -R changxin: /var/lib/changxin')
  expect(output).toContain('chmod 700 /var/lib/changxin')
  await at.run('chown changxin /var/lib/changxin/log.db && chmod 700 /var/lib/changxin')
  expect((await at.run('changxin doctor')).code).toBe(0)
})

test('the newer one takes over with a backup and all data, twice is once, and there is a way back', async () => {
  const upgraded = await install(NEW)
  expect(upgraded.code, upgraded.output).toBe(0)
  const links = 'readlink /opt/changxin/current; readlink /opt/changxin/previous'
  const after = (await at.run(links)).output
  expect(after).toMatch(new RegExp(`^releases/${NEW}-[0-9a-f]{8}\nreleases/${OLD}-[0-9a-f]{8}\n$`))
  expect((await at.run('ls /var/backups/changxin')).output).toMatch(new RegExp(`before-${NEW}`))
  const server = await startServer()
  expect(await visit()).toEqual({ page: [200, true], regions: ['封闭区'] })
  await server.stop()

  const again = await install(NEW)
  expect(again.code, again.output).toBe(0)
  expect(again.output).toContain('in place already')
  expect((await at.run(links)).output).toBe(after)

  const back = await at.run('changxin back && changxin version')
  expect(back.code, back.output).toBe(0)
  expect(back.output).toContain(`${OLD} linux-${cpu}`)
  const older = await startServer()
  expect(await visit()).toEqual({ page: [200, true], regions: ['封闭区'] })
  await older.stop()
})

test('an archive signed by another key is refused once a key is known', async () => {
  const tree = media(nameOf(NEW))
  const file = path.join(folder, 'second.key')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file], { stdio: 'ignore' })
  unfinish(tree)
  finishTree(tree, { version: '9.9.9', cpu, key: openSigningKey(file) })
  const refused = await install(NEW)
  expect(refused.code).toBe(1)
  expect(refused.output).toContain('signature is not of this key')
})
