/**
 * A stand-in for the cluster engine's server: it speaks the protocol with the real client and can fail in every way that
 * the engine must survive. It shows nothing about the real server's durability, elections, scavenging or load.
 * One log is shared by all nodes, so they never differ.
 */
import { admin } from './admin.ts'
import { createCluster } from './cluster.ts'
import { createFaults, type Faults } from './faults.ts'
import { type LogState, openLogState } from './log-state.ts'
import { writeEpoch } from './log-writes.ts'
import { holdPort, type RunningNode, serve } from './node.ts'
import { scavenge } from './scavenge.ts'

const HOST = '127.0.0.1'

export interface StandInOptions {
  /** How many nodes; one is the usual. */
  readonly nodes?: 1 | 3
  /** The ports to listen on; free ones are taken where none is given. */
  readonly ports?: readonly number[]
  /** An append-only file that keeps the log; without one it is in memory alone. */
  readonly file?: string
}

export interface StandInNode {
  readonly index: number
  readonly port: number
  readonly faults: Faults
  isAlive(): boolean
  isLeader(): boolean
  /** The port is closed and every connection cut. A leader that dies leaves the cluster without one. */
  die(): Promise<void>
  /** Comes back on the same port, as a follower, or as the leader where it is the only node. */
  comeBack(): Promise<void>
  /** Becomes the leader. */
  lead(): void
}

export interface StandIn {
  /** `kurrentdb://…`, with all nodes in it. A client's first read waits one discovery interval, so it is short here. */
  readonly url: string
  readonly nodes: readonly StandInNode[]
  leader(): StandInNode | undefined
  /** The leader dies and another living node leads; answers the new leader. */
  failOver(): Promise<StandInNode>
  /** Drops what can no longer be read, as if every node had been scavenged; answers how many events went. */
  scavenge(): number
  /** For tests that look at what is there, whatever a client is shown. */
  readonly log: LogState
  close(): Promise<void>
}

export async function openStandIn({ nodes: count = 1, ports = [], file }: StandInOptions = {}): Promise<StandIn> {
  const log = openLogState(file)
  const held = await Promise.all(Array.from({ length: count }, (_, index) => holdPort(HOST, ports[index] ?? 0)))
  const cluster = createCluster(
    held.map(({ port }) => ({ host: HOST, port })),
    (leader) => writeEpoch(log, leader.id),
  )
  const scavenged = new Set<number>()
  /** A real log has dropped an event only when every node was scavenged. */
  function scavengeOn(index: number): void {
    scavenged.add(index)
    if (scavenged.size < count) return
    scavenged.clear()
    scavenge(log)
  }

  const nodes = held.map(({ port, listener }, index): StandInNode => {
    const member = cluster.members[index]
    if (!member) throw new Error('every port is a member')
    const faults = createFaults()
    let running: RunningNode | undefined
    const context = { self: member, cluster, log, faults, cut: (peer: string) => running?.cut(peer) }
    const start = (on: typeof listener) =>
      serve(
        on,
        context,
        admin(() => scavengeOn(index)),
      )
    running = start(listener)
    return {
      index,
      port,
      faults,
      isAlive: () => member.alive,
      isLeader: () => cluster.leader() === member,
      async die() {
        cluster.buried(member)
        const dying = running
        running = undefined
        await dying?.stop()
      },
      async comeBack() {
        if (running) return
        const again = await holdPort(HOST, port)
        running = start(again.listener)
        member.alive = true
        if (count === 1) cluster.elect(member)
      },
      lead: () => cluster.elect(member),
    }
  })
  nodes[0]?.lead()

  const leader = () => nodes.find((node) => node.isLeader())
  const addresses = held.map(({ port }) => `${HOST}:${port}`).join(',')
  return {
    url: `kurrentdb://${addresses}?tls=false&discoveryInterval=20`,
    nodes,
    leader,
    async failOver() {
      await leader()?.die()
      const next = nodes.find((node) => node.isAlive())
      if (!next) throw new Error('no node is left to lead')
      next.lead()
      return next
    },
    scavenge: () => scavenge(log),
    log,
    async close() {
      await Promise.all(nodes.map((node) => node.die()))
      log.close()
    },
  }
}
