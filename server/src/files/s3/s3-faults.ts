/** What an S3-compatible store, or the way to it, can do wrong: in words, and whether asking again helps. */
import { TookTooLong } from '../within.ts'

/** The bytes that came are not those whose hash is the key. */
export class WrongBytes extends Error {
  constructor(key: string) {
    super(`the bytes of ${key} do not match its name`)
    this.name = 'WrongBytes'
  }
}

/** There are more versions of a deleted file than are listed at once; the next try deletes the rest. */
export class StillKept extends Error {
  constructor(key: string) {
    super(`${key} has so many versions that some are still kept`)
    this.name = 'StillKept'
  }
}

interface Fault {
  readonly says: string
  readonly isWorthAnother: boolean
}

/** The settings are wrong, or the rights of these keys: asking again is of no use. */
const SETTINGS =
  /^(?:NoSuchBucket|AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|AuthorizationHeaderMalformed|PermanentRedirect|RequestTimeTooSkewed|InvalidBucketName)$/

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'Error')

function statusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined
  return (metadata as { httpStatusCode?: number } | undefined)?.httpStatusCode
}

/** A question without a body is answered without one: there it is the status alone, here a code. */
export function isNoSuchKey(error: unknown): boolean {
  return nameOf(error) === 'NoSuchKey' || (nameOf(error) === 'NotFound' && statusOf(error) === 404)
}

export function faultOf(error: unknown): Fault {
  const name = nameOf(error)
  const status = statusOf(error)
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof TookTooLong) return { says: message, isWorthAnother: false }
  if (SETTINGS.test(name) || status === 403) return { says: `it refuses: ${name} (${message})`, isWorthAnother: false }
  return { says: status === undefined ? message : `it answers ${status} ${name} (${message})`, isWorthAnother: true }
}
