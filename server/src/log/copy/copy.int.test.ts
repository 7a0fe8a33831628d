/** A log that was copied is the same log: on the stand-in with the real client, there and back. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readCheckpoints } from '../checkpoints.ts'
import type { LogEngine } from '../engine.ts'
import { verifyLog } from '../verify.ts'
import { verifyByReading } from '../verify-by-reading.ts'
import { goOn, sign, tellStory } from './copied-log.fixture.ts'
import { copyWorld, oursOn, reading, whole, writing } from './copy-world.fixture.ts'

const world = copyWorld()
const { origin, keysDir, evidence, cluster, newFile, copy } = world
const EVENTS = 114

beforeAll(world.begin)
afterEach(world.endClusters)
afterAll(world.end)

const bytesOfOrigin = () => createHash('sha256').update(readFileSync(origin.file)).digest('hex')
const goingOn = (engine: LogEngine) => writing(engine, goOn)

describe('there and back', () => {
  test('every event has its id, place, revision, version and times, and the source is as it was', async () => {
    const before = bytesOfOrigin()
    const { engine } = await cluster()
    const report = await copy(origin, engine)
    expect(report).toMatchObject({ events: EVENTS, found: 0, checkpoints: 2, erased: 2 })
    const [mine, theirs] = [await whole(origin), await whole(engine)]
    expect(theirs).toEqual(mine)
    expect(mine.length).toBe(EVENTS)
    const verified = await reading(engine, (log) => verifyByReading({ log, ...evidence() }))
    expect(verified).toEqual({ ok: true, events: EVENTS, leaves: report.leaves, checkpoints: 2 })

    const back = newFile()
    expect(await copy(engine, back)).toMatchObject({ events: EVENTS, rootHash: report.rootHash, erased: 2 })
    expect(await whole(back)).toEqual(mine)
    expect(await verifyLog({ file: back.file, ...evidence() })).toEqual(verified)
    expect(bytesOfOrigin()).toBe(before)
  })

  test('what is done next has the same outcome, also in streams that lost their beginning', async () => {
    const { engine } = await cluster()
    const back = newFile()
    await copy(origin, engine)
    await copy(engine, back)
    const said = await goingOn(back)
    expect(said.slice(0, 10)).toEqual([
      expect.stringContaining('person-a is at 4'),
      expect.stringContaining('person-b is at 1'),
      expect.stringContaining('person-c is at 2'),
      expect.stringContaining('person-e is at 1'),
      ...[5, 2, 3, 2, 2, 4],
    ])
    expect(await goingOn(engine)).toEqual(said)
    expect(await whole(engine)).toEqual(await whole(back))
  })

  test('what was erased on the cluster stays erased in the file', async () => {
    const { engine, standIn } = await cluster()
    await writing(engine, (log) => tellStory(log, keysDir))
    for (const scavenged of [false, true]) {
      if (scavenged) expect(standIn.scavenge()).toBeGreaterThan(5)
      const back = newFile()
      expect(await copy(engine, back)).toMatchObject({ events: EVENTS, erased: 2 })
      expect(await whole(back)).toEqual(await whole(engine))
      expect(readFileSync(back.file).includes('王小明')).toBe(false)
      if (scavenged) expect(await goingOn(back)).toEqual(await goingOn(engine))
    }
  })

  test('it may be done again: nothing is there twice', async () => {
    const { engine, standIn } = await cluster()
    await copy(origin, engine)
    const before = oursOn(standIn)
    expect(await copy(origin, engine)).toMatchObject({ events: EVENTS, found: EVENTS })
    expect(oursOn(standIn)).toBe(before)
    const back = newFile()
    await copy(engine, back)
    expect(await copy(engine, back)).toMatchObject({ events: EVENTS, found: EVENTS })
  })

  test('the next checkpoint is right also where the tree was remembered with places of the other engine', async () => {
    const { engine } = await cluster()
    const back = newFile()
    const remembered = join(world.folder, 'tree.json')
    const signed = (on: LogEngine, day: string) => writing(on, (log) => sign(log, keysDir, day, remembered))
    await copy(origin, engine)
    await copy(engine, back)
    await signed(back, '2026-03-03')
    expect(await copy(back, engine)).toMatchObject({ found: EVENTS, events: EVENTS + 1 })
    await signed(engine, '2026-03-04')
    const verified = await reading(engine, (log) => verifyByReading({ log, ...evidence() }))
    expect(verified).toMatchObject({ ok: true, checkpoints: 4 })
    const sizes = (await reading(engine, readCheckpoints)).map(({ size }) => size)
    expect(sizes[3], 'with the checkpoint that was signed in the file').toBe((sizes[2] ?? 0) + 1)
  })

  test('an empty log is copied too', async () => {
    const empty = newFile()
    await writing(empty, async () => {})
    const { engine } = await cluster()
    expect(await copy(empty, engine)).toMatchObject({ events: 0, leaves: 0, checkpoints: 0 })
  })
})

test('comparing finds what is not there yet, and numbers of erased events that are not', async () => {
  const { engine, standIn } = await cluster()
  const check = (target: LogEngine) => world.check(origin, target)
  await expect(check(engine)).rejects.toMatchObject({ problem: 'unfinished', event: 1 })
  expect(oursOn(standIn)).toBe(0)
  await copy(origin, engine)
  expect(await check(engine)).toMatchObject({ events: EVENTS })
  await writing(engine, (log) => log.erase('person-d'))
  await expect(check(engine)).rejects.toMatchObject({ problem: 'not-a-beginning' })
})
