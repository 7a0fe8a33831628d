/**
 * Recomputes all that makes the log tamper-evident, from the stored bytes, and names the first position that differs:
 * numbers, hash chain, tree, checkpoints and their signatures. Streams through the file, also while it is in use.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CHECKPOINT_STREAM } from '@changxin/shared/ledger'
import { FIRST_LINK, isChained, linkAfter, linkDifference, type StoredEvent } from './chain.ts'
import { type Difference, Differs, firstDifferenceOf } from './difference.ts'
import { positionOf } from './sqlite/position.ts'
import { openForReading } from './sqlite/schema.ts'
import { backwards, type Head, readHead } from './sqlite/statements.ts'
import { type Evidence, readableCheckpoints, type StoredCheckpoint } from './verify-checkpoints.ts'
import { FOLLOWS, streamVerifier } from './verify-streams.ts'
import { treeAndCheckpoints } from './verify-tree.ts'

const PAGE_EVENTS = 2_000

export interface VerifyReport {
  readonly ok: boolean
  /** Checked before the first difference, or all of them. */
  readonly events: number
  readonly leaves: number
  readonly checkpoints: number
  readonly firstDifference?: Difference
}

export interface VerifyOptions extends Evidence {
  readonly file: string
  /** Also whether SQLite finds its indexes whole; slower, on by default. */
  readonly checkFile?: boolean
  onProgress?(done: number, of: number): void
}

type Row = [
  number,
  string,
  number,
  number | null,
  string,
  string,
  number,
  string,
  string,
  Uint8Array | null,
  number | null,
]

export async function verifyLog(options: VerifyOptions): Promise<VerifyReport> {
  const db = openForReading(options.file)
  try {
    const run = startRun(db, options)
    const firstDifference = await firstDifferenceOf(run.all())
    return { ok: !firstDifference, ...run.counts(), ...(firstDifference && { firstDifference }) }
  } finally {
    db.close()
  }
}

function readCheckpoints(db: DatabaseSync, until: number): StoredCheckpoint[] {
  const rows = db
    .prepare(
      `${backwards('e.version', 'e.data')} SELECT sequence, version, data FROM back WHERE sequence <= ? ORDER BY revision`,
    )
    .all(CHECKPOINT_STREAM, 0, until)
  return readableCheckpoints(
    rows.map(({ sequence, version, data }) => ({
      position: positionOf(Number(sequence)),
      version: Number(version),
      data: String(data),
    })),
  )
}

function startRun(db: DatabaseSync, options: VerifyOptions) {
  // One moment for both, so that a log in use is checked up to there.
  db.exec('BEGIN')
  const head = readHead(db)
  const stored = readCheckpoints(db, head.sequence)
  db.exec('COMMIT')
  const tree = treeAndCheckpoints(stored, options, positionOf(1))
  const numbers = numberVerifier(db)
  const streams = streamVerifier(db)
  const chain = chainVerifier()
  let events = 0

  const check = (row: Row): void => {
    const [sequence, stream, revision, previous, id, type, version, data, metadata, link, follows] = row
    const event = { position: positionOf(sequence), stream, revision, id, type, version, data, metadata }
    numbers.next(sequence)
    streams.next(event, previous, follows)
    tree.next(event, chain.next(event, link))
    events++
  }

  return {
    counts: () => ({ events, leaves: tree.leaves(), checkpoints: tree.checkpoints() }),
    async all(): Promise<void> {
      const page = db.prepare(
        'SELECT sequence, stream, revision, previous, id, type, version, data, metadata, link, ' +
          `${FOLLOWS} FROM events e ` +
          'WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?',
      )
      page.setReturnArrays(true)
      for (let after = 0; ; ) {
        const rows = page.all(after, head.sequence, PAGE_EVENTS) as unknown as Row[]
        for (const row of rows) check(row)
        const last = rows.at(-1)
        if (!last) break
        after = last[0]
        options.onProgress?.(after, head.sequence)
        await nextTurn()
      }
      numbers.end(head.sequence)
      chain.end(head)
      tree.end(positionOf(head.sequence + 1))
      streams.end()
      if (options.checkFile ?? true) checkIndexes(db, head.sequence)
    },
  }
}

/** Every number is there, or is known to have been erased. */
function numberVerifier(db: DatabaseSync) {
  const erased = db.prepare('SELECT count(*) AS erased FROM erased_events WHERE sequence = ?')
  let expected = 1
  const skipTo = (sequence: number, what: 'gap' | 'missing-at-end') => {
    for (; expected < sequence; expected++) {
      if (erased.get(expected)?.erased === 1) continue
      throw new Differs(what, positionOf(expected), 'there is no event at this position')
    }
  }
  return {
    next(sequence: number): void {
      skipTo(sequence, 'gap')
      expected = sequence + 1
    },
    end: (last: number) => skipTo(last + 1, 'missing-at-end'),
  }
}

function chainVerifier() {
  let link = FIRST_LINK
  let position = positionOf(1)
  return {
    next(event: StoredEvent, stored: Uint8Array | null) {
      position = event.position
      if (!isChained(event.stream)) {
        if (!stored) return {}
        throw new Differs('broken-link', position, 'an event of a personal stream has a link')
      }
      const expected = linkAfter(link, event)
      const difference = linkDifference(expected, stored)
      if (difference)
        throw new Differs(difference, position, `${event.stream} revision ${event.revision}, ${event.type}`)
      link = expected.link
      return expected
    },
    end(head: Head): void {
      if (head.link === link) return
      throw new Differs('missing-at-end', position, 'the chain does not end as the last commit left it')
    },
  }
}

function checkIndexes(db: DatabaseSync, last: number): void {
  const answer = Object.values(db.prepare('PRAGMA integrity_check(1)').get() ?? {})[0]
  if (answer !== 'ok') throw new Differs('damaged-file', positionOf(last), String(answer))
}
