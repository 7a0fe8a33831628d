/**
 * What copying a log from one engine to another needs beyond the port: events as they are stored, with the times at which
 * they were recorded, and the numbers of those that were erased. Each engine has it in one place; no server uses it.
 */
import type { Position } from '@changxin/shared/kernel'
import type { StoredEvent } from './chain.ts'

/** A personal stream whose first events were erased: how many numbers they had. */
export interface ErasedStart {
  readonly stream: string
  readonly revisions: number
}

export interface StoredLog {
  /** Up to `limit` events after a position (`null`: from the start), in log order; fewer only at the end. */
  page(after: Position | null, limit: number): Promise<readonly StoredEvent[]>
  /** One stream whole, oldest first. */
  read(stream: string): Promise<readonly StoredEvent[]>
  /** Streams that had events and have none any more. */
  erasedWhole(): Promise<readonly ErasedStart[]>
  /** For progress only. */
  size(): Promise<number>
  close(): Promise<void>
}

/** Successive events of the log that are also successive events of one stream: one append. */
export type Run = readonly [StoredEvent, ...StoredEvent[]]

/** A log that takes events as they were recorded elsewhere. Nobody else may write to it meanwhile. */
export interface ImportingLog extends StoredLog {
  /**
   * Takes the numbers of events that are no longer there, before the first event of their stream; repeating it does nothing.
   * Throws a RangeError where the stream has other numbers already.
   */
  leaveOut(erased: ErasedStart): Promise<void>
  /** Appends in this order, durably. Each event says its own revision; positions are given anew. */
  take(runs: readonly Run[]): Promise<void>
}
