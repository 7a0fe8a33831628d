/**
 * Each fault of the stand-in as the real client shows it to its caller: what the engine must tell apart and survive.
 * None of these tests waits for a time: that something never comes is seen when what was asked later has come.
 */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BY_SINGLE_CALLS, eventsOf, kurrent, listenTo, newEvent, newEvents, type RealClient } from './real-client.ts'
import { openStandIn, type StandIn, type StandInNode } from './stand-in.ts'

let standIn: StandIn
let node: StandInNode
let client: RealClient
const clients: RealClient[] = []
function connect(url = standIn.url): RealClient {
  const made = kurrent.KurrentDBClient.connectionString(url)
  clients.push(made)
  return made
}
beforeEach(async () => {
  standIn = await openStandIn()
  node = standIn.nodes[0] as StandInNode
  client = connect()
  await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
})
afterEach(async () => {
  await standIn.close()
  await Promise.all(clients.splice(0).map((one) => one.dispose()))
})

const NO_STREAM = { streamState: 'no_stream' } as const
const AT_0 = { streamState: 0n }
const stored = () => standIn.log.eventsOf('fund-1').length

/** Whether a promise is settled, without waiting for it. */
function watched(promise: Promise<unknown>) {
  const state = { settled: false }
  const settle = () => {
    state.settled = true
  }
  promise.then(settle, settle)
  return state
}

describe('a node that takes calls and never answers', () => {
  test('hangs reads whatever their deadline, until its connections are cut', async () => {
    node.faults.silence('reads', true)
    const read = eventsOf(client, 'fund-1', { deadline: 1 })
    const state = watched(read)
    await expect.poll(() => node.faults.ignored('reads')).toBe(1)
    node.faults.silence('reads', false)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
    expect(state.settled).toBe(false)
    await node.die()
    await expect(read).rejects.toThrow(kurrent.UnavailableError)
  })

  test('hangs batches whatever their deadline; a single call has its own', async () => {
    node.faults.silence('appends', true)
    const batch = client.appendToStream('fund-1', newEvents(1), { ...AT_0, deadline: 20 })
    const state = watched(batch)
    const single = client.appendToStream('fund-1', newEvents(1), { ...AT_0, deadline: 100, ...BY_SINGLE_CALLS })
    await expect(single).rejects.toThrow(kurrent.DeadlineExceededError)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
    expect([node.faults.ignored('appends'), state.settled]).toEqual([2, false])
    await node.die()
    await expect(batch).rejects.toThrow(kurrent.UnavailableError)
    expect(stored()).toBe(1)
  })

  test('leaves a subscription without a word', async () => {
    node.faults.silence('subscriptions', true)
    const heard = listenTo(client)
    await expect.poll(() => node.faults.ignored('subscriptions')).toBe(1)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
    expect(heard.said).toEqual([])
  })
})

describe('an append', () => {
  test.each([
    ['a batch', {}],
    ['a single call', BY_SINGLE_CALLS],
  ])('whose answer is lost was taken: the same ids say so (%s)', async (_, how) => {
    const events = [newEvent(1, randomUUID()), newEvent(2, randomUUID())]
    node.faults.loseReplies(1)
    const lost = client.appendToStream('fund-1', events, { ...AT_0, ...how })
    await expect(lost).rejects.toThrow(kurrent.UnavailableError)
    expect(stored()).toBe(3)
    const again = await client.appendToStream('fund-1', events, { ...AT_0, ...how })
    expect(again).toMatchObject({ success: true, nextExpectedRevision: 2n })
    expect(again.position?.commit).toBe(BigInt(standIn.log.eventsOf('fund-1')[2]?.position ?? -1))
    expect(stored()).toBe(3)
  })

  test('whose deadline has passed by the clock of the server was not taken', async () => {
    node.faults.slow(50)
    const late = client.appendToStream('fund-1', newEvents(1), { ...AT_0, deadline: 10 })
    await expect(late).rejects.toThrow(kurrent.DeadlineExceededError)
    expect(stored()).toBe(1)
  })

  test('that comes slowly comes', async () => {
    node.faults.slow(50)
    await client.appendToStream('fund-1', newEvents(1), AT_0)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(2)
  })
})

