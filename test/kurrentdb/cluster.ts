/** Which nodes there are, which live, and which of them leads. An election is a test's decision, never the stand-in's. */
import { randomUUID } from 'node:crypto'

export interface Endpoint {
  readonly host: string
  readonly port: number
}

export interface Member {
  readonly id: string
  readonly endpoint: Endpoint
  alive: boolean
}

export interface Cluster {
  readonly members: readonly Member[]
  /** Undefined between the leader's death and the next election. */
  leader(): Member | undefined
  elect(member: Member): void
  buried(member: Member): void
}

export function createCluster(endpoints: readonly Endpoint[], elected: (member: Member) => void): Cluster {
  const members = endpoints.map((endpoint): Member => ({ id: randomUUID(), endpoint, alive: true }))
  let leader: Member | undefined
  return {
    members,
    leader: () => leader,
    elect(member) {
      if (!member.alive) throw new Error(`the node at ${member.endpoint.port} is dead and cannot lead`)
      if (leader === member) return
      leader = member
      elected(member)
    },
    buried(member) {
      member.alive = false
      if (leader === member) leader = undefined
    },
  }
}
