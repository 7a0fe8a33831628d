/** Last revisions of recently written streams: only the writer writes, so what it remembers is true. */

/** About 100 bytes each. */
const MAX_REMEMBERED_STREAMS = 50_000

export function rememberedRevisions(lookUp: (stream: string) => number) {
  const known = new Map<string, number>()
  return {
    get(stream: string): number {
      const revision = known.get(stream)
      if (revision !== undefined) return revision
      const found = lookUp(stream)
      this.set(stream, found)
      return found
    },
    set(stream: string, revision: number): void {
      // All at once: cheaper than an order of use, and the next reads are warm in SQLite's cache.
      if (known.size >= MAX_REMEMBERED_STREAMS) known.clear()
      known.set(stream, revision)
    },
    /** After a rollback. */
    clear: () => known.clear(),
  }
}
