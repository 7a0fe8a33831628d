/** The file store of a node: taken in and made small in its own data folder, kept in a place that all nodes may share. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filesErrors } from '@changxin/shared/files'
import { Sha256 } from '@changxin/shared/kernel'
import type { Logger } from 'pino'
import { takeIn } from './intake.ts'
import { FilesAway, type KeptBytes } from './kept-bytes.ts'
import type { FileStore, OpenedFile } from './store.ts'
import { createThumbnails } from './thumbnails.ts'

/** A place that was away is seldom back at once. */
const RETRY_AFTER_SECONDS = 5

export interface FileStoreParts {
  readonly dataDir: string
  /** Made with the folder for what is on its way, which is this node's own and empty. */
  readonly openBytes: (aside: string) => Promise<KeptBytes>
  readonly logger: Pick<Logger, 'warn'>
}

function emptyFolder(path: string): string {
  mkdirSync(path, { recursive: true })
  // Left by a process that was killed in the middle.
  for (const name of readdirSync(path)) rmSync(join(path, name), { force: true, recursive: true })
  return path
}

const codeOf = (error: unknown) => (error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined)

/** Undefined when it went between being found and being opened. */
async function openPath(path: string): Promise<OpenedFile | undefined> {
  try {
    const { size: bytes } = await stat(path)
    return { bytes, stream: (await open(path, 'r')).createReadStream() }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new FilesAway(`${path} cannot be opened: ${(error as Error).message}`, error)
  }
}

export async function openFileStore({ dataDir, openBytes, logger }: FileStoreParts): Promise<FileStore> {
  const aside = emptyFolder(join(dataDir, 'incoming'))
  const kept = await openBytes(aside)
  const thumbnails = createThumbnails({ folder: join(dataDir, 'thumbnails'), aside, kept })

  async function orUnavailable<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof FilesAway) && codeOf(error) !== 'ENOSPC') throw error
      logger.warn({ err: error }, 'files cannot be kept or read now')
      throw filesErrors.reject('files-unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
  }

  async function openKept(sha256: string): Promise<OpenedFile | undefined> {
    const file = await kept.fetch(sha256)
    if (!file) return undefined
    try {
      return await openPath(file.path)
    } finally {
      await file.release()
    }
  }

  async function openSmall(sha256: string): Promise<OpenedFile | undefined> {
    const path = await thumbnails.of(sha256)
    return path === undefined ? undefined : openPath(path)
  }

  const isHash = (sha256: string) => Sha256.safeParse(sha256).success

  return {
    put: (source, taken = 'media') => orUnavailable(takeIn({ source, taken, aside }, kept.keep)),
    has: async (sha256) => isHash(sha256) && orUnavailable(kept.has(sha256)),
    open: async (sha256) => (isHash(sha256) ? orUnavailable(openKept(sha256)) : undefined),
    openThumbnail: async (sha256) => (isHash(sha256) ? orUnavailable(openSmall(sha256)) : undefined),
    async remove(sha256) {
      if (!isHash(sha256)) return
      // In this order: from the bytes alone the other could be made again.
      await orUnavailable(kept.remove(sha256))
      await thumbnails.remove(sha256)
    },
    async forget(sha256) {
      if (isHash(sha256)) await thumbnails.remove(sha256)
    },
    check: kept.check,
  }
}
