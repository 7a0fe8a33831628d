/** The cluster engine while nodes die, fall silent and refuse: nothing lost, nothing doubled, nothing hangs. One test for each row of the table of faults. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Log, LogUnavailable } from '@changxin/server/log/index.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '../kurrentdb/empty-server.ts'
import type { StandIn } from '../kurrentdb/stand-in.ts'
import {
  emptyUrl,
  fill,
  following,
  IMPATIENT,
  idsOf,
  insist,
  logOn,
  onEach,
  PATIENCE,
  SHORT,
  standInFor,
  surviveFailovers,
} from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

const numbersOf = (count: number) => Array.from({ length: count }, (_, index) => index)

test('a leader that dies twice while many append, read and follow loses nothing and doubles nothing', async () => {
  const standIn = await standInFor(3)
  await surviveFailovers(standIn.url, async () => {
    // The one that died before comes back first.
    for (const node of standIn.nodes) await node.comeBack()
    await standIn.failOver()
  })
})

const { KURRENTDB_TEST_CLUSTER: cluster, KURRENTDB_TEST_FAILOVER: failOver } = process.env
if (cluster)
  test('the same on the real cluster of KURRENTDB_TEST_CLUSTER', async () => {
    if (!failOver)
      throw new Error('KURRENTDB_TEST_CLUSTER needs KURRENTDB_TEST_FAILOVER: the command that makes another lead')
    await surviveFailovers(cluster, () => runCommand(failOver))
  })

test('a client whose first read found no server is replaced when there is one', async () => {
  const standIn = await standInFor(3)
  for (const node of standIn.nodes) await node.die()
  const opening = logOn(standIn.url)
  // One that began later has given up: the first has met no server.
  await expect(logOn(standIn.url, { limits: IMPATIENT })).rejects.toThrow(LogUnavailable)
  for (const node of standIn.nodes) await node.comeBack()
  standIn.nodes[1]?.lead()
  const log = await opening
  await fill(log, 'fund-1', 1)
  expect(await log.read('fund-1')).toHaveLength(1)
})

type Fault = readonly [name: string, begin: (standIn: StandIn) => unknown]
const READ_FAULTS: Fault[] = [
  ['is silent', (at) => onEach(at, (faults) => faults.silence('reads', true))],
  ['is not ready', (at) => onEach(at, (faults) => faults.refuse('not-ready'))],
  ['is busy', (at) => onEach(at, (faults) => faults.refuse('busy'))],
  ['is gone', (at) => Promise.all(at.nodes.map((node) => node.die()))],
]
const APPEND_FAULTS: Fault[] = [
  ['is silent', (at) => onEach(at, (faults) => faults.silence('appends', true))],
  ['is not ready', (at) => onEach(at, (faults) => faults.refuse('not-ready'))],
  ['is busy', (at) => onEach(at, (faults) => faults.refuse('busy'))],
  ['does not lead', (at) => onEach(at, (faults) => faults.refuse('not-leader'))],
  ['is gone', (at) => Promise.all(at.nodes.map((node) => node.die()))],
]

async function mend(standIn: StandIn): Promise<void> {
  onEach(standIn, (faults) => faults.clear())
  for (const node of standIn.nodes) await node.comeBack()
  if (!standIn.leader()) standIn.nodes[0]?.lead()
}

/** The fault is met by the first try, and passes while the engine tries again. */
async function passing<Result>(standIn: StandIn, begin: Fault[1], run: () => Promise<Result>): Promise<Result> {
  await begin(standIn)
  const asked = standIn.nodes.map((node) => vi.spyOn(node.faults, 'ignores'))
  const result = run()
  const isMet = () => asked.some((spy) => spy.mock.calls.some(([what]) => what !== 'gossip'))
  if (standIn.nodes.some((node) => node.isAlive())) await expect.poll(isMet, PATIENCE).toBe(true)
  await mend(standIn)
  return result
}

test.each(READ_FAULTS)('a read waits while the cluster %s, and goes on by itself', async (_, begin) => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  const [id] = await fill(log, 'fund-1', 1)
  expect(idsOf(await passing(standIn, begin, () => log.read('fund-1')))).toEqual([id])
})

test.each(READ_FAULTS)(
  'a read is refused when the cluster %s for too long, and the next one is answered',
  async (_, begin) => {
    const standIn = await standInFor(3)
    const log = await logOn(standIn.url, { limits: IMPATIENT })
    const [id] = await fill(log, 'fund-1', 1)
    await begin(standIn)
    await expect(log.read('fund-1')).rejects.toThrow(LogUnavailable)
    await expect(log.readAll(null, 10)).rejects.toThrow(LogUnavailable)
    await expect(log.head()).rejects.toThrow(LogUnavailable)
    await mend(standIn)
    await expect.poll(() => log.read('fund-1').then(idsOf, String), PATIENCE).toEqual([id])
  },
)

