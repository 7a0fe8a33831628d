/** Streams.Delete (the name may be used again) and Streams.Tombstone (never again). */
import { expectedOf } from './append.ts'
import { asServiceError, deniedError, serviceError, streamDeletedError } from './errors.ts'
import { type Expected, softDelete, tombstone, type WriteResult } from './log-writes.ts'
import { admit, type NodeContext } from './node-context.ts'
import { streamOf } from './proposed.ts'
import { type Answer, grpc, type ServerCall, type Streams, shared, streams, type UnaryCall } from './protocol.ts'

/** `AnyStreamRevision` of the server. */
const AS_NUMBER = { any: -2, no_stream: -1, stream_exists: -4 } as const

export const deleteStream =
  (node: NodeContext) =>
  (call: UnaryCall<Streams.DeleteReq>, answer: Answer<Streams.DeleteResp>): void => {
    const options = call.request.getOptions()
    const stream = streamOf(options?.getStreamIdentifier())
    const expected = options ? expectedOf(options) : 'any'
    taken(node, call, stream, expected, () => softDelete(node.log, stream, expected)).then(
      (position) => {
        if (position === undefined) return
        const response = new streams.DeleteResp()
        if (position === null) return answer(null, response.setNoPosition(new shared.Empty()))
        const at = new streams.DeleteResp.Position()
        at.setCommitPosition(String(position)).setPreparePosition(String(position))
        answer(null, response.setPosition(at))
      },
      (error: unknown) => answer(asServiceError(error)),
    )
  }

export const tombstoneStream =
  (node: NodeContext) =>
  (call: UnaryCall<Streams.TombstoneReq>, answer: Answer<Streams.TombstoneResp>): void => {
    const options = call.request.getOptions()
    const stream = streamOf(options?.getStreamIdentifier())
    const expected = options ? expectedOf(options) : 'any'
    taken(node, call, stream, expected, () => tombstone(node.log, stream, expected)).then(
      (position) => {
        if (position === undefined) return
        const response = new streams.TombstoneResp()
        if (position === null) return answer(null, response.setNoPosition(new shared.Empty()))
        const at = new streams.TombstoneResp.Position()
        at.setCommitPosition(String(position)).setPreparePosition(String(position))
        answer(null, response.setPosition(at))
      },
      (error: unknown) => answer(asServiceError(error)),
    )
  }

/** The position of what was written; undefined where the answer is lost. */
async function taken(
  node: NodeContext,
  call: ServerCall,
  stream: string,
  expected: Expected,
  write: () => WriteResult,
): Promise<number | null | undefined> {
  const denial = await admit(node, 'appends', call.metadata)
  if (denial) throw deniedError(denial)
  const result = write()
  if (result.kind === 'deleted') throw streamDeletedError(stream)
  if (result.kind === 'wrong-version') throw wrongVersionError(stream, expected, result.current)
  await node.log.durable()
  if (!node.faults.takeLostReply()) return result.position
  node.cut(call.getPeer())
  return undefined
}

function wrongVersionError(stream: string, expected: Expected, current: number): Error {
  const number = typeof expected === 'number' ? expected : AS_NUMBER[expected]
  return serviceError(
    grpc.status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${number}, Actual version: ${current}`,
    'wrong-expected-version',
    {
      'stream-name': encodeURIComponent(stream),
      'expected-version': String(number),
      'actual-version': String(current),
    },
  )
}
