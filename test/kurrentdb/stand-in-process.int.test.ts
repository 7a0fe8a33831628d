/** The stand-in as a process of its own: it can be killed, frozen and started again, and keeps what it acknowledged. */
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventsOf, kurrent, newEvents, type RealClient } from './real-client.ts'
import { openStandIn } from './stand-in.ts'
import { type StandInProcess, startStandIn } from './stand-in-process.ts'

const WRITERS = 4

let folder: string
let file: string
const processes: StandInProcess[] = []
const clients: RealClient[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stand-in-'))
  file = path.join(folder, 'log')
})
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()))
  await Promise.all(clients.splice(0).map((one) => one.dispose()))
  rmSync(folder, { recursive: true })
})

async function start(...args: string[]): Promise<StandInProcess> {
  const started = await startStandIn(['--file', file, ...args])
  processes.push(started)
  return started
}
function connect(url: string): RealClient {
  const made = kurrent.KurrentDBClient.connectionString(url)
  clients.push(made)
  return made
}
const NO_STREAM = { streamState: 'no_stream' } as const

test('killed under load and started on the same port, it has every append that it acknowledged', async () => {
  const first = await start()
  const client = connect(first.url)
  const acknowledged = new Map<string, number>()
  const enough = Promise.withResolvers<void>()
  async function write(stream: string): Promise<void> {
    for (let revision = 0; ; revision++) {
      const streamState = revision === 0 ? 'no_stream' : BigInt(revision - 1)
      await client.appendToStream(stream, newEvents(revision), { streamState })
      acknowledged.set(stream, revision)
      if (revision === 20) enough.resolve()
    }
  }
  const writers = Array.from({ length: WRITERS }, (_, n) => write(`fund-${n}`))
  const ended = Promise.allSettled(writers)
  await enough.promise
  await first.kill()
  await ended

  const again = await start('--ports', String(first.ports[0]))
  const reader = connect(again.url)
  for (const [stream, revision] of acknowledged) {
    const events = await eventsOf(reader, stream)
    // At most the one append that was under way when the process died may be there beside them.
    expect([revision + 1, revision + 2]).toContain(events.length)
    expect(events.map((event) => event.data)).toEqual(events.map((_, n) => ({ n })))
  }
})

test('a line that was torn by the end of the process is cut off; deletes and scavenges are kept', async () => {
  const first = await openStandIn({ file })
  const client = connect(first.url)
  const { position } = await client.appendToStream('person-1', newEvents(0, 1), NO_STREAM)
  await client.deleteStream('person-1')
  expect(first.scavenge()).toBe(1)
  await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
  await first.close()
  const { size } = statSync(file)
  appendFileSync(file, '{"events":[{"stream":"fund-1","rev')

  const second = await openStandIn({ file })
  expect(statSync(file).size).toBeGreaterThanOrEqual(size)
  expect(second.log.eventsOf('person-1').map((event) => BigInt(event.position))).toEqual([position?.commit])
  const reader = connect(second.url)
  await expect(eventsOf(reader, 'person-1')).rejects.toThrow(kurrent.StreamNotFoundError)
  expect(await eventsOf(reader, 'fund-1')).toHaveLength(1)
  await reader.appendToStream('fund-1', newEvents(1), { streamState: 0n })
  await second.close()
  const third = await openStandIn({ file })
  expect(third.log.eventsOf('fund-1')).toHaveLength(2)
  await third.close()
})

test('takes faults by lines of JSON and refuses what it does not know', async () => {
  const standIn = await start('--nodes', '3')
  expect(standIn.ports).toHaveLength(3)
  expect(await standIn.command({ do: 'fail-over' })).toBe(1)
  expect(await standIn.command({ do: 'die', node: 1 })).toBeNull()
  expect(await standIn.command({ do: 'come-back', node: 0 })).toBeNull()
  expect(await standIn.command({ do: 'lead', node: 0 })).toBe(0)
  await expect(standIn.command({ do: 'lead', node: 1 })).rejects.toThrow('dead and cannot lead')
  await expect(standIn.command({ do: 'lead', node: 7 })).rejects.toThrow('there is no node 7')

  await standIn.command({ do: 'refuse', with: 'busy' })
  const client = connect(standIn.url)
  await expect(client.appendToStream('fund-1', newEvents(0), NO_STREAM)).rejects.toThrow('Server Is Busy')
  await standIn.command({ do: 'clear' })
  await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
})

test('frozen it answers nothing, and thawed it answers what was asked meanwhile', async () => {
  const standIn = await start()
  const client = connect(standIn.url)
  await client.appendToStream('fund-1', newEvents(0), NO_STREAM)
  expect(await eventsOf(client, 'fund-1')).toHaveLength(1)
  standIn.freeze()
  const asked = [client.appendToStream('fund-1', newEvents(1), { streamState: 0n }), eventsOf(client, 'fund-1')]
  let answered = 0
  for (const one of asked) void one.then(() => answered++)
  const other = await openStandIn()
  await connect(other.url).appendToStream('fund-1', newEvents(0), NO_STREAM)
  await other.close()
  expect(answered).toBe(0)
  standIn.thaw()
  await Promise.all(asked)
})
