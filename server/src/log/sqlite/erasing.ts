/** Erasing a personal stream so that the bytes are gone from the file and from the write-ahead log. */
import type { DatabaseSync } from 'node:sqlite'
import { LogUnavailable } from '../port.ts'
import { backwards, readHead, writerStatements } from './statements.ts'

/** Each try waits for the readers as long as the busy timeout. */
const MAX_TRUNCATE_TRIES = 3

/**
 * Removes the events and keeps their numbers, so that no position or revision is given again. Repeating it finishes
 * what an earlier call could not. Throws what SQLite throws; the caller rolls back.
 */
export function eraseStream(db: DatabaseSync, stream: string): void {
  db.exec('BEGIN IMMEDIATE')
  const all = `${backwards()} SELECT sequence FROM back`
  db.prepare(`INSERT INTO erased_events (sequence) ${all}`).run(stream, 0)
  db.prepare(`DELETE FROM events WHERE sequence IN (${all})`).run(stream, 0)
  db.prepare('UPDATE streams SET last = NULL WHERE name = ?').run(stream)
  db.exec('COMMIT')
  truncateWriteAheadLog(db)
}

/** Gives a new stream the numbers of events that were erased where the log came from, as if they had been erased here. */
export function takeErasedNumbers(db: DatabaseSync, stream: string, revisions: number): void {
  const { saveEnd, saveHead } = writerStatements(db)
  db.exec('BEGIN IMMEDIATE')
  const head = readHead(db)
  const note = db.prepare('INSERT INTO erased_events (sequence) VALUES (?)')
  for (let number = 1; number <= revisions; number++) note.run(head.sequence + number)
  saveEnd(stream, { revision: revisions - 1, last: null })
  saveHead({ ...head, sequence: head.sequence + revisions })
  db.exec('COMMIT')
}

/** Secure delete overwrote the pages, but the write-ahead log still has the old ones. */
function truncateWriteAheadLog(db: DatabaseSync): void {
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  for (let tried = 0; tried < MAX_TRUNCATE_TRIES; tried++) if (checkpoint.get()?.busy === 0) return
  throw new LogUnavailable('the stream is erased, but a reader still holds old pages: erase it again')
}
