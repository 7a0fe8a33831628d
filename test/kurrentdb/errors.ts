/** Errors as the server sends them (`RpcExceptions`): a gRPC status, and in its metadata what kind of exception it was. */
import type { Denial } from './node-context.ts'
import { type CallMetadata, grpc } from './protocol.ts'

export interface ServiceError extends Error {
  readonly code: number
  readonly details: string
  readonly metadata: CallMetadata
}

export function serviceError(
  code: number,
  details: string,
  exception?: string,
  more: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new grpc.Metadata()
  if (exception !== undefined) metadata.set('exception', exception)
  for (const [key, value] of Object.entries(more)) metadata.set(key, value)
  return Object.assign(new Error(details), { code, details, metadata })
}

export function deniedError(denial: Denial): ServiceError {
  switch (denial.kind) {
    case 'not-ready':
      return serviceError(grpc.status.UNAVAILABLE, 'Server Is Not Ready')
    case 'busy':
      return serviceError(grpc.status.UNAVAILABLE, 'Server Is Too Busy')
    case 'no-leader-info':
      return serviceError(grpc.status.UNKNOWN, 'No leader info available in response')
    case 'not-leader': {
      const { host, port } = denial.leader.endpoint
      return serviceError(grpc.status.NOT_FOUND, 'Leader info available', 'not-leader', {
        'leader-endpoint-host': host,
        'leader-endpoint-port': String(port),
      })
    }
  }
}

export const streamDeletedError = (stream: string): ServiceError =>
  serviceError(grpc.status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
    'stream-name': encodeURIComponent(stream),
  })

/**
 * The server has two ways to refuse a position: a read knows no better than that the result is unexpected, and the
 * client takes that for a server that is not there.
 */
export const invalidPositionError = (of: 'read' | 'subscription'): ServiceError =>
  of === 'read'
    ? serviceError(grpc.status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition')
    : serviceError(grpc.status.INVALID_ARGUMENT, 'Trying to read from an invalid position.')

/** Whatever went wrong in a handler becomes an error of the call; what is no error of ours is one of the stand-in. */
export const asServiceError = (error: unknown): ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' && 'metadata' in error
    ? (error as ServiceError)
    : serviceError(grpc.status.UNKNOWN, `the stand-in failed: ${String(error)}`)
