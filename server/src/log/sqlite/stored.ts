/** The log file as a copy reads it: the stored text as it is, and which streams are erased. */
import type { StatementSync } from 'node:sqlite'
import type { StoredLog } from '../importing.ts'
import { storedText } from '../merkle.ts'
import { positionOf, sequenceOf } from './position.ts'
import { openSqliteLogReader } from './reader.ts'
import { openForReading } from './schema.ts'

type Row = [number, string, number, string, string, number, string, string]

/** Throws LogUnavailable when the file is no log. */
export function openSqliteStored(file: string): StoredLog {
  const db = openForReading(file)
  const reader = openSqliteLogReader({ file })
  const kept = (sql: string): StatementSync => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const page = kept(
    'SELECT sequence, stream, revision, id, type, version, data, metadata FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?',
  )
  const erased = kept('SELECT name, revision FROM streams WHERE last IS NULL ORDER BY name')

  return {
    async page(after, limit) {
      const rows = page.all(sequenceOf(after), limit) as unknown as Row[]
      return rows.map(([sequence, stream, revision, id, type, version, data, metadata]) => {
        return { position: positionOf(sequence), stream, revision, id, type, version, data, metadata }
      })
    },
    async read(stream) {
      const events = await reader.read(stream)
      return events.map((event) => ({ ...storedText(event), position: event.position }))
    },
    async erasedWhole() {
      const rows = erased.all() as unknown as [string, number][]
      return rows.map(([stream, last]) => ({ stream, revisions: last + 1 }))
    },
    size: () => reader.size(),
    async close() {
      reader.close()
      db.close()
    },
  }
}
