/** The writer's statements, prepared once: preparing each time costs five times a kept statement. */
import type { DatabaseSync } from 'node:sqlite'
import { FIRST_LINK } from '../chain.ts'
import { NO_REVISION } from './protocol.ts'

/** Where the log ends: the last sequence number given, the last link of the chain. */
export interface Head {
  readonly sequence: number
  readonly link: string
  readonly recordedAt: string
}

export function readHead(db: DatabaseSync): Head {
  const row = db.prepare('SELECT sequence, link, recorded_at FROM head').get()
  if (!row) return { sequence: 0, link: FIRST_LINK, recordedAt: '' }
  return { sequence: Number(row.sequence), link: String(row.link), recordedAt: String(row.recorded_at) }
}

export function writerStatements(db: DatabaseSync) {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const insert = db.prepare(
    'INSERT INTO events (sequence, stream, revision, id, type, version, data, metadata, link) VALUES (?,?,?,?,?,?,?,?,?)',
  )
  const last = db.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?')
  const erased = db.prepare('SELECT revision FROM erased_streams WHERE stream = ?')
  const ids = db.prepare(
    'SELECT sequence, id FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
  )
  const head = db.prepare(
    'INSERT INTO head (only, sequence, link, recorded_at) VALUES (1, ?, ?, ?) ON CONFLICT (only) DO UPDATE ' +
      'SET sequence = excluded.sequence, link = excluded.link, recorded_at = excluded.recorded_at',
  )
  return {
    begin: () => begin.run(),
    commit: () => commit.run(),
    insert,
    idsBetween: (stream: string, from: number, to: number) =>
      ids.all(stream, from, to) as unknown as { sequence: number; id: string }[],
    lastRevision(stream: string): number {
      const revision = last.get(stream)?.revision ?? erased.get(stream)?.revision
      return revision === undefined || revision === null ? NO_REVISION : Number(revision)
    },
    saveHead: ({ sequence, link, recordedAt }: Head) => head.run(sequence, link, recordedAt),
  }
}

export type WriterStatements = ReturnType<typeof writerStatements>
