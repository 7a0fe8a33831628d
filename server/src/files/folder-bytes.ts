/**
 * Bytes in a folder: `ab/cdef…`. A file is complete or not there: it is written aside under a name of its own, synced, and
 * renamed, so that several processes and machines may share the folder and keep the same file at once.
 */
import { randomUUID } from 'node:crypto'
import { constants, mkdirSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FilesAway, type KeptBytes, keyOf, type LocalFile } from './kept-bytes.ts'
import { within } from './within.ts'

/** Where arriving files are written before they get their name; in the folder itself, because a rename needs that. */
const ARRIVING = 'arriving'
/** What is older was left by a process that was killed; younger ones may be another node's that is writing. */
const ARRIVING_KEPT_MS = 24 * 3_600_000
/** The largest file over a slow network folder. Whatever takes longer hangs. */
const FOLDER_TIMEOUT_MS = 60_000
const CHECK_TIMEOUT_MS = 5_000

export interface FolderParts {
  readonly root: string
  /** A shared folder is made by whoever mounts it: one made here would lie below a mount that is missing. */
  readonly isShared: boolean
  readonly nowMs?: () => number
}

const codeOf = (error: unknown) => (error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined)
const isMissing = (error: unknown) => codeOf(error) === 'ENOENT'

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function sync(path: string): Promise<void> {
  const opened = await open(path, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

/** Not with `recursive`, which would also make a root that is not mounted. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
    await sync(dirname(path))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

export async function openFolderBytes({ root, isShared, nowMs = Date.now }: FolderParts): Promise<KeptBytes> {
  const arriving = join(root, ARRIVING)
  const pathFor = (sha256: string) => join(root, keyOf(sha256))
  if (!isShared) mkdirSync(root, { recursive: true })

  /** Every failure of the file system here is one of the place, not of the file. */
  async function there<Result>(work: () => Promise<Result>, limitMs = FOLDER_TIMEOUT_MS): Promise<Result> {
    try {
      return await within(limitMs, work)
    } catch (error) {
      if (error instanceof FilesAway) throw error
      throw new FilesAway(`the folder of files ${root} cannot be used: ${(error as Error).message}`, error)
    }
  }

  async function requireRoot(): Promise<void> {
    if (!(await stat(root)).isDirectory()) throw new FilesAway(`the folder of files ${root} is not a folder`)
  }

  /** Missing in a folder that is missing itself says nothing about the file. */
  async function sizeOfKept(sha256: string): Promise<number | undefined> {
    const bytes = await sizeOf(pathFor(sha256))
    if (bytes === undefined) await requireRoot()
    return bytes
  }

  async function copyIn({ path, sha256, bytes }: LocalFile): Promise<void> {
    const aside = join(arriving, randomUUID())
    const target = pathFor(sha256)
    try {
      await makeFolder(arriving)
      await copyFile(path, aside, constants.COPYFILE_EXCL)
      await sync(aside)
      await makeFolder(dirname(target))
      await rename(aside, target)
    } catch (error) {
      // A network folder may say no to a rename that it has done: its answer was lost and the question asked again.
      if ((await sizeOf(target)) !== bytes) throw error
    } finally {
      await rm(aside, { force: true })
    }
  }

  async function removeLeftOver(): Promise<void> {
    await makeFolder(arriving)
    for (const name of await readdir(arriving)) {
      const path = join(arriving, name)
      const left = await stat(path).catch(() => undefined)
      if (left && left.mtimeMs < nowMs() - ARRIVING_KEPT_MS) await rm(path, { force: true })
    }
  }

  await there(requireRoot, CHECK_TIMEOUT_MS)
  await there(removeLeftOver)

  return {
    keep: (file) =>
      there(async () => {
        if ((await sizeOfKept(file.sha256)) !== file.bytes) await copyIn(file)
        // Also when another has just renamed it and not yet come so far.
        await sync(dirname(pathFor(file.sha256)))
      }),
    has: (sha256) => there(async () => (await sizeOfKept(sha256)) !== undefined),
    fetch: (sha256) =>
      there(async () => {
        const bytes = await sizeOfKept(sha256)
        return bytes === undefined ? undefined : { path: pathFor(sha256), sha256, bytes, release: async () => {} }
      }),
    remove: (sha256) =>
      there(async () => {
        await requireRoot()
        await rm(pathFor(sha256), { force: true })
      }),
    check: () =>
      there(async () => {
        await requireRoot()
        await makeFolder(arriving)
        const probe = join(arriving, randomUUID())
        await writeFile(probe, '')
        await rm(probe)
      }, CHECK_TIMEOUT_MS),
  }
}
