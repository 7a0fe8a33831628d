/** Streams.BatchAppend: many appends over one call, told apart by correlation ids; this is what the client prefers. */
import { asServiceError, deniedError } from './errors.ts'
import { appendTo, type Expected, type WriteResult } from './log-writes.ts'
import { admit, type Denial, type NodeContext } from './node-context.ts'
import { isTooLarge, MAX_APPEND_BYTES, proposedEvent, streamOf, uuidOf } from './proposed.ts'
import {
  Any,
  type BatchAppendCall,
  GoogleEmpty,
  type Shared,
  type Status,
  type Streams,
  shared,
  status,
  streams,
} from './protocol.ts'
import type { NewEvent } from './stored-event.ts'

interface Pending {
  readonly correlationId: Shared.UUID | undefined
  readonly identifier: Shared.StreamIdentifier | undefined
  readonly expected: Expected
  readonly deadlineMs: number
  readonly events: NewEvent[]
}

/** Codes of `google.rpc.Status` that the server uses here. */
const CODES = { unknown: 2, invalidArgument: 3, deadlineExceeded: 4, notFound: 5, alreadyExists: 6 } as const

export const batchAppend =
  (node: NodeContext) =>
  (call: BatchAppendCall): void => {
    const pending = new Map<string, Pending>()
    call.on('data', (request: Streams.BatchAppendReq) => {
      const id = uuidOf(request.getCorrelationId())
      const options = request.getOptions()
      if (options && !pending.has(id)) pending.set(id, begun(request, options))
      const one = pending.get(id)
      if (!one) return
      one.events.push(...request.getProposedMessagesList().map(proposedEvent))
      if (!request.getIsFinal()) return
      pending.delete(id)
      finish(node, call, one).catch((error: unknown) => call.emit('error', asServiceError(error)))
    })
    call.on('end', () => call.end())
    call.on('error', () => {})
  }

function begun(request: Streams.BatchAppendReq, options: Streams.BatchAppendReq.Options): Pending {
  return {
    correlationId: request.getCorrelationId(),
    identifier: options.getStreamIdentifier(),
    expected: expectedOf(options),
    deadlineMs: options.getDeadline21100()?.toDate().getTime() ?? Number.POSITIVE_INFINITY,
    events: [],
  }
}

function expectedOf(options: Streams.BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition())
  if (options.hasNoStream()) return 'no_stream'
  return options.hasStreamExists() ? 'stream_exists' : 'any'
}

async function finish(node: NodeContext, call: BatchAppendCall, one: Pending): Promise<void> {
  const denial = await admit(node, 'appends', call.metadata)
  // Who leads is told by failing the whole call; other denials are answers to the one append.
  if (denial?.kind === 'not-leader') return void call.emit('error', deniedError(denial))
  const response = new streams.BatchAppendResp()
  response.setCorrelationId(one.correlationId)
  response.setStreamIdentifier(one.identifier)
  if (denial) return void call.write(response.setError(deniedStatus(denial)))
  // The client's clock is compared with the server's, as the real server does with this kind of deadline.
  if (one.deadlineMs <= Date.now())
    return void call.write(response.setError(errorOf(CODES.deadlineExceeded, 'Timeout', new shared.Timeout())))
  if (isTooLarge(one.events)) return void call.write(response.setError(tooLarge()))

  const stream = streamOf(one.identifier)
  const result = appendTo(node.log, stream, one.expected, one.events)
  if (result.kind === 'deleted') {
    const deleted = new shared.StreamDeleted().setStreamIdentifier(one.identifier)
    return void call.write(response.setError(errorOf(CODES.notFound, 'StreamDeleted', deleted)))
  }
  if (result.kind === 'wrong-version')
    return void call.write(response.setError(wrongVersion(result.current, one.expected)))
  await node.log.durable()
  if (node.faults.takeLostReply()) return node.cut(call.getPeer())
  call.write(response.setSuccess(success(result)))
}

function success({ revision, position }: Extract<WriteResult, { kind: 'written' }>): Streams.BatchAppendResp.Success {
  const taken = new streams.BatchAppendResp.Success()
  if (revision < 0) taken.setNoStream(new GoogleEmpty())
  else taken.setCurrentRevision(String(revision))
  if (position === null) return taken.setNoPosition(new GoogleEmpty())
  const at = new shared.AllStreamPosition()
  return taken.setPosition(at.setCommitPosition(String(position)).setPreparePosition(String(position)))
}

function wrongVersion(current: number, expected: Expected): Status.Status {
  const wrong = new shared.WrongExpectedVersion()
  if (current < 0) wrong.setCurrentNoStream(new GoogleEmpty())
  else wrong.setCurrentStreamRevision(String(current))
  if (expected === 'any') wrong.setExpectedAny(new GoogleEmpty())
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new GoogleEmpty())
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new GoogleEmpty())
  else wrong.setExpectedStreamPosition(String(expected))
  return errorOf(CODES.alreadyExists, 'WrongExpectedVersion', wrong)
}

const tooLarge = (): Status.Status =>
  errorOf(
    CODES.invalidArgument,
    'MaximumAppendSizeExceeded',
    new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES),
  )

/** The server packs an empty message here, so the client has only the words to go by. */
function deniedStatus({ kind }: Denial): Status.Status {
  const words = { 'not-ready': 'Server Is Not Ready', busy: 'Server Is Busy' } as const
  const message = kind === 'not-ready' || kind === 'busy' ? words[kind] : 'No leader info available in response'
  return withDetails(0, message, new GoogleEmpty(), 'google.protobuf.Empty')
}

interface Serializable {
  serializeBinary(): Uint8Array
}
const errorOf = (code: number, name: string, details: Serializable): Status.Status =>
  withDetails(code, name, details, `event_store.client.${name}`)

function withDetails(code: number, message: string, details: Serializable, typeName: string): Status.Status {
  const any = new Any()
  any.pack(details.serializeBinary(), typeName)
  const error = new status.Status()
  error.setCode(code as Parameters<typeof error.setCode>[0])
  error.setMessage(message)
  error.setDetails(any as Parameters<typeof error.setDetails>[0])
  return error
}
