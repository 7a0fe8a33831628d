/**
 * An empty log for one test: the stand-in, or the real server that KURRENTDB_TEST_URL names. The contract reads the whole
 * log, so a real one must be emptied before each test, by the command in KURRENTDB_TEST_RESET; one that is not empty then is
 * somebody's, and nothing is written to it.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openKurrentLog } from '@changxin/server/log/kurrentdb/index.ts'
import { openStandIn } from './stand-in.ts'

export interface EmptyServer {
  readonly url: string
  close(): Promise<void>
}

/** A real server may take so long until it serves again. */
const START_MS = 60_000
const START: string = '1970-01-01T00:00:00.000Z'

export async function runCommand(command: string): Promise<void> {
  await promisify(execFile)('sh', ['-c', command])
}

export async function emptyServer(): Promise<EmptyServer> {
  const { KURRENTDB_TEST_URL: url, KURRENTDB_TEST_RESET: reset } = process.env
  if (!url) return openStandIn({ nodes: 1 })
  if (!reset) throw new Error('KURRENTDB_TEST_URL needs KURRENTDB_TEST_RESET: the command that empties this server')
  await runCommand(reset)
  const patience = { tryMs: 2_000, totalMs: START_MS }
  const log = await openKurrentLog({ url, now: () => START, isReader: true, limits: { read: patience } })
  const head = await log.head()
  await log.close()
  if (head !== null) throw new Error(`the server at KURRENTDB_TEST_URL is not empty after ${reset}: it is left alone`)
  return { url, close: async () => {} }
}
