/** The boxes of an MP4: which kinds of track it has, and where phones write the place into it. */
import type { FileHandle } from 'node:fs/promises'

/** A recording has some hundreds of boxes (a live one a pair a second); more are not looked at. */
const MAX_BOXES = 20_000
/** The boxes that hold those we look for. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia'])
/** User data (`©xyz` is the place), keyed metadata, and vendors' blocks (XMP). */
const PRIVATE = new Set(['udta', 'meta', 'uuid'])
const ZEROS = Buffer.alloc(64 * 1024)

interface Box {
  readonly type: string
  readonly start: number
  readonly bodyStart: number
  readonly end: number
}

async function* boxesIn(
  file: FileHandle,
  start: number,
  end: number,
  count = { left: MAX_BOXES },
): AsyncGenerator<Box> {
  const header = Buffer.alloc(16)
  let at = start
  while (at + 8 <= end && count.left-- > 0) {
    const { bytesRead } = await file.read(header, 0, 16, at)
    if (bytesRead < 8) return
    let size = header.readUInt32BE(0)
    let headerBytes = 8
    if (size === 0) size = end - at
    else if (size === 1 && bytesRead === 16) {
      size = Number(header.readBigUInt64BE(8))
      headerBytes = 16
    }
    if (size < headerBytes || at + size > end) return
    const box: Box = { type: header.toString('latin1', 4, 8), start: at, bodyStart: at + headerBytes, end: at + size }
    yield box
    if (CONTAINERS.has(box.type)) yield* boxesIn(file, box.bodyStart, box.end, count)
    at += size
  }
}

/** The handlers of its tracks: `vide`, `soun`, … */
export async function tracksOf(file: FileHandle): Promise<ReadonlySet<string>> {
  const tracks = new Set<string>()
  const { size } = await file.stat()
  const handler = Buffer.alloc(12)
  for await (const box of boxesIn(file, 0, size)) {
    if (box.type !== 'hdlr') continue
    const { bytesRead } = await file.read(handler, 0, 12, box.bodyStart)
    if (bytesRead === 12) tracks.add(handler.toString('latin1', 8, 12))
  }
  return tracks
}

/** Turns the private boxes into empty padding of the same size, so that nothing else moves. */
export async function blankPrivateBoxes(file: FileHandle): Promise<void> {
  const { size } = await file.stat()
  const found: Box[] = []
  for await (const box of boxesIn(file, 0, size)) if (PRIVATE.has(box.type)) found.push(box)
  for (const box of found) {
    await file.write('free', box.start + 4, 'latin1')
    for (let at = box.bodyStart; at < box.end; at += ZEROS.length) {
      await file.write(ZEROS, 0, Math.min(ZEROS.length, box.end - at), at)
    }
  }
}
