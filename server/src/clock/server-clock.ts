/** The server's time: the real one, but for the moments when a simulation says what time it is. */
import { epochMsOf, type Instant } from '@changxin/shared/kernel'

export interface ServerClock {
  nowMs(): number
  /** From now on this is the time, until the next call; null: real time again. */
  simulate(instant: Instant | null): void
}

export function createServerClock(realMs: () => number = Date.now): ServerClock {
  let simulatedMs: number | null = null
  return {
    nowMs: () => simulatedMs ?? realMs(),
    simulate(instant) {
      simulatedMs = instant === null ? null : epochMsOf(instant)
    },
  }
}
