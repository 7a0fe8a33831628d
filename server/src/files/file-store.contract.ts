/** Everything that a file store must do wherever its bytes are kept: each place's own test calls this with a way to open an empty one. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { MAX_FILE_BYTES } from '@changxin/shared/files'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { THUMBNAIL_PX } from './picture.ts'
import { FILM_PLACE, html, jpeg, mp4, noisyPicture, pdf, phonePhoto, png } from './sample-files.ts'
import { codeOf, strange, taken } from './sample-kinds.ts'
import type { FileStore } from './store.ts'

export interface OpenedFiles {
  /** Another node of the same place, with a data folder of its own. */
  open(): Promise<FileStore>
  /** The node that was opened last, started again. */
  reopen(): Promise<FileStore>
  /** Its data folder. */
  dataDir(): string
  /** Hashes of what the place keeps. */
  kept(): Promise<string[]>
  dispose(): Promise<void>
}

export type OpenFileStores = () => Promise<OpenedFiles>

const MISSING = '0'.repeat(64)

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

export function fileStoreContract(name: string, openPlace: OpenFileStores): void {
  describe(`files in ${name}`, () => {
    let place: OpenedFiles
    let store: FileStore
    beforeEach(async () => {
      place = await openPlace()
      store = await place.open()
    })
    afterEach(() => place.dispose())

    const put = (bytes: Buffer) => store.put(Readable.from([bytes]))
    async function read(from: FileStore, sha256: string): Promise<Buffer> {
      const opened = await from.open(sha256)
      if (!opened) throw new Error(`there is no ${sha256}`)
      const bytes = await buffer(opened.stream)
      expect(bytes).toHaveLength(opened.bytes)
      return bytes
    }
    const aside = () => filesBelow(join(place.dataDir(), 'incoming'))

    describe('takes', () => {
      test.each(taken)('%s by its content', async (type, bytes) => {
        const stored = await put(await bytes())
        expect(stored.type).toBe(type)
        expect(await place.kept()).toEqual([stored.sha256])
        expect(await read(store, stored.sha256)).toHaveLength(stored.bytes)
        expect(aside()).toEqual([])
      })

      test('the same bytes once, also at the same time', async () => {
        const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => put(pdf())))
        for (const other of [...others, await put(pdf())]) expect(other).toEqual(first)
        expect(await place.kept()).toEqual([first?.sha256])
      })

      test('a stream in small pieces', async () => {
        const bytes = await noisyPicture(300, 200)
        const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
          bytes.subarray(index * 1000, index * 1000 + 1000),
        )
        const stored = await store.put(Readable.from(pieces))
        expect(stored).toMatchObject({ type: 'image/jpeg', widthPx: 300, heightPx: 200 })
      })

      test('the largest file, and gives it back as it was', async () => {
        const largest = Buffer.concat([pdf(), Buffer.alloc(MAX_FILE_BYTES - pdf().length, 7)])
        const { sha256, bytes } = await put(largest)
        expect(bytes).toBe(MAX_FILE_BYTES)
        expect((await read(store, sha256)).equals(largest)).toBe(true)
      })
    })

    describe('keeps of a photo', () => {
      test('the pixels upright and the time, not the place nor the camera', async () => {
        const photo = await phonePhoto()
        expect((await sharp(photo).metadata()).exif?.includes('Telephone')).toBe(true)
        const stored = await put(photo)
        expect(stored).toMatchObject({ widthPx: 40, heightPx: 60, takenAt: '2026-03-01T00:30:15.000Z' })
        const kept = await read(store, stored.sha256)
        const metadata = await sharp(kept).metadata()
        expect(metadata.exif).toBeUndefined()
        expect(metadata.orientation).toBeUndefined()
        expect(kept.includes('Telephone')).toBe(false)
        expect(kept.includes('Exif')).toBe(false)
      })

      test('nothing that hangs behind a PNG', async () => {
        const { sha256 } = await put(Buffer.concat([await png(), html()]))
        expect((await read(store, sha256)).includes('script')).toBe(false)
      })

      test('not the place of a film', async () => {
        const film = mp4()
        expect(film.includes(FILM_PLACE)).toBe(true)
        const stored = await put(film)
        expect(stored.bytes).toBe(film.length)
        const kept = await read(store, stored.sha256)
        expect(kept.includes(FILM_PLACE)).toBe(false)
        expect(kept.includes('mdat')).toBe(true)
      })
    })

    describe('refuses, and leaves nothing behind:', () => {
      async function expectNothing(): Promise<void> {
        expect(await place.kept()).toEqual([])
        expect(aside()).toEqual([])
      }

      test.each(strange)('%s → %s', async (_, code, bytes) => {
        expect(await codeOf(put(await bytes()))).toBe(code)
        await expectNothing()
      })

      test('a stream that is too long, read to its end so that the answer arrives', async () => {
        let sent = 0
        async function* endless() {
          yield pdf()
          for (; sent < MAX_FILE_BYTES + 5_000_000; sent += 1_000_000) yield Buffer.alloc(1_000_000)
        }
        expect(await codeOf(store.put(Readable.from(endless())))).toBe('file-too-large')
        expect(sent).toBeGreaterThan(MAX_FILE_BYTES + 4_000_000)
        await expectNothing()
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
        expect(await codeOf(store.put(Readable.from(endless())))).toBe('file-too-large')
        expect(sent).toBeLessThan(5 * MAX_FILE_BYTES)
        await expectNothing()
      })

      test('a connection that breaks', async () => {
        async function* broken() {
          yield await jpeg()
          throw new Error('connection reset')
        }
        await expect(store.put(Readable.from(broken()))).rejects.toThrow('connection reset')
        await expectNothing()
      })
    })

    test('a file is deleted once and for all; what was never there, too', async () => {
      const { sha256 } = await put(pdf())
      expect(await store.has(sha256)).toBe(true)
      await store.remove(sha256)
      await store.remove(sha256)
      await store.remove(MISSING)
      expect(await store.has(sha256)).toBe(false)
      expect(await store.open(sha256)).toBeUndefined()
      expect(await place.kept()).toEqual([])
    })

    test('brought again after it was deleted, it is there again', async () => {
      const { sha256 } = await put(pdf())
      await store.remove(sha256)
      await put(pdf())
      expect(await read(store, sha256)).toEqual(pdf())
    })

    test('what is no hash is no path', async () => {
      for (const wrong of ['../../etc/passwd', '', MISSING.slice(1), MISSING.toUpperCase().replaceAll('0', 'A')]) {
        expect(await store.has(wrong)).toBe(false)
        expect(await store.open(wrong)).toBeUndefined()
        expect(await store.openThumbnail(wrong)).toBeUndefined()
        await store.remove(wrong)
        await store.forget(wrong)
      }
    })

    test('it says that it can be used', async () => {
      await expect(store.check()).resolves.toBeUndefined()
      expect(await place.kept()).toEqual([])
    })

    test('what a killed process left aside is gone at the next start', async () => {
      writeFileSync(join(place.dataDir(), 'incoming', 'left-over'), 'half a photo')
      await place.reopen()
      expect(aside()).toEqual([])
    })

    describe('small pictures', () => {
      const small = async (from: FileStore, sha256: string) => {
        const opened = await from.openThumbnail(sha256)
        return opened && buffer(opened.stream)
      }
      const onDisk = () => filesBelow(join(place.dataDir(), 'thumbnails'))

      test('are JPEGs of pictures, made once', async () => {
        const { sha256 } = await put(await noisyPicture(900, 600, 'png'))
        const [made, again] = await Promise.all([small(store, sha256), small(store, sha256)])
        expect(again).toEqual(made)
        expect(await sharp(made).metadata()).toMatchObject({ format: 'jpeg', width: THUMBNAIL_PX, height: 320 })
        expect(onDisk()).toHaveLength(1)
        expect(await place.kept()).toEqual([sha256])
        expect(aside()).toEqual([])
      })

      test('there is none of what is no picture, or not there', async () => {
        const { sha256 } = await put(pdf())
        expect(await small(store, sha256)).toBeUndefined()
        expect(await small(store, MISSING)).toBeUndefined()
        expect(aside()).toEqual([])
      })

      test('go from the node that forgets them, and can be made again', async () => {
        const { sha256 } = await put(await jpeg())
        await small(store, sha256)
        await store.forget(sha256)
        expect(onDisk()).toEqual([])
        expect(await small(store, sha256)).toBeDefined()
      })

      test('go also when they are just being made', async () => {
        const { sha256 } = await put(await noisyPicture(900, 600))
        const made = small(store, sha256)
        await Promise.all([store.forget(sha256), made])
        expect(onDisk()).toEqual([])
      })

      test('go with the file', async () => {
        const { sha256 } = await put(await jpeg())
        await small(store, sha256)
        await store.remove(sha256)
        expect(onDisk()).toEqual([])
        expect(await small(store, sha256)).toBeUndefined()
      })
    })

    test('what one node keeps, another reads, makes small, keeps again and deletes', async () => {
      const { sha256 } = await put(await noisyPicture(900, 600))
      const other = await place.open()
      expect((await read(other, sha256)).equals(await read(store, sha256))).toBe(true)
      expect(await other.openThumbnail(sha256).then((opened) => opened?.stream.destroy())).toBeDefined()
      await other.put(Readable.from([pdf()]))
      await Promise.all([store.put(Readable.from([pdf()])), other.put(Readable.from([pdf()]))])
      expect(await place.kept()).toHaveLength(2)
      await other.remove(sha256)
      expect(await store.open(sha256)).toBeUndefined()
    })
  })
}
