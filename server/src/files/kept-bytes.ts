/** Where the bytes of files are kept under their SHA-256. There are two such places: a folder, and an S3-compatible store. */

export interface LocalFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

export interface FetchedFile extends LocalFile {
  /** Says that the path is not read any more; a file that was opened before can be read to its end. */
  release(): Promise<void>
}

/** All methods throw FilesAway when the place cannot be used now, and then nothing has changed or the same can be done again. */
export interface KeptBytes {
  /** Copies the local file there. When it returns, the bytes are safe and every node can read them, whoever kept the same. */
  keep(file: LocalFile): Promise<void>
  has(sha256: string): Promise<boolean>
  /** A local file with these bytes, or undefined when none are kept. */
  fetch(sha256: string): Promise<FetchedFile | undefined>
  /** The bytes are gone when it returns; nothing happens when there were none. */
  remove(sha256: string): Promise<void>
  /** Returns when the place answers and may be used. */
  check(): Promise<void>
}

/** The place of the files cannot be used now. The message says which one and why, for whoever runs the server. */
export class FilesAway extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'FilesAway'
  }
}

/** Folders of 256 at most, the same in both places: a folder can be copied into a store as it is, and back. */
export const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2)}`
