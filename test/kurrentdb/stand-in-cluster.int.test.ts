/** Three nodes on one log: leaders die, others lead, and what the real client makes of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allEvents, eventsOf, kurrent, listenTo, newEvents, placesOf, type RealClient } from './real-client.ts'
import { openStandIn, type StandIn, type StandInNode } from './stand-in.ts'

let standIn: StandIn
let client: RealClient
const clients: RealClient[] = []
/** Finds the cluster or gives up soon. */
function connect(url = `${standIn.url}&maxDiscoverAttempts=3`): RealClient {
  const made = kurrent.KurrentDBClient.connectionString(url)
  clients.push(made)
  return made
}
const connectTo = (node: StandInNode) => connect(`kurrentdb://127.0.0.1:${node.port}?tls=false&discoveryInterval=20`)
beforeEach(async () => {
  standIn = await openStandIn({ nodes: 3 })
  client = connect()
  await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
})
afterEach(async () => {
  await standIn.close()
  await Promise.all(clients.splice(0).map((one) => one.dispose()))
})

const NO_STREAM = { streamState: 'no_stream' } as const
const AT_0 = { streamState: 0n }
function follower(): StandInNode {
  const found = standIn.nodes.find((node) => node.isAlive() && !node.isLeader())
  if (!found) throw new Error('there is a follower')
  return found
}

test('when the leader dies appends find the next one; reads never do, on that client', async () => {
  expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
  await standIn.failOver()
  await expect(client.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toThrow(kurrent.UnavailableError)
  await client.appendToStream('fund-1', newEvents(1), AT_0)
  await expect(eventsOf(client, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
  await expect(allEvents(client)).rejects.toThrow(kurrent.UnavailableError)
  expect(await eventsOf(connect(), 'fund-1')).toHaveLength(2)
})

test('what a leader had not begun when it died is never taken, though another one leads by then', async () => {
  const dying = standIn.leader()
  dying?.faults.slow(100)
  const late = client.appendToStream('fund-1', newEvents(1), AT_0)
  const failed = expect(late).rejects.toThrow(kurrent.UnavailableError)
  await expect.poll(() => dying?.faults.delayed).toBe(1)
  await standIn.failOver()
  await failed
  await expect.poll(() => dying?.faults.delayed).toBe(0)
  expect(standIn.log.eventsOf('fund-1')).toHaveLength(1)
})

test('every election is an event of the system in $all', async () => {
  await standIn.failOver()
  expect(placesOf(await allEvents(connect()))).toEqual(['$epoch-information@0', 'fund-1@0', '$epoch-information@1'])
})

test('a follower forwards an append, unless the caller insists on the leader: then it says who leads', async () => {
  const beside = connectTo(follower())
  await beside.appendToStream('fund-1', newEvents(1), AT_0)
  const other = connectTo(follower())
  const insisting = other.appendToStream('fund-2', newEvents(0), { ...NO_STREAM, requiresLeader: true })
  const leader = { address: '127.0.0.1', port: standIn.leader()?.port }
  await expect(insisting).rejects.toMatchObject({ type: 'not-leader', leader })
  // From then on the client goes to the leader that it was told of.
  await other.appendToStream('fund-2', newEvents(0), { ...NO_STREAM, requiresLeader: true })
  expect(standIn.log.eventsOf('fund-2')).toHaveLength(1)
})

test('a follower serves reads and subscriptions', async () => {
  const beside = connect(
    `kurrentdb://127.0.0.1:${follower().port}?tls=false&discoveryInterval=20&nodePreference=follower`,
  )
  expect(await eventsOf(beside, 'fund-1')).toHaveLength(1)
  const heard = listenTo(beside)
  await expect.poll(() => heard.said.at(-1)).toBe('caught up')
  await client.appendToStream('fund-1', newEvents(1), AT_0)
  await expect.poll(() => heard.said.at(-1)).toBe('fund-1@1')
})

test('reads of a client that prefers the leader are refused once by a follower', async () => {
  const beside = connectTo(follower())
  await expect(eventsOf(beside, 'fund-1')).rejects.toThrow(kurrent.NotLeaderError)
  expect(await eventsOf(beside, 'fund-1')).toHaveLength(1)
})

test('between two leaders nothing is taken, and followers still serve reads', async () => {
  const beside = connect(
    `kurrentdb://127.0.0.1:${follower().port}?tls=false&discoveryInterval=20&nodePreference=follower`,
  )
  await beside.appendToStream('fund-1', newEvents(1), AT_0)
  await standIn.leader()?.die()
  const nobody = beside.appendToStream('fund-1', newEvents(2), { streamState: 1n })
  await expect(nobody).rejects.toThrow('Server Is Not Ready')
  expect(await eventsOf(beside, 'fund-1')).toHaveLength(2)
  follower().lead()
  await beside.appendToStream('fund-1', newEvents(2), { streamState: 1n })
})

test('a leader that comes back follows, and may lead again', async () => {
  const first = standIn.leader()
  const second = await standIn.failOver()
  await first?.comeBack()
  expect([first?.isAlive(), first?.isLeader(), second.isLeader()]).toEqual([true, false, true])
  await second.die()
  first?.lead()
  await connect().appendToStream('fund-1', newEvents(1), AT_0)
  expect(await eventsOf(connect(), 'fund-1')).toHaveLength(2)
})

test('a client that once failed to discover the cluster never appends again; another one does', async () => {
  await Promise.all(standIn.nodes.map((node) => node.die()))
  const unlucky = connect()
  const failed = 'Failed to discover after 3 attempts.'
  await expect(unlucky.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toThrow(failed)
  await Promise.all(standIn.nodes.map((node) => node.comeBack()))
  follower().lead()
  await expect(unlucky.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toThrow(failed)
  await connect().appendToStream('fund-1', newEvents(1), AT_0)
  await expect(unlucky.appendToStream('fund-1', newEvents(2), { streamState: 1n })).rejects.toThrow(failed)
})

test('a cluster that is silent when asked for its leader is not found', async () => {
  // Each silent node costs its time-out: one is enough, the others are dead.
  const [silent, ...others] = standIn.nodes
  silent?.faults.silence('gossip', true)
  for (const node of others) await node.die()
  const waiting = connect(`${standIn.url}&maxDiscoverAttempts=1&gossipTimeout=1`)
  await expect(waiting.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toThrow('Failed to discover')
})
