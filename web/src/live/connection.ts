/** One websocket that stays: opens, waits for `hello`, and comes back with back-off and jitter after every close. */
import { ServerMessage } from '@changxin/shared/kernel'
import { type Ref, ref } from 'vue'
import { retryAfterMs } from './backoff.ts'

/** `off`: nobody needs it. `connecting`: the first attempt. `down`: lost or refused; it tries again by itself. */
export type ConnectionState = 'off' | 'connecting' | 'up' | 'down'

/** The part of WebSocket that is used, so that a test can play the server. */
export interface LiveSocket {
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  send(text: string): void
  close(): void
}

export interface ConnectionOptions {
  openSocket(): LiveSocket
  /** Runs later; answers how to cancel it. */
  setTimer(run: () => void, ms: number): () => void
  random(): number
  onUp(): void
  onDown(): void
  onMessage(message: Exclude<ServerMessage, { type: 'hello' | 'log' }>): void
  /** Closed with 4401: signed out, or the roles changed. */
  onSessionEnded(): void
}

export const HELLO_WITHIN_MS = 8_000
export const CLOSED_SESSION = 4401

export function createConnection(options: ConnectionOptions) {
  const state: Ref<ConnectionState> = ref('off')
  /** The server is there and its log is not: what is shown grows old, and nothing can be done. */
  const logAway = ref(false)
  let socket: LiveSocket | null = null
  let failures = 0
  let cancelTimer = () => {}

  function after(ms: number, run: () => void) {
    cancelTimer()
    cancelTimer = options.setTimer(run, ms)
  }

  function open() {
    if (socket) return
    if (state.value === 'off') state.value = 'connecting'
    const mine = options.openSocket()
    socket = mine
    // A server that accepts and says nothing is as good as none.
    after(HELLO_WITHIN_MS, () => lost(mine, 0))
    mine.onmessage = ({ data }) => mine === socket && take(data)
    mine.onclose = ({ code }) => lost(mine, code)
  }

  function take(data: unknown) {
    const parsed = ServerMessage.safeParse(parseJson(data))
    if (!parsed.success) return
    if (parsed.data.type === 'log') {
      logAway.value = parsed.data.away
      return
    }
    if (parsed.data.type !== 'hello') return options.onMessage(parsed.data)
    cancelTimer()
    logAway.value = false
    failures = 0
    state.value = 'up'
    options.onUp()
  }

  function lost(which: LiveSocket, code: number) {
    if (which !== socket) return
    drop()
    // Once a break, not at every failed attempt: what counts from here must not begin anew each time.
    const first = state.value !== 'down'
    state.value = 'down'
    if (first) options.onDown()
    if (code === CLOSED_SESSION) return options.onSessionEnded()
    failures++
    after(retryAfterMs(failures, options.random), open)
  }

  function drop() {
    const mine = socket
    socket = null
    cancelTimer()
    if (!mine) return
    mine.onmessage = null
    mine.onclose = null
    mine.close()
  }

  return {
    state,
    logAway,
    open,
    /** Tries at once: the network is back, or the page is looked at again. */
    retryNow() {
      if (state.value === 'down' && !socket) open()
    },
    /** The network is known to be gone: do not wait for the socket to notice. */
    assumeLost() {
      if (socket) lost(socket, 0)
    },
    close() {
      drop()
      failures = 0
      state.value = 'off'
    },
    send(message: unknown) {
      socket?.send(JSON.stringify(message))
    },
  }
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
