/**
 * Which node does what only one may do: timers, processes, deliveries. The lease is a stream of the log itself: whoever
 * wrote to it last holds it, and writes again from time to time; who sees no new word for long enough writes over it. Time
 * is each node's own stopwatch, so clocks need not agree. It saves work rather than guarding it: a holder that was asleep
 * may wake up beside its successor, and what both then do is told apart by keys, as every repeat is.
 */
import type { Logger } from 'pino'
import type { LeaseStream } from '../log/index.ts'

export interface LeaseTimes {
  /** The holder writes, and the others look, so often. */
  readonly lookMs: number
  /** A holder that could not write for so long stops by itself; less than the next. */
  readonly giveUpMs: number
  /** A holder that said nothing for so long is dead to the others. With a look and a start: within 30 s. */
  readonly takeOverMs: number
}
export const LEASE_TIMES: LeaseTimes = { lookMs: 4_000, giveUpMs: 14_000, takeOverMs: 20_000 }

/** Written by a holder that stops: the next look takes it. */
const NOBODY = ''

export interface Lease {
  /** Looks for the first time, and takes it when it is free. The first holder of all has begun its duties when this resolves. */
  start(): Promise<void>
  isHeld(): boolean
  /** Ends the duties, then gives the lease back. */
  stop(): Promise<void>
}

export interface LeaseParts {
  readonly stream: LeaseStream
  /** Of this node, the same after a restart, so that it need not wait for its own death. */
  readonly node: string
  readonly logger: Logger
  /** The duties begin; a failure gives the lease back. It may be ended before it has. */
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
  readonly times?: LeaseTimes
}

export function createLease({ stream, node, logger, begin, end, times = LEASE_TIMES }: LeaseParts): Lease {
  const stopping = new AbortController()
  let held: { revision: number; atMs: number } | undefined
  let seen: { revision: number; atMs: number } | undefined
  let running: Promise<void> = Promise.resolve()
  let beginning: Promise<void> = Promise.resolve()
  /** Nobody ever held it: what every log must begin with is not there yet. */
  let isFirst = false
  let watchdog: NodeJS.Timeout | undefined

  const now = () => performance.now()

  async function lose(why: string): Promise<void> {
    if (!held) return
    held = undefined
    clearTimeout(watchdog)
    logger.warn({ node, why }, 'this node no longer holds the lease')
    await end()
  }

  /** Also when a write hangs: the duties end in time. */
  function renewed(revision: number, askedMs: number): void {
    held = { revision, atMs: askedMs }
    clearTimeout(watchdog)
    watchdog = setTimeout(() => void lose('it could not be renewed in time'), askedMs + times.giveUpMs - now())
    watchdog.unref()
  }

  async function renew(): Promise<void> {
    if (!held) return
    const askedMs = now()
    const revision = await stream.write(held.revision, node)
    // Lost meanwhile by the stopwatch: the others see a word of this node, and wait once more.
    if (!held) return
    if (revision === null) await lose('another node took it')
    else renewed(revision, askedMs)
  }

  async function look(): Promise<void> {
    const last = await stream.read()
    if (last && last.revision !== seen?.revision) seen = { revision: last.revision, atMs: now() }
    const isFree =
      !last || last.holder === NOBODY || last.holder === node || now() - (seen?.atMs ?? 0) >= times.takeOverMs
    if (!isFree || stopping.signal.aborted) return
    const askedMs = now()
    const revision = await stream.write(last ? last.revision : 'none', node)
    if (revision === null) return
    isFirst = last === null
    renewed(revision, askedMs)
    logger.info({ node, after: last?.holder ?? null }, 'this node holds the lease')
    // Not awaited: what fell due while nobody ran may take longer than a word is believed, and it is renewed meanwhile.
    beginning = begin().catch(async (error: unknown) => {
      logger.error({ err: error }, 'the duties of the lease could not begin')
      await lose('the duties could not begin')
    })
  }

  async function turn(): Promise<void> {
    try {
      await (held ? renew() : look())
    } catch (error) {
      logger.warn({ err: error }, 'the lease cannot be read or written now')
    }
  }

  /** Until the next look, or the end. */
  const pause = () =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timeout)
        stopping.signal.removeEventListener('abort', wake)
        resolve()
      }
      const timeout = setTimeout(wake, times.lookMs)
      timeout.unref()
      stopping.signal.addEventListener('abort', wake)
    })

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause()
      if (!stopping.signal.aborted) await turn()
    }
  }

  return {
    async start() {
      await turn()
      running = run()
      if (isFirst) await beginning
    },
    isHeld: () => held !== undefined,
    async stop() {
      stopping.abort()
      await running
      const last = held
      await lose('this node stops')
      if (last) await stream.write(last.revision, NOBODY).catch(() => null)
    },
  }
}
