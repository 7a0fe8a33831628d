/**
 * A public key in a form that eyes compare: four groups of four signs, 80 bits of its SHA-256. It stands on the counters'
 * slips, on the voting page and on the page that counts again; a key that somebody put in its place has another one.
 */
import { sha256 } from '@changxin/shared/ledger'
import { fromBase64 } from './base64.ts'

/** Crockford's: no I, L, O or U, so that nothing is misread. */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const FINGERPRINT_SIGNS = 16
const BITS_OF_SIGN = 5n

/** `7K3M-Q0ZT-94WB-5DFG`. RangeError for what is no base64. */
export function keyFingerprint(publicKey: string): string {
  const key = fromBase64(publicKey)
  if (key === null) throw new RangeError('a key is base64')
  let rest = sha256(key)
    .subarray(0, (FINGERPRINT_SIGNS * Number(BITS_OF_SIGN)) / 8)
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  let signs = ''
  for (let index = 0; index < FINGERPRINT_SIGNS; index++, rest >>= BITS_OF_SIGN)
    signs = SIGNS[Number(rest & 31n)] + signs
  return signs.replace(/.{4}(?=.)/g, '$&-')
}
