/**
 * The counters' key in the browser: made, split 2 of 3 and put together again (Shamir's secret sharing over GF(2^8), by
 * `shamir-secret-sharing`, which Cure53 and Zellic audited). The secret is a text in this page's memory for as long as
 * the page is open and is never sent before the release.
 */
import { COUNTERS, COUNTERS_NEEDED } from '@changxin/shared/decisions'
import { type BallotKey, isKeyPair, makeBallotKey } from '@changxin/shared/decisions/sealing'
import { sha256, toHex } from '@changxin/shared/ledger'
import { combine, split } from 'shamir-secret-sharing'
import { partToLines } from './part-text.ts'

export interface KeyPart {
  readonly lines: readonly string[]
  /** SHA-256 in hex: tells later which part it is, and nothing of what is in it. */
  readonly hash: string
}
export interface MadeKey {
  readonly publicKey: string
  /** In the order of the counters. */
  readonly parts: readonly KeyPart[]
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
const base64Of = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
export const partHash = (part: Uint8Array): string => toHex(sha256(part))

/** Each part for one counter. Any two of them must open again before anybody relies on them: that is tried here. */
export async function splitKey(key: BallotKey): Promise<MadeKey> {
  const parts = await split(bytesOf(key.secretKey), COUNTERS, COUNTERS_NEEDED)
  for (const [one, other] of pairs(parts))
    if (base64Of(await combine([one, other])) !== key.secretKey) throw new Error('two parts do not give the key')
  return { publicKey: key.publicKey, parts: parts.map((part) => ({ lines: partToLines(part), hash: partHash(part) })) }
}

export async function makeKey(): Promise<MadeKey> {
  return splitKey(await makeBallotKey())
}

export function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}

export type Combined =
  | { readonly secretKey: string }
  | { readonly secretKey: null; readonly reason: 'same-part' | 'foreign-part' | 'another-key' }

/**
 * The secret out of two parts. `shareHashes` are those of the ceremony: a part of another decision is noticed before
 * anything is put together. The result is tried against the public key: the library itself cannot tell a wrong one.
 */
export async function combineParts(
  [one, other]: readonly [Uint8Array, Uint8Array],
  publicKey: string,
  shareHashes: readonly string[],
): Promise<Combined> {
  const hashes = [partHash(one), partHash(other)]
  if (hashes[0] === hashes[1]) return { secretKey: null, reason: 'same-part' }
  if (hashes.some((hash) => !shareHashes.includes(hash))) return { secretKey: null, reason: 'foreign-part' }
  const secretKey = base64Of(await combine([one, other]))
  return (await isKeyPair({ publicKey, secretKey })) ? { secretKey } : { secretKey: null, reason: 'another-key' }
}
