/** Takes a file in: received aside on this node, its type found by content, place and camera data removed, named by its SHA-256. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FileType, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { fileTypeOf, sheetTypeOf } from './file-type.ts'
import type { LocalFile } from './kept-bytes.ts'
import { blankPrivateBoxes } from './mp4.ts'
import { cleanPicture, isPicture } from './picture.ts'
import type { StoredFile, Taken } from './store.ts'

const { reject } = filesErrors

/** A sender who goes on is read so far, so that the refusal arrives instead of a broken connection; then cut off. */
const DRAINED_BYTES = 4 * MAX_FILE_BYTES

const tooLarge = () => reject('file-too-large', { limitMb: MAX_FILE_BYTES / 1024 / 1024 })

/** Calls `keep` with the file as it is to be kept; what lies aside is removed afterwards, whatever happened. */
export async function takeIn(
  { source, taken, aside }: { source: Readable; taken: Taken; aside: string },
  keep: (file: LocalFile) => Promise<void>,
): Promise<StoredFile> {
  const incoming = join(aside, randomUUID())
  const cleaned = `${incoming}.clean`
  try {
    await receive(source, incoming)
    const { path, ...seen } = await checked(incoming, cleaned, taken)
    const file = { path, sha256: await sha256Of(path), bytes: (await stat(path)).size }
    await keep(file)
    return { sha256: file.sha256, bytes: file.bytes, ...seen }
  } finally {
    await rm(incoming, { force: true })
    await rm(cleaned, { force: true })
  }
}

/** Throws `file-type-heic`, `file-type-unknown` and what pictures are refused with. */
async function checked(incoming: string, cleaned: string, taken: Taken) {
  const type = taken === 'sheet' ? await sheetTypeOf(incoming) : await fileTypeOf(incoming)
  if (type === 'heic') throw reject('file-type-heic')
  if (type === undefined) throw reject('file-type-unknown')
  if (!isPicture(type)) {
    await stripFilm(incoming, type)
    return { path: incoming, type, widthPx: null, heightPx: null, takenAt: null }
  }
  const { bytes, ...seen } = await cleanPicture(incoming, type)
  // Written anew it may have grown.
  if (bytes.length > MAX_FILE_BYTES) throw tooLarge()
  await writeFile(cleaned, bytes, { flag: 'wx' })
  return { path: cleaned, type, ...seen }
}

/** Writes the stream to a new file; throws `file-too-large` once the sender has finished or goes on without end. */
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
  await pipeline(source, limit, createWriteStream(path, { flags: 'wx' }))
}

async function stripFilm(path: string, type: FileType): Promise<void> {
  if (type !== 'video/mp4' && type !== 'audio/mp4') return
  const file = await open(path, 'r+')
  try {
    await blankPrivateBoxes(file)
  } finally {
    await file.close()
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
