/** What every service of one node works with, and the one gate that each call passes first. */
import type { Cluster, Member } from './cluster.ts'
import type { Faults, SilentFor } from './faults.ts'
import type { LogState } from './log-state.ts'
import type { CallMetadata } from './protocol.ts'

export interface NodeContext {
  readonly self: Member
  readonly cluster: Cluster
  readonly log: LogState
  readonly faults: Faults
  /** Cuts the connection that a call came over (`call.getPeer()`), without another word. */
  cut(peer: string): void
}

export type Denial =
  | { readonly kind: 'not-ready' | 'busy' | 'no-leader-info' }
  | { readonly kind: 'not-leader'; readonly leader: Member }

const requiresLeader = (metadata: CallMetadata): boolean => metadata.get('requires-leader')[0]?.toString() === 'true'

/** Answers why the node does not serve this call, or null. Never answers while the node is silent for such calls. */
export async function admit(
  { self, cluster, faults }: NodeContext,
  what: SilentFor,
  metadata: CallMetadata,
): Promise<Denial | null> {
  if (faults.ignores(what)) return new Promise(() => {})
  await faults.delay()
  // What a node had not begun when it died it never does.
  if (!self.alive) return new Promise(() => {})
  const { refusal } = faults
  if (refusal === 'not-ready' || refusal === 'busy') return { kind: refusal }
  const leader = cluster.leader()
  const isWrite = what === 'appends'
  if (refusal === 'not-leader' && isWrite) return leader ? { kind: 'not-leader', leader } : { kind: 'no-leader-info' }
  if (leader === self) return null
  // Without a leader nodes go on to serve reads and are not ready for writes (`ClusterVNodeController`, state Unknown).
  if (!leader) return isWrite ? { kind: 'not-ready' } : null
  // Where the caller does not insist on the leader, a write is forwarded to it: here there is one log for all.
  return requiresLeader(metadata) ? { kind: 'not-leader', leader } : null
}
