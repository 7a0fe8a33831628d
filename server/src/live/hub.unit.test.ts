/** The hub against sockets that are slow, many, or change their mind: no frame is lost, doubled, or meant for another. */
import { applyChange, queryRoute, ServerMessage } from '@changxin/shared/kernel'
import type { WebSocket } from '@fastify/websocket'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Principal } from '../access/principal.ts'
import { type ServedQuery, serveQuery } from '../feature.ts'
import { createLogger } from '../logger.ts'
import type { Applied, Views } from '../views/views.ts'
import { createLiveHub, type LiveHub } from './hub.ts'
import {
  BROADCAST_CHUNK,
  CLOSE_SESSION_ENDED,
  CLOSE_TOO_MANY,
  MAX_SUBSCRIBES_PER_MINUTE,
  PING_INTERVAL_MS,
} from './limits.ts'

const Row = z.object({ id: z.string(), text: z.string() })
const route = queryRoute({
  // Public in the access table.
  action: 'people.welcome',
  path: '/api/numbers',
  input: {},
  output: z.object({ items: z.array(Row) }),
  summary: 'Rows',
})

let rows: z.infer<typeof Row>[]
let sequence: number
let tell: (applied: Applied) => void
let hub: LiveHub
const position = () => `s${String(sequence).padStart(16, '0')}`

beforeEach(() => {
  // Broadcasts go on in real turns of the event loop, so that runs can overtake them.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  rows = [{ id: 'a', text: 'one' }]
  sequence = 1
  const read = <Result>(run: (read: never) => Result) => ({ result: run({} as never), position: position() })
  const views = {
    read,
    peek: (run: (read: never) => unknown) => run({} as never),
    position,
    asOf: () => ({}),
    waitFor: async () => true,
    onAway: () => () => {},
    health: () => ({ away: null }),
    onApplied(listener: (applied: Applied) => void) {
      tell = listener
      return () => {}
    },
  } as unknown as Views
  const query: ServedQuery = serveQuery(route, {
    reads: ['number'],
    sameForScope: true,
    subject: () => ({}),
    run: () => ({ items: rows }),
  })
  hub = createLiveHub({
    views,
    queries: new Map([[route.action, query]]),
    catchUp: { wait: async () => 'same', unlessRefused: async (run) => run() },
    logger: createLogger('silent'),
  })
})
afterEach(() => {
  hub.close()
  vi.useRealTimers()
})

function change(next: typeof rows): void {
  rows = next
  sequence++
  tell({ position: position(), touches: [{ table: 'number' }] })
}

const turns = async () => {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}
const changesOf = (client: Client | undefined) => client?.frames.filter((frame) => frame.type === 'change') ?? []

interface Client {
  readonly frames: ServerMessage[]
  readonly socket: { bufferedAmount: number; closedWith: number | undefined }
  say(message: object): void
  subscribe(id: number, after?: string): void
  shown(): unknown
}

function connect(principal: Principal | null = null, isCurrent = () => true): Client {
  const frames: ServerMessage[] = []
  const listeners = new Map<string, (data?: Buffer) => void>()
  const socket = {
    bufferedAmount: 0,
    closedWith: undefined as number | undefined,
    send: (frame: string) => void frames.push(ServerMessage.parse(JSON.parse(frame))),
    on: (name: string, listener: (data?: Buffer) => void) => void listeners.set(name, listener),
    close(code: number) {
      socket.closedWith ??= code
      listeners.get('close')?.()
    },
    ping: () => listeners.get('pong')?.(),
    terminate: () => listeners.get('close')?.(),
  }
  hub.connect(socket as unknown as WebSocket, principal, 'en', isCurrent)
  const say = (message: object) => listeners.get('message')?.(Buffer.from(JSON.stringify(message)))
  return {
    frames,
    socket,
    say,
    subscribe: (id, after) =>
      say({ type: 'subscribe', id, query: route.action, input: {}, ...(after ? { after } : {}) }),
    shown() {
      let output: unknown
      for (const frame of frames) {
        if (frame.type === 'snapshot') output = frame.output
        if (frame.type === 'change') output = applyChange(output, frame)
      }
      return output
    },
  }
}

