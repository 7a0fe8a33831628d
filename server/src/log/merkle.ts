/** The log's Merkle tree: which leaves an event makes, hashed with OpenSSL. The tree itself is in shared, for the browser too. */

import { hash } from 'node:crypto'
import type { Recorded } from '@changxin/shared/kernel'
import {
  type Frontier,
  growingTree,
  type Leaf,
  leafText,
  placeOfRow,
  saltText,
  secretText,
} from '@changxin/shared/ledger'
import { isChained, type StoredEvent } from './chain.ts'
import { sha256, sha256Hex } from './hashing.ts'

export type LeafSource = Omit<StoredEvent, 'position'>

/** The stored text of an event that was read: JSON natives come back to the same text, on every engine. */
export function storedText(event: Recorded): LeafSource {
  const { stream, revision, id, type, version, data, metadata } = event
  return { stream, revision, id, type, version, data: JSON.stringify(data), metadata: JSON.stringify(metadata) }
}

interface List {
  readonly name: string
  readonly rows: readonly unknown[]
}

const isEntry = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'entryId' in item && typeof item.entryId === 'string'

/** The lists of a bulk event whose rows are leaves of their own, and the data; undefined for any other event. */
function bulkOf(text: string): { readonly data: object; readonly lists: readonly List[] } | undefined {
  // Looks before it parses: few events are bulk events, and every event comes by here.
  if (!text.includes('"rows":[') && !text.includes('"entryId":')) return undefined
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  const lists = Object.entries(data).flatMap(([name, rows]): List[] => {
    if (!Array.isArray(rows)) return []
    return name === 'rows' || (rows.length > 0 && rows.every(isEntry)) ? [{ name, rows }] : []
  })
  return lists.length > 0 ? { data, lists } : undefined
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
  const head = sha256Hex(headText(bulk))
  const rows = bulk.lists.flatMap(({ name: list, rows }) => {
    const secret = list === 'rows' ? metadataHash : sha256Hex(secretText(event.metadata))
    return rows.map((row, index): Leaf => {
      const salt = sha256Hex(saltText(dataHash, secret, placeOfRow(list, index)))
      const rowHash = sha256Hex(JSON.stringify(row))
      return { kind: 'row', stream, revision, type, version, id, list, index, salt, rowHash }
    })
  })
  return [{ kind: 'event', stream, revision, type, version, id, dataHash: head, metadataHash }, ...rows]
}

/** The data with the number of rows in the place of each list. */
function headText({ data, lists }: { readonly data: object; readonly lists: readonly List[] }): string {
  return JSON.stringify({ ...data, ...Object.fromEntries(lists.map(({ name, rows }) => [name, rows.length])) })
}

/** What the first leaf of an event hides behind its `dataHash`: all data of the event but what is in leaves of its own. */
export function shownData(event: LeafSource): string {
  const bulk = bulkOf(event.data)
  return bulk ? headText(bulk) : event.data
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
