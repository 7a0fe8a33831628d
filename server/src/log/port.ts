/** The log port: one interface, two engines (SQLite file, KurrentDB cluster), one contract suite that both must pass. */
import type { EventMetadata, Instant, Position, Recorded } from '@changxin/shared/kernel'

/** At most this many bytes of data and metadata in one append, on every engine. */
export const MAX_APPEND_BYTES = 1024 * 1024
/** The most events that one page of a read holds. */
export const MAX_READ_EVENTS = 5_000
/** The only category whose streams may be erased. */
export const PERSONAL_CATEGORY = 'person'

export interface NewEvent {
  /** Derived from (actor, idempotency key, index): the same command makes the same ids. */
  readonly id: string
  readonly type: string
  readonly version: number
  readonly data: unknown
  readonly metadata: EventMetadata
}

/** The revision of the last event that the caller has seen, or `none` for a stream that must not exist. Never "any". */
export type ExpectedRevision = number | 'none'

export interface Appended {
  readonly revision: number
  /** Of the last event of the append. */
  readonly position: Position
}

export interface LogReader {
  /** Events of one stream from a revision on, oldest first; `[]` when there are none. */
  read(stream: string, fromRevision?: number): Promise<readonly Recorded[]>
  /** Up to `limit` (≤ MAX_READ_EVENTS) events after a position (`null`: from the start), in log order. */
  readAll(after: Position | null, limit: number): Promise<readonly Recorded[]>
  /**
   * Catch-up, then live: batches of at most `limit` events in log order, each event once, until the signal aborts.
   * Pull-based: a slow consumer holds back the reading, never the writer.
   */
  follow(after: Position | null, options: { limit?: number; signal: AbortSignal }): AsyncIterable<readonly Recorded[]>
  /** Position of the last durable event; null for an empty log. */
  head(): Promise<Position | null>
  /** How many events there are, for progress and metrics only. */
  size(): Promise<number>
}

export interface Log extends LogReader {
  /**
   * Appends durably: resolved only after the bytes are synced. Repeating an append with the same ids at the same
   * expected revision answers the first result. Throws WrongExpectedRevision, AppendTooLarge, LogUnavailable.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>
  /** Removes the events of a personal stream for good; any other stream throws StreamNotErasable. */
  erase(stream: string): Promise<void>
  close(): Promise<void>
  /** Where other processes write to the same log; undefined for a log that one process owns. */
  readonly shared?: SharedLog
}

export interface SharedLog {
  readonly lease: LeaseStream
  /** What all nodes must agree on. */
  readonly agreed: LeaseStream
}

/** A word kept in the log, outside the chain and every feed: whoever wrote last at the expected revision has it. */
export interface LeaseStream {
  read(): Promise<{ readonly revision: number; readonly holder: string } | null>
  /** The new revision; null when another wrote first. Throws LogUnavailable. */
  write(expected: ExpectedRevision, holder: string): Promise<number | null>
}

export class WrongExpectedRevision extends Error {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly actual: ExpectedRevision

  constructor(stream: string, expected: ExpectedRevision, actual: ExpectedRevision) {
    super(`${stream} is at ${actual}, not at ${expected}`)
    this.name = 'WrongExpectedRevision'
    this.stream = stream
    this.expected = expected
    this.actual = actual
  }
}

export class AppendTooLarge extends Error {
  readonly bytes: number

  constructor(bytes: number) {
    super(`an append of ${bytes} bytes is over the limit of ${MAX_APPEND_BYTES}`)
    this.name = 'AppendTooLarge'
    this.bytes = bytes
  }
}

export class StreamNotErasable extends Error {
  constructor(stream: string) {
    super(`${stream} is not a personal stream: it stays`)
    this.name = 'StreamNotErasable'
  }
}

/**
 * The engine cannot take the append now (disk full, closed, cluster away). Nothing was written, or nothing is known of it:
 * the same append, sent again, answers what became of it.
 */
export class LogUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'LogUnavailable'
  }
}

/** Stamped by the engine when it takes the event; injected so that a simulation and the tests have their own. */
export type Now = () => Instant

export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-')
  return dash < 0 ? stream : stream.slice(0, dash)
}
