/**
 * What the main thread and the writer say to each other. A batch is one flat list: cloning one array of text and numbers
 * between threads costs far less than cloning an object for each event.
 */

/** `stream, expected, recordedAt, count`, then `id, type, version, data, metadata` for each event. -1 is `none`. */
export type Parts = readonly (string | number)[]
export const PARTS_OF_APPEND = 4
export const PARTS_OF_EVENT = 5
export const NO_REVISION = -1

export type WriterRequest =
  | { readonly kind: 'append'; readonly parts: Parts }
  | { readonly kind: 'erase'; readonly stream: string }
  | { readonly kind: 'close' }

/** Each append's own outcome: a code and two values. */
export const OUTCOME = { appended: 0, wrongRevision: 1, unavailable: 2, duplicateId: 3 } as const
/** `code, first, second`: revision and sequence; the actual revision; a message. */
export const PARTS_OF_OUTCOME = 3

export type WriterReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'appended'; readonly outcomes: Parts }
  | { readonly kind: 'erased'; readonly problem: string | null }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly problem: string }

export interface WriterData {
  readonly file: string
  readonly channel: string
  readonly busyTimeoutMs: number
  readonly maxBytes: number | undefined
}
