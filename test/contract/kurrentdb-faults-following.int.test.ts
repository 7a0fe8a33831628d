/** Followers of the cluster engine while subscriptions end, stall and fall silent: every event once, in order, and never a position before its event was handled. */
import { expect, test } from 'vitest'
import type { StandIn, StandInNode } from '../kurrentdb/stand-in.ts'
import {
  emptyUrl,
  fill,
  following,
  IMPATIENT,
  idsOf,
  logOn,
  onEach,
  PATIENCE,
  SHORT,
  standInFor,
} from './kurrentdb-kit.ts'
import { newEvent } from './log-contract.ts'

type Faults = StandInNode['faults']
const ENDS: readonly (readonly [string, (faults: Faults, on: boolean) => void])[] = [
  ['ended quietly', (faults, on) => on && faults.endSubscriptions('quietly')],
  ['ended with an error', (faults, on) => on && faults.endSubscriptions('unavailable')],
  ['stalled without a word', (faults, on) => faults.stallSubscriptions(on)],
  [
    'were never confirmed',
    (faults, on) => {
      faults.silence('subscriptions', on)
      if (on) faults.endSubscriptions('quietly')
    },
  ],
]

test.each(ENDS)('followers go on while subscriptions %s', async (_, turn) => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  const before = await fill(log, 'fund-1', 3)
  const followers = [following(log), following(log)]
  const all = () => followers.map(({ events }) => idsOf(events))
  await expect.poll(all, PATIENCE).toEqual([before, before])
  const live = await fill(log, 'fund-2', 1)
  await expect.poll(all, PATIENCE).toEqual([
    [...before, ...live],
    [...before, ...live],
  ])

  onEach(standIn, (faults) => turn(faults, true))
  const during = await fill(log, 'fund-3', 3)
  // The follower looks for itself.
  await expect.poll(all, PATIENCE).toEqual(followers.map(() => [...before, ...live, ...during]))
  onEach(standIn, (faults) => turn(faults, false))
  const after = await fill(log, 'fund-4', 3)
  await expect.poll(all, PATIENCE).toEqual(followers.map(() => [...before, ...live, ...during, ...after]))
})

test('a look that finds what the subscription kept back subscribes anew, and then nobody has to look', async () => {
  const standIn = await standInFor()
  const node = standIn.nodes[0] as StandInNode
  const log = await logOn(standIn.url)
  await fill(log, 'fund-1', 1)
  const follower = following(log)
  await expect.poll(() => follower.events.length, PATIENCE).toBe(1)
  node.faults.silence('subscriptions', true)
  node.faults.endSubscriptions('quietly')
  await expect.poll(() => node.faults.ignored('subscriptions'), PATIENCE).toBe(1)
  node.faults.silence('subscriptions', false)
  // The one that was ignored would wait for ever.
  await fill(log, 'fund-2', 1)
  await expect.poll(() => follower.events.length, PATIENCE).toBe(2)
  await fill(log, 'fund-3', 1)
  await expect.poll(() => follower.events.length, PATIENCE).toBe(3)
  // Reads are not answered any more: what comes now came by the subscription.
  node.faults.silence('reads', true)
  const event = newEvent()
  await log.append('fund-3', 0, [event])
  await expect.poll(() => follower.events.at(-1)?.id, PATIENCE).toBe(event.id)
  node.faults.clear()
})

test('a follower that stopped anywhere goes on after the last event that it handled, whatever ran ahead of it', async () => {
  const standIn = await standInFor()
  const log = await logOn(standIn.url)
  const written: string[] = []
  for (let stream = 0; stream < 40; stream++) {
    written.push(...(await fill(log, `fund-${stream}`, 2)))
    // Only system events between: where a filter looked, a checkpoint runs ahead of what was handled.
    if (stream % 10 === 0) standIn.nodes[0]?.faults.endSubscriptions('quietly')
  }
  const handled: string[] = []
  let position = null as string | null
  while (handled.length < written.length) {
    const stop = new AbortController()
    for await (const batch of log.follow(position, { limit: 7, signal: stop.signal })) {
      handled.push(...idsOf(batch))
      position = batch.at(-1)?.position ?? position
      stop.abort()
    }
  }
  expect(handled).toEqual(written)
  expect(position).toBe(await log.head())
})

