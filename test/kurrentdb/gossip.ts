/** Gossip tells which nodes there are and which of them leads; server features tell what a client may call. */
import { asServiceError } from './errors.ts'
import { admit, type NodeContext } from './node-context.ts'
import { type Answer, type Features, features, type Gossip, gossip, type ServerCall, shared } from './protocol.ts'

/** The version whose source the stand-in follows. The client's native part refuses one that it cannot parse. */
const SERVER_VERSION = '25.0.0'
/** `VNodeState` of the protocol. */
const STATES = { unknown: 2, follower: 6, leader: 8, shutdown: 11 } as const

export const readGossip =
  (node: NodeContext) =>
  (call: ServerCall, answer: Answer<Gossip.ClusterInfo>): void => {
    admit(node, 'gossip', call.metadata).then(
      () => answer(null, clusterInfo(node)),
      (error: unknown) => answer(asServiceError(error)),
    )
  }

function clusterInfo({ cluster }: NodeContext) {
  const leader = cluster.leader()
  const info = new gossip.ClusterInfo()
  for (const { id, endpoint, alive } of cluster.members) {
    const member = new gossip.MemberInfo()
    member.setInstanceId(new shared.UUID().setString(id))
    member.setTimeStamp(String(Date.now()))
    member.setIsAlive(alive)
    const state = !alive ? 'shutdown' : !leader ? 'unknown' : leader.id === id ? 'leader' : 'follower'
    member.setState(STATES[state])
    member.setHttpEndPoint(new gossip.EndPoint().setAddress(endpoint.host).setPort(endpoint.port))
    info.addMembers(member)
  }
  return info
}

/** Names in lower case, as the server sends them. */
const METHODS: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  ['event_store.client.streams.streams', 'read', ['position', 'events']],
  ['event_store.client.streams.streams', 'append', []],
  ['event_store.client.streams.streams', 'batchappend', ['deadline_duration']],
  ['event_store.client.streams.streams', 'delete', []],
  ['event_store.client.streams.streams', 'tombstone', []],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
]

export function supportedMethods(_call: ServerCall, answer: Answer<Features.SupportedMethods>): void {
  const supported = new features.SupportedMethods().setEventStoreServerVersion(SERVER_VERSION)
  for (const [service, method, names] of METHODS) {
    const one = new features.SupportedMethod().setServiceName(service).setMethodName(method)
    supported.addMethods(one.setFeaturesList([...names]))
  }
  answer(null, supported)
}
