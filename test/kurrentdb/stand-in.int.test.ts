/** What the stand-in promises of the protocol, shown with the real client. The rules are the real server's, read in its source. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  allEvents,
  BY_SINGLE_CALLS,
  eventsOf,
  kurrent,
  listenTo,
  newEvent,
  newEvents,
  placesOf,
  type RealClient,
} from './real-client.ts'
import { openStandIn, type StandIn } from './stand-in.ts'

let standIn: StandIn
let client: RealClient
beforeEach(async () => {
  standIn = await openStandIn()
  client = kurrent.KurrentDBClient.connectionString(standIn.url)
})
afterEach(async () => {
  await client.dispose()
  await standIn.close()
})

const withoutSystem = { filter: kurrent.streamNameFilter({ regex: '^[^$]' }) }
const NO_STREAM = { streamState: 'no_stream' } as const
const at = (revision: number) => ({ streamState: BigInt(revision) })

describe.each([
  ['in batches', {}],
  ['by single calls', BY_SINGLE_CALLS],
])('appends %s', (_, how) => {
  test('number a stream from 0, and what was appended is read', async () => {
    const [first, second] = [newEvent(1), newEvent(2)]
    const appended = await client.appendToStream('基金-1', [first, second], { ...NO_STREAM, ...how })
    expect(appended).toMatchObject({ success: true, nextExpectedRevision: 1n })
    const read = await eventsOf(client, '基金-1')
    expect(read).toMatchObject([
      { id: first.id, type: 'Tested', data: { n: 1 }, metadata: { actor: '张' }, revision: 0n, streamId: '基金-1' },
      { id: second.id, type: 'Tested', data: { n: 2 }, revision: 1n, position: appended.position },
    ])
  })

  test('with the same ids at the same revision answer the first result, also when the stream has gone on', async () => {
    const events = newEvents(1, 2)
    const first = await client.appendToStream('fund-1', events, { ...NO_STREAM, ...how })
    expect(await client.appendToStream('fund-1', events, { ...NO_STREAM, ...how })).toEqual(first)
    const more = newEvents(3)
    const second = await client.appendToStream('fund-1', more, { ...at(1), ...how })
    expect(await client.appendToStream('fund-1', events, { ...NO_STREAM, ...how })).toEqual(first)
    expect(await client.appendToStream('fund-1', more, { ...at(1), ...how })).toEqual(second)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(3)
  })

  test('with other ids, or with some of the same, are refused with the revision that there is', async () => {
    const [first, second] = newEvents(1, 2)
    if (!first || !second) throw new Error('two events')
    await client.appendToStream('fund-1', [first, second], { ...NO_STREAM, ...how })
    const wrong = { type: 'wrong-expected-version', streamName: 'fund-1', actualState: 1n }
    for (const events of [newEvents(3), [first, newEvent(3)], [first, second, newEvent(3)], [second]])
      await expect(client.appendToStream('fund-1', events, { ...NO_STREAM, ...how })).rejects.toMatchObject(wrong)
    await expect(client.appendToStream('fund-1', newEvents(3), { ...at(5), ...how })).rejects.toMatchObject(wrong)
    const none = { type: 'wrong-expected-version', actualState: 'no_stream' }
    await expect(client.appendToStream('fund-2', newEvents(3), { ...at(0), ...how })).rejects.toMatchObject(none)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(2)
  })

  test('of more than 1 MiB are refused whole', async () => {
    const bytes = (length: number) => kurrent.binaryEvent({ type: 'Tested', data: Buffer.alloc(length) })
    const most = 1024 * 1024 - 'Tested'.length * 2
    const refused = client.appendToStream('fund-1', [bytes(most), bytes(1)], { ...NO_STREAM, ...how })
    await expect(refused).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1024 * 1024 })
    await expect(eventsOf(client, 'fund-1')).rejects.toThrow(kurrent.StreamNotFoundError)
    await client.appendToStream('fund-1', [bytes(most)], { ...NO_STREAM, ...how })
    expect((await eventsOf(client, 'fund-1'))[0]?.data).toHaveLength(most)
  })

  test('that expect nothing remember ids that the stream took', async () => {
    const events = newEvents(1, 2)
    const first = await client.appendToStream('fund-1', events, { streamState: 'any', ...how })
    expect(await client.appendToStream('fund-1', events, { streamState: 'any', ...how })).toEqual(first)
    const exists = client.appendToStream('fund-2', newEvents(1), { streamState: 'stream_exists', ...how })
    await expect(exists).rejects.toMatchObject({ type: 'wrong-expected-version' })
  })
})

describe('reads', () => {
  test('of a stream go forwards and backwards from a revision, and know a stream that is not there', async () => {
    await client.appendToStream('fund-1', newEvents(0, 1, 2, 3), NO_STREAM)
    const revisions = async (options: Parameters<typeof eventsOf>[2]) =>
      (await eventsOf(client, 'fund-1', options)).map((event) => Number(event.revision))
    expect(await revisions({ fromRevision: 1n, maxCount: 2 })).toEqual([1, 2])
    expect(await revisions({ fromRevision: 9n })).toEqual([])
    expect(await revisions({ direction: 'backwards', fromRevision: 'end', maxCount: 1 })).toEqual([3])
    expect(await revisions({ direction: 'backwards', fromRevision: 1n })).toEqual([1, 0])
    await expect(eventsOf(client, 'fund-2')).rejects.toMatchObject({ type: 'stream-not-found', streamName: 'fund-2' })
  })

  test('of $all go by position: inclusive forwards, exclusive backwards, and system events are in it', async () => {
    await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
    await client.appendToStream('fund-2', newEvents(0, 1), NO_STREAM)
    await client.setStreamMetadata('fund-1', { truncateBefore: 0 })
    const all = await allEvents(client)
    const places = ['$epoch-information@0', 'fund-1@0', 'fund-2@0', 'fund-2@1', '$$fund-1@0']
    expect(placesOf(all)).toEqual(places)
    const from = all[2]?.position
    if (!from) throw new Error('the third event has a position')
    expect(placesOf(await allEvents(client, { fromPosition: from }))).toEqual(places.slice(2))
    expect(placesOf(await allEvents(client, { fromPosition: from, direction: 'backwards' }))).toEqual(
      places.slice(0, 2).reverse(),
    )
    expect(placesOf(await allEvents(client, { fromPosition: 'end', direction: 'backwards', maxCount: 1 }))).toEqual([
      '$$fund-1@0',
    ])
    expect(placesOf(await allEvents(client, withoutSystem))).toEqual(['fund-1@0', 'fund-2@0', 'fund-2@1'])
  })

  test('of $all are filtered by event type and stream name, by prefix and by expression', async () => {
    const other = kurrent.jsonEvent({ type: 'Other', data: {} })
    await client.appendToStream('fund-1', [newEvent(0), other], NO_STREAM)
    await client.appendToStream('person-1', newEvents(0), NO_STREAM)
    const places = async (filter: Parameters<typeof allEvents>[1]) => placesOf(await allEvents(client, filter))
    const { eventTypeFilter, streamNameFilter } = kurrent
    expect(await places({ filter: eventTypeFilter({ prefixes: ['Oth'] }) })).toEqual(['fund-1@1'])
    expect(await places({ filter: eventTypeFilter({ regex: '^T' }), maxCount: 1 })).toEqual(['fund-1@0'])
    expect(await places({ filter: streamNameFilter({ prefixes: ['person-', 'x'] }) })).toEqual(['person-1@0'])
  })

  test('refuse a position that was made up: positions are offsets of records', async () => {
    await client.appendToStream('fund-1', newEvents(0, 1), NO_STREAM)
    const { position } = (await allEvents(client)).at(-1) ?? {}
    if (!position) throw new Error('an event has a position')
    const next = { commit: position.commit + 1n, prepare: position.prepare + 1n }
    await expect(allEvents(client, { fromPosition: next })).rejects.toThrow(kurrent.UnavailableError)
    const past = { commit: position.commit + 9_999n, prepare: position.prepare + 9_999n }
    expect(await allEvents(client, { fromPosition: past })).toEqual([])
  })
})

describe('subscriptions to $all', () => {
  test('are confirmed, catch up, and go on live after the position that they start from', async () => {
    const { position } = await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
    await client.appendToStream('fund-1', newEvents(1), at(0))
    if (!position) throw new Error('an append has a position')
    const heard = listenTo(client, { from: position })
    await expect.poll(() => heard.said).toEqual(['confirmed', 'fund-1@1', 'checkpoint', 'caught up'])
    await client.appendToStream('fund-2', newEvents(0), NO_STREAM)
    await expect.poll(() => heard.said.slice(4)).toEqual(['fund-2@0'])
    await heard.stop()
  })

  test('tell by checkpoints how far they looked where the filter lets nothing through', async () => {
    const heard = listenTo(client)
    await expect.poll(() => heard.said.at(-1)).toBe('caught up')
    // A window is 32 events: the first, at the start, is the epoch of the leader.
    for (let n = 0; n < 31; n++) await client.setStreamMetadata(`fund-${n}`, { truncateBefore: 0 })
    await expect.poll(() => heard.checkpoints.length).toBe(2)
    expect(heard.checkpoints.at(-1)).toEqual((await allEvents(client)).at(-1)?.position)
    await heard.stop()
  })

  test('refuse a position that was made up', async () => {
    await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
    const heard = listenTo(client, { from: { commit: 1n, prepare: 1n } })
    await expect.poll(() => heard.said).toEqual(['confirmed', 'error UnknownError'])
  })
})
