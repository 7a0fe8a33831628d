/**
 * What a scavenge drops, after the server's `Calculator`: of deleted, truncated and limited streams everything that can
 * no longer be read, but never the last event of a stream; of a tombstoned stream everything but the tombstone, and its
 * metadata too. A real one closes the file that is being written, goes through all files before it in the background, and
 * does so on each node by itself; here it is done at once.
 */
import { isTombstoned, type LogState } from './log-state.ts'
import { isMetastream, originalOf, type StoredEvent } from './stored-event.ts'

export function scavenge(log: LogState): number {
  const gone = new Set(log.all().filter((event) => isGone(log, event)))
  if (gone.size > 0) log.drop(gone)
  return gone.size
}

function isGone(log: LogState, { stream, revision }: StoredEvent): boolean {
  if (isMetastream(stream) && isTombstoned(log, originalOf(stream))) return true
  const last = log.lastRevision(stream)
  if (revision === last) return false
  if (isTombstoned(log, stream)) return true
  const { truncateBefore, maxCount } = log.metadataOf(stream)
  return revision < Math.max(truncateBefore, last - maxCount + 1)
}
