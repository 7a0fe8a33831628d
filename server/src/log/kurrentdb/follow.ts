/** Following the log: what the tail holds, else pages; while the cluster is away it waits, because a follower never ends by itself. */
import type { Position, Recorded } from '@changxin/shared/kernel'
import { LogUnavailable } from '../port.ts'
import { pause, withJitter } from './connection.ts'
import type { Erasures } from './erasures.ts'
import type { EngineLimits } from './limits.ts'
import { PAGE_EVENTS, type Reads } from './reads.ts'
import type { Tail } from './tail.ts'

export interface FollowParts {
  readonly reads: Reads
  readonly tail: Tail
  readonly erasures: Erasures
  readonly limits: EngineLimits
  readonly isClosed: () => boolean
  /** Null: it answers again. */
  onAway(reason: string | null): void
}

export async function* followLog(
  { reads, tail, erasures, limits, isClosed, onAway }: FollowParts,
  after: Position | null,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Recorded[]> {
  let at = after
  let isQuiet = false
  const count = Math.min(limit, PAGE_EVENTS)
  while (!signal.aborted) {
    let shown: Recorded[] = []
    try {
      const held = isQuiet ? undefined : tail.after(at, count)
      const events = held ?? (await reads.allPage(at, count))
      const last = events.at(-1)
      if (isQuiet && last) tail.distrust(last.position)
      isQuiet = false
      shown = await erasures.visible(events)
      onAway(null)
      if (last) at = last.position
      else {
        isQuiet = !(await tail.next(at, limits.lookMs, signal))
        continue
      }
    } catch (error) {
      if (!(error instanceof LogUnavailable) || isClosed()) throw error
      onAway(error.message)
      await pause(withJitter(limits.awayPauseMs), signal)
      continue
    }
    if (shown.length > 0) yield shown
  }
}
