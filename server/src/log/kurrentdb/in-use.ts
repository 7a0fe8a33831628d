/** Whether servers run on a cluster's log: one of them holds the lease and says so every few seconds. */
import { type LeaseStream, LogUnavailable } from '../port.ts'
import { pause } from './connection.ts'

/** Longer than two words of a holder take. */
const WATCH_MS = 10_000
const LOOK_MS = 500

/** Returns at once where nobody holds the lease; where one died with it, after that time. Throws LogUnavailable. */
export async function refuseInUse(lease: LeaseStream): Promise<void> {
  const first = await lease.read()
  const untilMs = performance.now() + WATCH_MS
  for (let last = first; last !== null && last.holder !== ''; last = await lease.read()) {
    if (last.revision !== first?.revision)
      throw new LogUnavailable(`servers are running on this cluster (${last.holder}): stop them first`)
    if (performance.now() >= untilMs) return
    await pause(LOOK_MS)
  }
}
