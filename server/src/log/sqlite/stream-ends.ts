/** Where recently written streams end: only the writer writes, so what it remembers is true. */

/** About 150 bytes each. */
const MAX_REMEMBERED_STREAMS = 50_000

export interface StreamEnd {
  /** Of the last event, also when it was erased since; -1 for a stream that never was. */
  readonly revision: number
  /** Sequence number of the last event; null when there is none or it was erased. */
  readonly last: number | null
}

export function rememberedEnds(lookUp: (stream: string) => StreamEnd) {
  const known = new Map<string, StreamEnd>()
  const remember = (stream: string, end: StreamEnd): StreamEnd => {
    // All at once: cheaper than an order of use, and the next reads are warm in SQLite's cache.
    if (known.size >= MAX_REMEMBERED_STREAMS) known.clear()
    known.set(stream, end)
    return end
  }
  return {
    get: (stream: string): StreamEnd => known.get(stream) ?? remember(stream, lookUp(stream)),
    set: remember,
    /** After a rollback. */
    clear: () => known.clear(),
  }
}
