/** Appends to the log at simulated times, many in flight so that they share the syncs, and never more than a bounded number. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Instant, instantOf } from '@changxin/shared/kernel'
import type { Log } from '../log/port.ts'
import type { Append } from './journal.ts'

/** Twice what the writer takes in one batch: one is written while the next collects. */
const MAX_IN_FLIGHT = 2_000

export interface Appender {
  add(append: Append): void
  /** Lets the writer work, and waits while too much is under way. Throws what an append threw. */
  breathe(): Promise<void>
  /** When everything is durable. */
  finish(): Promise<void>
}

export function createAppender(log: Pick<Log, 'append'>, simulate: (instant: Instant) => void): Appender {
  let inFlight = 0
  let failure: unknown
  let waiting: { atMost: number; resolve: () => void } | undefined

  const settled = () => {
    inFlight--
    if (waiting && inFlight <= waiting.atMost) waiting.resolve()
  }
  const failed = (error: unknown) => {
    failure ??= error
    settled()
  }
  const until = async (atMost: number) => {
    if (inFlight > atMost) await new Promise<void>((resolve) => (waiting = { atMost, resolve }))
    waiting = undefined
    if (failure !== undefined) throw failure
  }

  return {
    add({ stream, expected, events, recordedMs }) {
      // The log stamps an append when it is called, so that this is the time that it gets.
      simulate(instantOf(recordedMs))
      inFlight++
      log.append(stream, expected, events).then(settled, failed)
    },
    async breathe() {
      await nextTurn()
      if (inFlight >= MAX_IN_FLIGHT) await until(MAX_IN_FLIGHT / 2)
      else if (failure !== undefined) throw failure
    },
    finish: () => until(0),
  }
}
