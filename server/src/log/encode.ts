/** Checks an append and turns it into stored text, once, where it is called; the same rules on every engine. */
import type { Instant } from '@changxin/shared/kernel'
import { AppendTooLarge, type ExpectedRevision, MAX_APPEND_BYTES, type NewEvent } from './port.ts'
import { checkStreamName } from './stream-name.ts'

export interface StoredText {
  readonly data: string
  readonly metadata: string
}

/** No character of UTF-16 is longer in UTF-8. */
const MAX_BYTES_OF_CHAR = 3

/** Throws a RangeError for what no caller should ask. */
export function checkAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): void {
  checkStreamName(stream)
  if (expected !== 'none' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new RangeError(`an expected revision is 'none' or a number from 0 on, not ${String(expected)}`)
  }
  if (events.length === 0) throw new RangeError(`nothing to append to ${stream}`)
}

/** Throws AppendTooLarge, and a TypeError for data that JSON cannot hold. */
export function encodeEvents(events: readonly NewEvent[], recordedAt: Instant): StoredText[] {
  let chars = 0
  const texts = events.map((event): StoredText => {
    const data: string | undefined = JSON.stringify(event.data)
    if (data === undefined) throw new TypeError(`${event.type} has no data that JSON can hold`)
    const metadata = JSON.stringify({ ...event.metadata, recordedAt })
    chars += data.length + metadata.length
    return { data, metadata }
  })
  if (chars * MAX_BYTES_OF_CHAR > MAX_APPEND_BYTES) checkBytes(texts)
  return texts
}

function checkBytes(texts: readonly StoredText[]): void {
  let bytes = 0
  for (const { data, metadata } of texts) bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata)
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(bytes)
}

/** Stamps that never run backwards, whatever the clock does: never before `latest`. */
export function forwardClock(now: () => Instant, latest: Instant): () => Instant {
  let last = latest
  return () => {
    const instant = now()
    if (instant > last) last = instant
    return last
  }
}
