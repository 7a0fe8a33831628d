/**
 * What an error of the client means. It throws command errors with a `type`, raw gRPC errors with a `code` and plain
 * errors with nothing but a message, each for the same fault on another path: here they become one word.
 */

export type Fault =
  /** No answer to be had now; whether an append was taken is not known. */
  | 'away'
  | 'conflict'
  | 'no-stream'
  | 'too-large'
  /** Wrong credentials or rights: trying again changes nothing. */
  | 'denied'
  /** An error of this program, or of whoever laid hands on the log: trying again changes nothing either. */
  | 'program'

const FAULT_OF_TYPE: Readonly<Record<string, Fault>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'no-stream',
  'no-stream': 'no-stream',
  'maximum-append-size-exceeded': 'too-large',
  'access-denied': 'denied',
  'invalid-argument': 'program',
  'stream-deleted': 'program',
  'stream-tombstoned': 'program',
  unsupported: 'program',
}

/** Status codes of gRPC. */
const INVALID_ARGUMENT = 3
const PERMISSION_DENIED = 7
const UNAUTHENTICATED = 16
const FAULT_OF_CODE: Readonly<Record<number, Fault>> = {
  [INVALID_ARGUMENT]: 'program',
  [PERMISSION_DENIED]: 'denied',
  [UNAUTHENTICATED]: 'denied',
}

export function faultOf(error: unknown): Fault {
  const { type, code } = (error ?? {}) as { type?: unknown; code?: unknown }
  const byType = typeof type === 'string' ? FAULT_OF_TYPE[type] : undefined
  if (byType) return byType
  const byCode = typeof code === 'number' ? FAULT_OF_CODE[code] : undefined
  if (byCode) return byCode
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return 'program'
  // A position that this log never gave, of another log or made up: a read knows no better word for it.
  if (error instanceof Error && /invalid ?position/i.test(error.message)) return 'program'
  // Unavailable, deadline, cancelled, not leader, "Server Is Not Ready", failed discovery, a connection that was cut, and
  // whatever else a server says that cannot serve: all of it may pass.
  return 'away'
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
