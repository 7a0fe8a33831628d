/** The cluster's log as a copy reads it: what the SQLite engine would have stored, and which streams are erased. */
import type { Recorded } from '@changxin/shared/kernel'
import type { StoredEvent } from '../chain.ts'
import type { ErasedStart, StoredLog } from '../importing.ts'
import { storedText } from '../merkle.ts'
import { appendsOf } from './appends.ts'
import { clientFactory } from './client.ts'
import { openConnection } from './connection.ts'
import { erasuresOf } from './erasures.ts'
import { refuseInUse } from './in-use.ts'
import { ENGINE_LIMITS } from './limits.ts'
import { openKurrentLog } from './log.ts'
import { ERASED_MARKER } from './names.ts'
import { readsOf } from './reads.ts'
import { readKurrentUrl } from './url.ts'

const textOf = (event: Recorded): StoredEvent => ({ ...storedText(event), position: event.position })
const neverNow = () => {
  throw new TypeError('this log was opened for reading')
}

/** Throws LogUnavailable when no node answers or servers run on it, and a RangeError for an address that cannot work. */
export async function openKurrentStored(url: string): Promise<StoredLog> {
  const log = await openKurrentLog({ url, now: neverNow, isReader: true })
  try {
    if (log.shared) await refuseInUse(log.shared.lease)
  } catch (error) {
    await log.close()
    throw error
  }
  const connection = openConnection(clientFactory(readKurrentUrl(url).connection), ENGINE_LIMITS.closeMs)
  const reads = readsOf(connection, ENGINE_LIMITS.read)
  const erasures = erasuresOf(reads, appendsOf(connection, ENGINE_LIMITS.write, reads))

  async function erasedWhole(): Promise<ErasedStart[]> {
    await erasures.refresh()
    const erased: ErasedStart[] = []
    for (const stream of erasures.streams()) {
      const last = await reads.lastOf(stream)
      if (last?.type !== ERASED_MARKER) continue
      erased.push({ stream, revisions: last.revision - erasures.shiftOf(stream) + 1 })
    }
    return erased.sort((one, other) => (one.stream < other.stream ? -1 : 1))
  }

  return {
    page: async (after, limit) => (await log.readAll(after, limit)).map(textOf),
    read: async (stream) => (await log.read(stream)).map(textOf),
    erasedWhole,
    size: () => log.size(),
    async close() {
      await Promise.all([log.close(), connection.close()])
    },
  }
}
