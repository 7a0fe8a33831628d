/** Names of streams: `category-id`, the same rule on every engine. */

export const MAX_STREAM_NAME_CHARS = 200

// The category has no dash, and no leading $ or _ (the cluster and the engine keep those for themselves); nothing unseen
// anywhere.
const STREAM_NAME = /^[^\s\p{C}$_-][^\s\p{C}-]*-[^\s\p{C}]+$/u

/** Throws a RangeError for a name that no engine may be given. */
export function checkStreamName(stream: string): void {
  if (stream.length <= MAX_STREAM_NAME_CHARS && STREAM_NAME.test(stream)) return
  throw new RangeError(
    `not a stream name: ${JSON.stringify(stream.slice(0, MAX_STREAM_NAME_CHARS))}; it is category-id`,
  )
}
