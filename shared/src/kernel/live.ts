/** The live protocol: a live query is the GET query, subscribed. One zod union each way. */
import { z } from 'zod'
import { Position } from './ids.ts'
import { Problem } from './problem.ts'

export const LIVE_PATH = '/api/live'
/** A socket may hold this many subscriptions; a page needs a handful. */
export const MAX_SUBSCRIPTIONS = 64
export const MAX_CLIENT_FRAME_BYTES = 16 * 1024

export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    /** Chosen by the client; answers carry it. */
    id: z.int().min(1).max(1_000_000_000),
    /** The action of a GET query, for example `maintenance.requests`. */
    query: z.string().max(80),
    /** Path parameters and query string of the GET, as an object of strings. */
    input: z.record(z.string().max(40), z.string().max(500)),
    /** Resume: what the client shows is as of this position. */
    after: Position.optional(),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), id: z.int() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** `key` is the item's id; the empty key is everything of the answer that is not its `items`. */
export const KeyedRow = z.object({ key: z.string(), row: z.unknown() })

export const ServerMessage = z.discriminatedUnion('type', [
  /** Sent once after the socket opens. */
  z.object({ type: z.literal('hello'), position: Position.nullable() }),
  z.object({ type: z.literal('snapshot'), id: z.int(), position: Position.nullable(), output: z.unknown() }),
  z.object({ type: z.literal('unchanged'), id: z.int(), position: Position.nullable() }),
  z.object({
    type: z.literal('change'),
    id: z.int(),
    position: Position,
    upsert: z.array(KeyedRow),
    remove: z.array(z.string()),
    /** The keys in their new order, when the order or the set changed. */
    order: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('failed'), id: z.int(), problem: Problem }),
  /** Whether the log is out of reach: what is shown grows old, and commands are refused until it is there again. */
  z.object({ type: z.literal('log'), away: z.boolean() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** What a query answers for lists: items keyed by `id`, and anything else beside them. */
export interface ListOutput {
  readonly items: readonly { readonly id: string }[]
}

/** Items without an `id` of their own cannot be told apart: such an answer changes as a whole. */
export function isKeyed(items: unknown): items is ListOutput['items'] {
  return Array.isArray(items) && items.every((item: { id?: unknown } | null) => typeof item?.id === 'string')
}

/** Applies a change to an answer: used by the browser, and by the tests that prove nothing is missed. */
export function applyChange(output: unknown, change: Extract<ServerMessage, { type: 'change' }>): unknown {
  const whole = change.upsert.find((row) => row.key === '')
  const before = output as Record<string, unknown> & { readonly items?: unknown }
  const isWhole = !Array.isArray(before?.items) || Array.isArray((whole?.row as { items?: unknown } | undefined)?.items)
  if (isWhole || (!whole && !isKeyed(before.items))) return whole ? whole.row : output
  const old = isKeyed(before.items) ? before.items : []
  const items = new Map(old.map((item) => [item.id, item as unknown]))
  for (const key of change.remove) items.delete(key)
  for (const { key, row } of change.upsert) if (key !== '') items.set(key, row)
  const order = change.order ?? old.map((item) => item.id).filter((id) => items.has(id))
  return { ...((whole?.row as object | undefined) ?? before), items: order.map((id) => items.get(id)) }
}
