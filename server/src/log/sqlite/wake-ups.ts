/** Tells followers on any thread that the log has grown. Keeps no process alive. */
import { realpathSync } from 'node:fs'
import { BroadcastChannel } from 'node:worker_threads'

/** Another process that writes, or a lost message, is noticed after this at the latest. */
export const SAFETY_NET_MS = 1_000

export function channelOf(file: string): string {
  return `changxin-log:${realpathSync(file)}`
}

export function wakeUps(file: string) {
  const waiting = new Set<() => void>()
  let channel: BroadcastChannel | undefined

  const wakeAll = () => {
    for (const wake of [...waiting]) wake()
  }
  // Opened by the first who waits: a thread that follows nothing is not sent anything.
  const listen = () => {
    channel = new BroadcastChannel(channelOf(file))
    channel.onmessage = wakeAll
    channel.unref()
  }

  return {
    /** Before the first look at the log, so that nothing falls between looking and waiting. */
    listen: () => {
      if (!channel) listen()
    },
    /** Resolves when the log may have grown, when the signal aborts, or after the safety net's time. */
    next(signal: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake(), SAFETY_NET_MS)
        timer.unref()
        const wake = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          waiting.delete(wake)
          resolve()
        }
        signal.addEventListener('abort', wake)
        waiting.add(wake)
        if (signal.aborted) wake()
      })
    },
    close(): void {
      channel?.close()
      channel = undefined
      wakeAll()
    },
  }
}

export type WakeUps = ReturnType<typeof wakeUps>
