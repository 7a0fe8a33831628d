/** Before a file is sent: photos that are too large become smaller, with the time they were taken; films that are too long are told so. */
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { exifSegmentOf, uprighted, withExif } from './exif-segment.ts'

/** Below this a photo goes as it is, undecoded: what a phone takes by default. */
const AS_IT_IS_BYTES = 6 * 1024 * 1024
const MAX_SIDE_PX = 4_096
const QUALITY = 0.86
export const MAX_VIDEO_SECONDS = 30
/** Phones stop a little late. */
const VIDEO_GRACE_SECONDS = 2
/** Some browsers do not know the type: then the name tells. */
const HEIC = /^image\/hei[cf]|\.hei[cf]$/i
const QUICKTIME = /^video\/quicktime|\.mov$/i
/** Some phones never say how long a film is; longer than this nobody waits for it. */
const LOOK_WITHIN_MS = 5_000

export type FileRefusal = 'too-large' | 'video-too-long' | 'heic' | 'quicktime'

const isKind = (file: File, kind: RegExp) => kind.test(file.type || file.name)

/** What the server does not take is said now: found out after a day without signal it would hold up the whole step. */
export async function prepareFile(file: File): Promise<File | FileRefusal> {
  if (isKind(file, QUICKTIME)) return 'quicktime'
  const isHeic = isKind(file, HEIC)
  if (isHeic || file.type.startsWith('image/')) {
    const smaller = file.size > AS_IT_IS_BYTES || isHeic ? await shrunk(file) : file
    if (isHeic && smaller === file) return 'heic'
    return smaller.size > MAX_FILE_BYTES ? 'too-large' : smaller
  }
  if (file.size > MAX_FILE_BYTES) return 'too-large'
  if (!file.type.startsWith('video/')) return file
  return (await secondsOf(file)) > MAX_VIDEO_SECONDS + VIDEO_GRACE_SECONDS ? 'video-too-long' : file
}

/** The same file where this browser cannot read it: the server then says what it is. */
async function shrunk(file: File): Promise<File> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return file
  const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  if (!small) return file
  const exif = exifSegmentOf(new Uint8Array(await file.arrayBuffer()))
  const bytes = new Uint8Array(await small.arrayBuffer())
  const whole = exif ? withExif(bytes, uprighted(exif)) : bytes
  return new File([whole], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg', lastModified: file.lastModified })
}

/** 0 where the browser cannot tell: the size bounds it then. */
async function secondsOf(file: File): Promise<number> {
  const address = URL.createObjectURL(file)
  try {
    return await new Promise<number>((resolve) => {
      const video = document.createElement('video')
      setTimeout(() => resolve(0), LOOK_WITHIN_MS)
      video.preload = 'metadata'
      video.onloadedmetadata = () => resolve(Number.isFinite(video.duration) ? video.duration : 0)
      video.onerror = () => resolve(0)
      video.src = address
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
