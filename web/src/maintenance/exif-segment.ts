/** The EXIF block of a JPEG: taken out before a photo is made smaller and put back, so that the time it was taken stays known. */

const ORIENTATION = 0x0112
const SHORT = 3
const EXIF_HEADER = [0x45, 0x78, 0x69, 0x66, 0, 0]

/** The whole APP1 segment, marker included; undefined where there is none. */
export function exifSegmentOf(jpeg: Uint8Array): Uint8Array | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  if (jpeg.length < 4 || view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = view.getUint16(at)
    // Image data begins, or this is no segment: nothing more to look for.
    if (marker < 0xffe0 || marker > 0xffef) return undefined
    const end = at + 2 + view.getUint16(at + 2)
    if (end > jpeg.length) return undefined
    if (marker === 0xffe1 && EXIF_HEADER.every((byte, index) => jpeg[at + 4 + index] === byte))
      return jpeg.slice(at, end)
    at = end
  }
  return undefined
}

/** The canvas has turned the picture upright: the block must not turn it once more. */
export function uprighted(segment: Uint8Array): Uint8Array {
  const copy = segment.slice()
  const tiff = 4 + EXIF_HEADER.length
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength)
  if (copy.length < tiff + 8) return copy
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  if (directory + 2 > copy.length) return copy
  const entries = view.getUint16(directory, little)
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > copy.length) return copy
    if (view.getUint16(entry, little) === ORIENTATION && view.getUint16(entry + 2, little) === SHORT)
      view.setUint16(entry + 8, 1, little)
  }
  return copy
}

/** Behind the start marker, where readers look for it. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(jpeg.length + segment.length)
  joined.set(jpeg.subarray(0, 2))
  joined.set(segment, 2)
  joined.set(jpeg.subarray(2), 2 + segment.length)
  return joined
}
