/** The small parts of sign-in: names, addresses, passwords, the token of the first start. */
import { expect, test } from 'vitest'
import { addressKeyOf } from '../http/address-key.ts'
import { loginKeyOf } from './login-key.ts'
import { createPasswords } from './passwords.ts'
import { createSetup } from './setup.ts'

test('a login name is one name however it is typed', () => {
  expect(loginKeyOf('ＬｉＭｉｎｇ')).toBe(loginKeyOf('liming'))
  expect(loginKeyOf(' LiMing ')).toBe(loginKeyOf('liming'))
  expect(loginKeyOf('liming')).not.toBe(loginKeyOf('limin'))
  expect(loginKeyOf('𠮷田')).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  ['192.168.1.7', '192.168.1.7'],
  ['::ffff:192.168.1.7', '192.168.1.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
])('the address %s counts as %s', (ip, key) => {
  expect(addressKeyOf(ip)).toBe(key)
})

test('a password matches its hash alone; without a hash nothing matches', async () => {
  const passwords = createPasswords()
  const hash = await passwords.hash('长新-Changxin-2026')
  expect(hash).toMatch(/^\$argon2id\$/)
  expect(hash).not.toBe(await passwords.hash('长新-Changxin-2026'))
  expect(await passwords.matches(hash, '长新-Changxin-2026')).toBe(true)
  expect(await passwords.matches(hash, '长新-changxin-2026')).toBe(false)
  expect(await passwords.matches(null, 'nobody has this password')).toBe(false)
})

test('the same password typed on another keyboard matches', async () => {
  const passwords = createPasswords()
  expect(await passwords.matches(await passwords.hash('caf\u00e9 caf\u00e9'), 'cafe\u0301 cafe\u0301')).toBe(true)
})

test('the set-up token is long, typed in any case, and each start has its own', () => {
  const setup = createSetup()
  expect(setup.token).toMatch(/^[a-z2-7]{26}$/)
  expect(createSetup().token).not.toBe(setup.token)
  expect(setup.matches(` ${setup.token.toUpperCase()} `)).toBe(true)
  expect(setup.matches(setup.token.slice(1))).toBe(false)
  expect(setup.matches('')).toBe(false)
})
