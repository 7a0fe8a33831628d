import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { exifSegmentOf, uprighted, withExif } from './exif-segment.ts'

interface Image {
  jpeg(): Image
  withExif(exif: object): Image
  withMetadata(options: { orientation: number }): Image
  metadata(): Promise<{ orientation?: number; exif?: Uint8Array }>
  toBuffer(): Promise<Uint8Array>
}
type Sharp = (input: Uint8Array | { create: object }) => Image
const sharp = createRequire(new URL('../../../server/package.json', import.meta.url))('sharp') as Sharp
const blank = () => sharp({ create: { width: 8, height: 6, channels: 3, background: '#553311' } }).jpeg()
const TAKEN = '2026:03:01 08:30:00'

test('a smaller copy keeps when it was taken, and is not turned twice', async () => {
  const photo = await blank()
    .withExif({ IFD0: { Copyright: 'x' }, IFD2: { DateTimeOriginal: TAKEN } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const segment = exifSegmentOf(new Uint8Array(photo))
  expect(segment).toBeDefined()
  const smaller = withExif(new Uint8Array(await blank().toBuffer()), uprighted(segment ?? new Uint8Array()))
  const { orientation, exif } = await sharp(smaller).metadata()
  expect(orientation).toBe(1)
  expect(new TextDecoder('latin1').decode(exif)).toContain(TAKEN)
  expect((await sharp(photo).metadata()).orientation, 'the original is left alone').toBe(6)
})

test('a picture without the block, or that is no JPEG, has none', async () => {
  expect(exifSegmentOf(new Uint8Array(await blank().toBuffer()))).toBeUndefined()
  expect(exifSegmentOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toBeUndefined()
  expect(exifSegmentOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff]))).toBeUndefined()
})

test('a block that promises more than it holds is left as it is', () => {
  const broken = new Uint8Array([0xff, 0xe1, 0, 18, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 42, 0, 200, 0, 0, 0, 0])
  expect(uprighted(broken)).toEqual(broken)
})
