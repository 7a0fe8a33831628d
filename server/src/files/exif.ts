/** The one thing kept of a photo's camera data: when it was taken. Everything else, the place above all, is dropped. */
import { type Instant, instantOf } from '@changxin/shared/kernel'

const EXIF_IFD = 0x8769
const DATE_TIME_ORIGINAL = 0x9003
/** A camera writes some dozens; more are not looked at. */
const MAX_ENTRIES = 500
const ENTRY_BYTES = 12
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** Cameras write local time without a zone: it is read as time in Shanghai. Null when it is missing or makes no sense. */
export function takenAtOf(exif: Uint8Array | undefined): Instant | null {
  if (!exif) return null
  try {
    return instantIn(readOriginal(exif))
  } catch (error) {
    // Offsets that point outside the block: camera data are often damaged, the picture is not.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readOriginal(exif: Uint8Array): string | undefined {
  const prefix =
    Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength).indexOf('Exif\0\0', 0, 'latin1') === 0 ? 6 : 0
  const view = new DataView(exif.buffer, exif.byteOffset + prefix, exif.byteLength - prefix)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const little = order === 0x4949
  const main = entryIn(view, view.getUint32(4, little), EXIF_IFD, little)
  if (main === undefined) return undefined
  const original = entryIn(view, view.getUint32(main + 8, little), DATE_TIME_ORIGINAL, little)
  if (original === undefined) return undefined
  const at = view.getUint32(original + 8, little)
  return String.fromCharCode(...Array.from({ length: 19 }, (_, index) => view.getUint8(at + index)))
}

/** Where the entry with a tag begins in a directory. */
function entryIn(view: DataView, directory: number, tag: number, little: boolean): number | undefined {
  const count = Math.min(view.getUint16(directory, little), MAX_ENTRIES)
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES
    if (view.getUint16(entry, little) === tag) return entry
  }
  return undefined
}

function instantIn(text: string | undefined): Instant | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text ?? '')
  if (!match) return null
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const ms = Date.UTC(year, month - 1, date, hour, minute, second)
  // A clock that was never set says 0000 or 1970; a 31 February would roll over.
  if (year < 1990 || new Date(ms).getUTCDate() !== date || new Date(ms).getUTCMonth() !== month - 1 || hour > 23)
    return null
  return instantOf(ms - SHANGHAI_OFFSET_MS)
}
