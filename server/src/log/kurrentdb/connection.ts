/**
 * The client behind a holder. A client whose server died, or that found none at its first read, never reads again; it
 * ignores deadlines and cannot be cancelled. So every step runs under a timer of ours, and whoever failed for want of a
 * server gets another client: that one reads within milliseconds.
 */
import type { KurrentDBClient } from '@kurrent/kurrentdb-client'
import { LogUnavailable } from '../port.ts'
import type { OwnedClient } from './client.ts'
import { faultOf, reasonOf } from './faults.ts'
import type { Limits } from './limits.ts'

/** A client younger than this is not replaced: many steps that fail together are one fault. */
const MIN_AGE_MS = 200
/** A step among many large ones may wait for its turn so many times as long, as long as others are answered. */
const MAX_TURNS = 3
const FIRST_PAUSE_MS = 50
const MAX_PAUSE_MS = 2_000

/** What is done with a client; a step with many answers says with each that it is alive. */
export type Step<Result> = (client: KurrentDBClient, isAlive: () => void) => Promise<Result>

export interface Connection {
  /**
   * Tries again, with pauses, while the cluster is away and the time lasts; then LogUnavailable. Only for what may be
   * repeated: reads, and appends with the same ids at the same revision.
   */
  patiently<Result>(name: string, limits: Limits, step: Step<Result>): Promise<Result>
  client(): KurrentDBClient
  /** Another client from now on, unless that happened already. */
  replace(broken: KurrentDBClient): void
  /** What runs is answered with LogUnavailable. */
  close(): Promise<void>
}

/** The server did not answer in time; whether it did what it was asked is not known. */
class NoAnswer extends Error {
  constructor(step: string, timeoutMs: number) {
    super(`the log's cluster did not answer in ${Math.round(timeoutMs)} ms (${step})`)
    this.name = 'NoAnswer'
  }
}

/** Half to all of it: nodes that failed together do not come back together. */
export const withJitter = (ms: number) => ms / 2 + (Math.random() * ms) / 2

/** Resolves earlier when the signal aborts. `isIdle`: the process may end meanwhile. */
export function pause(ms: number, signal?: AbortSignal, isIdle = false): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timeout)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timeout = setTimeout(end, ms)
    if (isIdle) timeout.unref()
    signal?.addEventListener('abort', end)
  })
}

/** At most so long, and without its failure. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController()
  const end = () => enough.abort()
  work.then(end, end)
  await pause(ms, enough.signal)
}

const closedError = () => new LogUnavailable('the log is closed')

/** @param closeMs how long closing waits for the client's own end. */
export function openConnection(make: () => OwnedClient, closeMs: number): Connection {
  let current: OwnedClient | undefined
  let madeMs = 0
  let answeredMs = 0
  const closed = new AbortController()
  const leaving = new Set<Promise<unknown>>()

  const leave = (old: OwnedClient) => {
    const left = atMost(closeMs, old.end())
    leaving.add(left)
    void left.finally(() => leaving.delete(left))
  }

  const client = () => {
    if (closed.signal.aborted) throw closedError()
    if (!current) {
      current = make()
      madeMs = performance.now()
    }
    return current.client
  }

  const replace = (broken: KurrentDBClient) => {
    if (!current || broken !== current.client || performance.now() - madeMs < MIN_AGE_MS) return
    leave(current)
    current = undefined
  }

  /** One try: what the client throws, NoAnswer when it said nothing in time, LogUnavailable when we are closed. */
  async function once<Result>(name: string, timeoutMs: number, step: Step<Result>): Promise<Result> {
    const used = client()
    const { promise: given, reject } = Promise.withResolvers<never>()
    const lastMs = performance.now() + timeoutMs * MAX_TURNS
    const isBusy = () => performance.now() - answeredMs < timeoutMs
    const timeout = setTimeout(() => {
      if (isBusy() && performance.now() < lastMs) timeout.refresh()
      else reject(new NoAnswer(name, timeoutMs))
    }, timeoutMs)
    const giveUp = () => reject(closedError())
    closed.signal.addEventListener('abort', giveUp)
    const answer = step(used, () => {
      answeredMs = performance.now()
      timeout.refresh()
    })
    // When it comes after all, nobody waits for it, also if it is a failure.
    answer.catch(() => {})
    try {
      const result = await Promise.race([answer, given])
      answeredMs = performance.now()
      return result
    } catch (error) {
      // Where others are answered the client is not broken, and to leave it would break off what they do.
      if (faultOf(error) === 'away' && !(error instanceof NoAnswer && isBusy())) replace(used)
      throw error
    } finally {
      clearTimeout(timeout)
      closed.signal.removeEventListener('abort', giveUp)
    }
  }

  return {
    async patiently(name, { tryMs, totalMs }, step) {
      const untilMs = performance.now() + totalMs
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
        try {
          const leftMs = Math.max(1, untilMs - performance.now())
          return await once(name, Math.min(tryMs, leftMs), step)
        } catch (error) {
          const fault = faultOf(error)
          if (error instanceof LogUnavailable || (fault !== 'away' && fault !== 'denied')) throw error
          if (fault === 'denied' || performance.now() + pauseMs >= untilMs)
            throw new LogUnavailable(`the log's cluster: ${reasonOf(error)}`, { cause: error })
          await pause(withJitter(pauseMs), closed.signal)
        }
      }
    },
    client,
    replace,
    async close() {
      closed.abort()
      if (current) leave(current)
      current = undefined
      await Promise.all(leaving)
    },
  }
}
