/**
 * What the log takes and what it refuses, decided as the real server decides: `IndexWriter.CheckCommit` and
 * `StorageWriterService` of EventStoreDB (github.com/EventStore/EventStore, March 2025), read and followed rule by rule.
 */
import { randomUUID } from 'node:crypto'
import { isTombstoned, type LogState } from './log-state.ts'
import { isMetastream, metastreamOf, type NewEvent, originalOf, TOMBSTONE_REVISION } from './stored-event.ts'
import { SOFT_DELETE, undeleted } from './stream-metadata.ts'

export type Expected = number | 'any' | 'no_stream' | 'stream_exists'

export type WriteResult =
  /** `position` is null where the server tells none: a repeated append whose event cannot be read any more. */
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | null }
  /** `current` is -1 for a stream that never had an event. */
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' }

type Check = WriteResult | { readonly kind: 'free'; readonly softDeleted: boolean }

const EMPTY = Buffer.alloc(0)
const systemEvent = (type: string, data: Buffer): NewEvent => ({
  id: randomUUID(),
  type,
  isJson: true,
  data,
  metadata: EMPTY,
})

export function appendTo(log: LogState, stream: string, expected: Expected, events: readonly NewEvent[]): WriteResult {
  const check = checkWrite(
    log,
    stream,
    expected,
    events.map((event) => event.id),
  )
  if (check.kind !== 'free') return check
  const undeletesOriginal = isMetastream(stream) && log.metadataOf(originalOf(stream)).softDeleted
  const last = log.write(stream, events).at(-1)
  if (!last) return { kind: 'written', revision: log.lastRevision(stream), position: null }
  if (check.softDeleted) undelete(log, stream, last.revision - events.length + 1)
  if (undeletesOriginal) undelete(log, originalOf(stream), log.lastRevision(originalOf(stream)) + 1)
  return { kind: 'written', revision: last.revision, position: last.position }
}

/** The name may be used again; its events stay where they are until a scavenge. */
export function softDelete(log: LogState, stream: string, expected: Expected): WriteResult {
  const check = checkWrite(log, stream, expected, [randomUUID()])
  if (check.kind !== 'free') return check
  const metastream = metastreamOf(stream)
  if (log.lastRevision(stream) < 0 && log.lastRevision(metastream) < 0) return { kind: 'wrong-version', current: -1 }
  return written(log.write(metastream, [systemEvent('$metadata', SOFT_DELETE)]).at(-1))
}

/** The name is gone for ever. */
export function tombstone(log: LogState, stream: string, expected: Expected): WriteResult {
  const check = checkWrite(log, stream, expected, [randomUUID()])
  if (check.kind !== 'free') return check
  return written(log.write(stream, [systemEvent('$streamDeleted', EMPTY)], TOMBSTONE_REVISION).at(-1))
}

/** What a node writes when it becomes the leader; every real log has such events between the others. */
export function writeEpoch(log: LogState, leader: string): void {
  log.write('$epoch-information', [systemEvent('$epoch-information', Buffer.from(JSON.stringify({ leader })))])
}

const written = (last: { revision: number; position: number } | undefined): WriteResult => ({
  kind: 'written',
  revision: last?.revision ?? -1,
  position: last?.position ?? null,
})

function undelete(log: LogState, stream: string, recreatedFrom: number): void {
  const metastream = metastreamOf(stream)
  const latest = log.eventsOf(metastream).at(-1)?.data ?? EMPTY
  log.write(metastream, [systemEvent('$metadata', undeleted(latest, recreatedFrom))])
}

function checkWrite(log: LogState, stream: string, expected: Expected, ids: readonly string[]): Check {
  if (isTombstoned(log, stream)) return { kind: 'deleted' }
  const current = log.lastRevision(stream)
  const { softDeleted } = log.metadataOf(stream)
  const wrong = { kind: 'wrong-version', current } as const
  if (expected === 'stream_exists') {
    if (softDeleted) return { kind: 'deleted' }
    if (current < 0 && log.lastRevision(metastreamOf(stream)) < 0) return wrong
  }
  if (expected === 'any' || expected === 'stream_exists') return checkAnywhere(log, stream, ids, softDeleted)
  const after = expected === 'no_stream' ? -1 : expected
  if (after > current) return wrong
  if (after === current) return { kind: 'free', softDeleted }

  // The stream has gone on: the same ids at the same place are the same append. A shorter or a longer one is not the
  // same, but of a shorter one the server sees only that everything is there.
  const first = ids.findIndex((id, index) => !isAt(log, stream, id, after + 1 + index))
  if (first > 0 || ids.length === 0) return wrong
  if (first === 0) return expected === 'no_stream' && softDeleted ? { kind: 'free', softDeleted } : wrong
  return repeated(log, stream, after + ids.length)
}

/** Without an expected revision the server remembers ids for a while, and no more: best effort. */
function checkAnywhere(log: LogState, stream: string, ids: readonly string[], softDeleted: boolean): Check {
  const taken = ids.map((id) => log.committedAs(id)).map((as) => (as?.stream === stream ? as.revision : undefined))
  if (taken.length === 0 || taken[0] === undefined) return { kind: 'free', softDeleted }
  if (taken.includes(undefined)) return { kind: 'wrong-version', current: log.lastRevision(stream) }
  return repeated(log, stream, taken.at(-1) ?? -1)
}

function isAt(log: LogState, stream: string, id: string, revision: number): boolean {
  const as = log.committedAs(id)
  return as?.stream === stream && as.revision === revision
}

/** The first result once more; its position only while the event can be read through its stream. */
function repeated(log: LogState, stream: string, revision: number): WriteResult {
  const { truncateBefore, maxCount } = log.metadataOf(stream)
  const readable = revision >= Math.max(truncateBefore, log.lastRevision(stream) - maxCount + 1)
  const event = readable ? log.eventsOf(stream).find((one) => one.revision === revision) : undefined
  return { kind: 'written', revision, position: event?.position ?? null }
}
