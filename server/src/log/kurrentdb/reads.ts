/** Reading by pages, each a step under a timer, from the leader: so that whoever has just written sees it. */
import type { Position, Recorded } from '@changxin/shared/kernel'
import type { AllStreamResolvedEvent, Filter, KurrentDBClient, ResolvedEvent } from '@kurrent/kurrentdb-client'
import type { Connection } from './connection.ts'
import { toRecorded } from './events.ts'
import { faultOf } from './faults.ts'
import type { Limits } from './limits.ts'
import { OURS_ALONE } from './names.ts'
import { logPositionOf } from './position.ts'

/** One page: of usual events a few MiB; of the largest it takes long, and every event of it is a sign of life. */
export const PAGE_EVENTS = 1_000

export const FILTER: Filter = { filterOn: 'streamName', regex: OURS_ALONE, checkpointInterval: 1 }

export interface Reads {
  /** Up to PAGE_EVENTS from a revision of the server on; `[]` for a stream that is not there. */
  streamPage(stream: string, from: number, count?: number): Promise<Recorded[]>
  lastOf(stream: string): Promise<Recorded | undefined>
  /** Up to `count` (≤ PAGE_EVENTS) after a position; fewer only at the end of the log. */
  allPage(after: Position | null, count: number): Promise<Recorded[]>
  /** Newest first, before a position or from the end. */
  allBackwards(before: Position | null, count: number): Promise<Recorded[]>
}

async function collect(events: AsyncIterable<ResolvedEvent | AllStreamResolvedEvent>, isAlive: () => void) {
  const collected: Recorded[] = []
  for await (const { event } of events) {
    isAlive()
    if (event) collected.push(toRecorded(event))
  }
  return collected
}

export function readsOf(connection: Connection, limits: Limits): Reads {
  async function readStream(stream: string, options: Parameters<KurrentDBClient['readStream']>[1]) {
    try {
      return await connection.patiently(`read ${stream}`, limits, (client, isAlive) =>
        collect(client.readStream(stream, { ...options, requiresLeader: true }), isAlive),
      )
    } catch (error) {
      if (faultOf(error) === 'no-stream') return []
      throw error
    }
  }

  const readAll = (options: Parameters<KurrentDBClient['readAll']>[0]) =>
    connection.patiently('read all', limits, (client, isAlive) =>
      collect(client.readAll({ ...options, filter: FILTER, requiresLeader: true }), isAlive),
    )

  return {
    streamPage: (stream, from, count = PAGE_EVENTS) =>
      readStream(stream, { fromRevision: BigInt(from), maxCount: count }),
    async lastOf(stream) {
      return (await readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }))[0]
    },
    async allPage(after, count) {
      if (after === null) return readAll({ maxCount: count })
      // The event at the position comes with it.
      const page = await readAll({ fromPosition: logPositionOf(after), maxCount: count + 1 })
      return page.filter(({ position }) => position > after).slice(0, count)
    },
    async allBackwards(before, count) {
      const fromPosition = before === null ? ('end' as const) : logPositionOf(before)
      const page = await readAll({ direction: 'backwards', fromPosition, maxCount: count + 1 })
      return page.filter(({ position }) => before === null || position < before).slice(0, count)
    },
  }
}
