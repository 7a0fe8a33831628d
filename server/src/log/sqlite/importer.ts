/** Takes a log from elsewhere into a file: a page is one transaction, the chain is made here. Owns the file meanwhile. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ImportingLog, Run } from '../importing.ts'
import { LogUnavailable } from '../port.ts'
import { takeOwnership } from './owner-lock.ts'
import { OUTCOME, PARTS_OF_OUTCOME } from './protocol.ts'
import { BUSY_TIMEOUT_MS } from './schema.ts'
import { openSqliteStored } from './stored.ts'
import { openWriter } from './writer.ts'

function partsOf(run: Run, recordedAt: string): (string | number)[] {
  const [{ stream, revision }] = run
  const events = run.flatMap(({ id, type, version, data, metadata }) => [id, type, version, data, metadata])
  // One less than 0 is what the writer calls none.
  return [stream, revision - 1, recordedAt, run.length, ...events]
}

const recordedAtOf = ([first, ...others]: Run): string =>
  (JSON.parse((others.at(-1) ?? first).metadata) as { recordedAt: string }).recordedAt

/** Makes the file when it is not there. Throws LogUnavailable when a server has it, or when it is no log. */
export function openSqliteImporter(file: string): ImportingLog {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const ownership = takeOwnership(file)
  try {
    const writer = openWriter({ file, busyTimeoutMs: BUSY_TIMEOUT_MS })
    const stored = openSqliteStored(file)
    // Several nodes have several clocks: what is kept as the latest never runs backwards.
    let latest = writer.recordedAt()
    return {
      ...stored,
      async leaveOut({ stream, revisions }) {
        writer.leaveOut(stream, revisions)
      },
      async take(runs) {
        const parts = runs.flatMap((run) => {
          const recordedAt = recordedAtOf(run)
          if (recordedAt > latest) latest = recordedAt
          return partsOf(run, latest)
        })
        const outcomes = writer.append(parts)
        for (const [index, run] of runs.entries()) {
          const [code, why] = outcomes.slice(index * PARTS_OF_OUTCOME)
          if (code !== OUTCOME.appended)
            throw new LogUnavailable(`${file} does not take ${run[0].stream} revision ${run[0].revision}: ${why}`)
        }
      },
      async close() {
        await stored.close()
        writer.close()
        ownership.release()
      },
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}
