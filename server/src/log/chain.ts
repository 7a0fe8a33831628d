/**
 * The hash chain over the stored bytes: each link covers the link before and everything that is stored of the event, so
 * that nothing can be changed, taken out or put in without breaking every later link. Personal streams are outside it,
 * because they may be erased.
 */
import { lengthPrefixed } from '@changxin/shared/ledger/bytes'
import { sha256Hex } from './hashing.ts'
import { categoryOf, PERSONAL_CATEGORY } from './port.ts'

/** The link before the first: 32 zero bytes, as hex. */
export const FIRST_LINK = '0'.repeat(64)

/** An event as the engine holds it: data and metadata are the stored JSON text, never re-serialised. */
export interface StoredEvent {
  readonly position: string
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly version: number
  readonly data: string
  readonly metadata: string
}

export const isChained = (stream: string): boolean => categoryOf(stream) !== PERSONAL_CATEGORY

export interface Link {
  /** Hex, as are the others. */
  readonly link: string
  readonly dataHash: string
  readonly metadataHash: string
}

/** The data's own hash is inside, so that the data may be withheld from whoever checks the link. */
export function linkAfter(previous: string, event: StoredEvent): Link {
  const dataHash = sha256Hex(event.data)
  const metadataHash = sha256Hex(event.metadata)
  const { position, stream, revision, type, version, id } = event
  const link = sha256Hex(
    lengthPrefixed([previous, position, stream, String(revision), type, String(version), id, dataHash, metadataHash]),
  )
  return { link, dataHash, metadataHash }
}

/** How much of the two inner hashes is stored with the link: enough to say what was changed; the link proves that it was. */
const HINT_HEX_DIGITS = 16

/** What is stored with an event: the link, then a hint of the data's hash and of the metadata's. */
export function storedLink({ link, dataHash, metadataHash }: Link): Buffer {
  return Buffer.from(link + dataHash.slice(0, HINT_HEX_DIGITS) + metadataHash.slice(0, HINT_HEX_DIGITS), 'hex')
}

export type LinkDifference = 'changed-data' | 'changed-metadata' | 'broken-link'

/** Undefined when the stored link is the one that belongs there. */
export function linkDifference(expected: Link, stored: Uint8Array | null): LinkDifference | undefined {
  const hex = stored ? Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString('hex') : ''
  const [link, dataHint, metadataHint] = [
    hex.slice(0, 64),
    hex.slice(64, 64 + HINT_HEX_DIGITS),
    hex.slice(-HINT_HEX_DIGITS),
  ]
  if (link === expected.link) return undefined
  if (hex.length !== 64 + 2 * HINT_HEX_DIGITS) return 'broken-link'
  if (!expected.dataHash.startsWith(dataHint)) return 'changed-data'
  if (!expected.metadataHash.startsWith(metadataHint)) return 'changed-metadata'
  return 'broken-link'
}
