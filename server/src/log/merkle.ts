/** The log's Merkle tree: which leaves an event makes, hashed with OpenSSL. The tree itself is in shared, for the browser too. */

import { hash } from 'node:crypto'
import type { Recorded } from '@changxin/shared/kernel'
import { type Frontier, growingTree, type Leaf, leafText, saltText } from '@changxin/shared/ledger'
import { isChained, type StoredEvent } from './chain.ts'
import { sha256, sha256Hex } from './hashing.ts'

type LeafSource = Omit<StoredEvent, 'position'>

/** The stored text of an event that was read: JSON natives come back to the same text, on every engine. */
export function storedText(event: Recorded): LeafSource {
  const { stream, revision, id, type, version, data, metadata } = event
  return { stream, revision, id, type, version, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }
}

/** The rows of a bulk event; undefined for any other. */
function bulkOf(data: string): { readonly rows: readonly unknown[] } | undefined {
  // Looks before it parses: few events are bulk events, and every event comes by here.
  if (!data.includes('"rows":[')) return undefined
  const parsed: unknown = JSON.parse(data)
  const isBulk = typeof parsed === 'object' && parsed !== null && 'rows' in parsed && Array.isArray(parsed.rows)
  return isBulk ? (parsed as { rows: unknown[] }) : undefined
}

export interface LeafHashes {
  /** Known already where the chain was computed. */
  readonly dataHash?: string
  readonly metadataHash?: string
}

/** The leaves of an event in order: one, or one and its rows. None for a personal stream. */
export function leavesOf(event: LeafSource, known: LeafHashes = {}): Leaf[] {
  if (!isChained(event.stream)) return []
  const { stream, revision, type, version, id } = event
  const dataHash = known.dataHash ?? sha256Hex(event.data)
  const metadataHash = known.metadataHash ?? sha256Hex(event.metadata)
  const bulk = bulkOf(event.data)
  if (!bulk) return [{ kind: 'event', stream, revision, type, version, id, dataHash, metadataHash }]
  const head = sha256Hex(JSON.stringify({ ...bulk, rows: bulk.rows.length }))
  const rows = bulk.rows.map((row, index): Leaf => {
    const salt = sha256Hex(saltText(dataHash, metadataHash, index))
    return { kind: 'row', stream, revision, type, version, id, index, salt, rowHash: sha256Hex(JSON.stringify(row)) }
  })
  return [{ kind: 'event', stream, revision, type, version, id, dataHash: head, metadataHash }, ...rows]
}

/** RFC 6962: the prefix 0x00 is one byte in UTF-8 as well, so the text is hashed as it is. */
export const hashOfLeaf = (leaf: Leaf): Uint8Array => hash('sha256', `\u0000${leafText(leaf)}`, 'buffer')

/** The tree of the log, grown event by event. */
export function logTree(from?: Frontier) {
  const tree = growingTree(sha256, from)
  return {
    ...tree,
    addEvent(event: LeafSource, known?: LeafHashes): void {
      for (const leaf of leavesOf(event, known)) tree.add(hashOfLeaf(leaf))
    },
    rootHash: (): string => Buffer.from(tree.root()).toString('hex'),
  }
}
