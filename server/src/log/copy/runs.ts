/** How a page of the source is taken: which numbers of erased events come first, and what goes into one append. */
import { isChained, type StoredEvent } from '../chain.ts'
import type { ErasedStart, Run } from '../importing.ts'

/** Half of what an append may have, because a server counts more than the text; a larger event goes alone. */
const MAX_RUN_CHARS = 128 * 1024
const MAX_RUN_EVENTS = 200

const charsOf = ({ data, metadata }: StoredEvent) => data.length + metadata.length

/** Successive events of one stream together: the order of the log is the order of the appends. */
export function runsOf(events: readonly StoredEvent[]): Run[] {
  const runs: [StoredEvent, ...StoredEvent[]][] = []
  let chars = 0
  for (const event of events) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    chars += charsOf(event)
    const follows = last?.stream === event.stream && last.revision + 1 === event.revision
    if (run && follows && run.length < MAX_RUN_EVENTS && chars <= MAX_RUN_CHARS) run.push(event)
    else {
      runs.push([event])
      chars = charsOf(event)
    }
  }
  return runs
}

/** Remembers which personal streams have begun: one that begins above 0 lost its first events to an erasure. */
export function streamStarts() {
  const begun = new Set<string>()
  return {
    /** The numbers to leave out before this event. */
    next({ stream, revision }: StoredEvent): ErasedStart | undefined {
      if (isChained(stream) || begun.has(stream)) return undefined
      begun.add(stream)
      return revision > 0 ? { stream, revisions: revision } : undefined
    },
  }
}

export type StreamStarts = ReturnType<typeof streamStarts>
