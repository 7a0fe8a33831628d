/** The stand-in's one log, shared by all its nodes: streams, the order of all events, and where each record begins. */
import { type LogFile, openLogFile, type Written } from './log-file.ts'
import { metastreamOf, type NewEvent, type StoredEvent, TOMBSTONE_REVISION } from './stored-event.ts'
import { readMetadata, type StreamMetadata } from './stream-metadata.ts'

/** The first record of a real log is not at 0 either. */
const FIRST_POSITION = 137
/** What a record costs beside its name, type, data and metadata. */
const RECORD_OVERHEAD_BYTES = 71

export interface LogState {
  /** Every event that is still there, in log order, those of deleted and truncated streams too. */
  all(): readonly StoredEvent[]
  /** The events of a stream that are still there, whatever its metadata says. */
  eventsOf(stream: string): readonly StoredEvent[]
  /** -1: no event ever; TOMBSTONE_REVISION: deleted for good. */
  lastRevision(stream: string): number
  metadataOf(stream: string): StreamMetadata
  /** The stream and revision that an id was taken at, while that is remembered. */
  committedAs(id: string): Pick<StoredEvent, 'stream' | 'revision'> | undefined
  /** Where the next record will begin. */
  end(): number
  /** Whether a record begins here or ever did. */
  isBoundary(position: number): boolean
  /** Index in `all()` of the first event at or after a position. */
  indexAt(position: number): number
  /** Writes at the end of the stream; the caller has checked that it may. */
  write(stream: string, events: readonly NewEvent[], firstRevision?: number): readonly StoredEvent[]
  drop(gone: ReadonlySet<StoredEvent>): void
  /** Resolves when all that was written before is durable. */
  durable(): Promise<void>
  /** Resolves when something is written after this call, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void>
  close(): void
}

export function openLogState(file?: string): LogState {
  const streams = new Map<string, StoredEvent[]>()
  const last = new Map<string, number>()
  const committed = new Map<string, Pick<StoredEvent, 'stream' | 'revision'>>()
  const boundaries = new Set<number>([0])
  const waiting = new Set<() => void>()
  let all: StoredEvent[] = []
  let end = FIRST_POSITION

  function take(event: StoredEvent): void {
    all.push(event)
    const own = streams.get(event.stream) ?? []
    own.push(event)
    streams.set(event.stream, own)
    last.set(event.stream, event.revision)
    committed.set(event.id, event)
    boundaries.add(event.position)
    end = event.end
  }
  function drop(gone: ReadonlySet<StoredEvent>): void {
    all = all.filter((event) => !gone.has(event))
    for (const stream of new Set([...gone].map((event) => event.stream)))
      streams.set(
        stream,
        (streams.get(stream) ?? []).filter((event) => !gone.has(event)),
      )
  }
  function replay({ events = [], scavenged = [] }: Written): void {
    for (const event of events) take(event)
    const positions = new Set(scavenged)
    if (positions.size > 0) drop(new Set(all.filter((event) => positions.has(event.position))))
  }
  const stored: LogFile | undefined = file === undefined ? undefined : openLogFile(file, replay)

  const lastRevision = (stream: string) => last.get(stream) ?? -1
  function indexAt(position: number): number {
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((all[middle]?.position ?? 0) < position) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    all: () => all,
    eventsOf: (stream) => streams.get(stream) ?? [],
    lastRevision,
    metadataOf: (stream) => readMetadata(stream, streams.get(metastreamOf(stream))?.at(-1)),
    committedAs: (id) => committed.get(id),
    end: () => end,
    isBoundary: (position) => position === end || boundaries.has(position),
    indexAt,
    write(stream, events, firstRevision = lastRevision(stream) + 1) {
      const createdMs = Date.now()
      const written = events.map((event, index): StoredEvent => {
        const size =
          RECORD_OVERHEAD_BYTES + Buffer.byteLength(stream + event.type) + event.data.length + event.metadata.length
        const position = end
        const record = { ...event, stream, revision: firstRevision + index, position, end: position + size, createdMs }
        take(record)
        return record
      })
      stored?.write({ events: written })
      const woken = [...waiting]
      waiting.clear()
      for (const wake of woken) wake()
      return written
    },
    drop(gone) {
      drop(gone)
      stored?.write({ scavenged: [...gone].map((event) => event.position) })
    },
    durable: () => stored?.synced() ?? Promise.resolve(),
    changed: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const wake = () => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      }),
    close: () => stored?.close(),
  }
}

export const isTombstoned = (log: LogState, stream: string): boolean => log.lastRevision(stream) === TOMBSTONE_REVISION