test.each(APPEND_FAULTS)('an append waits while the cluster %s, and is there once', async (_, begin) => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  const event = newEvent()
  await passing(standIn, begin, () => log.append('fund-1', 'none', [event]))
  expect(idsOf(await log.readAll(null, 10))).toEqual([event.id])
})

test.each(APPEND_FAULTS)(
  'an append is refused when the cluster %s for too long; sent again, it is there once',
  async (_, begin) => {
    const standIn = await standInFor(3)
    const log = await logOn(standIn.url, { limits: IMPATIENT })
    const events = [newEvent(), newEvent()]
    await begin(standIn)
    await expect(log.append('fund-1', 'none', events)).rejects.toThrow(LogUnavailable)
    await mend(standIn)
    await expect
      .poll(() => log.append('fund-1', 'none', events).then(({ revision }) => revision, String), PATIENCE)
      .toBe(1)
    expect(idsOf(await (await logOn(standIn.url)).readAll(null, 10))).toEqual(idsOf(events))
  },
)

test('an append whose answer was lost after it was taken answers the first result', async () => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  await fill(log, 'fund-1', 2)
  standIn.nodes[0]?.faults.loseReplies(2)
  const events = [newEvent(), newEvent()]
  const first = await log.append('fund-1', 1, events)
  expect(first.revision).toBe(3)
  expect((await log.read('fund-1', 2)).at(-1)?.position).toBe(first.position)
  expect(await log.size()).toBe(4)
})

/** What stands between, as a firewall that forgot its connections: the old ones are silent for ever, new ones pass. */
async function forgetful(port: number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  const front = createServer((outer) => {
    const inner = connect(port, '127.0.0.1')
    pairs.add([outer, inner])
    for (const socket of [outer, inner]) socket.on('error', () => {})
    outer.pipe(inner).pipe(outer)
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  onTestFinished(() => {
    front.close()
    for (const socket of [...pairs].flat()) socket.destroy()
  })
  return {
    url: `kurrentdb://127.0.0.1:${(front.address() as AddressInfo).port}?tls=false`,
    forget() {
      for (const [outer, inner] of pairs) {
        outer.unpipe(inner).pause()
        inner.unpipe(outer).pause()
      }
    },
  }
}

test('connections that fall silent while the server lives are left for new ones', async () => {
  const standIn = await standInFor()
  const front = await forgetful(standIn.nodes[0]?.port ?? 0)
  const soon = { tryMs: 1_000, totalMs: 8_000 }
  const log = await logOn(front.url, { limits: { ...SHORT, read: soon, write: soon } })
  const follower = following(log)
  const ids = await fill(log, 'fund-1', 2)
  await expect.poll(() => idsOf(follower.events), PATIENCE).toEqual(ids)
  front.forget()
  ids.push(...(await fill(log, 'fund-1', 2, 1)))
  expect(idsOf(await log.read('fund-1'))).toEqual(ids)
  await expect.poll(() => idsOf(follower.events), PATIENCE).toEqual(ids)
})

test('a conflict is told as a conflict, also when the answer to the first try was lost', async () => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  await fill(log, 'fund-1', 2)
  standIn.nodes[0]?.faults.loseReplies(1)
  await log.append('fund-1', 1, [newEvent()])
  await expect(log.append('fund-1', 1, [newEvent()])).rejects.toMatchObject({ expected: 1, actual: 2 })
})

test('many large appends while their connection is cut again and again are there once each', async () => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  standIn.nodes[0]?.faults.loseReplies(3)
  const text = 'y'.repeat(400_000)
  const events = numbersOf(8).map((index) => newEvent({ index, text }))
  await Promise.all(events.map((event, index) => insist(log, `import-${index}`, -1, event)))
  expect(idsOf(await log.readAll(null, 100)).sort()).toEqual(idsOf(events).sort())
})

test('two processes write to the same streams at once: every revision has one winner', async () => {
  const url = await emptyUrl()
  const logs = [await logOn(url), await logOn(url)]
  const writer = async (log: Log) => {
    const won: string[] = []
    for (const revision of numbersOf(15)) {
      const event = newEvent()
      await log.append('fund-1', revision === 0 ? 'none' : revision - 1, [event]).then(
        () => won.push(event.id),
        (error: Error) => expect(error.name).toBe('WrongExpectedRevision'),
      )
    }
    return won
  }
  const [first, second] = logs
  if (!first || !second) throw new Error('two processes')
  const seen = following(first)
  const won = (await Promise.all([writer(first), writer(second), writer(second)])).flat()
  const stored = idsOf(await second.read('fund-1'))
  expect(stored).toHaveLength(15)
  expect([...won].sort()).toEqual([...stored].sort())
  await expect.poll(() => idsOf(seen.events), PATIENCE).toEqual(stored)
})