test('a slow follower is held back by nobody, and handles all that came while the leader changed', async () => {
  const standIn = await standInFor(3)
  const log = await logOn(standIn.url)
  const stop = new AbortController()
  const batches = log.follow(null, { limit: 4, signal: stop.signal })[Symbol.asyncIterator]()
  const written = await fill(log, 'fund-1', 1)
  const handled = idsOf((await batches.next()).value ?? [])
  written.push(...(await fill(log, 'fund-1', 10, 0)))
  await standIn.failOver()
  written.push(...(await fill(log, 'fund-2', 10)))
  while (handled.length < written.length) handled.push(...idsOf((await batches.next()).value ?? []))
  stop.abort()
  expect(handled).toEqual(written)
})

async function gone(standIn: StandIn): Promise<void> {
  for (const node of standIn.nodes) await node.die()
}

test('followers wait while every node is away, are told so, and go on by themselves', async () => {
  const standIn = await standInFor(3)
  const told: (string | null)[] = []
  const log = await logOn(standIn.url, { limits: IMPATIENT, onAway: (reason) => told.push(reason) })
  const before = await fill(log, 'fund-1', 2)
  const follower = following(log)
  await expect.poll(() => follower.events.length, PATIENCE).toBe(2)
  await gone(standIn)
  await expect.poll(() => told.at(-1), PATIENCE).toMatch(/the log's cluster/)
  await expect(log.append('fund-1', 1, [newEvent()])).rejects.toMatchObject({ name: 'LogUnavailable' })
  for (const node of standIn.nodes) await node.comeBack()
  standIn.nodes[2]?.lead()
  await expect.poll(() => told.at(-1), PATIENCE).toBeNull()
  const after = await fill(log, 'fund-2', 2)
  await expect.poll(() => idsOf(follower.events), PATIENCE).toEqual([...before, ...after])
  expect(told.filter((reason) => reason === null)).toHaveLength(1)
})

test('who is told and throws stops no follower', async () => {
  const standIn = await standInFor()
  const warned: string[] = []
  const log = await logOn(standIn.url, {
    limits: IMPATIENT,
    logger: { warn: (_, message) => warned.push(message) },
    onAway: () => {
      throw new Error('not now')
    },
  })
  const ids = await fill(log, 'fund-1', 2)
  const follower = following(log)
  await expect.poll(() => idsOf(follower.events), PATIENCE).toEqual(ids)
  await gone(standIn)
  await expect.poll(() => warned, PATIENCE).toContain('who is told that the log is away failed')
  await standIn.nodes[0]?.comeBack()
  const later = await fill(log, 'fund-2', 1)
  await expect.poll(() => idsOf(follower.events), PATIENCE).toEqual([...ids, ...later])
})

test('a consumer that throws ends its own following and nobody else', async () => {
  const url = await emptyUrl()
  const log = await logOn(url)
  const [id] = await fill(log, 'fund-1', 1)
  const other = following(log)
  const broken = (async () => {
    for await (const _ of log.follow(null, { signal: new AbortController().signal }))
      throw new Error('a broken handler')
  })()
  await expect(broken).rejects.toThrow('a broken handler')
  const later = await fill(log, 'fund-2', 3)
  await expect.poll(() => idsOf(other.events), PATIENCE).toEqual([id, ...later])
})

test('a follower far behind reads pages, then takes over from the subscription without a gap', async () => {
  const url = await emptyUrl()
  const log = await logOn(url, { limits: { ...SHORT, lookMs: 60_000 } })
  const near = following(log)
  for (let batch = 0; batch < 6; batch++)
    await log.append(
      `import-${batch}`,
      'none',
      Array.from({ length: 500 }, () => newEvent()),
    )
  const far = following(log)
  await expect.poll(() => far.events.length, PATIENCE).toBe(3_000)
  await fill(log, 'fund-1', 2)
  await expect.poll(() => far.events.length, PATIENCE).toBe(3_002)
  expect(idsOf(far.events)).toEqual(idsOf(near.events))
})
