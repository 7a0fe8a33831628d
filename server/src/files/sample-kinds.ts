/** Every kind of file as it comes from phones and desks, and what tries to look like one. */

import { Rejected } from '@changxin/shared/kernel'
import {
  heic,
  html,
  jpeg,
  mp3,
  mp4,
  noisyPicture,
  ogg,
  pdf,
  png,
  pngBomb,
  wav,
  webm,
  webp,
  zip,
} from './sample-files.ts'

type Bytes = () => Buffer | Promise<Buffer>

export const taken: readonly (readonly [type: string, bytes: Bytes])[] = [
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

const half = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, Math.floor((await bytes).length / 2))

export const strange: readonly (readonly [what: string, code: string, bytes: Bytes])[] = [
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
  ['an SVG', 'file-type-unknown', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
]

/** The code of a refusal, or `taken`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof Rejected) return error.code
    throw error
  }
}
