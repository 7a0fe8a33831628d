/** The tables of the log file and how connections to it are opened. */
import { DatabaseSync } from 'node:sqlite'
import { LogUnavailable, PERSONAL_CATEGORY } from '../port.ts'

/** Written into the file's header: `CXLG`. Another program's database is never taken for a log. */
const APPLICATION_ID = 0x43584c47
const SCHEMA_VERSION = 1

/** Pages in the write-ahead log before the writer copies them into the file: 8 MiB; more makes single commits slow. */
const AUTOCHECKPOINT_PAGES = 2_000
/** After a burst the write-ahead log is cut back to this. */
const JOURNAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024
const WRITER_CACHE_KIB = 64 * 1024
const READER_CACHE_KIB = 16 * 1024
export const BUSY_TIMEOUT_MS = 5_000
const PAGE_BYTES = 4_096

/**
 * An event names the one before it in its stream, and `streams` the last of each, instead of an index over all events:
 * that would be the most of what is written. `link`: hash chain link and hints, null for personal streams. What was
 * erased leaves its numbers in `erased_events` and `streams`, so that no position or revision is ever given twice.
 * `head` is one row, kept with every commit.
 */
const SCHEMA = `
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  previous INTEGER,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL,
  link BLOB
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (id);
CREATE TABLE streams (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, last INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE erased_events (sequence INTEGER PRIMARY KEY) STRICT;
CREATE TABLE head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  link TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events never change'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events WHEN OLD.stream NOT GLOB '${PERSONAL_CATEGORY}-*'
BEGIN SELECT RAISE(ABORT, 'events stay, but for those of personal streams'); END;
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`

export interface WriterOptions {
  readonly file: string
  readonly busyTimeoutMs: number
  /** The file grows no larger than this; the disk itself when undefined. */
  readonly maxBytes?: number | undefined
}

export function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}

/** The first look into the file: where it fails, the sentence must say which file it is. */
function applicationId(db: DatabaseSync, file: string): number {
  try {
    return pragma(db, 'application_id')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LogUnavailable(`${file} cannot be read (${reason}): restore it from a backup, never delete it`, { cause })
  }
}

function checkFile(db: DatabaseSync, file: string): 'empty' | 'ours' {
  const id = applicationId(db, file)
  const version = pragma(db, 'user_version')
  if (id === 0 && pragma(db, 'schema_version') === 0) return 'empty'
  if (id !== APPLICATION_ID) throw new LogUnavailable(`${file} is a database, but not a log`)
  if (version !== SCHEMA_VERSION)
    throw new LogUnavailable(`${file} has schema ${version}, this program ${SCHEMA_VERSION}`)
  return 'ours'
}

/** Opens the file for writing and makes it when it is not there. Only the owner of the log may call this. */
export function openForWriting({ file, busyTimeoutMs, maxBytes }: WriterOptions): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    const found = checkFile(db, file)
    // A commit is synced before it answers; deleted bytes are overwritten, for `erase`.
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${WRITER_CACHE_KIB};
      PRAGMA wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${JOURNAL_SIZE_LIMIT_BYTES}`)
    if (found === 'empty') db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`)
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens an existing log for reading alone. */
export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    if (checkFile(db, file) === 'empty') throw new LogUnavailable(`${file} is empty: it has no log yet`)
    db.exec(`PRAGMA cache_size = -${READER_CACHE_KIB}; PRAGMA temp_store = MEMORY`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
