/** Copying onto a cluster that fails meanwhile, or from every point at which an earlier run may have died. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { LogEngine } from '../engine.ts'
import { goOn } from './copied-log.fixture.ts'
import { copyWorld, whole, writing } from './copy-world.fixture.ts'

const world = copyWorld()
const { origin, cluster, copy } = world
let wanted: string[] = []
const next = (engine: LogEngine) => writing(engine, goOn)

beforeAll(async () => {
  await world.begin()
  wanted = await whole(origin)
})
afterEach(world.endClusters)
afterAll(world.end)

test('a run that died anywhere around erased numbers is finished by the next', { timeout: 240_000 }, async () => {
  const first = await cluster()
  await copy(origin, first.engine)
  const copied = [...first.standIn.log.all()]
  const wantedNext = await next(first.engine)
  const isTricky = (index: number) => /StreamErased|StreamErasureNoted/.test(copied[index]?.type ?? '')
  // An append is whole or not at all.
  const isWithin = (index: number) =>
    copied[index]?.type === 'StreamErased' && copied[index]?.stream === copied[index - 1]?.stream
  const points = copied
    .map((_, index) => index)
    .filter((index) => (isTricky(index) || isTricky(index - 1)) && !isWithin(index))
  expect(points.length).toBeGreaterThan(8)
  for (const point of points) {
    const { engine, standIn } = await cluster()
    for (const event of copied.slice(0, point)) standIn.log.write(event.stream, [event], event.revision)
    await copy(origin, engine)
    expect(await whole(engine), `died at ${point}`).toEqual(wanted)
    if (copied[point]?.type === 'StreamErasureNoted') expect(await next(engine)).toEqual(wantedNext)
    await world.endClusters()
  }
})

test('lost answers and another leader change neither order nor count', { timeout: 120_000 }, async () => {
  const { engine, standIn } = await cluster(3)
  const stop = new AbortController()
  const until = async (events: number) => {
    while (standIn.log.all().length < events) await standIn.log.changed(stop.signal)
  }
  const copying = copy(origin, engine)
  await until(15)
  standIn.leader()?.faults.loseReplies(2)
  await until(40)
  await standIn.failOver()
  await until(90)
  standIn.leader()?.faults.loseReplies(1)
  expect(await copying).toMatchObject({ events: wanted.length, checkpoints: 2, erased: 2 })
  expect(await whole(engine)).toEqual(wanted)
})
