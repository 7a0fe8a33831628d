/** Streams.Read with a count: one stream or $all, forwards or backwards. With a subscription it goes on in subscription.ts. */
import { asServiceError, deniedError, serviceError, streamDeletedError } from './errors.ts'
import { eventFilter } from './event-filter.ts'
import { isTombstoned, type LogState } from './log-state.ts'
import { admit, type NodeContext } from './node-context.ts'
import { checkedPosition } from './positions.ts'
import { streamOf } from './proposed.ts'
import { grpc, type ReadCall, type Streams, streams } from './protocol.ts'
import { readEvent, send, streamIdentifier, untilCancelled } from './recorded.ts'
import type { StoredEvent } from './stored-event.ts'
import { subscribeToAll } from './subscription.ts'

type Options = Streams.ReadReq.Options
const BACKWARDS = 1

export const read =
  (node: NodeContext) =>
  (call: ReadCall): void => {
    respond(node, call).then(
      () => call.end(),
      (error: unknown) => call.emit('error', asServiceError(error)),
    )
  }

async function respond(node: NodeContext, call: ReadCall): Promise<void> {
  const options = call.request.getOptions()
  // Both halves of the client ask for ids as text; the other form, two numbers, nobody here speaks.
  if (!options?.getUuidOption()?.hasString()) throw serviceError(grpc.status.INVALID_ARGUMENT, 'ids are text here')
  const signal = untilCancelled(call)
  const denial = await admit(node, options.hasSubscription() ? 'subscriptions' : 'reads', call.metadata)
  if (denial) throw deniedError(denial)
  if (options.hasSubscription()) {
    if (options.hasAll()) return subscribeToAll(node, call, options, signal)
    throw serviceError(grpc.status.UNIMPLEMENTED, 'the stand-in has no subscriptions to one stream')
  }
  for (const message of options.hasAll() ? allMessages(node.log, options) : streamMessages(node.log, options))
    if (!(await send(call, message, signal))) return
}

const isBackwards = (options: Options): boolean => Number(options.getReadDirection()) === BACKWARDS

function* allMessages(log: LogState, options: Options): Generator<Streams.ReadResp> {
  const filter = eventFilter(options.getFilter())
  let left = BigInt(options.getCount())
  for (const event of isBackwards(options) ? backwards(log, options) : forwards(log, options)) {
    if (left <= 0n) return
    if (filter && !filter.allows(event)) continue
    left -= 1n
    yield readEvent(event)
  }
}

/** From the event at the position on; only the events that were there when the read began. */
function* forwards(log: LogState, options: Options): Generator<StoredEvent> {
  const from = options.getAll()
  if (from?.hasEnd()) return
  const first = from?.hasPosition() ? log.indexAt(checkedPosition(log, from.getPosition(), 'read')) : 0
  const all = log.all()
  yield* between(all, first, all.length, 1)
}

/** From the event before the position on. */
function* backwards(log: LogState, options: Options): Generator<StoredEvent> {
  const from = options.getAll()
  if (from?.hasStart()) return
  const all = log.all()
  const end = from?.hasPosition() ? log.indexAt(checkedPosition(log, from.getPosition(), 'read')) : all.length
  yield* between(all, end - 1, -1, -1)
}

function* between(events: readonly StoredEvent[], first: number, end: number, step: 1 | -1): Generator<StoredEvent> {
  for (let index = first; index !== end; index += step) {
    const event = events[index]
    if (event) yield event
  }
}

function* streamMessages(log: LogState, options: Options): Generator<Streams.ReadResp> {
  const of = options.getStream()
  const stream = streamOf(of?.getStreamIdentifier())
  if (isTombstoned(log, stream)) throw streamDeletedError(stream)
  const last = log.lastRevision(stream)
  const metadata = log.metadataOf(stream)
  if (last < 0 || metadata.softDeleted) {
    const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream))
    return yield new streams.ReadResp().setStreamNotFound(notFound)
  }
  const first = Math.max(metadata.truncateBefore, last - metadata.maxCount + 1)
  const events = log.eventsOf(stream).filter((event) => event.revision >= first)
  let left = BigInt(options.getCount())
  for (const event of isBackwards(options) ? olderThan(events, of) : newerThan(events, of)) {
    if (left <= 0n) return
    left -= 1n
    yield readEvent(event)
  }
  // Clients that know it are told where the stream ends (`ControlOption.compatibility` ≥ 1).
  if ((options.getControlOption()?.getCompatibility() ?? 0) >= 1 && left > 0n)
    yield new streams.ReadResp().setLastStreamPosition(String(last))
}

function newerThan(events: readonly StoredEvent[], of: Streams.ReadReq.Options.StreamOptions | undefined) {
  if (of?.hasEnd()) return []
  const from = of?.hasRevision() ? Number(of.getRevision()) : 0
  return events.filter((event) => event.revision >= from)
}

function olderThan(events: readonly StoredEvent[], of: Streams.ReadReq.Options.StreamOptions | undefined) {
  const from = of?.hasStart() ? 0 : of?.hasRevision() ? Number(of.getRevision()) : Number.POSITIVE_INFINITY
  return events.filter((event) => event.revision <= from).reverse()
}
