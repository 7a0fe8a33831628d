/** The content-addressed file store: the interface that features use. */

import type { Readable } from 'node:stream'
import type { FileType } from '@changxin/shared/files'

export interface StoredFile {
  readonly sha256: string
  readonly type: FileType
  readonly bytes: number
  readonly widthPx: number | null
  readonly heightPx: number | null
  readonly takenAt: string | null
}

/** What is taken: pictures, recordings and papers, or the sheets of an import. */
export type Taken = 'media' | 'sheet'

export interface FileStore {
  /** Takes the whole stream, checks its type by content, strips metadata, keeps it by SHA-256. Throws Rejected (413, 415); nothing is kept then. */
  put(source: Readable, taken?: Taken): Promise<StoredFile>
  /** Path of the bytes, or undefined. */
  pathOf(sha256: string): string | undefined
  /** Path of a small JPEG of an image, made at first need; undefined for other types. */
  thumbnailOf(sha256: string): Promise<string | undefined>
  /** Deletes the bytes and what was made of them; nothing happens when there are none. */
  remove(sha256: string): Promise<void>
}
