/**
 * Live queries for the screen: one socket, identical subscriptions shared, resumed where they were after a break, and
 * answered by GET while there is no socket. What is shown says itself when it is older than the limit.
 */
import { MAX_SUBSCRIPTIONS, type QueryRoute } from '@changxin/shared/kernel'
import { isUnreachable, ProblemError } from '../api/problem-error.ts'
import { textInput } from '../api/url.ts'
import { type ConnectionOptions, createConnection } from './connection.ts'
import {
  type AnswerMessage,
  createEntry,
  type Entry,
  type Fetched,
  isLive,
  type LiveView,
  markFresh,
  takeAnswer,
  takeOutput,
} from './entry.ts'
import type { KeptAnswers } from './kept-answers.ts'

export const STALE_AFTER_MS = 30_000
/** A page that opens before the socket is up waits this long before it asks by GET. */
export const GRACE_MS = 600
/** Without a socket: ask again this often. */
export const FALLBACK_POLL_MS = 15_000
/** Left pages whose rows are kept, so that going back shows them at once and resumes. */
export const MAX_PARKED = 40
const TICK_MS = 1_000
/** A query that failed because the server was not ready or too busy is asked again. */
const RESUBSCRIBE_MS = 3_000

type Timers = Pick<ConnectionOptions, 'openSocket' | 'setTimer' | 'random' | 'onSessionEnded'>
export interface LiveOptions extends Timers {
  askFully(route: QueryRoute, input: Record<string, string>): Promise<Fetched>
  onPosition?(position: string | null): void
  /** Answers from the last time, for a page that is opened without signal. */
  readonly kept?: KeptAnswers
  now(): number
}

export interface Subscription extends LiveView {
  release(): void
}

