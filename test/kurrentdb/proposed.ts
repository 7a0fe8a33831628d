/** Events as both kinds of append propose them, and the limit of one append. */

import type { Shared, Streams } from './protocol.ts'
import { type NewEvent, sizeOf } from './stored-event.ts'

/** `MaxAppendSize` of servers up to 25.0. */
export const MAX_APPEND_BYTES = 1024 * 1024

/** Ids come as text: the client knows another form and does not send it. */
export const uuidOf = (uuid: Shared.UUID | undefined): string => uuid?.getString() ?? ''

export const streamOf = (identifier: Shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8')

export function proposedEvent(
  message: Streams.AppendReq.ProposedMessage | Streams.BatchAppendReq.ProposedMessage,
): NewEvent {
  const metadata = message.getMetadataMap()
  return {
    id: uuidOf(message.getId()).toLowerCase(),
    type: metadata.get('type') ?? '',
    isJson: metadata.get('content-type') === 'application/json',
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  }
}

export const isTooLarge = (events: readonly NewEvent[]): boolean =>
  events.reduce((bytes, event) => bytes + sizeOf(event), 0) > MAX_APPEND_BYTES
