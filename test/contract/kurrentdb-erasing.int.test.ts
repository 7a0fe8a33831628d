/** Erasing on the cluster engine: gone for every process at once, gone from the server's files after a scavenge, whatever step was the last of a process that died. */
import { type Log, WrongExpectedRevision } from '@changxin/server/log/index.ts'
import { expect, test } from 'vitest'
import { kurrent } from '../kurrentdb/real-client.ts'
import type { StandIn } from '../kurrentdb/stand-in.ts'
import { emptyUrl, fill, following, IMPATIENT, idsOf, logOn, onEach, PATIENCE, standInFor } from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

const SECRET = '13812345678'
const personal = () => newEvent({ phone: SECRET })

/** The whole log of the server as a raw client reads it, with streams that no reader of ours sees. */
async function everywhere(standIn: StandIn): Promise<string> {
  const client = kurrent.KurrentDBClient.connectionString(standIn.url)
  const all: unknown[] = []
  for await (const { event } of client.readAll()) if (event) all.push([event.streamId, event.type, event.data])
  await client.dispose()
  // And what lies in the files, whatever a client is shown.
  return (
    JSON.stringify(all) +
    standIn.log
      .all()
      .map((event) => event.data.toString('utf8'))
      .join('\n')
  )
}

/** A person with three events, the last of them after an erasure when `times` is 1, and so on. */
async function lived(log: Log, stream = 'person-1'): Promise<void> {
  await log.append(stream, 'none', [personal(), personal()])
  await log.append(stream, 1, [personal()])
}

test.each([1, 2, 3])(
  'after %s erasures and a scavenge nothing personal is left anywhere in the server',
  async (times) => {
    const standIn = await standInFor(3)
    const log = await logOn(standIn.url)
    await lived(log, 'person-2')
    await log.append('person-1', 'none', [personal()])
    for (let erased = 1; erased <= times; erased++) {
      const last = await log.append('person-1', erased * 2 - 2, [personal(), personal()])
      expect(last.revision).toBe(erased * 2)
      await log.erase('person-1')
      expect(await log.read('person-1')).toEqual([])
    }
    await log.erase('person-2')
    standIn.scavenge()
    expect(await everywhere(standIn)).not.toContain(SECRET)
    // It goes on where its numbers ended, also for a process that comes later.
    const later = await logOn(standIn.url)
    const { revision } = await later.append('person-1', times * 2, [newEvent({ name: '新' })])
    expect(revision).toBe(times * 2 + 1)
    expect((await log.read('person-1')).map((event) => [event.revision, event.data])).toEqual([
      [revision, { name: '新' }],
    ])
    expect((await later.readAll(null, 10)).map((event) => event.revision)).toEqual([revision])
  },
)

test('what one process erases is gone for every other at once: read, readAll, follow, size, and the next revision', async () => {
  const url = await emptyUrl()
  const [one, other] = [await logOn(url), await logOn(url)]
  await lived(one)
  await fill(one, 'fund-1', 1)
  const early = following(other)
  await expect.poll(() => early.events.length, PATIENCE).toBe(4)
  await one.erase('person-1')
  expect(await other.read('person-1')).toEqual([])
  expect((await other.readAll(null, 10)).map((event) => event.stream)).toEqual(['fund-1'])
  const late = following(other)
  await expect.poll(() => late.events.length, PATIENCE).toBe(1)
  const event = newEvent({ name: '新' })
  expect(await other.append('person-1', 2, [event])).toMatchObject({ revision: 3 })
  await expect.poll(() => late.events.at(-1), PATIENCE).toMatchObject({ id: event.id, revision: 3 })
  await expect.poll(() => early.events.at(-1), PATIENCE).toMatchObject({ id: event.id, revision: 3 })
  expect(await (await logOn(url)).size()).toBe(2)
})

