/** Our events as the client takes them, and back. Type, id and stream are the server's; the version is kept with the metadata. */
import type { AnyEvent, Instant, Recorded } from '@changxin/shared/kernel'
import type { AllStreamRecordedEvent, EventData, RecordedEvent } from '@kurrent/kurrentdb-client'
import type { NewEvent } from '../port.ts'
import { positionOf } from './position.ts'

/** Beside our metadata in the stored JSON; taken out again when it is read. */
const VERSION_KEY = 'eventVersion'

export function toEventData(event: NewEvent, recordedAt: Instant): EventData {
  const { id, type, version, data, metadata } = event
  return {
    id,
    type,
    contentType: 'application/json',
    // Any JSON: the client's type forgets numbers and null at the top.
    data: data as never,
    metadata: { ...metadata, recordedAt, [VERSION_KEY]: version },
  }
}

/** With the server's revision, which an erasure has moved on (erasures.ts). A TypeError for an event of another program. */
export function toRecorded(event: RecordedEvent | AllStreamRecordedEvent): Recorded {
  const { [VERSION_KEY]: version, ...metadata } = (event.metadata ?? {}) as Record<string, unknown>
  if (typeof version !== 'number' || !event.position)
    throw new TypeError(`${event.streamId} holds an event that this program did not write: ${event.type}`)
  return {
    position: positionOf(event.position),
    stream: event.streamId,
    revision: Number(event.revision),
    id: event.id,
    type: event.type,
    version,
    data: event.data as AnyEvent['data'],
    metadata: metadata as unknown as Recorded['metadata'],
  }
}
