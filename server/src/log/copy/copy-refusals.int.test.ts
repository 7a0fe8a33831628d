/** What may not be copied, and where nothing may be copied to: refused before anything is written. */
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type LogEngine, openLog } from '../engine.ts'
import { storyClock, tell } from './copied-log.fixture.ts'
import { copyWorld, oursOn, writing } from './copy-world.fixture.ts'

const world = copyWorld()
const { origin, cluster, newFile, copy } = world

beforeAll(world.begin)
afterEach(world.endClusters)
afterAll(world.end)

test.each<[string, (engine: LogEngine) => Promise<void>, string]>([
  [
    'a target with a log of its own',
    (engine) => writing(engine, (log) => tell(log, 'fund-9', 'none', 1)),
    'the target has fund-9 revision 0',
  ],
  [
    'a target that went on by itself',
    async (engine) => {
      await copy(origin, engine)
      await writing(engine, (log) => tell(log, 'fund-9', 'none', 1))
    },
    'the target goes on with fund-9 revision 0',
  ],
  [
    'a target with the same events at other times',
    async (engine) => {
      const log = await openLog(engine, { now: () => '2026-03-05T00:00:00.000Z' })
      await tell(log, 'fund-1', 'none', 3)
      await log.close()
    },
    'fund-1 revision 0, ThingHappened: another metadata',
  ],
])('%s', async (_, prepare, words) => {
  const { engine, standIn } = await cluster()
  await prepare(engine)
  const before = oursOn(standIn)
  await expect(copy(origin, engine)).rejects.toMatchObject({
    problem: 'not-a-beginning',
    message: expect.stringContaining(words),
  })
  expect(oursOn(standIn), 'nothing was added').toBe(before)
})

test('a target that another program writes to', async () => {
  const { engine, standIn } = await cluster()
  const foreign = {
    id: randomUUID(),
    type: 'OrderPlaced',
    isJson: true,
    data: Buffer.from('{}'),
    metadata: Buffer.from(''),
  }
  standIn.log.write('order-1', [foreign])
  await expect(copy(origin, engine)).rejects.toThrow('did not write')
})

test('a file that a server has open, as source and as target', async () => {
  const { engine } = await cluster()
  const server = await openLog(origin, { now: storyClock() })
  await expect(copy(origin, engine)).rejects.toThrow('in use by another process')
  await expect(copy(engine, origin)).rejects.toThrow('in use by another process')
  await server.close()
})

test('a cluster that servers run on, as source and as target', async () => {
  const { engine } = await cluster()
  const node = await openLog(engine, { now: storyClock() })
  const lease = node.shared?.lease
  let held = await lease?.write('none', 'node-1')
  const stop = new AbortController()
  const renewing = (async () => {
    while (!stop.signal.aborted && typeof held === 'number') held = await lease?.write(held, 'node-1')
  })()
  await expect(copy(origin, engine)).rejects.toThrow('servers are running on this cluster (node-1)')
  await expect(copy(engine, newFile())).rejects.toThrow('servers are running on this cluster')
  stop.abort()
  await renewing
  // It stops: the lease is given back.
  await lease?.write(held ?? 'none', '')
  await node.close()
  expect(await copy(origin, engine)).toMatchObject({ found: 0, checkpoints: 2 })
})

test('a source that does not fit its checkpoints, once it is copied', async () => {
  const changed = newFile()
  const { engine } = await cluster()
  await copy(origin, engine)
  await copy(engine, changed)
  const db = new DatabaseSync(changed.file)
  db.exec(
    `DROP TRIGGER events_never_change; UPDATE events SET data = '{"amountFen":9}' WHERE stream = 'fund-1' AND revision = 1`,
  )
  db.close()
  await expect(copy(changed, engine)).rejects.toMatchObject({ problem: 'not-a-beginning', event: 2 })
  await expect(copy(changed, (await cluster()).engine)).rejects.toMatchObject({ problem: 'broken-source' })
})
