/** Lets a few heavy tasks run at a time and a bounded number wait; whoever comes on top is told to come again. */
import { Rejected } from '@changxin/shared/kernel'

export interface Gate {
  /** Runs the task as soon as there is room; throws `too-many-requests` when too many wait already. */
  run<Result>(task: () => Promise<Result>): Promise<Result>
}

/** Told to come again after this: by then a place in the queue is free, unless the flood goes on. */
const RETRY_AFTER_SECONDS = 2

export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  const queue: (() => void)[] = []
  let running = 0
  return {
    async run(task) {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw new Rejected('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS })
        // The place is handed over, so `running` stays as it is.
        await new Promise<void>((resolve) => queue.push(resolve))
      } else running++
      try {
        return await task()
      } finally {
        const next = queue.shift()
        if (next) next()
        else running--
      }
    },
  }
}
