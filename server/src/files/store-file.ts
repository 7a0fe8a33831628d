/** Keeps a file and records who brought it: first the bytes, then the event, so that no event names a file that is not safe. */
import type { Readable } from 'node:stream'
import { filesErrors } from '@changxin/shared/files'
import type { EventMetadata } from '@changxin/shared/kernel'
import { inputHashOf } from '../commands/derive.ts'
import type { CommandContext } from '../feature.ts'
import { StoredFiles } from './files.aggregates.ts'
import type { FileStore, Taken } from './store.ts'

export interface Brought {
  readonly source: Readable
  readonly taken?: Taken
  readonly uploaderId: string
  /** Of the route: what was kept is the input of its command. */
  readonly action: string
  readonly channel?: EventMetadata['channel']
}

const RETRY_AFTER_SECONDS = 1

/** Throws Rejected (413, 415, 503). */
export async function storeFile(
  context: CommandContext,
  files: FileStore,
  { source, taken, uploaderId, action, channel }: Brought,
) {
  const file = await files.put(source, taken)
  const { sha256 } = file
  const executed = await context.execute(StoredFiles, sha256, {
    meta: { ...context.meta({ ...(channel && { channel }) }), inputHash: inputHashOf(action, { sha256 }) },
    command: { type: 'StoreFile', file: { ...file, uploaderId } },
  })
  // The next command names this file, and is refused while the views do not know it.
  if (executed.position !== null) await context.views.waitFor(executed.position)
  // The same bytes may just have been removed for somebody who was erased: sent again, they are kept again.
  if (!(await files.has(sha256)))
    throw filesErrors.reject('files-unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  return { file, executed }
}
