/** Small files of every kind, made by hand or drawn, for tests of what is taken in and what is refused. */
import sharp from 'sharp'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 60 } } })

/** Colours everywhere, so that it does not compress to nothing. */
export async function noisyPicture(
  width: number,
  height: number,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  let state = 12_345
  for (let index = 0; index < pixels.length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    pixels[index] = state >>> 24
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    [format]()
    .toBuffer()
}

export const jpeg = (width = 60, height = 40) => picture(width, height).jpeg().toBuffer()
export const png = (width = 60, height = 40) => picture(width, height).png().toBuffer()
export const webp = (width = 60, height = 40) => picture(width, height).webp().toBuffer()

/** As a phone held upright writes it: stored lying, with the place, the time and a note to turn it. */
export const phonePhoto = () =>
  picture(60, 40)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:03:01 08:30:15' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 19/1 40/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 20/1 3/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

/** A PNG header that claims to be huge, with hardly any data behind it. */
export async function pngBomb(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await png(10, 10))
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
  return bytes
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

export const pdf = () => Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
export const zip = () => Buffer.from('504b0304140000000000000000000000000000000000000000000000', 'hex')
export const html = () => Buffer.from('<!doctype html><script>alert(1)</script>')
export const wav = () =>
  Buffer.concat([Buffer.from('RIFF'), Buffer.from([36, 0, 0, 0]), Buffer.from('WAVEfmt '), Buffer.alloc(28)])
export const ogg = (codec = 'OpusHead') =>
  Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from(codec), Buffer.alloc(20)])

export function webm(...codecs: readonly string[]): Buffer {
  const header = Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    Buffer.alloc(40),
  ])
  return Buffer.concat([header, ...codecs.map((codec) => Buffer.from(`\x86\x86${codec}`, 'latin1'))])
}

/** Two frames of 128 kbit/s at 44.1 kHz. */
export function mp3(): Buffer {
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9000, 0)
  return Buffer.concat([frame, frame])
}

export function box(type: string, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
  const header = Buffer.alloc(8)
  header.writeUInt32BE(body.length + 8, 0)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, body])
}

const track = (handler: string) => box('trak', box('mdia', box('hdlr', Buffer.alloc(8), handler, Buffer.alloc(13))))

/** The place as phones write it into films. */
export const FILM_PLACE = '+30.3277+107.3342/'

export function mp4({
  brand = 'isom',
  tracks = ['vide', 'soun'],
}: {
  brand?: string
  tracks?: readonly string[]
} = {}): Buffer {
  const place = box('udta', box('\xa9xyz', FILM_PLACE))
  return Buffer.concat([
    box('ftyp', brand, Buffer.alloc(4)),
    box('moov', box('mvhd', Buffer.alloc(20)), ...tracks.map(track), place),
    box('mdat', 'sound'),
  ])
}

export const heic = () =>
  Buffer.concat([box('ftyp', 'heic', Buffer.alloc(4), 'mif1heic'), box('meta', Buffer.alloc(20))])

/** Papers that differ by their number, of a megabyte each, so that keeping one takes a while. */
export const numberedPaper = (number: number): Buffer => Buffer.concat([pdf(), Buffer.alloc(1_048_576, `${number} `)])
