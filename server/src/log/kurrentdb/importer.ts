/**
 * Takes a log from elsewhere into a cluster, event by event as it was recorded. One append is under way at a time, because
 * nothing else keeps the order of the whole log exact: appends that wait together, or that are sent again after one that
 * follows was taken, may land in another order.
 */
import type { Recorded } from '@changxin/shared/kernel'
import type { EventData } from '@kurrent/kurrentdb-client'
import { isChained, type StoredEvent } from '../chain.ts'
import { uuidFrom } from '../hashing.ts'
import type { ErasedStart, ImportingLog, Run } from '../importing.ts'
import { LogUnavailable } from '../port.ts'
import { appendsOf } from './appends.ts'
import { clientFactory } from './client.ts'
import { openConnection } from './connection.ts'
import { erasingOf } from './erasing.ts'
import { engineEvent, erasuresOf } from './erasures.ts'
import { toEventData } from './events.ts'
import { ENGINE_LIMITS } from './limits.ts'
import { ERASED_MARKER } from './names.ts'
import { readsOf } from './reads.ts'
import { openKurrentStored } from './stored.ts'
import { readKurrentUrl } from './url.ts'

/** Each waits ten seconds for the cluster: an election, or a node that is started again. */
const MAX_TRIES = 12
const MARKERS_OF_APPEND = 500

/** A RangeError for text that this engine would store otherwise: it keeps what JSON says, not how it was written. */
function eventDataOf(event: StoredEvent): EventData {
  const [data, metadata] = [event.data, event.metadata].map((text): unknown => {
    const value: unknown = JSON.parse(text)
    if (JSON.stringify(value) !== text)
      throw new RangeError(`${event.stream} revision ${event.revision} is not written as JSON is written here`)
    return value
  })
  const recorded = metadata as Recorded['metadata']
  return toEventData({ ...event, data, metadata: recorded }, recorded.recordedAt)
}

/** While the cluster is away: the same append again, which is exact. */
async function patiently<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof LogUnavailable) || tried >= MAX_TRIES) throw error
    }
  }
}

/** Throws LogUnavailable when no node answers, and a RangeError for an address that cannot work. */
export async function openKurrentImporter(url: string): Promise<ImportingLog> {
  const stored = await openKurrentStored(url)
  const connection = openConnection(clientFactory(readKurrentUrl(url).connection), ENGINE_LIMITS.closeMs)
  const reads = readsOf(connection, ENGINE_LIMITS.read)
  const appends = appendsOf(connection, ENGINE_LIMITS.write, reads)
  const erasures = erasuresOf(reads, appends)
  const erasing = erasingOf({ reads, appends, erasures, connection, limits: ENGINE_LIMITS.write })

  /** Markers in the places of the events that are no longer there, so that the numbers after them are the same. */
  async function leaveOut({ stream, revisions }: ErasedStart): Promise<void> {
    if (isChained(stream)) throw new RangeError(`${stream} is not a personal stream: it begins at 0`)
    for (let from = 0; from < revisions; from += MARKERS_OF_APPEND) {
      const count = Math.min(MARKERS_OF_APPEND, revisions - from)
      const markers = Array.from({ length: count }, (_, index) => ({
        ...engineEvent(ERASED_MARKER, {}),
        // Always the same, so that doing it again does nothing.
        id: uuidFrom(`erased before it was copied: ${stream} ${from + index}`),
      }))
      await patiently(() => appends.append(stream, from === 0 ? 'none' : from - 1, markers))
    }
    await patiently(() => erasures.note(stream, revisions - 1, 0))
  }

  async function take(run: Run): Promise<void> {
    const [{ stream, revision }] = run
    const expected = revision === 0 ? ('none' as const) : revision - 1
    const events = run.map(eventDataOf)
    const append = isChained(stream) ? appends.append : erasing.append
    const appended = await patiently(() => append(stream, expected, events))
    const last = revision + run.length - 1
    if (appended.revision !== last)
      throw new LogUnavailable(`${stream} ends at ${appended.revision}, not at ${last}: somebody else writes to it`)
  }

  return {
    ...stored,
    leaveOut,
    async take(runs) {
      for (const run of runs) await take(run)
    },
    async close() {
      await Promise.all([stored.close(), connection.close()])
    },
  }
}
