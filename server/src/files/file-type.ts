/** The type of a file by its content alone: names and declared types are what the sender says. */
import { type FileHandle, open, readFile } from 'node:fs/promises'
import type { FileType } from '@changxin/shared/files'
import { CSV_TYPE, decodeText, isWorkbook, XLSX_TYPE } from '../sheets/index.ts'
import { tracksOf } from './mp4.ts'

/** So much of the beginning is looked at; a WebM names its codecs within. */
const HEAD_BYTES = 64 * 1024

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
/** `qt  ` is a QuickTime film and `avif` a picture: both look alike and are not what is taken. */
const MP4_BRANDS = /^(?:isom|iso[2-9]|mp4[12]|avc1|dash|M4[ABV] |MSNV|3gp[4-9]|f4v )$/

/** `heic` is told apart because the sender can be told what to do about it. */
export async function fileTypeOf(path: string): Promise<FileType | 'heic' | undefined> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0)
    return await typeOf(head.subarray(0, bytesRead), file)
  } finally {
    await file.close()
  }
}

/** A workbook, or text: only where a sheet is asked for, since any page is text. */
export async function sheetTypeOf(path: string): Promise<FileType | undefined> {
  const bytes = await readFile(path)
  if (isWorkbook(bytes)) return XLSX_TYPE
  return decodeText(bytes) ? CSV_TYPE : undefined
}

async function typeOf(head: Buffer, file: FileHandle): Promise<FileType | 'heic' | undefined> {
  const text = (start: number, end: number) => head.toString('latin1', start, end)
  if (head.length < 12) return undefined
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav'
  if (text(0, 5) === '%PDF-') return 'application/pdf'
  if (text(0, 4) === 'OggS')
    return /OpusHead|\x01vorbis|Speex {3}|\x7fFLAC/.test(text(0, 200)) ? 'audio/ogg' : undefined
  if (text(4, 8) === 'ftyp') return isoType(text(8, 12), file)
  if (head.readUInt32BE(0) === 0x1a45dfa3) return webmType(text(0, head.length))
  if (text(0, 3) === 'ID3' || isMpegAudio(head)) return 'audio/mpeg'
  return undefined
}

async function isoType(brand: string, file: FileHandle): Promise<FileType | 'heic' | undefined> {
  if (HEIC_BRANDS.has(brand)) return 'heic'
  if (!MP4_BRANDS.test(brand)) return undefined
  const tracks = await tracksOf(file)
  if (tracks.has('vide')) return 'video/mp4'
  return tracks.has('soun') ? 'audio/mp4' : undefined
}

function webmType(text: string): FileType | undefined {
  if (!text.slice(0, 64).includes('webm')) return undefined
  if (/V_(?:VP8|VP9|AV1)/.test(text)) return 'video/webm'
  return /A_(?:OPUS|VORBIS)/.test(text) ? 'audio/webm' : undefined
}

const LAYER_3_BIT_RATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const

/** Two frames of MPEG layer III one after the other: two bytes alone would take many a stray file for music. */
function isMpegAudio(head: Buffer): boolean {
  const length = mpegFrameBytes(head, 0)
  return length !== undefined && mpegFrameBytes(head, length) !== undefined
}

function mpegFrameBytes(head: Buffer, at: number): number | undefined {
  if (at + 4 > head.length) return undefined
  const bits = head.readUInt32BE(at)
  const version = (bits >>> 19) & 3
  const bitRate = LAYER_3_BIT_RATES[version === 3 ? 1 : 2][(bits >>> 12) & 15]
  const sampleRate = SAMPLE_RATES[(bits >>> 10) & 3]
  const isLayer3 = bits >>> 21 === 0x7ff && version !== 1 && ((bits >>> 17) & 3) === 1
  if (!isLayer3 || !bitRate || !sampleRate) return undefined
  const slower = version === 3 ? 1 : version === 2 ? 2 : 4
  const samplesPer8 = version === 3 ? 144_000 : 72_000
  return Math.floor((samplesPer8 * bitRate) / (sampleRate / slower)) + ((bits >>> 9) & 1)
}
