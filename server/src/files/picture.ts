/** Pictures: decoded whole, turned upright, and written anew with nothing but their pixels. */
import { type FileType, filesErrors } from '@changxin/shared/files'
import type { Instant } from '@changxin/shared/kernel'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { createGate } from '../gate.ts'
import { takenAtOf } from './exif.ts'

const { reject } = filesErrors

/** The largest phone cameras of today; a decoded pixel takes 3 bytes or 4. */
export const MAX_PIXELS = 60_000_000
const QUALITY = 90
/** The longer side of a small picture. */
export const THUMBNAIL_PX = 480
const THUMBNAIL_QUALITY = 75
/** A picture that takes longer is made to take long. */
const TIMEOUT_SECONDS = 30

/** Two decoded pictures of the largest size are half a gigabyte: no more at once. */
const gate = createGate({ atOnce: 2, waiting: 100 })
// Each picture is read once, by one thread: the other core serves people.
sharp.cache(false)
sharp.concurrency(1)

export interface CleanPicture {
  readonly bytes: Buffer
  readonly widthPx: number
  readonly heightPx: number
  readonly takenAt: Instant | null
}

export const isPicture = (type: FileType): boolean => type.startsWith('image/')

const openPicture = (path: string) =>
  sharp(path, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 }).timeout({ seconds: TIMEOUT_SECONDS })

/** Throws `file-broken` for what cannot be decoded to the end, `file-too-many-pixels` before decoding. */
export function cleanPicture(path: string, type: FileType): Promise<CleanPicture> {
  return gate.run(async () => {
    const metadata = await orBroken(sharp(path, { limitInputPixels: false }).metadata())
    checkSize(metadata)
    const upright = openPicture(path).autoOrient()
    const { data, info } = await orBroken(encoded(upright, type).toBuffer({ resolveWithObject: true }))
    return { bytes: data, widthPx: info.width, heightPx: info.height, takenAt: takenAtOf(metadata.exif) }
  })
}

function checkSize({ width, height }: Metadata): void {
  if (width * height <= MAX_PIXELS) return
  throw reject('file-too-many-pixels', {
    megapixels: Math.ceil((width * height) / 1_000_000),
    limit: MAX_PIXELS / 1_000_000,
  })
}

/** Without `keepMetadata` nothing of EXIF, XMP, IPTC or a comment is written. */
function encoded(picture: Sharp, type: FileType): Sharp {
  if (type === 'image/png') return picture.png()
  return type === 'image/webp' ? picture.webp({ quality: QUALITY }) : picture.jpeg({ quality: QUALITY })
}

async function orBroken<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch {
    // Whatever the decoder says (in English, with a path): for the sender the file is damaged.
    throw reject('file-broken')
  }
}

/** A small JPEG of a picture, on white where it is transparent. */
export function writeThumbnail(path: string, target: string): Promise<void> {
  return gate.run(async () => {
    await openPicture(path)
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: THUMBNAIL_QUALITY })
      .toFile(target)
  })
}
