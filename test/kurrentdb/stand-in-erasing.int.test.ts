/** Deleting, truncating and scavenging on the stand-in: the rules of the real server that erasing personal data rests on. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allEvents, eventsOf, kurrent, newEvents, placesOf, type RealClient } from './real-client.ts'
import { openStandIn, type StandIn } from './stand-in.ts'

let standIn: StandIn
let client: RealClient
beforeEach(async () => {
  standIn = await openStandIn({ nodes: 3 })
  client = kurrent.KurrentDBClient.connectionString(standIn.url)
})
afterEach(async () => {
  await client.dispose()
  await standIn.close()
})

const NO_STREAM = { streamState: 'no_stream' } as const
const at = (revision: number) => ({ streamState: BigInt(revision) })
const refused = { type: 'wrong-expected-version' }
const placesInAll = async () => placesOf(await allEvents(client)).filter((place) => !place.startsWith('$epoch'))

test('a soft-deleted stream is not found, its name is free, its numbering goes on, its events stay in $all', async () => {
  await client.appendToStream('person-1', newEvents(0, 1), NO_STREAM)
  await client.deleteStream('person-1', { expectedRevision: 1n })
  await expect(eventsOf(client, 'person-1')).rejects.toThrow(kurrent.StreamNotFoundError)
  expect(await placesInAll()).toEqual(['person-1@0', 'person-1@1', '$$person-1@0'])

  const again = await client.appendToStream('person-1', newEvents(2), NO_STREAM)
  expect(again.nextExpectedRevision).toBe(2n)
  expect(placesOf(await eventsOf(client, 'person-1'))).toEqual(['person-1@2'])
  expect((await client.getStreamMetadata('person-1')).metadata).toEqual({ truncateBefore: 2 })
})

test('a soft-deleted stream takes its last revision too, and refuses "exists" as deleted', async () => {
  await client.appendToStream('person-1', newEvents(0, 1), NO_STREAM)
  await client.deleteStream('person-1')
  const exists = client.appendToStream('person-1', newEvents(2), { streamState: 'stream_exists' })
  await expect(exists).rejects.toThrow(kurrent.StreamDeletedError)
  await client.appendToStream('person-1', newEvents(2), at(1))
  expect(placesOf(await eventsOf(client, 'person-1'))).toEqual(['person-1@2'])
})

test('an append repeated after its stream was deleted is known, but has no position any more', async () => {
  const events = newEvents(0)
  await client.appendToStream('person-1', events, NO_STREAM)
  await client.deleteStream('person-1')
  const again = await client.appendToStream('person-1', events, NO_STREAM)
  expect(again).toMatchObject({ success: true, nextExpectedRevision: 0n })
  expect(again.position).toBeUndefined()
  await expect(eventsOf(client, 'person-1')).rejects.toThrow(kurrent.StreamNotFoundError)
})

test('a stream that does not exist, or has another revision, is not deleted', async () => {
  await expect(client.deleteStream('person-1')).rejects.toMatchObject({ ...refused, actualState: -1n })
  await client.appendToStream('person-1', newEvents(0), NO_STREAM)
  await expect(client.deleteStream('person-1', { expectedRevision: 7n })).rejects.toMatchObject(refused)
  expect(await eventsOf(client, 'person-1')).toHaveLength(1)
})

test('a stream truncated by hand is not deleted: it reads from there, and "no stream" is refused', async () => {
  await client.appendToStream('lease', newEvents(0, 1, 2), NO_STREAM)
  await client.setStreamMetadata('lease', { truncateBefore: 2 })
  expect(placesOf(await eventsOf(client, 'lease'))).toEqual(['lease@2'])
  await client.setStreamMetadata('lease', { truncateBefore: 3 })
  expect(await eventsOf(client, 'lease')).toEqual([])
  await expect(client.appendToStream('lease', newEvents(3), NO_STREAM)).rejects.toMatchObject(refused)
  await client.appendToStream('lease', newEvents(3), at(2))
  expect(placesOf(await eventsOf(client, 'lease'))).toEqual(['lease@3'])
})

test('a stream of at most so many events reads its last ones; metadata streams keep one', async () => {
  await client.setStreamMetadata('lease', { maxCount: 3 })
  await client.setStreamMetadata('lease', { maxCount: 2 })
  await client.appendToStream('lease', newEvents(0, 1, 2), NO_STREAM)
  expect(placesOf(await eventsOf(client, 'lease'))).toEqual(['lease@1', 'lease@2'])
  expect(placesOf(await eventsOf(client, 'lease', { direction: 'backwards', fromRevision: 'end' }))).toEqual([
    'lease@2',
    'lease@1',
  ])
  expect(placesOf(await eventsOf(client, '$$lease'))).toEqual(['$$lease@1'])
})

test('a tombstoned stream is gone for ever', async () => {
  await client.appendToStream('person-1', newEvents(0), NO_STREAM)
  await client.tombstoneStream('person-1')
  await expect(eventsOf(client, 'person-1')).rejects.toThrow(kurrent.StreamDeletedError)
  await expect(client.appendToStream('person-1', newEvents(1), NO_STREAM)).rejects.toThrow(kurrent.StreamDeletedError)
  await expect(client.deleteStream('person-1')).rejects.toThrow(kurrent.StreamDeletedError)
})

test('a scavenge of every node drops what cannot be read, but never the last event of a stream', async () => {
  await client.appendToStream('person-1', newEvents(0, 1), NO_STREAM)
  await client.appendToStream('person-2', newEvents(0, 1), NO_STREAM)
  await client.appendToStream('fund-1', newEvents(0, 1), NO_STREAM)
  await client.deleteStream('person-1')
  await client.setStreamMetadata('person-2', { truncateBefore: 0 })
  await client.tombstoneStream('person-2')
  await client.setStreamMetadata('fund-1', { truncateBefore: 1 })
  const before = await allEvents(client)

  const [first, ...others] = standIn.nodes.map((node) => `http://127.0.0.1:${node.port}/admin/scavenge`)
  if (first === undefined) throw new Error('three nodes')
  const answer = await fetch(first, { method: 'POST' })
  expect([answer.status, await answer.json()]).toEqual([200, { scavengeId: expect.any(String) }])
  expect(await allEvents(client)).toEqual(before)
  for (const other of others) await fetch(other, { method: 'POST' })

  const kept = ['person-1@1', 'fund-1@1', '$$person-1@0', 'person-2@9223372036854775807', '$$fund-1@0']
  expect(await placesInAll()).toEqual(kept)
  // A position whose event is gone is still one of the log: reading goes on behind it.
  const gone = before.find((event) => event.streamId === 'person-1')?.position
  expect(placesOf(await allEvents(client, { fromPosition: gone ?? 'end', maxCount: 1 }))).toEqual(['person-1@1'])
  await client.appendToStream('person-1', newEvents(2), NO_STREAM)
  expect(placesOf(await eventsOf(client, 'person-1'))).toEqual(['person-1@2'])
})
