/**
 * Erasing on a server that cannot take events out of a stream: append a marker without personal data, because scavenging
 * always keeps the last event of a stream; note it for every process; cut the stream before the marker. Each step may be the
 * last that a process does, and each may be done again: who finds a marker that nobody noted finishes what was begun.
 */
import type { EventData } from '@kurrent/kurrentdb-client'
import { type Appended, type ExpectedRevision, WrongExpectedRevision } from '../port.ts'
import type { Appends } from './appends.ts'
import type { Connection } from './connection.ts'
import { type Erasures, engineEvent } from './erasures.ts'
import type { Limits } from './limits.ts'
import { ERASED_MARKER } from './names.ts'
import type { Reads } from './reads.ts'

export interface Erasing {
  erase(stream: string): Promise<void>
  /** What was noted is out of reach of readers of the stream, and free to be scavenged. May be done again. */
  cut(stream: string, through: number): Promise<void>
  /** To a personal stream, with our revisions. */
  append(stream: string, expected: ExpectedRevision, events: EventData[]): Promise<Appended>
}

const MAX_TRIES = 5

export interface ErasingParts {
  readonly reads: Reads
  readonly appends: Appends
  readonly erasures: Erasures
  readonly connection: Connection
  readonly limits: Limits
}

export function erasingOf({ reads, appends: { append }, erasures, connection, limits }: ErasingParts): Erasing {
  /** The server's revision of the marker, put there now unless it is there; undefined for a stream without events. */
  async function mark(stream: string): Promise<number | undefined> {
    for (let tried = 1; ; tried++) {
      const last = await reads.lastOf(stream)
      if (!last || last.type === ERASED_MARKER) return last?.revision
      try {
        await append(stream, last.revision, [engineEvent(ERASED_MARKER, {})])
        return last.revision + 1
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || tried >= MAX_TRIES) throw error
      }
    }
  }

  async function cut(stream: string, through: number): Promise<void> {
    await connection.patiently(`cut ${stream}`, limits, (client) =>
      client.setStreamMetadata(stream, { truncateBefore: through }, { requiresLeader: true }),
    )
  }

  async function finish(stream: string, through: number): Promise<void> {
    await erasures.note(stream, through)
    await cut(stream, through)
  }

  async function lastRevision(stream: string): Promise<ExpectedRevision> {
    const last = await reads.lastOf(stream)
    return last ? last.revision - erasures.shiftOf(stream) : 'none'
  }

  async function finishBegun(stream: string): Promise<void> {
    const last = await reads.lastOf(stream)
    if (last?.type === ERASED_MARKER && last.revision > erasures.throughOf(stream)) await finish(stream, last.revision)
  }

  return {
    cut,
    async erase(stream) {
      const through = await mark(stream)
      if (through !== undefined) await finish(stream, through)
    },
    async append(stream, expected, events) {
      for (let tried = 1; ; tried++) {
        const shift = erasures.shiftOf(stream)
        try {
          const { revision, position } = await append(stream, expected === 'none' ? expected : expected + shift, events)
          if (revision > erasures.throughOf(stream)) return { revision: revision - shift, position }
          // Otherwise a repeat of what was erased since: the server still knows the ids.
        } catch (error) {
          if (!(error instanceof WrongExpectedRevision)) throw error
        }
        await erasures.refresh()
        await finishBegun(stream)
        // Erased elsewhere meanwhile: the same revision of ours is another one of the server's.
        const isMoved = erasures.shiftOf(stream) !== shift
        if (!isMoved || expected === 'none' || tried >= MAX_TRIES)
          throw new WrongExpectedRevision(stream, expected, await lastRevision(stream))
      }
    },
  }
}
