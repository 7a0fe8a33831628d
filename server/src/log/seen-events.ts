/** Which ids and streams went by, in a file of its own that nobody sees: a log may have more of them than memory holds. */
import { DatabaseSync } from 'node:sqlite'
import { isChained, type StoredEvent } from './chain.ts'
import { Differs } from './difference.ts'

const CACHE_KIB = 64 * 1024

/** Checks what a log promises that keeps neither a chain nor an index of ids: throws Differs at the first event that breaks it. */
export function seenEvents() {
  // Without a name: SQLite's own temporary file, gone when it is closed.
  const db = new DatabaseSync('')
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB};
    CREATE TABLE ids (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE streams (name TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    BEGIN`)
  const addId = db.prepare('INSERT OR IGNORE INTO ids (id) VALUES (?)')
  const nextOf = db.prepare('SELECT next FROM streams WHERE name = ?')
  const setNext = db.prepare('INSERT OR REPLACE INTO streams (name, next) VALUES (?, ?)')

  return {
    next({ position, stream, revision, id }: StoredEvent): void {
      if (addId.run(id).changes === 0)
        throw new Differs('repeated-id', position, `${stream} revision ${revision}, ${id}`)
      const known = nextOf.get(stream)?.next
      // What came before the first may have been erased, in a personal stream alone.
      const isNext = known === undefined ? revision === 0 || !isChained(stream) : revision === known
      if (!isNext) {
        const detail = `${stream} has revision ${revision} where ${known ?? 0} belongs`
        throw new Differs('broken-stream', position, detail)
      }
      setNext.run(stream, revision + 1)
    },
    close: () => db.close(),
  }
}
