/** Signs the checkpoint of each day that ended. A day that could not be signed is covered by the next one that is. */
import { join } from 'node:path'
import { addDays, type Day, dayOf, instantOf } from '@changxin/shared/kernel'
import type { Logger } from 'pino'
import { type Log, openCheckpointKeys, signCheckpoint } from '../log/index.ts'

/** Derived and disposable: without it the next checkpoint hashes the whole log once. */
export const treeStateFileOf = (dataDir: string) => join(dataDir, 'checkpoint-tree.json')

export interface DaySignerParts {
  readonly log: Log
  readonly dataDir: string
  readonly keysDir: string
  readonly logger: Pick<Logger, 'error'>
  readonly nowMs: () => number
}

/** To be told each day that began; never throws, because time must pass also when a checkpoint cannot be signed. */
export function createDaySigner({ log, dataDir, keysDir, logger, nowMs }: DaySignerParts): (day: Day) => Promise<void> {
  return async (day) => {
    const ended = addDays(day, -1)
    try {
      const [first] = await log.readAll(null, 1)
      // The log began today: no day of it has ended.
      if (!first || dayOf(first.metadata.recordedAt) > ended) return
      const keys = openCheckpointKeys(keysDir)
      await signCheckpoint({
        log,
        keys,
        day: ended,
        occurredAt: instantOf(nowMs()),
        frontierFile: treeStateFileOf(dataDir),
      })
    } catch (error) {
      logger.error({ err: error, day: ended }, 'the checkpoint of the day could not be signed')
    }
  }
}
