/** The writer's statements, prepared once: preparing each time costs five times a kept statement. */
import type { DatabaseSync } from 'node:sqlite'
import { FIRST_LINK } from '../chain.ts'
import { NO_REVISION } from './protocol.ts'
import type { StreamEnd } from './stream-ends.ts'

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

/**
 * The events of stream ?1 from revision ?2 on, newest first, as the table `back`: from the last of the stream to the one
 * before it and so on.
 */
export function backwards(...columns: string[]): string {
  const names = columns.map((column) => `, ${column.replace('e.', '')}`).join('')
  const selected = `SELECT e.sequence, e.previous, e.revision${columns.map((column) => `, ${column}`).join('')}`
  return (
    `WITH RECURSIVE back (sequence, previous, revision${names}) AS (` +
    `${selected} FROM streams s JOIN events e ON e.sequence = s.last WHERE s.name = ?1 AND e.revision >= ?2 ` +
    // Ever further back: a damaged file must not make it go round in circles.
    `UNION ALL ${selected} FROM back JOIN events e ON e.sequence = back.previous ` +
    'WHERE e.revision >= ?2 AND e.sequence < back.sequence)'
  )
}

const NO_STREAM: StreamEnd = { revision: NO_REVISION, last: null }

export function writerStatements(db: DatabaseSync) {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const insert = db.prepare(
    'INSERT INTO events (sequence, stream, revision, previous, id, type, version, data, metadata, link) ' +
      'VALUES (?,?,?,?,?,?,?,?,?,?)',
  )
  const end = db.prepare('SELECT revision, last FROM streams WHERE name = ?')
  const saveEnd = db.prepare(
    'INSERT INTO streams (name, revision, last) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE ' +
      'SET revision = excluded.revision, last = excluded.last',
  )
  const ids = db.prepare(
    `${backwards('e.id')} SELECT sequence, id FROM back WHERE revision BETWEEN ?2 AND ?3 ORDER BY revision`,
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
    endOf: (stream: string) => (end.get(stream) as unknown as StreamEnd | undefined) ?? NO_STREAM,
    saveEnd: (stream: string, { revision, last }: StreamEnd) => saveEnd.run(stream, revision, last),
    saveHead: ({ sequence, link, recordedAt }: Head) => head.run(sequence, link, recordedAt),
  }
}

export type WriterStatements = ReturnType<typeof writerStatements>
