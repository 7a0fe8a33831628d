/** Asks the store within its limits, again where that helps, and says in words what went wrong in the end. */
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { FilesAway } from '../kept-bytes.ts'
import { within } from '../within.ts'
import { faultOf } from './s3-faults.ts'
import type { S3Limits } from './s3-limits.ts'

export interface Attempts {
  /** Each try has this long. Throws FilesAway. */
  run<Result>(limitMs: number, work: (signal: AbortSignal) => Promise<Result>, tries?: number): Promise<Result>
}

/** Half to once and a half the pause, so that nodes that failed together do not come back together. */
const spread = (ms: number) => Math.round((ms * randomInt(50, 151)) / 100)

export function createAttempts(place: string, { attempts, pauseMs }: S3Limits): Attempts {
  return {
    async run(limitMs, work, tries = attempts) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await within(limitMs, work)
        } catch (error) {
          const { says, isWorthAnother } = faultOf(error)
          if (!isWorthAnother || attempt >= tries)
            throw new FilesAway(`the store of files ${place} cannot be used: ${says}`, error)
          await pause(spread(pauseMs * 2 ** (attempt - 1)))
        }
      }
    },
  }
}
