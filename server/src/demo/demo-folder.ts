/** Whether a folder was made as a demo: said by its log, and remembered by the views for the sign-in page. */
import { existsSync, rmSync } from 'node:fs'
import { DEMO_STREAM, DemoBegun, DemoBuilt } from '@changxin/shared/demo'
import { type Day, readEvent } from '@changxin/shared/kernel'
import { type LogReader, openSqliteLogReader } from '../log/index.ts'
import { takeOwnership } from '../log/sqlite/owner-lock.ts'
import type { DemoState } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { demoAccounts } from './demo-accounts.ts'

export interface DemoFolder {
  readonly seed: number
  readonly anchor: Day
  /** False when the building was broken off. */
  readonly built: boolean
}

/** Undefined for a folder that is no demo. */
export async function demoOf(log: Pick<LogReader, 'read'>): Promise<DemoFolder | undefined> {
  const events = await log.read(DEMO_STREAM)
  const begun = events.find((event) => event.type === DemoBegun.type)
  if (!begun) return undefined
  const { seed, anchor } = readEvent(DemoBegun, begun.version, begun.data) as ReturnType<typeof DemoBegun>['data']
  return { seed, anchor, built: events.some((event) => event.type === DemoBuilt.type) }
}

/** For the sign-in page: the accounts are shown in a demo folder alone. */
export function readDemo(read: Read): DemoState {
  const made = read.get('SELECT 1 FROM demo_made') !== undefined
  return { made, accounts: made ? demoAccounts : [] }
}

/**
 * Removes the log and the views of a demo that was broken off while it was built, and answers true. To be called before
 * the log is opened; anything but a demo without an end stays as it is. Throws LogUnavailable while another process has
 * the log: that one may be building it.
 */
export async function removeUnfinishedDemo(files: {
  readonly logFile: string
  readonly viewsFile: string
}): Promise<boolean> {
  if (!existsSync(files.logFile)) return false
  const ownership = takeOwnership(files.logFile)
  try {
    if (!(await isUnfinished(files.logFile))) return false
    for (const file of [files.logFile, files.viewsFile]) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    }
    return true
  } finally {
    ownership.release()
  }
}

async function isUnfinished(logFile: string): Promise<boolean> {
  const reader = openReader(logFile)
  if (!reader) return false
  const demo = await demoOf(reader).finally(() => reader.close())
  return demo !== undefined && !demo.built
}

/** What cannot be read as a log is for the opening of the log to complain about. */
function openReader(file: string): ReturnType<typeof openSqliteLogReader> | undefined {
  try {
    return openSqliteLogReader({ file })
  } catch {
    return undefined
  }
}
