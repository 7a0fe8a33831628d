/** What only one node does: one of them does it, and when it is gone another does, once. */
import { epochMsOf } from '@changxin/shared/kernel'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Cluster, openCluster } from '../kit/cluster.ts'
import type { TestServer } from '../kit/server.ts'

const SOON = { timeout: 20_000, interval: 50 }
const NOON = epochMsOf('2026-03-01T04:00:00.000Z')
const NEXT_NOON = epochMsOf('2026-03-02T04:00:00.000Z')

let cluster: Cluster
beforeEach(async () => {
  cluster = await openCluster({ startMs: NOON })
})
afterEach(() => cluster.close())

const leaseOf = async (at: TestServer) =>
  ((await (await fetch(`${at.url}/api/health/ready`)).json()) as { node: { lease: boolean } }).node.lease

const daysIn = async (at: TestServer) =>
  (await at.server.log.readAll(null, 5_000))
    .filter(({ type }) => type === 'DayStarted')
    .map(({ data }) => (data as { day: string }).day)

test('the first node has the lease, the second waits, and takes it when the first stops', async () => {
  const a = await cluster.node('a')
  const b = await cluster.node('b')
  expect([await leaseOf(a), await leaseOf(b)]).toEqual([true, false])
  await a.close()
  await vi.waitFor(async () => expect(await leaseOf(b)).toBe(true), SOON)
})

test('a day that begins on three nodes begins once', async () => {
  const nodes = [await cluster.node('a'), await cluster.node('b'), await cluster.node('c')]
  for (const at of nodes) at.server.letTimePass()
  for (const at of nodes) at.time.nowMs = NEXT_NOON
  const [first] = nodes
  if (!first) throw new Error('there are nodes')
  // Also when two believe that it is theirs: what they do has a key.
  await Promise.all(nodes.map((at) => at.server.timer.advanceTo('2026-03-02T04:00:00.000Z')))
  expect(await daysIn(first)).toEqual(['2026-03-01', '2026-03-02'])
})

test('a node with another secret does not join', async () => {
  await cluster.node('a')
  await expect(cluster.node('b', { SESSION_SECRET: 'another secret, as long as it has to be' })).rejects.toThrow(
    'SESSION_SECRET',
  )
})
