/** How long and how often an S3-compatible store is asked. All together a person waits at most about half a minute. */

export interface S3Limits {
  readonly connectMs: number
  /** A question without a body. */
  readonly callMs: number
  /** The largest file, there or back. */
  readonly transferMs: number
  /** Tries of one thing when it fails at once; what took too long is not tried again. */
  readonly attempts: number
  /** Before the second try; twice as long before each further one. */
  readonly pauseMs: number
}

export const S3_LIMITS: S3Limits = {
  connectMs: 3_000,
  callMs: 5_000,
  transferMs: 30_000,
  attempts: 3,
  pauseMs: 200,
}
