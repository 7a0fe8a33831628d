/** Every kind of file as it comes from phones and desks, and what tries to look like one. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import { Rejected } from '@changxin/shared/kernel'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDiskStore } from './disk-store.ts'
import { MAX_PIXELS, THUMBNAIL_PX } from './picture.ts'
import {
  FILM_PLACE,
  heic,
  html,
  jpeg,
  mp3,
  mp4,
  noisyPicture,
  ogg,
  pdf,
  phonePhoto,
  png,
  pngBomb,
  wav,
  webm,
  webp,
  zip,
} from './sample-files.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'changxin-files-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const put = (bytes: Buffer) => openDiskStore({ dataDir }).put(Readable.from([bytes]))

function filesOnDisk(): string[] {
  return readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof Rejected) return error.code
    throw error
  }
}

describe('takes', () => {
  const kinds: readonly (readonly [type: string, bytes: () => Buffer | Promise<Buffer>])[] = [
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['image/webp', webp],
    ['application/pdf', pdf],
    ['audio/mpeg', mp3],
    ['audio/mp4', () => mp4({ brand: 'M4A ', tracks: ['soun'] })],
    ['audio/mp4', () => mp4({ brand: 'mp42', tracks: ['soun'] })],
    ['audio/ogg', ogg],
    ['audio/webm', () => webm('A_OPUS')],
    ['audio/wav', wav],
    ['video/mp4', mp4],
    ['video/webm', () => webm('V_VP9', 'A_OPUS')],
  ]
  test.each(kinds)('%s by its content', async (type, bytes) => {
    const store = openDiskStore({ dataDir })
    const stored = await store.put(Readable.from([await bytes()]))
    expect(stored.type).toBe(type)
    const path = store.pathOf(stored.sha256)
    expect(filesOnDisk()).toEqual([path])
    expect(readFileSync(path ?? '')).toHaveLength(stored.bytes)
  })

  test('the same bytes once, under their hash', async () => {
    const first = await put(pdf())
    const second = await put(pdf())
    expect(second).toEqual(first)
    expect(filesOnDisk()).toEqual([join(dataDir, 'files', first.sha256.slice(0, 2), first.sha256.slice(2))])
  })

  test('a stream in small pieces', async () => {
    const bytes = await noisyPicture(300, 200)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
      bytes.subarray(index * 1000, index * 1000 + 1000),
    )
    const stored = await openDiskStore({ dataDir }).put(Readable.from(pieces))
    expect(stored).toMatchObject({ type: 'image/jpeg', widthPx: 300, heightPx: 200 })
  })
})

describe('keeps of a photo', () => {
  test('the pixels upright and the time, not the place nor the camera', async () => {
    const photo = await phonePhoto()
    expect((await sharp(photo).metadata()).exif?.includes('Telephone')).toBe(true)
    const stored = await put(photo)
    expect(stored).toMatchObject({ widthPx: 40, heightPx: 60, takenAt: '2026-03-01T00:30:15.000Z' })
    const kept = readFileSync(openDiskStore({ dataDir }).pathOf(stored.sha256) ?? '')
    const metadata = await sharp(kept).metadata()
    expect(metadata.exif).toBeUndefined()
    expect(metadata.orientation).toBeUndefined()
    expect(kept.includes('Telephone')).toBe(false)
    expect(kept.includes('Exif')).toBe(false)
  })

  test('nothing that hangs behind a PNG', async () => {
    const stored = await put(Buffer.concat([await png(), html()]))
    expect(readFileSync(openDiskStore({ dataDir }).pathOf(stored.sha256) ?? '').includes('script')).toBe(false)
  })

  test('not the place of a film', async () => {
    const film = mp4()
    expect(film.includes(FILM_PLACE)).toBe(true)
    const stored = await put(film)
    expect(stored.bytes).toBe(film.length)
    const kept = readFileSync(openDiskStore({ dataDir }).pathOf(stored.sha256) ?? '')
    expect(kept.includes(FILM_PLACE)).toBe(false)
    expect(kept.includes('mdat')).toBe(true)
  })
})

describe('refuses, and leaves nothing behind:', () => {
  const half = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, Math.floor((await bytes).length / 2))
  const strange: readonly (readonly [what: string, code: string, bytes: () => Buffer | Promise<Buffer>])[] = [
    ['nothing at all', 'file-type-unknown', () => Buffer.alloc(0)],
    ['HEIC of an iPhone', 'file-type-heic', heic],
    ['a zip (named .jpg or not)', 'file-type-unknown', zip],
    ['a page', 'file-type-unknown', html],
    ['text in UTF-16', 'file-type-unknown', () => Buffer.from('\ufeff一些文字，不是音乐', 'utf16le')],
    [
      'a page behind a PNG signature',
      'file-broken',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), html()]),
    ],
    ['a page behind a JPEG signature', 'file-broken', () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), html()])],
    ['half a JPEG', 'file-broken', () => half(noisyPicture(400, 300))],
    ['half a PNG', 'file-broken', () => half(noisyPicture(400, 300, 'png'))],
    ['half a WebP', 'file-broken', () => half(noisyPicture(400, 300, 'webp'))],
    ['a small PNG that claims to be huge', 'file-too-many-pixels', () => pngBomb(60_000, 60_000)],
    ['a picture that claims more than it has', 'file-broken', () => pngBomb(5_000, 5_000)],
    ['a QuickTime film', 'file-type-unknown', () => mp4({ brand: 'qt  ' })],
    ['an MP4 without sound and picture', 'file-type-unknown', () => mp4({ tracks: [] })],
    [
      'a Matroska film',
      'file-type-unknown',
      () => Buffer.from(webm('V_VP9').toString('latin1').replace('webm', 'mkvx'), 'latin1'),
    ],
    ['an Ogg film', 'file-type-unknown', () => ogg('\x80theora')],
    [
      'an SVG',
      'file-type-unknown',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ]
  test.each(strange)('%s → %s', async (_, code, bytes) => {
    expect(await codeOf(put(await bytes()))).toBe(code)
    expect(filesOnDisk()).toEqual([])
  })

  test('a stream that is too long, read to its end so that the answer arrives', async () => {
    let sent = 0
    async function* endless() {
      yield pdf()
      for (; sent < MAX_FILE_BYTES + 5_000_000; sent += 1_000_000) yield Buffer.alloc(1_000_000)
    }
    expect(await codeOf(openDiskStore({ dataDir }).put(Readable.from(endless())))).toBe('file-too-large')
    expect(sent).toBeGreaterThan(MAX_FILE_BYTES + 4_000_000)
    expect(filesOnDisk()).toEqual([])
  })

  test('a stream without end, cut off', async () => {
    let sent = 0
    async function* endless() {
      yield pdf()
      for (;;) {
        sent += 1_000_000
        yield Buffer.alloc(1_000_000)
      }
    }
    expect(await codeOf(openDiskStore({ dataDir }).put(Readable.from(endless())))).toBe('file-too-large')
    expect(sent).toBeLessThan(5 * MAX_FILE_BYTES)
    expect(filesOnDisk()).toEqual([])
  })

  test('a connection that breaks', async () => {
    async function* broken() {
      yield await jpeg()
      throw new Error('connection reset')
    }
    await expect(put(await jpeg())).resolves.toMatchObject({ type: 'image/jpeg' })
    const before = filesOnDisk()
    await expect(openDiskStore({ dataDir }).put(Readable.from(broken()))).rejects.toThrow('connection reset')
    expect(filesOnDisk()).toEqual(before)
  })

  test('more pixels than may be decoded, before decoding them', async () => {
    const side = Math.ceil(Math.sqrt(MAX_PIXELS)) + 1
    const large = await sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    expect(await codeOf(put(large))).toBe('file-too-many-pixels')
  })
})

test('what a killed process left aside is gone at the next start', () => {
  openDiskStore({ dataDir })
  writeFileSync(join(dataDir, 'files', 'incoming', 'left-over'), 'half a photo')
  openDiskStore({ dataDir })
  expect(filesOnDisk()).toEqual([])
})

describe('thumbnails', () => {
  test('are small JPEGs of pictures, made once', async () => {
    const store = openDiskStore({ dataDir })
    const { sha256 } = await store.put(Readable.from([await noisyPicture(900, 600, 'png')]))
    const [path, again] = await Promise.all([store.thumbnailOf(sha256), store.thumbnailOf(sha256)])
    expect(again).toBe(path)
    expect(await sharp(path).metadata()).toMatchObject({ format: 'jpeg', width: THUMBNAIL_PX, height: 320 })
    expect(filesOnDisk()).toHaveLength(2)
  })

  test('there is none of what is no picture, or not there', async () => {
    const store = openDiskStore({ dataDir })
    const { sha256 } = await store.put(Readable.from([pdf()]))
    expect(await store.thumbnailOf(sha256)).toBeUndefined()
    expect(await store.thumbnailOf('0'.repeat(64))).toBeUndefined()
    expect(store.pathOf('../../etc/passwd')).toBeUndefined()
  })

  test('go with the file', async () => {
    const store = openDiskStore({ dataDir })
    const { sha256 } = await store.put(Readable.from([await jpeg()]))
    const path = await store.thumbnailOf(sha256)
    await store.remove(sha256)
    await store.remove(sha256)
    expect(existsSync(path ?? '')).toBe(false)
    expect(filesOnDisk()).toEqual([])
  })
})
