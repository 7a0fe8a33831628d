/**
 * Files on disk by the SHA-256 of what is kept: `files/ab/cdef…`. A file is complete or not there: it is written aside,
 * synced, and renamed. Whatever is refused leaves nothing behind.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FileType, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { Sha256 } from '@changxin/shared/kernel'
import { fileTypeOf, sheetTypeOf } from './file-type.ts'
import { blankPrivateBoxes } from './mp4.ts'
import { cleanPicture, isPicture, writeThumbnail } from './picture.ts'
import type { FileStore, StoredFile, Taken } from './store.ts'

const { reject } = filesErrors

/** A sender who goes on is read so far, so that the refusal arrives instead of a broken connection; then cut off. */
const DRAINED_BYTES = 4 * MAX_FILE_BYTES

const tooLarge = () => reject('file-too-large', { limitMb: MAX_FILE_BYTES / 1024 / 1024 })

export function openDiskStore({ dataDir }: { dataDir: string }): FileStore {
  const root = join(dataDir, 'files')
  const aside = join(root, 'incoming')
  const thumbnails = join(root, 'thumbnails')
  mkdirSync(aside, { recursive: true })
  mkdirSync(thumbnails, { recursive: true })
  // Left by a process that was killed in the middle.
  for (const name of readdirSync(aside)) rmSync(join(aside, name), { force: true, recursive: true })

  const pathFor = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2))
  const thumbnailFor = (sha256: string) => join(thumbnails, sha256.slice(0, 2), `${sha256.slice(2)}.jpg`)
  const makingThumbnails = new Map<string, Promise<string | undefined>>()

  function pathOf(sha256: string): string | undefined {
    if (!Sha256.safeParse(sha256).success) return undefined
    const path = pathFor(sha256)
    return existsSync(path) ? path : undefined
  }

  async function keep(path: string): Promise<{ sha256: string; bytes: number }> {
    const sha256 = await sha256Of(path)
    const { size: bytes } = await stat(path)
    const target = pathFor(sha256)
    if (!existsSync(target)) await moveDurably(path, target)
    return { sha256, bytes }
  }

  async function take(incoming: string, cleaned: string, taken: Taken): Promise<StoredFile> {
    const type = taken === 'sheet' ? await sheetTypeOf(incoming) : await fileTypeOf(incoming)
    if (type === 'heic') throw reject('file-type-heic')
    if (type === undefined) throw reject('file-type-unknown')
    if (!isPicture(type)) {
      await stripFilm(incoming, type)
      return { ...(await keep(incoming)), type, widthPx: null, heightPx: null, takenAt: null }
    }
    const { bytes, ...seen } = await cleanPicture(incoming, type)
    // Written anew it may have grown.
    if (bytes.length > MAX_FILE_BYTES) throw tooLarge()
    await writeFile(cleaned, bytes, { flag: 'wx', flush: true })
    return { ...(await keep(cleaned)), type, ...seen }
  }

  async function makeThumbnail(sha256: string): Promise<string | undefined> {
    const path = pathOf(sha256)
    if (!path) return undefined
    const target = thumbnailFor(sha256)
    if (existsSync(target)) return target
    const type = await fileTypeOf(path)
    if (type === undefined || type === 'heic' || !isPicture(type)) return undefined
    const made = join(aside, randomUUID())
    try {
      await writeThumbnail(path, made)
      await mkdir(dirname(target), { recursive: true })
      await rename(made, target)
    } finally {
      await rm(made, { force: true })
    }
    return target
  }

  return {
    async put(source, taken = 'media') {
      const name = randomUUID()
      const incoming = join(aside, name)
      const cleaned = join(aside, `${name}.clean`)
      try {
        await receive(source, incoming)
        return await take(incoming, cleaned, taken)
      } finally {
        await rm(incoming, { force: true })
        await rm(cleaned, { force: true })
      }
    },
    pathOf,
    thumbnailOf(sha256) {
      const known = makingThumbnails.get(sha256)
      if (known !== undefined) return known
      const made = makeThumbnail(sha256).finally(() => makingThumbnails.delete(sha256))
      makingThumbnails.set(sha256, made)
      return made
    },
    async remove(sha256) {
      if (!Sha256.safeParse(sha256).success) return
      await rm(pathFor(sha256), { force: true })
      await rm(thumbnailFor(sha256), { force: true })
    },
  }
}

/** Writes the stream to a new file, synced; throws `file-too-large` once the sender has finished or goes on without end. */
async function receive(source: Readable, path: string): Promise<void> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > DRAINED_BYTES) done(tooLarge())
      else if (bytes > MAX_FILE_BYTES) done()
      else done(null, chunk)
    },
    flush: (done) => done(bytes > MAX_FILE_BYTES ? tooLarge() : null),
  })
  await pipeline(source, limit, createWriteStream(path, { flags: 'wx', flush: true }))
}

async function stripFilm(path: string, type: FileType): Promise<void> {
  if (type !== 'video/mp4' && type !== 'audio/mp4') return
  const file = await open(path, 'r+')
  try {
    await blankPrivateBoxes(file)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await rename(from, to)
  const folder = await open(dirname(to), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
