/**
 * One subscription to the end of the log, for all who follow in this process: more than a hundred on one connection get
 * nothing. It wakes them, and holds the newest events so that they need not be read a second time. What it says is a hint:
 * who waits reads for himself from time to time, because a subscription may fall silent without a word.
 */
import type { Position, Recorded } from '@changxin/shared/kernel'
import type { AllStreamSubscription, KurrentDBClient } from '@kurrent/kurrentdb-client'
import { type Connection, pause, withJitter } from './connection.ts'
import { toRecorded } from './events.ts'
import { logPositionOf } from './position.ts'
import { FILTER } from './reads.ts'

/** A follower further behind reads pages. */
const KEPT_EVENTS = 2_000
const FIRST_PAUSE_MS = 100
const MAX_PAUSE_MS = 5_000
/** A subscription that lasted so long ended for another reason than the one before. */
const HEALTHY_MS = 10_000

export interface Tail {
  /** Up to `limit` events after the position; undefined when they must be read. */
  after(position: Position | null, limit: number): readonly Recorded[] | undefined
  /** Resolves when something came after the position, after `ms` at the latest. True when something came. */
  next(position: Position | null, ms: number, signal: AbortSignal): Promise<boolean>
  /** There is an event at this position: subscribed anew unless it has come meanwhile. */
  distrust(position: Position): void
  close(): void
}

/** Subscribes from the head on, at the first use. */
export function openTail(connection: Connection, head: () => Promise<Position | null>): Tail {
  let events: Recorded[] = []
  /** What is held is all that came after this; undefined before the first subscription. */
  let from: { readonly position: Position | null } | undefined
  let isRunning = false
  let drop: (() => void) | undefined
  const closed = new AbortController()
  const waiting = new Set<() => void>()

  const newest = () => events.at(-1)?.position ?? from?.position ?? null
  const isAfter = (position: Position | null) => (newest() ?? '') > (position ?? '')
  const wakeAll = () => {
    for (const wake of waiting) wake()
  }

  function take(event: Recorded): void {
    if (!from || event.position <= (newest() ?? '')) return
    events.push(event)
    if (events.length > 2 * KEPT_EVENTS) {
      const dropped = events.slice(0, -KEPT_EVENTS)
      events = events.slice(-KEPT_EVENTS)
      from = { position: dropped.at(-1)?.position ?? null }
    }
    wakeAll()
  }

  /** Until the subscription ends, for whatever reason: also a quiet end was not asked for. */
  function subscribed(client: KurrentDBClient): Promise<void> {
    const position = newest()
    return new Promise((resolve) => {
      let subscription: AllStreamSubscription | undefined
      const end = () => {
        drop = undefined
        subscription?.removeAllListeners()
        // What still comes from it is nobody's; an error without a listener would end the process.
        subscription?.on('error', () => {})
        void subscription?.unsubscribe().catch(() => {})
        resolve()
      }
      drop = end
      try {
        subscription = client.subscribeToAll({
          fromPosition: position === null ? 'start' : logPositionOf(position),
          filter: FILTER,
        })
        subscription.on('data', ({ event }) => {
          // A callback that throws stalls the subscription without a word.
          try {
            if (event) take(toRecorded(event))
          } catch {
            end()
          }
        })
        subscription.once('error', end)
        subscription.once('end', end)
        subscription.once('close', end)
      } catch {
        end()
      }
    })
  }

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS
    while (!closed.signal.aborted) {
      const beganMs = performance.now()
      try {
        from ??= { position: await head() }
        // Who waits may be behind it already.
        wakeAll()
        if (closed.signal.aborted) return
        const client = connection.client()
        await subscribed(client)
        connection.replace(client)
      } catch {
        // The head could not be read: the same as an end.
      }
      pauseMs = performance.now() - beganMs > HEALTHY_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, MAX_PAUSE_MS)
      await pause(withJitter(pauseMs), closed.signal)
    }
  }

  function start(): void {
    if (isRunning) return
    isRunning = true
    void run()
  }

  return {
    after(position, limit) {
      if (!from || (from.position ?? '') > (position ?? '')) return undefined
      // From the end: who asks is nearly there.
      const first = events.findLastIndex((event) => event.position <= (position ?? '')) + 1
      return events.slice(first, first + limit)
    },
    next(position, ms, signal) {
      start()
      return new Promise((resolve) => {
        const end = () => {
          waiting.delete(wake)
          clearTimeout(timeout)
          signal.removeEventListener('abort', end)
          closed.signal.removeEventListener('abort', end)
          resolve(isAfter(position))
        }
        const wake = () => {
          if (isAfter(position)) end()
        }
        const timeout = setTimeout(end, ms)
        waiting.add(wake)
        signal.addEventListener('abort', end)
        closed.signal.addEventListener('abort', end)
        if (signal.aborted || closed.signal.aborted) end()
        else wake()
      })
    },
    distrust(position) {
      if (!isAfter(position) && newest() !== position) drop?.()
    },
    close() {
      closed.abort()
      drop?.()
    },
  }
}
