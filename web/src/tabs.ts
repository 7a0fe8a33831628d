/** Several tabs of one browser: they take turns at what only one may do, and tell each other what has changed. */
import type { Taken } from './api/index.ts'

const CHANNEL = 'changxin.outbox'

/** One tab at a time; without the browser's locks (no safe origin) the server's idempotency alone guards. */
export function alone<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  // Typed as always there, which it is on a safe origin alone.
  const locks = navigator.locks as LockManager | undefined
  return locks ? locks.request(name, run) : run()
}

export function otherTabs(heard: (taken?: Taken) => void): { tell(taken?: Taken): void } {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined }
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<Taken | null>) => heard(data ?? undefined)
  return { tell: (taken) => channel.postMessage(taken ?? null) }
}
