/** Positions in $all as callers give them. */
import { invalidPositionError } from './errors.ts'
import type { LogState } from './log-state.ts'
import type { Streams } from './protocol.ts'

/**
 * Positions are offsets of records: one that was made up leads into the middle of a record and is refused. As on the
 * server the commit position decides, and one at or past the end is no error: there is nothing yet.
 */
export function checkedPosition(
  log: LogState,
  position: Streams.ReadReq.Options.Position | undefined,
  of: 'read' | 'subscription',
): number {
  const commit = Number(position?.getCommitPosition())
  if (!(commit >= log.end() || log.isBoundary(commit))) throw invalidPositionError(of)
  return commit
}
