/** How long this engine waits, and how much it takes at once. A test makes them short; nobody else changes them. */

export interface Limits {
  /** One try without a sign of life. */
  readonly tryMs: number
  /** All tries together; then LogUnavailable. */
  readonly totalMs: number
}

export interface EngineLimits {
  /** A read that is tried again reaches another node, once the cluster has a leader again. */
  readonly read: Limits
  /** Long enough for an election; then the command is refused, and who sends it again gets the first result. */
  readonly write: Limits
  /** A quiet subscription is believed for so long; then the follower looks for itself. */
  readonly lookMs: number
  /** Between two looks of a follower while the cluster is away. */
  readonly awayPauseMs: number
  /** Closing waits so long for appends that were asked before, and so long for connections to end. */
  readonly closeMs: number
  /** One request to one node to scavenge. */
  readonly scavengeMs: number
  /** Between two scavenges: each reads the whole log on every node. Also until one that failed is asked again. */
  readonly scavengeRestMs: number
  /** What one call counts; a node that asks every quarter of a minute has counted ten million events within a day. */
  readonly countedPages: number
}

export const ENGINE_LIMITS: EngineLimits = {
  read: { tryMs: 4_000, totalMs: 10_000 },
  write: { tryMs: 3_000, totalMs: 10_000 },
  lookMs: 2_000,
  awayPauseMs: 500,
  closeMs: 3_000,
  scavengeMs: 10_000,
  scavengeRestMs: 10 * 60_000,
  countedPages: 10,
}
