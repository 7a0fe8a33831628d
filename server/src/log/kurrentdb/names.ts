/** Streams and events of the engine itself: no reader of the log sees them. */

/** A name that begins so belongs to the server (`$`) or to this engine (`_`); no stream of ours may (stream-name.ts). */
export const OURS_ALONE = '^[^$_]'

/** One event for each erasure: which stream, up to which revision of the server, how many erasures it has had. */
export const ERASURES_STREAM = '_log-erasures'
/** Who does what only one node may do; cut short by the server. */
export const LEASE_STREAM = '_log-lease'
/** What all nodes must agree on. */
export const AGREED_STREAM = '_log-agreed'

/**
 * The last event of an erased stream. Scavenging keeps the last event of every stream, so that the next one gets its
 * number: without this one the newest personal data would stay for ever.
 * A copied log has it also in the places of events that were erased before (importer.ts).
 */
export const ERASED_MARKER = 'StreamErased'
