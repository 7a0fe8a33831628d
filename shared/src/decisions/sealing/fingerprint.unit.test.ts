import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { toBase64 } from './base64.ts'
import { keyFingerprint } from './fingerprint.ts'

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a fingerprint has its form, and is that of the SHA-256', () => {
  // SHA-256 of 32 zero bytes begins 66687aadf862bd776c8f.
  expect(keyFingerprint(toBase64(new Uint8Array(32)))).toBe('CSM7-NBFR-CAYQ-EV4F')
  fc.assert(
    fc.property(keys, (key) =>
      /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(keyFingerprint(toBase64(key))),
    ),
    seeded(),
  )
})

test('another key has another one, and no key has none', () => {
  fc.assert(
    fc.property(keys, fc.nat(255), (key, bit) => {
      const other = key.slice()
      other[bit >> 3]! ^= 1 << (bit & 7)
      expect(keyFingerprint(toBase64(other))).not.toBe(keyFingerprint(toBase64(key)))
    }),
    seeded(),
  )
  expect(() => keyFingerprint('no key')).toThrow(RangeError)
})
