/** Reading the log through a connection of its own, on any thread, while another thread writes. */
import type { StatementSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AnyEvent, Position, Recorded } from '@changxin/shared/kernel'
import { type LogReader, LogUnavailable, MAX_READ_EVENTS } from '../port.ts'
import { positionOf, sequenceOf } from './position.ts'
import { openForReading } from './schema.ts'
import { backwards } from './statements.ts'
import { wakeUps } from './wake-ups.ts'

const FOLLOW_PAGE_EVENTS = 500
const COLUMNS = 'sequence, stream, revision, id, type, version, data, metadata'

type Row = [
  sequence: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  data: string,
  metadata: string,
]

function recordedOf([sequence, stream, revision, id, type, version, data, metadata]: Row): Recorded {
  return {
    position: positionOf(sequence),
    stream,
    revision,
    id,
    type,
    version,
    data: JSON.parse(data) as AnyEvent['data'],
    metadata: JSON.parse(metadata) as Recorded['metadata'],
  }
}

function checkLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_READ_EVENTS) return limit
  throw new RangeError(`a page has 1 to ${MAX_READ_EVENTS} events, not ${limit}`)
}

function statementsOf(file: string) {
  const db = openForReading(file)
  const kept = (sql: string): StatementSync => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  return {
    db,
    // Newest first.
    stream: kept(
      `${backwards('e.stream', 'e.id', 'e.type', 'e.version', 'e.data', 'e.metadata')} SELECT ${COLUMNS} FROM back`,
    ),
    page: kept(`SELECT ${COLUMNS} FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?`),
    head: kept('SELECT max(sequence) FROM events'),
    // Numbers are given without a gap, so nothing needs to be counted but what was erased.
    size: kept('SELECT coalesce((SELECT sequence FROM head), 0) - (SELECT count(*) FROM erased_events)'),
  }
}

export function openSqliteLogReader({ file }: { readonly file: string }): LogReader & { close(): void } {
  const sql = statementsOf(file)
  const wakes = wakeUps(file)
  let isOpen = true

  const rowsOf = (statement: StatementSync, ...values: (string | number)[]): Row[] => {
    if (!isOpen) throw new LogUnavailable('the log is closed')
    try {
      // Whole pages, never an open iterator: that would keep the write-ahead log from being emptied.
      return statement.all(...values) as unknown as Row[]
    } catch (cause) {
      throw new LogUnavailable(cause instanceof Error ? cause.message : String(cause), { cause })
    }
  }

  async function* follow(
    after: Position | null,
    { limit = FOLLOW_PAGE_EVENTS, signal }: { limit?: number; signal: AbortSignal },
  ): AsyncGenerator<readonly Recorded[]> {
    let sequence = sequenceOf(after)
    checkLimit(limit)
    wakes.listen()
    while (!signal.aborted) {
      const rows = rowsOf(sql.page, sequence, limit)
      const last = rows.at(-1)
      if (!last) {
        await wakes.next(signal)
        continue
      }
      sequence = last[0]
      yield rows.map(recordedOf)
      // A follower far behind must not keep its thread from everything else.
      await nextTurn()
    }
  }

  return {
    async read(stream, fromRevision = 0) {
      return rowsOf(sql.stream, stream, fromRevision).reverse().map(recordedOf)
    },
    async readAll(after, limit) {
      return rowsOf(sql.page, sequenceOf(after), checkLimit(limit)).map(recordedOf)
    },
    follow,
    async head() {
      const sequence = rowsOf(sql.head)[0]?.[0]
      return typeof sequence === 'number' ? positionOf(sequence) : null
    },
    async size() {
      return rowsOf(sql.size)[0]?.[0] ?? 0
    },
    close() {
      if (!isOpen) return
      isOpen = false
      wakes.close()
      sql.db.close()
    },
  }
}