describe('a node that refuses', () => {
  test.each([
    ['not-ready', 'Server Is Not Ready', 'Server Is Not Ready'],
    ['busy', 'Server Is Busy', 'Server Is Too Busy'],
  ] as const)(
    'because it is %s: an unknown error for a batch, unavailable for the rest',
    async (why, ofBatch, ofCall) => {
      node.faults.refuse(why)
      const batch = client.appendToStream('fund-1', newEvents(1), AT_0)
      await expect(batch).rejects.toThrow(kurrent.UnknownError)
      await expect(batch).rejects.toThrow(ofBatch)
      const single = client.appendToStream('fund-1', newEvents(1), { ...AT_0, ...BY_SINGLE_CALLS })
      await expect(single).rejects.toThrow(kurrent.UnavailableError)
      await expect(single).rejects.toThrow(ofCall)
      await expect(eventsOf(client, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
      await expect(client.deleteStream('fund-1')).rejects.toThrow(kurrent.UnavailableError)
      const heard = listenTo(client)
      await expect.poll(() => heard.said).toEqual(['error UnavailableError'])
      expect(stored()).toBe(1)

      node.faults.refuse(null)
      await client.appendToStream('fund-1', newEvents(1), AT_0)
      expect(await eventsOf(client, 'fund-1')).toHaveLength(2)
    },
  )

  test('because it does not lead says who does', async () => {
    node.faults.refuse('not-leader')
    const leader = { address: '127.0.0.1', port: node.port }
    const notLeader = { type: 'not-leader', leader }
    await expect(client.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toMatchObject(notLeader)
    await expect(client.deleteStream('fund-1')).rejects.toMatchObject(notLeader)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
  })
})

describe('a subscription', () => {
  test('may end quietly: an end that nobody asked for, and no error', async () => {
    const heard = listenTo(client)
    await expect.poll(() => heard.said.at(-1)).toBe('caught up')
    node.faults.endSubscriptions('quietly')
    await expect.poll(() => heard.said.at(-1)).toBe('end')
  })

  test('may end with an error, and without an end', async () => {
    const heard = listenTo(client)
    await expect.poll(() => heard.said.at(-1)).toBe('caught up')
    node.faults.endSubscriptions('unavailable')
    await expect.poll(() => heard.said.at(-1)).toBe('error UnavailableError')
    expect(heard.said).not.toContain('end')
  })

  test('may stall: it stands and brings nothing, while reads have what it should bring', async () => {
    const heard = listenTo(client)
    await expect.poll(() => heard.said.at(-1)).toBe('caught up')
    const before = heard.said.length
    node.faults.stallSubscriptions(true)
    await client.appendToStream('fund-1', newEvents(1), AT_0)
    const second = listenTo(client)
    await expect.poll(() => second.said).toEqual(['confirmed'])
    expect(await eventsOf(client, 'fund-1')).toHaveLength(2)
    expect(heard.said).toHaveLength(before)
    node.faults.clear()
    await expect.poll(() => heard.said.slice(before)).toEqual(['fund-1@1'])
    await expect.poll(() => second.said).toEqual(['confirmed', 'fund-1@0', 'fund-1@1', 'checkpoint', 'caught up'])
  })

  test('ends with an error when its node dies', async () => {
    const heard = listenTo(client)
    await expect.poll(() => heard.said.at(-1)).toBe('caught up')
    await node.die()
    await expect.poll(() => heard.said.at(-1)).toBe('error UnavailableError')
  })
})

describe('what the client itself does', () => {
  test('past 100 calls on a connection a subscription waits without a word, also that of another client', async () => {
    // The call of the batches is one of them.
    const heard = Array.from({ length: 99 }, () => listenTo(client))
    await expect.poll(() => heard.every(({ said }) => said.includes('caught up'))).toBe(true)
    const oneTooMany = listenTo(client)
    // Clients of one process with the same settings share a connection; with other settings they do not.
    const sameConnection = listenTo(connect())
    const elsewhere = listenTo(connect(`${standIn.url}&keepAliveTimeout=10001`))
    await client.appendToStream('fund-1', newEvents(1), AT_0)
    await expect.poll(() => [elsewhere, ...heard].every(({ said }) => said.includes('fund-1@1'))).toBe(true)
    expect([...oneTooMany.said, ...sameConnection.said]).toEqual([])
  })

  test('checkpoints and "caught up" run ahead of a handler that is slow', async () => {
    await client.appendToStream('fund-1', newEvents(1, 2, 3, 4), AT_0)
    const ahead: string[] = []
    const subscription = client.subscribeToAll({
      filter: kurrent.streamNameFilter({ regex: '^[^$]', checkpointReached: () => void ahead.push('checkpoint') }),
    })
    subscription.on('caughtUp', () => ahead.push('caught up'))
    const events = subscription[Symbol.asyncIterator]()
    await events.next()
    // One of five events was handled.
    await expect.poll(() => ahead).toEqual(['checkpoint', 'caught up'])
    await subscription.unsubscribe()
  })

  test('told not to throw, it answers revision 1 for any conflict', async () => {
    const quiet = connect(`${standIn.url}&throwOnAppendFailure=false`)
    await client.appendToStream('fund-1', newEvents(1, 2, 3), AT_0)
    const conflict = await quiet.appendToStream('fund-1', newEvents(9), AT_0)
    expect(conflict).toMatchObject({ success: false, nextExpectedRevision: 1n })
  })
})

describe('the only node dies', () => {
  test('appends are raw errors of gRPC meanwhile, reads unavailable; both work when it is back', async () => {
    expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
    await node.die()
    await expect(client.appendToStream('fund-1', newEvents(1), AT_0)).rejects.toMatchObject({ code: 14 })
    const down = client.appendToStream('fund-1', newEvents(1), AT_0)
    await expect(down).rejects.toMatchObject({ code: 14 })
    await expect(down).rejects.not.toBeInstanceOf(kurrent.UnavailableError)
    await expect(eventsOf(client, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
    await node.comeBack()
    await client.appendToStream('fund-1', newEvents(1), AT_0)
    expect(await eventsOf(client, 'fund-1')).toHaveLength(2)
  })

  test('a client whose first read finds nobody never reads again; another one does', async () => {
    await node.die()
    const unlucky = connect()
    await expect(eventsOf(unlucky, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
    await node.comeBack()
    await expect(eventsOf(unlucky, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
    expect(await eventsOf(connect(), 'fund-1')).toHaveLength(1)
    await expect(eventsOf(unlucky, 'fund-1')).rejects.toThrow(kurrent.UnavailableError)
  })
})
