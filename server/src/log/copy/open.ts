/** Opens the two sides of a copy on the engines that are named. */
import { existsSync } from 'node:fs'
import type { LogEngine } from '../engine.ts'
import type { ImportingLog, StoredLog } from '../importing.ts'
import { LogUnavailable } from '../port.ts'
import { openSqliteImporter } from '../sqlite/importer.ts'
import { takeOwnership } from '../sqlite/owner-lock.ts'
import { openSqliteStored } from '../sqlite/stored.ts'

/**
 * For reading, and of a file also with the right to write: so nobody else writes meanwhile. A cluster cannot be held: it is
 * looked whether servers run on it, and what is written meanwhile is found in the end. Throws LogUnavailable when a server
 * has the log, or there is none.
 */
export async function openStill(engine: LogEngine): Promise<StoredLog> {
  if (engine.kind === 'kurrentdb') return (await import('../kurrentdb/stored.ts')).openKurrentStored(engine.url)
  if (!existsSync(engine.file)) throw new LogUnavailable(`${engine.file} is not there: name its folder with DATA_DIR`)
  const ownership = takeOwnership(engine.file)
  try {
    const stored = openSqliteStored(engine.file)
    return {
      ...stored,
      async close() {
        await stored.close()
        ownership.release()
      },
    }
  } catch (error) {
    ownership.release()
    throw error
  }
}

/** Makes a file that is not there. Throws LogUnavailable when a server has the file, or no node of the cluster answers. */
export async function openImporter(engine: LogEngine): Promise<ImportingLog> {
  if (engine.kind === 'kurrentdb') return (await import('../kurrentdb/importer.ts')).openKurrentImporter(engine.url)
  return openSqliteImporter(engine.file)
}