test('an append that another process sends again after the erasure is refused, and brings nothing back', async () => {
  const url = await emptyUrl()
  const [one, other] = [await logOn(url), await logOn(url)]
  const [first, second] = [personal(), personal()]
  await other.append('person-1', 'none', [first])
  await other.append('person-1', 0, [second])
  await one.erase('person-1')
  await expect(other.append('person-1', 'none', [first])).rejects.toMatchObject({ expected: 'none', actual: 1 })
  await expect(other.append('person-1', 0, [second])).rejects.toMatchObject({ expected: 0, actual: 1 })
  expect(await other.read('person-1')).toEqual([])
})

/** A process that dies after so many of the writes that erasing takes: marker, note, cut. */
async function diesAfter(standIn: StandIn, writes: number): Promise<void> {
  const dying = await logOn(standIn.url, { limits: IMPATIENT })
  const node = standIn.nodes[0]
  if (!node) throw new Error('there is a node')
  // Every write passes here; from the one on that it does not live to see, the node is silent.
  let seen = 0
  const ignores = node.faults.ignores
  node.faults.ignores = (what) => (what === 'appends' && ++seen > writes ? true : ignores(what))
  await expect(dying.erase('person-1')).rejects.toThrow('did not answer')
  await dying.close()
  node.faults.ignores = ignores
  expect(seen).toBeGreaterThan(writes)
}

test.each([0, 1, 2])(
  'a process that died after %s steps of an erasure: another does it again, whole',
  async (steps) => {
    const standIn = await standInFor()
    await lived(await logOn(standIn.url))
    await diesAfter(standIn, steps)
    const next = await logOn(standIn.url)
    await next.erase('person-1')
    expect(await next.read('person-1')).toEqual([])
    standIn.scavenge()
    expect(await everywhere(standIn)).not.toContain(SECRET)
    expect(await next.append('person-1', 2, [newEvent()])).toMatchObject({ revision: 3 })
  },
)

test('a marker that a dead process left does not keep the stream from going on: the next append finishes the erasure', async () => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  await lived(log)
  await diesAfter(standIn, 1)
  const event = newEvent({ name: '新' })
  expect(await log.append('person-1', 2, [event])).toMatchObject({ revision: 3 })
  expect(idsOf(await log.read('person-1'))).toEqual([event.id])
  standIn.scavenge()
  expect(await everywhere(standIn)).not.toContain(SECRET)
})

test('what a dead process noted and did not cut is cut at the next start of any', async () => {
  const standIn = await standInFor()
  await lived(await logOn(standIn.url))
  await diesAfter(standIn, 2)
  expect(standIn.log.metadataOf('person-1').truncateBefore).toBe(0)
  const next = await logOn(standIn.url)
  expect(await next.read('person-1')).toEqual([])
  await expect.poll(() => standIn.log.metadataOf('person-1').truncateBefore, PATIENCE).toBe(3)
})

test('two processes that erase the same stream at once erase it once', async () => {
  const url = await emptyUrl()
  const [one, other] = [await logOn(url), await logOn(url)]
  await lived(one)
  await Promise.all([one.erase('person-1'), other.erase('person-1'), one.erase('person-1')])
  expect(await one.read('person-1')).toEqual([])
  expect(await other.append('person-1', 2, [newEvent()])).toMatchObject({ revision: 3 })
  expect(await one.append('person-1', 3, [newEvent()])).toMatchObject({ revision: 4 })
})

test('an erasure while answers are lost and the leader changes is whole in the end', async () => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  await lived(log)
  onEach(standIn, (faults) => faults.loseReplies(1))
  const erasing = log.erase('person-1')
  await standIn.failOver()
  await erasing
  onEach(standIn, (faults) => faults.clear())
  expect(await log.read('person-1')).toEqual([])
  await expect(log.append('person-1', 'none', [newEvent()])).rejects.toThrow(WrongExpectedRevision)
  standIn.scavenge()
  expect(await everywhere(standIn)).not.toContain(SECRET)
})
