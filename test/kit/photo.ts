/** A photo as a file field takes it: a plain colour, so that two of them are two files. */
import { createRequire } from 'node:module'

type Sharp = (options: object) => { jpeg(): { toBuffer(): Promise<Buffer> } }
// It is the server's dependency alone.
const sharp = createRequire(new URL('../../server/package.json', import.meta.url))('sharp') as Sharp

export async function photo(background: `#${string}` = '#553311') {
  const picture = sharp({ create: { width: 320, height: 240, channels: 3, background } })
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() }
}