export function createLive(options: LiveOptions) {
  const { now, setTimer } = options
  const entries = new Map<string, Entry>()
  const byId = new Map<number, Entry>()
  let nextId = 1
  let lastPollMs = 0
  let cancelTick: (() => void) | undefined

  const connection = createConnection({
    ...options,
    onUp() {
      cancelTick?.()
      cancelTick = undefined
      for (const entry of used()) subscribe(entry)
    },
    onDown() {
      byId.clear()
      for (const entry of entries.values()) {
        if (isLive(entry)) markFresh(entry, now())
        entry.id = null
        entry.awaiting = false
      }
      lastPollMs = now()
      for (const entry of used()) if (entry.loading.value) void fetchOnce(entry)
      tick()
    },
    onMessage: take,
  })

  const used = () => [...entries.values()].filter((entry) => entry.users > 0)

  function take(message: AnswerMessage) {
    const entry = byId.get(message.id)
    if (!entry || !takeAnswer(entry, message, now())) return
    if (message.type !== 'failed') {
      save(entry)
      return options.onPosition?.(message.position)
    }
    byId.delete(message.id)
    if (message.problem.status === 401) options.onSessionEnded()
    if (message.problem.status === 503 || message.problem.status === 429) setTimer(() => again(entry), RESUBSCRIBE_MS)
  }

  const again = (entry: Entry) => entry.users > 0 && entry.id === null && subscribe(entry)

  function subscribe(entry: Entry) {
    if (connection.state.value !== 'up' || entry.id !== null) return
    if (byId.size >= MAX_SUBSCRIPTIONS) return void fetchOnce(entry)
    entry.id = nextId++
    entry.awaiting = true
    byId.set(entry.id, entry)
    const after = entry.position === null ? {} : { after: entry.position }
    connection.send({ type: 'subscribe', id: entry.id, query: entry.route.action, input: entry.input, ...after })
  }

  function unsubscribe(entry: Entry) {
    if (entry.id === null) return
    connection.send({ type: 'unsubscribe', id: entry.id })
    byId.delete(entry.id)
    entry.id = null
    entry.awaiting = false
  }

  async function fetchOnce(entry: Entry) {
    if (entry.fetching) return
    entry.fetching = true
    try {
      const fetched = await options.askFully(entry.route, entry.input)
      // Somebody else may be signed in by now; what was asked before is not theirs to keep.
      if (entries.get(entry.key) !== entry) return
      // The socket was faster: its answer is newer, and says its position.
      if (!isLive(entry)) {
        takeOutput(entry, fetched, now())
        save(entry)
      }
    } catch (error) {
      if (!isLive(entry) && !(await takeKept(entry, error))) fetchFailed(entry, error)
    } finally {
      entry.fetching = false
    }
  }

  function save({ key, route, data }: Entry) {
    options.kept?.save(route, { key, output: data.value, atMs: now() })
  }

  /** Without signal and with nothing on screen: what was there the last time, marked as old. */
  async function takeKept(entry: Entry, error: unknown): Promise<boolean> {
    if (!isUnreachable(error) || entry.data.value !== undefined) return false
    const kept = await options.kept?.load(entry.key)
    if (!kept || isLive(entry) || entry.data.value !== undefined) return kept !== undefined
    takeOutput(entry, { output: kept.output, stale: true, position: null }, kept.atMs)
    return true
  }

  function fetchFailed(entry: Entry, error: unknown) {
    entry.loading.value = false
    // What is there stays on screen; the connection bar says that it grows old.
    if (error instanceof ProblemError && (entry.data.value === undefined || !isUnreachable(error)))
      entry.problem.value = error.problem
  }

  /** While the socket is down: once a second look how old everything is, now and then ask by GET. */
  function tick() {
    cancelTick?.()
    cancelTick = setTimer(() => {
      const poll = now() - lastPollMs >= FALLBACK_POLL_MS
      if (poll) lastPollMs = now()
      for (const entry of used()) {
        if (poll) void fetchOnce(entry)
        if (entry.data.value !== undefined && now() - entry.freshAtMs > STALE_AFTER_MS) entry.stale.value = true
      }
      tick()
    }, TICK_MS)
  }

  function begin(entry: Entry) {
    if (connection.state.value === 'up') return subscribe(entry)
    if (connection.state.value === 'down') return void fetchOnce(entry)
    connection.open()
    setTimer(() => entry.users > 0 && entry.loading.value && void fetchOnce(entry), GRACE_MS)
  }

  function release(entry: Entry) {
    entry.users--
    if (entry.users > 0) return
    if (isLive(entry)) markFresh(entry, now())
    unsubscribe(entry)
    if (entry.problem.value || entry.data.value === undefined) entries.delete(entry.key)
    const parked = [...entries.values()].filter((other) => other.users === 0)
    for (const old of parked.slice(0, Math.max(0, parked.length - MAX_PARKED))) entries.delete(old.key)
  }

  return {
    state: connection.state,
    logAway: connection.logAway,
    subscribe(route: QueryRoute, input: object): Subscription {
      const text = textInput(input)
      const key = keyOf(route, text)
      const entry = entries.get(key) ?? createEntry(key, route, text)
      entries.set(key, entry)
      if (entry.users++ === 0) begin(entry)
      let held = true
      const letGo = () => {
        if (held) release(entry)
        held = false
      }
      return { data: entry.data, problem: entry.problem, loading: entry.loading, stale: entry.stale, release: letGo }
    },
    /** After an own command without a socket: show its effect now instead of at the next poll. */
    nudge() {
      if (connection.state.value !== 'up') for (const entry of used()) void fetchOnce(entry)
    },
    retryNow: connection.retryNow,
    assumeLost: connection.assumeLost,
    /** Another person signs in: nothing of the one before may stay. */
    forget() {
      connection.close()
      cancelTick?.()
      cancelTick = undefined
      entries.clear()
      byId.clear()
      options.kept?.clear()
    },
  }
}

export type Live = ReturnType<typeof createLive>

/** Same query and same input, in whatever order it was written. */
export function keyOf(route: QueryRoute, input: Record<string, string>): string {
  const sorted = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${route.action} ${JSON.stringify(sorted)}`
}
