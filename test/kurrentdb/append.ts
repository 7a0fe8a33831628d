/** Streams.Append: one append a call; a wrong version is an answer, everything else that goes wrong an error. */
import { asServiceError, deniedError, serviceError, streamDeletedError } from './errors.ts'
import { appendTo, type Expected, type WriteResult } from './log-writes.ts'
import { admit, type NodeContext } from './node-context.ts'
import { isTooLarge, MAX_APPEND_BYTES, proposedEvent, streamOf } from './proposed.ts'
import { type Answer, type AppendCall, grpc, type Streams, shared, streams } from './protocol.ts'
import type { NewEvent } from './stored-event.ts'

type Options = Streams.AppendReq.Options | Streams.DeleteReq.Options | Streams.TombstoneReq.Options

export function expectedOf(options: Options): Expected {
  if (options.hasRevision()) return Number(options.getRevision())
  if (options.hasNoStream()) return 'no_stream'
  return options.hasStreamExists() ? 'stream_exists' : 'any'
}

export const append =
  (node: NodeContext) =>
  (call: AppendCall, answer: Answer<Streams.AppendResp>): void => {
    respond(node, call).then(
      (response) => response && answer(null, response),
      (error: unknown) => answer(asServiceError(error)),
    )
  }

/** Undefined where the answer is lost: the connection is cut and nobody waits any more. */
async function respond(node: NodeContext, call: AppendCall): Promise<Streams.AppendResp | undefined> {
  const { options, events } = await received(call)
  if (!options) throw serviceError(grpc.status.INVALID_ARGUMENT, 'the options come first')
  const denial = await admit(node, 'appends', call.metadata)
  if (denial) throw deniedError(denial)
  if (isTooLarge(events))
    throw serviceError(
      grpc.status.INVALID_ARGUMENT,
      `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`,
      'maximum-append-size-exceeded',
      { 'maximum-append-size': String(MAX_APPEND_BYTES) },
    )
  const stream = streamOf(options.getStreamIdentifier())
  const expected = expectedOf(options)
  const result = appendTo(node.log, stream, expected, events)
  if (result.kind === 'deleted') throw streamDeletedError(stream)
  if (result.kind === 'wrong-version') return wrongVersion(result.current, expected)
  await node.log.durable()
  if (node.faults.takeLostReply()) return node.cut(call.getPeer()) as undefined
  return success(result)
}

async function received(call: AppendCall) {
  let options: Streams.AppendReq.Options | undefined
  const events: NewEvent[] = []
  for await (const request of call as AsyncIterable<Streams.AppendReq>) {
    options ??= request.getOptions()
    const proposed = request.getProposedMessage()
    if (proposed) events.push(proposedEvent(proposed))
  }
  return { options, events }
}

function success({ revision, position }: Extract<WriteResult, { kind: 'written' }>): Streams.AppendResp {
  const taken = new streams.AppendResp.Success()
  if (revision < 0) taken.setNoStream(new shared.Empty())
  else taken.setCurrentRevision(String(revision))
  if (position === null) taken.setNoPosition(new shared.Empty())
  else {
    const at = new streams.AppendResp.Position()
    taken.setPosition(at.setCommitPosition(String(position)).setPreparePosition(String(position)))
  }
  return new streams.AppendResp().setSuccess(taken)
}

function wrongVersion(current: number, expected: Expected): Streams.AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion()
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty())
  else wrong.setCurrentRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty())
  else wrong.setExpectedRevision(String(expected))
  return new streams.AppendResp().setWrongExpectedVersion(wrong)
}
