/** One word in a stream of the engine's own, outside the feeds and cut to its newest events by the server. */
import { randomUUID } from 'node:crypto'
import { type LeaseStream, WrongExpectedRevision } from '../port.ts'
import type { Appends } from './appends.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { Reads } from './reads.ts'

const KEPT_EVENTS = 20

export function leaseOf(
  name: string,
  reads: Reads,
  appends: Appends,
  connection: Connection,
  limits: Limits,
): LeaseStream {
  /** From time to time anew: where it failed, or its process died before it, a later one does it. */
  const keepShort = () =>
    connection.patiently(`keep ${name} short`, limits, (client) =>
      client.setStreamMetadata(name, { maxCount: KEPT_EVENTS }, { requiresLeader: true }),
    )

  return {
    async read() {
      const last = await reads.lastOf(name)
      return last ? { revision: last.revision, holder: (last.data as { holder: string }).holder } : null
    },
    async write(expected, holder) {
      try {
        const event = {
          id: randomUUID(),
          type: 'LeaseHeld',
          contentType: 'application/json' as const,
          data: { holder },
          metadata: { eventVersion: 1 },
        }
        const { revision } = await appends.append(name, expected, [event])
        if (revision % KEPT_EVENTS === 0) void keepShort().catch(() => {})
        return revision
      } catch (error) {
        if (error instanceof WrongExpectedRevision) return null
        throw error
      }
    },
  }
}
