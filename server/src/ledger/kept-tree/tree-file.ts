/**
 * The hashes of the log's tree in a file of their own, so that a path is read and not hashed anew from a million leaves.
 * Sixteen hashes side by side are a tile; of each full tile the level above keeps the root. Derived and disposable.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Position } from '@changxin/shared/kernel'
import { nodeHash, type RootOf, splitOf } from '@changxin/shared/ledger'
import { sha256 } from '../../log/index.ts'

const FORMAT = 1
const TILE = 16
const HASH_BYTES = 32
/** How far a leaf is at most from the next place from which the events of the log can be counted. */
const MARK_EVERY_EVENTS = 64
const MARK_EVERY_LEAVES = 4_096

const SCHEMA = `
CREATE TABLE tile (level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, place))
  STRICT, WITHOUT ROWID;
-- After the event at this position ('': before the first) so many leaves are there.
CREATE TABLE mark (after TEXT PRIMARY KEY, leaves INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reached (only INTEGER PRIMARY KEY CHECK (only = 1), after TEXT NOT NULL, leaves INTEGER NOT NULL) STRICT;
INSERT INTO mark VALUES ('', 0);
INSERT INTO reached VALUES (1, '', 0);
PRAGMA user_version = ${FORMAT};
`

/** Up to this event, so many leaves. */
export interface Reached {
  readonly after: Position | null
  readonly leaves: number
}

export interface HashedEvent {
  readonly position: Position
  /** Of its leaves, in order; none for an event that is outside the tree. */
  readonly hashes: readonly Uint8Array[]
}

export interface TreeFile {
  reached(): Reached
  /** Takes the events that follow; false when others were taken since `from` was read. */
  add(from: Reached, events: readonly HashedEvent[]): boolean
  readonly rootOf: RootOf
  /** The last mark before the event at this position. */
  markBefore(position: Position): Reached
  close(): void
}

function combined(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes
  while (level.length > 1) {
    const pairs = level
    level = Array.from({ length: pairs.length / 2 }, (_, at) =>
      nodeHash(sha256, pairs[2 * at] as Uint8Array, pairs[2 * at + 1] as Uint8Array),
    )
  }
  return level[0] as Uint8Array
}

const hashesIn = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))

interface ReachedRow {
  readonly after: string
  readonly leaves: number
}
const reachedOf = ({ after, leaves }: ReachedRow): Reached => ({ after: after === '' ? null : after, leaves })

/** Throws when the file is none of these, or damaged: it is then deleted and made again. */
export function openTreeFile(file: string): TreeFile {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  try {
    return treeFileOn(db)
  } catch (error) {
    db.close()
    throw error
  }
}

function treeFileOn(db: DatabaseSync): TreeFile {
  // Nothing here must outlive a broken disk: it can be made from the log at any time.
  db.exec('PRAGMA synchronous = OFF')
  const format = Number(Object.values(db.prepare('PRAGMA user_version').get() ?? {})[0])
  if (format === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`)
  else if (format !== FORMAT) throw new RangeError(`a tree file of format ${format}`)
  const readTile = db.prepare('SELECT hashes FROM tile WHERE level = ? AND place = ?')
  const writeTile = db.prepare('INSERT OR REPLACE INTO tile (level, place, hashes) VALUES (?, ?, ?)')
  const readReached = db.prepare('SELECT after, leaves FROM reached')
  const writeReached = db.prepare('UPDATE reached SET after = ?, leaves = ?')
  const readMark = db.prepare('SELECT after, leaves FROM mark WHERE after < ? ORDER BY after DESC LIMIT 1')
  const writeMark = db.prepare('INSERT INTO mark (after, leaves) VALUES (?, ?)')

  const tileAt = (level: number, place: number): Uint8Array[] => {
    const row = readTile.get(level, place) as { hashes: Uint8Array } | undefined
    return row ? hashesIn(row.hashes) : []
  }
  const reached = () => reachedOf(readReached.get() as unknown as ReachedRow)

  /** Puts hashes on a level from a place on, and the roots of the tiles that became full on the level above. */
  function put(level: number, from: number, hashes: readonly Uint8Array[]): void {
    if (hashes.length === 0) return
    const first = Math.floor(from / TILE)
    const all = [...tileAt(level, first), ...hashes]
    const full: Uint8Array[] = []
    for (let at = 0; at * TILE < all.length; at++) {
      const tile = all.slice(at * TILE, (at + 1) * TILE)
      writeTile.run(level, first + at, Buffer.concat(tile))
      if (tile.length === TILE) full.push(combined(tile))
    }
    put(level + 1, first, full)
  }

  function markAlong(from: Reached, events: readonly HashedEvent[]): number {
    let { leaves } = from
    let marked = readMark.get('~') as unknown as ReachedRow
    let since = 0
    for (const { position, hashes } of events) {
      leaves += hashes.length
      since++
      if (since < MARK_EVERY_EVENTS && leaves - marked.leaves < MARK_EVERY_LEAVES) continue
      marked = { after: position, leaves }
      writeMark.run(position, leaves)
      since = 0
    }
    return leaves
  }

  function add(from: Reached, events: readonly HashedEvent[]): boolean {
    const last = events.at(-1)
    if (!last) return true
    db.exec('BEGIN IMMEDIATE')
    try {
      const isNext = reached().after === from.after
      if (isNext) {
        put(
          0,
          from.leaves,
          events.flatMap(({ hashes }) => hashes),
        )
        writeReached.run(last.position, markAlong(from, events))
      }
      db.exec('COMMIT')
      return isNext
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }

  function wholeRoot(start: number, length: number): Uint8Array {
    let [level, under] = [0, 1]
    while (under * TILE <= length) [level, under] = [level + 1, under * TILE]
    const place = start / under
    const hashes = tileAt(level, Math.floor(place / TILE)).slice(place % TILE, (place % TILE) + length / under)
    if (hashes.length !== length / under) throw new RangeError(`the tree file has no ${length} leaves from ${start} on`)
    return combined(hashes)
  }

  /** `length` ≥ 1. A whole subtree is read; any other falls into whole ones. */
  function rootOf(start: number, length: number): Uint8Array {
    if (length === 1) return wholeRoot(start, 1)
    const split = splitOf(length)
    if (split * 2 === length && start % length === 0) return wholeRoot(start, length)
    return nodeHash(sha256, rootOf(start, split), rootOf(start + split, length - split))
  }

  return {
    reached,
    add,
    rootOf,
    markBefore: (position) => reachedOf(readMark.get(position) as unknown as ReachedRow),
    close: () => db.close(),
  }
}
