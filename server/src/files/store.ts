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

export interface OpenedFile {
  readonly bytes: number
  /** Read it to its end or destroy it. */
  readonly stream: Readable
}

/** All methods but `check` throw Rejected `files-unavailable` (503) while the place of the files cannot be used. */
export interface FileStore {
  /** Takes the whole stream, checks its type by content, strips metadata, keeps it by SHA-256. Throws Rejected (413, 415); nothing is kept then. */
  put(source: Readable, taken?: Taken): Promise<StoredFile>
  has(sha256: string): Promise<boolean>
  /** The bytes, or undefined when there are none. */
  open(sha256: string): Promise<OpenedFile | undefined>
  /** A small JPEG of an image, made at first need; undefined for other types. */
  openThumbnail(sha256: string): Promise<OpenedFile | undefined>
  /** Deletes the bytes and what this node made of them; nothing happens when there are none. */
  remove(sha256: string): Promise<void>
  /** Deletes what this node made of them. */
  forget(sha256: string): Promise<void>
  /** Returns when the place of the files answers and may be used; else throws an Error that says which place and why. */
  check(): Promise<void>
}
