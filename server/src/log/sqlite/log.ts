/** The SQLite engine: one file, one writing process, any number of reading threads. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { isChained } from '../chain.ts'
import { checkAppend, encodeEvents, forwardClock } from '../encode.ts'
import type { ExpectedRevision, Log, NewEvent, Now } from '../port.ts'
import { StreamNotErasable } from '../port.ts'
import { takeOwnership } from './owner-lock.ts'
import { NO_REVISION, type Parts } from './protocol.ts'
import { openSqliteLogReader } from './reader.ts'
import { BUSY_TIMEOUT_MS, openForWriting } from './schema.ts'
import { readHead } from './statements.ts'
import { channelOf } from './wake-ups.ts'
import { type EngineLogger, openWriterThread } from './writer-thread.ts'

export interface SqliteLogOptions {
  readonly file: string
  readonly now: Now
  readonly logger?: EngineLogger
  /** The file grows no larger than this: appends are refused with LogUnavailable. Undefined: as large as the disk. */
  readonly maxBytes?: number
  /** How long the writer waits for another connection that writes; nothing of ours does. */
  readonly busyTimeoutMs?: number
}

/** Makes the file when it is not there, and the time of its last event. */
function prepare(file: string, busyTimeoutMs: number): string {
  const db = openForWriting({ file, busyTimeoutMs })
  try {
    // What an erasure left in the write-ahead log when the process died goes now.
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return readHead(db).recordedAt
  } finally {
    db.close()
  }
}

function partsOf(stream: string, expected: ExpectedRevision, recordedAt: string, events: readonly NewEvent[]) {
  const texts = encodeEvents(events, recordedAt)
  const parts: (string | number)[] = [stream, expected === 'none' ? NO_REVISION : expected, recordedAt, events.length]
  let chars = 0
  for (const [index, { id, type, version }] of events.entries()) {
    const { data = '', metadata = '' } = texts[index] ?? {}
    parts.push(id, type, version, data, metadata)
    chars += data.length + metadata.length
  }
  return { parts: parts as Parts, chars }
}

/** Throws LogUnavailable when another process has the log, or when the file is not a log of this program. */
export async function openSqliteLog(options: SqliteLogOptions): Promise<Log> {
  const { file, now, logger, maxBytes, busyTimeoutMs = BUSY_TIMEOUT_MS } = options
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const ownership = takeOwnership(file)
  let reader: ReturnType<typeof openSqliteLogReader> | undefined
  try {
    const clock = forwardClock(now, prepare(file, busyTimeoutMs))
    reader = openSqliteLogReader({ file })
    const writer = await openWriterThread({ file, channel: channelOf(file), busyTimeoutMs, maxBytes }, logger)
    return logOf(reader, writer, clock, ownership)
  } catch (error) {
    reader?.close()
    ownership.release()
    throw error
  }
}

function logOf(
  reader: ReturnType<typeof openSqliteLogReader>,
  writer: Awaited<ReturnType<typeof openWriterThread>>,
  clock: Now,
  ownership: { release(): void },
): Log {
  return {
    ...reader,
    async append(stream, expected, events) {
      checkAppend(stream, expected, events)
      const { parts, chars } = partsOf(stream, expected, clock(), events)
      return writer.append(stream, expected, parts, chars)
    },
    async erase(stream) {
      if (isChained(stream)) throw new StreamNotErasable(stream)
      return writer.erase(stream)
    },
    async close() {
      await writer.close()
      reader.close()
      ownership.release()
    },
  }
}
