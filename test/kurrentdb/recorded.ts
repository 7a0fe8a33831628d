/** Stored events and positions in the words of the read protocol. */
import { type ReadCall, type Shared, type Streams, shared, streams } from './protocol.ts'
import { revisionOnTheWire, type StoredEvent } from './stored-event.ts'

/** .NET counts time in 100 ns; `created` is in them, since the Unix epoch, as text. */
const TICKS_PER_MS = 10_000n

export function readEvent(event: StoredEvent): Streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  recorded.setId(new shared.UUID().setString(event.id))
  recorded.setStreamIdentifier(streamIdentifier(event.stream))
  recorded.setStreamRevision(revisionOnTheWire(event.revision))
  recorded.setCommitPosition(String(event.position))
  recorded.setPreparePosition(String(event.position))
  const metadata = recorded.getMetadataMap()
  metadata.set('type', event.type)
  metadata.set('created', String(BigInt(event.createdMs) * TICKS_PER_MS))
  metadata.set('content-type', event.isJson ? 'application/json' : 'application/octet-stream')
  recorded.setData(event.data)
  recorded.setCustomMetadata(event.metadata)
  const read = new streams.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(event.position))
  return new streams.ReadResp().setEvent(read)
}

export const streamIdentifier = (stream: string): Shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'))

/** Writes one message and waits while the reader's side is full; answers whether the call still stands. */
export async function send(call: ReadCall, message: Streams.ReadResp, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false
  if (call.write(message)) return true
  const { promise, resolve } = Promise.withResolvers<void>()
  const go = () => resolve()
  call.once('drain', go)
  signal.addEventListener('abort', go, { once: true })
  await promise
  call.off('drain', go)
  signal.removeEventListener('abort', go)
  return !signal.aborted
}

/** Aborts when the caller goes away, cancels, or its deadline passes. */
export function untilCancelled(call: ReadCall): AbortSignal {
  const gone = new AbortController()
  call.on('cancelled', () => gone.abort())
  call.on('close', () => gone.abort())
  if (call.cancelled) gone.abort()
  return gone.signal
}
