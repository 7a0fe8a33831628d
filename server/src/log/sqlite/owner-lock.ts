/** One process owns a log. The lock is the operating system's, so it ends with the process, however that dies. */
import { DatabaseSync } from 'node:sqlite'
import { LogUnavailable } from '../port.ts'

/** A server that is being restarted may still be closing. */
const LOCK_TIMEOUT_MS = 1_000

/** Throws LogUnavailable when somebody has the log open for writing, in this process or another. */
export function takeOwnership(file: string): { release(): void } {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: LOCK_TIMEOUT_MS })
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new LogUnavailable(`${file} is in use by another process: stop that one first`, { cause })
  }
  return {
    release: () => {
      if (lock.isOpen) lock.close()
    },
  }
}
