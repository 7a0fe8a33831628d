/**
 * Which personal streams were erased, and up to where: kept in a stream of the engine's own, because the server still shows
 * erased events in the order of all until every node is scavenged. The marker that erasing leaves (erasing.ts) takes a
 * number: our revision of a later event is the server's less the erasures before it.
 */
import { randomUUID } from 'node:crypto'
import type { Recorded } from '@changxin/shared/kernel'
import type { EventData } from '@kurrent/kurrentdb-client'
import { isChained } from '../chain.ts'
import { WrongExpectedRevision } from '../port.ts'
import type { Appends } from './appends.ts'
import { ERASED_MARKER, ERASURES_STREAM } from './names.ts'
import { PAGE_EVENTS, type Reads } from './reads.ts'

interface Erasure {
  /** The server's revision of the marker. */
  readonly through: number
  /** Markers in the stream so far that stand for no event of ours. */
  readonly times: number
}

export interface PendingErasure {
  readonly stream: string
  readonly through: number
}

export interface Erasures {
  /** Reads what other processes have erased meanwhile. */
  refresh(): Promise<void>
  /** The server's revision up to which the stream was erased; -1: never. */
  throughOf(stream: string): number
  /** Every stream that was ever erased, as far as it is known. */
  streams(): readonly string[]
  /** How far the server's numbers of the stream are ahead of ours. */
  shiftOf(stream: string): number
  /** Without what was erased, and with our revisions. */
  visible(events: readonly Recorded[]): Promise<Recorded[]>
  /**
   * The stream is erased up to this revision of the server from now on, for every process. `added`: the markers that stand
   * for no event; none where a copy put markers in the places of events that were erased elsewhere.
   */
  note(stream: string, through: number, added?: number): Promise<void>
  /** Noted, and not yet known to have been scavenged. */
  pending(): readonly PendingErasure[]
  /** Every node was asked to scavenge after these were cut. */
  noteScavenged(done: readonly PendingErasure[]): Promise<void>
}

type Note =
  | { readonly type: 'StreamErasureNoted'; readonly data: Erasure & { readonly stream: string } }
  | { readonly type: 'ScavengeAsked'; readonly data: { readonly for: readonly PendingErasure[] } }

const MAX_TRIES = 5

export function engineEvent(type: string, data: object): EventData {
  return { id: randomUUID(), type, contentType: 'application/json', data: data as never, metadata: { eventVersion: 1 } }
}

export function erasuresOf(reads: Reads, { append }: Appends): Erasures {
  const known = new Map<string, Erasure>()
  let pending: PendingErasure[] = []
  let next = 0
  let refreshing: Promise<void> | undefined

  function take({ type, data }: Note): void {
    if (type === 'ScavengeAsked') {
      const isDone = (one: PendingErasure) =>
        data.for.some(({ stream, through }) => stream === one.stream && through === one.through)
      pending = pending.filter((one) => !isDone(one))
      return
    }
    const { stream, through, times } = data
    known.set(stream, { through, times })
    pending.push({ stream, through })
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const page = await reads.streamPage(ERASURES_STREAM, next)
      for (const event of page) {
        take(event as unknown as Note)
        next = event.revision + 1
      }
      if (page.length < PAGE_EVENTS) return
    }
  }

  async function refresh(): Promise<void> {
    // One that began before may miss what the caller must see.
    await refreshing?.catch(() => {})
    refreshing ??= readOn().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  const throughOf = (stream: string) => known.get(stream)?.through ?? -1
  const shiftOf = (stream: string) => known.get(stream)?.times ?? 0

  /** What `say` makes of the newest state, appended; undefined: it is said already. */
  async function write(say: () => Note | undefined): Promise<void> {
    for (let tried = 1; ; tried++) {
      await refresh()
      const note = say()
      if (!note) return
      try {
        const expected = next === 0 ? ('none' as const) : next - 1
        await append(ERASURES_STREAM, expected, [engineEvent(note.type, note.data)])
        return await refresh()
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || tried >= MAX_TRIES) throw error
      }
    }
  }

  return {
    refresh,
    throughOf,
    streams: () => [...known.keys()],
    shiftOf,
    async visible(events) {
      if (events.some(({ stream }) => !isChained(stream))) await refresh()
      return events.flatMap((event) => {
        if (isChained(event.stream)) return [event]
        if (event.type === ERASED_MARKER || event.revision <= throughOf(event.stream)) return []
        return [{ ...event, revision: event.revision - shiftOf(event.stream) }]
      })
    },
    note: (stream, through, added = 1) =>
      write(() => {
        if (throughOf(stream) >= through) return undefined
        return { type: 'StreamErasureNoted', data: { stream, through, times: shiftOf(stream) + added } }
      }),
    pending: () => pending,
    noteScavenged: (done) =>
      write(() => {
        const left = pending.filter((one) => done.includes(one))
        return left.length > 0 ? { type: 'ScavengeAsked', data: { for: left } } : undefined
      }),
  }
}
