/** What waits for the writer: appends that are taken together, erasures one by one, all in the order they came. */
import type { Appended, ExpectedRevision } from '../port.ts'
import type { Parts } from './protocol.ts'

export interface AppendJob {
  readonly kind: 'append'
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly parts: Parts
  readonly chars: number
  resolve(appended: Appended): void
  reject(error: Error): void
}

export interface EraseJob {
  readonly kind: 'erase'
  readonly stream: string
  readonly chars: 0
  resolve(): void
  reject(error: Error): void
}

export type Job = AppendJob | EraseJob

/** One transaction: more would make the first of them wait for the last. */
export const MAX_BATCH_APPENDS = 1_000
export const MAX_BATCH_CHARS = 8 * 1024 * 1024
/** More than this waiting means that the disk does not follow: better a clear refusal than a full memory. */
export const MAX_WAITING_APPENDS = 20_000
export const MAX_WAITING_CHARS = 128 * 1024 * 1024

export function jobQueue() {
  let waiting: Job[] = []
  let chars = 0
  return {
    length: () => waiting.length,
    isFull: () => waiting.length >= MAX_WAITING_APPENDS || chars >= MAX_WAITING_CHARS,
    add(job: Job): void {
      waiting.push(job)
      chars += job.chars
    },
    /** The next batch of appends, or one erasure. At least one job when any waits. */
    take(): Job[] {
      let count = 0
      let taken = 0
      for (const job of waiting) {
        const isWhole = count > 0 && (job.kind === 'erase' || taken + job.chars > MAX_BATCH_CHARS)
        if (isWhole || count >= MAX_BATCH_APPENDS) break
        count++
        taken += job.chars
        if (job.kind === 'erase') break
      }
      const batch = waiting.slice(0, count)
      waiting = waiting.slice(count)
      chars -= taken
      return batch
    },
  }
}
