/**
 * Ballots on screen are sealed in the voter's browser to the counters' key: HPKE (RFC 9180) in base mode with
 * DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, all of them from the platform's WebCrypto. Decision and head
 * are bound in, so that a ballot opens nowhere else. Who seals is not proved by it: that is what the code on the slip,
 * the password and the receipt are for.
 *
 * `makeBallotKey` and `sealBallot` draw chance and are called by pages alone, never by a decider or the server; the rest
 * gives the same result for ever. Without a secure context (plain http other than on the same machine) a browser has no
 * WebCrypto: `sealingSupport` says so before anybody fills in a ballot.
 */
import { lengthPrefixed, sameBytes, utf8 } from '@changxin/shared/ledger/bytes'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import type { Marks } from '../items.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { bytesToMarks, MARKS_BYTES, marksToBytes, type Unreadable } from './marks-bytes.ts'

declare const crypto: { readonly subtle?: object } | undefined

/** X25519: key, secret and encapsulated key alike. */
export const KEY_BYTES = 32
const TAG_BYTES = 16
const SEALED_BYTES = KEY_BYTES + MARKS_BYTES + TAG_BYTES
/** Characters of every sealed ballot in base64, whatever is in it. */
export const SEALED_LENGTH = 4 * Math.ceil(SEALED_BYTES / 3)

const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)

/** Whose ballot, in which decision. */
export interface BallotHead {
  readonly decisionId: string
  readonly voterId: string
}
/** Both base64 of 32 bytes. */
export interface BallotKey {
  readonly publicKey: string
  readonly secretKey: string
}
export type VoidReason = 'forged' | 'wrong-length' | Unreadable
export type Opened = { readonly marks: Marks } | { readonly marks: null; readonly reason: VoidReason }
export type OpenBallot = (head: BallotHead, sealed: string, itemIds: readonly string[]) => Promise<Opened>

/**
 * Whether this browser can seal and open: `no-secure-context` = the page came over plain http, where browsers withhold
 * WebCrypto; `no-x25519` = the browser is older than Chrome 133, Firefox 130 or Safari 17.
 */
export async function sealingSupport(): Promise<'yes' | 'no-secure-context' | 'no-x25519'> {
  if (typeof crypto === 'undefined' || crypto.subtle === undefined) return 'no-secure-context'
  return suite.GenerateKeyPair().then(
    () => 'yes',
    () => 'no-x25519',
  )
}

const bound = ({ decisionId, voterId }: BallotHead) => ({
  info: utf8(lengthPrefixed(['changxin ballot 1', decisionId])),
  aad: utf8(lengthPrefixed([decisionId, voterId])),
})

/** A key as bytes; RangeError for what is no key. */
function keyBytes(text: string): Uint8Array {
  const bytes = fromBase64(text)
  if (bytes?.length !== KEY_BYTES) throw new RangeError('a key is 32 bytes in base64')
  return bytes
}

/** Draws a new key. In the browser of the counters only: the secret is split there and never sent. */
export async function makeBallotKey(): Promise<BallotKey> {
  const pair = await suite.GenerateKeyPair(true)
  return {
    publicKey: toBase64(await suite.SerializePublicKey(pair.publicKey)),
    secretKey: toBase64(await suite.SerializePrivateKey(pair.privateKey)),
  }
}

/** Draws chance, in the voter's browser only. Base64 of `SEALED_LENGTH` characters, another one at every call. */
export async function sealBallot(publicKey: string, head: BallotHead, marks: Marks): Promise<string> {
  const key = await suite.DeserializePublicKey(keyBytes(publicKey))
  const { encapsulatedSecret, ciphertext } = await suite.Seal(key, marksToBytes(marks), bound(head))
  const sealed = new Uint8Array(SEALED_BYTES)
  sealed.set(encapsulatedSecret)
  sealed.set(ciphertext, KEY_BYTES)
  return toBase64(sealed)
}

/**
 * Opens ballots with the counters' secret; the same ballot gives the same answer for ever. `forged`: it was sealed to
 * another key, for another head or decision, or was changed. RangeError when the secret itself is no key.
 */
export async function ballotOpener(secretKey: string): Promise<OpenBallot> {
  const key = await suite.DeserializePrivateKey(keyBytes(secretKey))
  return async (head, sealed, itemIds) => {
    const bytes = fromBase64(sealed)
    if (bytes?.length !== SEALED_BYTES) return { marks: null, reason: 'wrong-length' }
    const [encapsulated, ciphertext] = [bytes.slice(0, KEY_BYTES), bytes.slice(KEY_BYTES)]
    const plain = await suite.Open(key, encapsulated, ciphertext, bound(head)).catch(() => null)
    return plain === null ? { marks: null, reason: 'forged' } : bytesToMarks(plain, itemIds)
  }
}

/** Whether the secret opens what is sealed to the public key. Draws chance for the trial, none of it is in the answer. */
export async function isKeyPair({ publicKey, secretKey }: BallotKey): Promise<boolean> {
  const [open, shut] = [fromBase64(publicKey), fromBase64(secretKey)]
  if (open?.length !== KEY_BYTES || shut?.length !== KEY_BYTES) return false
  const trial = utf8('changxin key trial 1')
  try {
    const sealed = await suite.Seal(await suite.DeserializePublicKey(open), trial)
    const secret = await suite.DeserializePrivateKey(shut)
    return sameBytes(await suite.Open(secret, sealed.encapsulatedSecret, sealed.ciphertext), trial)
  } catch {
    // All-zero points and the like; or simply another key.
    return false
  }
}
