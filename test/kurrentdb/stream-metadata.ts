/** What a stream's metadata says about reading it: `$tb` (truncate before) and `$maxCount`, and whether it is soft-deleted. */
import { isMetastream, type StoredEvent } from './stored-event.ts'

/** `$tb` of a soft-deleted stream is .NET's `long.MaxValue`; as a number it is 2^63. A smaller one only truncates. */
const SOFT_DELETED_BEFORE = 2 ** 63
export const SOFT_DELETE = Buffer.from('{"$tb":9223372036854775807}')

export interface StreamMetadata {
  readonly truncateBefore: number
  readonly maxCount: number
  readonly softDeleted: boolean
}

const NONE: StreamMetadata = { truncateBefore: 0, maxCount: Number.POSITIVE_INFINITY, softDeleted: false }
/** A metadata stream keeps its last event alone (`MetaStreams` of the server have a maximum count of one). */
const OF_METASTREAMS: StreamMetadata = { ...NONE, maxCount: 1 }

function parsed(data: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data.toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** @param latest the last event of the stream's metadata stream, if there is one. */
export function readMetadata(stream: string, latest: StoredEvent | undefined): StreamMetadata {
  if (isMetastream(stream)) return OF_METASTREAMS
  const { $tb, $maxCount } = (latest && parsed(latest.data)) ?? {}
  const truncateBefore = typeof $tb === 'number' ? $tb : NONE.truncateBefore
  return {
    truncateBefore,
    maxCount: typeof $maxCount === 'number' ? $maxCount : NONE.maxCount,
    softDeleted: truncateBefore >= SOFT_DELETED_BEFORE,
  }
}

/** The metadata that brings a soft-deleted stream back: everything as it was, but truncated before its new first event. */
export function undeleted(latest: Buffer, recreatedFrom: number): Buffer {
  return Buffer.from(JSON.stringify({ ...parsed(latest), $tb: recreatedFrom }))
}
