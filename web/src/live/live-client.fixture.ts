/** A live server played by hand: sockets, a clock and a GET that the test holds. */
import { queryRoute } from '@changxin/shared/kernel'
import { nextTick } from 'vue'
import { z } from 'zod'
import type { LiveSocket } from './connection.ts'
import { createLive } from './live-client.ts'

export const Item = z.object({ id: z.string(), text: z.string() })
export const list = queryRoute({
  action: 'test.list',
  path: '/api/list',
  input: { q: z.string().optional(), cursor: z.string().optional(), limit: z.coerce.number().optional() },
  output: z.object({ items: z.array(Item), next: z.string().optional() }),
  summary: 'a list',
})
export const P = (n: number) => `s${String(n).padStart(8, '0')}`
export const rows = (...ids: string[]) => ({ items: ids.map((id) => ({ id, text: id })) })

export interface FakeSocket extends LiveSocket {
  readonly sent: { type: string; id: number; query?: string; input?: Record<string, string>; after?: string }[]
  say(message: unknown): void
  drop(code?: number): void
  closed: boolean
}

/** A clock, sockets and a GET that the test holds in its hands. */
export function world() {
  let nowMs = 1_000_000
  let timers: { at: number; run: () => void }[] = []
  const sockets: FakeSocket[] = []
  const gets: {
    input: Record<string, string>
    answer(output: unknown, position?: string): Promise<void>
    fail(error: unknown): Promise<void>
  }[] = []
  const ended: number[] = []
  const positions: (string | null)[] = []
  const live = createLive({
    openSocket() {
      const socket: FakeSocket = {
        onmessage: null,
        onclose: null,
        sent: [],
        closed: false,
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.closed = true
        },
        say: (message) => socket.onmessage?.({ data: JSON.stringify(message) }),
        drop: (code = 1006) => socket.onclose?.({ code }),
      }
      sockets.push(socket)
      return socket
    },
    askFully: (_route, input) =>
      new Promise((resolve, reject) => {
        gets.push({
          input,
          answer(output, position) {
            resolve({ output, stale: false, position: position ?? null })
            return settle()
          },
          fail(error) {
            reject(error)
            return settle()
          },
        })
      }),
    onPosition: (position) => positions.push(position),
    onSessionEnded: () => ended.push(nowMs),
    now: () => nowMs,
    random: () => 0,
    setTimer(run, ms) {
      const timer = { at: nowMs + ms, run }
      timers.push(timer)
      return () => (timers = timers.filter((other) => other !== timer))
    },
  })
  function pass(ms: number) {
    const until = nowMs + ms
    for (;;) {
      const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      timers = timers.filter((timer) => timer !== due)
      nowMs = due.at
      due.run()
    }
    nowMs = until
  }
  const socket = () => sockets.at(-1) as FakeSocket
  const up = () => socket().say({ type: 'hello', position: P(1) })
  return { live, sockets, socket, gets, ended, positions, pass, up }
}
export const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}
export const snapshot = (id: number, output: unknown, at = 1) => ({ type: 'snapshot', id, position: P(at), output })
