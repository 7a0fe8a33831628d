/** One event as the stand-in's log holds it. */

/** The revision of the event that ends a tombstoned stream: .NET's `long.MaxValue`, which a number can only come near. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER
const TOMBSTONE_ON_THE_WIRE = '9223372036854775807'

export interface NewEvent {
  readonly id: string
  readonly type: string
  readonly isJson: boolean
  readonly data: Buffer
  readonly metadata: Buffer
}

export interface StoredEvent extends NewEvent {
  readonly stream: string
  /** Dense from 0 within its stream. */
  readonly revision: number
  /** Where its record begins in the log, in bytes: commit and prepare position at once, as of every single write. */
  readonly position: number
  /** Where the next record begins. */
  readonly end: number
  readonly createdMs: number
}

export const revisionOnTheWire = (revision: number): string =>
  revision === TOMBSTONE_REVISION ? TOMBSTONE_ON_THE_WIRE : String(revision)

export const isSystem = (name: string): boolean => name.startsWith('$')
export const metastreamOf = (stream: string): string => `$$${stream}`
export const isMetastream = (stream: string): boolean => stream.startsWith('$$')
export const originalOf = (metastream: string): string => metastream.slice(2)

/** What counts against the limit of an append: type in UTF-16, data and metadata (`Event.SizeOnDisk` of the server). */
export const sizeOf = (event: NewEvent): number => event.data.length + event.metadata.length + event.type.length * 2
