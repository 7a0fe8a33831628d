/**
 * What follows across streams: a process looks for causes that the views show and that have not had their effect yet,
 * and issues the command for each with a key made from its cause, so that a repeat, a restart or a rebuilt view does
 * nothing twice. It keeps nothing of its own: what is pending is what the log says.
 */
import type { EventMetadata, Instant, Position } from '@changxin/shared/kernel'
import type { Read } from '../views/views.ts'

/** Causes of one look; it looks again until nothing is pending. */
export const MAX_PENDING = 200
export interface Pending {
  /** Names cause and effect, the same for ever: `transition-of-<decisionId>-<itemId>`. */
  readonly key: string
  /** Issues the command; resolves with the position of what was appended. */
  readonly run: () => Promise<Position | null>
}

export interface Process {
  readonly name: string
  /** Touches of these tables make it look again. */
  readonly reads: readonly string[]
  /** Oldest first, at most MAX_PENDING. */
  readonly pending: (read: Read) => readonly Pending[]
}

/** Metadata of what a process appends: the key names the matter, the cause is the event that it answers. */
export function processMeta(key: string, occurredAt: Instant, causationId?: string): EventMetadata {
  return {
    commandId: key,
    inputHash: key,
    actor: 'system',
    channel: 'process',
    occurredAt,
    ...(causationId === undefined ? {} : { causationId }),
  }
}
