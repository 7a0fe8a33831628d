/**
 * The writer: one connection, one transaction and one sync for each batch, each append with its own outcome. Nothing is
 * answered before the commit. An append that comes too late is found before anything is written; only an error of the
 * database undoes the batch, which is then done again append by append, so that the others do not suffer.
 */
import type { DatabaseSync } from 'node:sqlite'
import { isChained, linkAfter, storedLink } from '../chain.ts'
import { LogUnavailable } from '../port.ts'
import { eraseStream, takeErasedNumbers } from './erasing.ts'
import { positionOf } from './position.ts'
import { NO_REVISION, OUTCOME, PARTS_OF_APPEND, PARTS_OF_EVENT, type Parts } from './protocol.ts'
import { openForWriting, type WriterOptions } from './schema.ts'
import { type Head, readHead, writerStatements } from './statements.ts'
import { rememberedEnds } from './stream-ends.ts'

const SQLITE_CONSTRAINT_UNIQUE = 2067

type Outcome = readonly [code: number, first: number | string, second: number]

export function openWriter(options: WriterOptions) {
  const db = openForWriting(options)
  const sql = writerStatements(db)
  const ends = rememberedEnds(sql.endOf)
  let head = readHead(db)

  const appendOne = (parts: Parts, at: number): Outcome => {
    const stream = parts[at] as string
    const expected = parts[at + 1] as number
    const count = parts[at + 3] as number
    const end = ends.get(stream)
    if (end.revision !== expected) return repeated(parts, at) ?? [OUTCOME.wrongRevision, end.revision, 0]
    for (let index = 0; index < count; index++) insertEvent(parts, at, index, index === 0 ? end.last : head.sequence)
    sql.saveEnd(stream, ends.set(stream, { revision: expected + count, last: head.sequence }))
    return [OUTCOME.appended, expected + count, head.sequence]
  }

  /** The first result again, when exactly these events are there already. */
  const repeated = (parts: Parts, at: number): Outcome | undefined => {
    const [stream, expected, , count] = parts.slice(at, at + PARTS_OF_APPEND) as [string, number, string, number]
    const found = sql.idsBetween(stream, expected + 1, expected + count)
    const isSame = found.every((event, index) => event.id === parts[at + PARTS_OF_APPEND + index * PARTS_OF_EVENT])
    const last = found.at(-1)
    if (!last || found.length !== count || !isSame) return undefined
    return [OUTCOME.appended, expected + count, last.sequence]
  }

  const insertEvent = (parts: Parts, at: number, index: number, previous: number | null): void => {
    const stream = parts[at] as string
    const from = at + PARTS_OF_APPEND + index * PARTS_OF_EVENT
    const [id, type, version, data, metadata] = parts.slice(from, from + PARTS_OF_EVENT) as EventParts
    const revision = (parts[at + 1] as number) + 1 + index
    const sequence = head.sequence + 1
    let stored: Buffer | null = null
    let link = head.link
    if (isChained(stream)) {
      const position = positionOf(sequence)
      const next = linkAfter(link, { position, stream, revision, id, type, version, data, metadata })
      stored = storedLink(next)
      link = next.link
    }
    sql.insert.run(sequence, stream, revision, previous, id, type, version, data, metadata, stored)
    head = { sequence, link, recordedAt: parts[at + 2] as string }
  }

  const undo = (before: Head): void => {
    head = before
    ends.clear()
    if (db.isTransaction) db.exec('ROLLBACK')
  }

  /** All of them or, with the error thrown, none. */
  const transact = (parts: Parts, starts: readonly number[]): Outcome[] => {
    const before = head
    sql.begin()
    try {
      const outcomes = starts.map((at) => appendOne(parts, at))
      if (head !== before) sql.saveHead(head)
      sql.commit()
      return outcomes
    } catch (error) {
      undo(before)
      throw error
    }
  }

  const alone = (parts: Parts, at: number): Outcome => {
    try {
      return transact(parts, [at])[0] as Outcome
    } catch (error) {
      return outcomeOf(error)
    }
  }

  return {
    head: () => head.sequence,
    recordedAt: () => head.recordedAt,

    /** One outcome for each append, in order. Never throws for what the database says. */
    append(parts: Parts): Parts {
      const starts = startsOf(parts)
      try {
        return transact(parts, starts).flat()
      } catch (error) {
        // A database that did not let the transaction begin would make every single one wait as long again.
        const outcome = outcomeOf(error)
        const isHopeless = starts.length === 1 || isBusy(error)
        return starts.flatMap((at) => (isHopeless ? outcome : alone(parts, at)))
      }
    },

    /** Throws LogUnavailable; may be repeated. */
    erase(stream: string): void {
      try {
        eraseStream(db, stream)
        ends.clear()
      } catch (error) {
        undo(head)
        throw new LogUnavailable(reasonOf(error), { cause: error })
      }
    },

    /** For a copy: `erasing.ts`. Does nothing when the stream has just these numbers. */
    leaveOut(stream: string, revisions: number): void {
      const { revision, last } = ends.get(stream)
      if (revision === revisions - 1 && last === null) return
      if (revision !== NO_REVISION) throw new RangeError(`${stream} is at ${revision}: it does not begin erased`)
      try {
        takeErasedNumbers(db, stream, revisions)
        head = readHead(db)
        ends.clear()
      } catch (error) {
        undo(head)
        throw new LogUnavailable(reasonOf(error), { cause: error })
      }
    },

    close(): void {
      closeQuietly(db)
    },
  }
}

type EventParts = [id: string, type: string, version: number, data: string, metadata: string]

function startsOf(parts: Parts): number[] {
  const starts: number[] = []
  for (let at = 0; at < parts.length; at += PARTS_OF_APPEND + PARTS_OF_EVENT * (parts[at + 3] as number))
    starts.push(at)
  return starts
}

const SQLITE_BUSY = 5
/** The lowest byte of an extended code is the plain one. */
const errcodeOf = (error: unknown) => Number((error as { errcode?: unknown } | null)?.errcode ?? 0)
const isBusy = (error: unknown) => (errcodeOf(error) & 0xff) === SQLITE_BUSY
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function outcomeOf(error: unknown): Outcome {
  const isDuplicate = errcodeOf(error) === SQLITE_CONSTRAINT_UNIQUE
  return [isDuplicate ? OUTCOME.duplicateId : OUTCOME.unavailable, reasonOf(error), NO_REVISION]
}

/** The write-ahead log goes into the file, so that a copy of the one file is whole; a reader may prevent it. */
function closeQuietly(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

export type Writer = ReturnType<typeof openWriter>