test('a change that waits keeps the position of its own run, whatever ran since', async () => {
  const clients = Array.from({ length: BROADCAST_CHUNK * 2 }, () => connect())
  for (const client of clients) client.subscribe(1)
  const positions: string[] = []
  for (const text of ['two', 'three', 'four']) {
    vi.advanceTimersByTime(150)
    change([{ id: 'a', text }])
    vi.advanceTimersByTime(150)
    positions.push(position())
  }
  await turns()
  for (const client of clients)
    expect(changesOf(client).map((frame) => 'position' in frame && frame.position)).toEqual(positions)
  expect(clients.at(-1)?.shown()).toEqual({ items: rows })
})

test('whoever comes while a change is on its way is not shown it after something newer', async () => {
  const client = connect()
  client.subscribe(1)
  vi.advanceTimersByTime(150)
  change([
    { id: 'a', text: 'two' },
    { id: 'b', text: 'b' },
  ])
  vi.advanceTimersByTime(150)
  const newcomer = connect()
  newcomer.subscribe(1)
  await turns()
  expect(changesOf(client)).toHaveLength(1)
  expect(changesOf(newcomer)).toEqual([])
  expect(newcomer.shown()).toEqual({ items: rows })
})

test('whoever left while a change was on its way gets no frame of it', async () => {
  const clients = Array.from({ length: BROADCAST_CHUNK + 1 }, () => connect())
  for (const client of clients) client.subscribe(1)
  vi.advanceTimersByTime(150)
  change([{ id: 'a', text: 'two' }])
  vi.advanceTimersByTime(150)
  // The first chunk is out, the last socket waits for the second.
  await Promise.resolve()
  await Promise.resolve()
  expect(changesOf(clients[0])).toHaveLength(1)
  clients.at(-1)?.say({ type: 'unsubscribe', id: 1 })
  await turns()
  expect(changesOf(clients.at(-1))).toEqual([])
})

test('a socket that was full gets its snapshot once it is empty, also when nothing more happens', async () => {
  const client = connect()
  client.subscribe(1)
  vi.advanceTimersByTime(150)
  client.socket.bufferedAmount = 2 * 1024 * 1024
  change([{ id: 'a', text: 'two' }])
  vi.advanceTimersByTime(300)
  await turns()
  expect(client.shown()).toEqual({ items: [{ id: 'a', text: 'one' }] })
  client.socket.bufferedAmount = 0
  vi.advanceTimersByTime(300)
  expect(client.shown()).toEqual({ items: rows })
  expect(client.frames.filter((frame) => frame.type === 'snapshot')).toHaveLength(2)
})

test('nothing counts as unchanged after rights have moved', () => {
  const client = connect()
  client.subscribe(1)
  const shown = position()
  const again = connect()
  again.subscribe(1, shown)
  expect(again.frames.at(-1)?.type).toBe('unchanged')
  sequence++
  tell({ position: position(), touches: [{ table: 'people_grant', personId: 'p1' }] })
  const later = connect()
  later.subscribe(1, shown)
  expect(later.frames.at(-1)?.type).toBe('snapshot')
})

test('a person whose session ran out, or whose home ended with the day, loses the socket at the next ping', () => {
  const principal: Principal = { personId: 'p1', sessionId: 's1', grants: [], homes: [] }
  let current = true
  const client = connect(principal, () => current)
  vi.advanceTimersByTime(PING_INTERVAL_MS)
  expect(client.socket.closedWith).toBeUndefined()
  current = false
  vi.advanceTimersByTime(PING_INTERVAL_MS)
  expect(client.socket.closedWith).toBe(CLOSE_SESSION_ENDED)
})

test('a flood of subscriptions closes the socket', () => {
  const client = connect()
  for (let count = 0; count < MAX_SUBSCRIBES_PER_MINUTE; count++) client.subscribe(1)
  expect(client.socket.closedWith).toBeUndefined()
  client.subscribe(1)
  expect(client.socket.closedWith).toBe(CLOSE_TOO_MANY)
})
