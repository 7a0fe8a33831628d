/**
 * An immutable map whose change costs little: keys are spread over buckets, a change copies the touched buckets only.
 * A fund holds tens of thousands of entries and states must survive a failed append, so neither writing in place nor
 * copying everything for each event would do (the latter makes a fold quadratic).
 */

const BUCKETS = 512

export type BucketMap<Value> = readonly ReadonlyMap<string, Value>[]

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>()
const EMPTY_MAP: BucketMap<never> = Array.from({ length: BUCKETS }, () => EMPTY)

export function emptyMap<Value>(): BucketMap<Value> {
  return EMPTY_MAP
}

export function getFrom<Value>(map: BucketMap<Value>, key: string): Value | undefined {
  return map[bucketOf(key)]?.get(key)
}

/** The map with these keys set; the last of equal keys wins. O(changes + sizes of the touched buckets). */
export function withValues<Value>(
  map: BucketMap<Value>,
  changes: Iterable<readonly [string, Value]>,
): BucketMap<Value> {
  const next = [...map]
  const mine = new Map<number, Map<string, Value>>()
  for (const [key, value] of changes) {
    const index = bucketOf(key)
    let bucket = mine.get(index)
    if (!bucket) {
      bucket = new Map(map[index])
      mine.set(index, bucket)
      next[index] = bucket
    }
    bucket.set(key, value)
  }
  return next
}

/** In an order that depends on the keys and on nothing of value: sort where it shows. */
export function* valuesOf<Value>(map: BucketMap<Value>): Generator<[string, Value]> {
  for (const bucket of map) yield* bucket
}

/** FNV-1a over the code units. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % BUCKETS
}
