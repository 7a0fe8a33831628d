/** `https://endpoint/bucket/prefix`: where an S3-compatible store is, in one setting. */

export interface S3Address {
  readonly endpoint: string
  readonly bucket: string
  /** Empty, or with a slash at its end. */
  readonly prefix: string
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
/** What needs no encoding in a key, so that every store signs the same bytes. */
const SEGMENT = /^[\w.~-]+$/

/** Undefined when it is no such address, or holds keys, a query or a fragment. */
export function s3AddressOf(text: string): S3Address | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    return undefined
  const [bucket = '', ...segments] = url.pathname.replace(/^\/|\/$/g, '').split('/')
  const isKey = (segment: string) => SEGMENT.test(segment) && !/^\.+$/.test(segment)
  if (!BUCKET.test(bucket) || !segments.every(isKey)) return undefined
  return { endpoint: url.origin, bucket, prefix: segments.map((segment) => `${segment}/`).join('') }
}
