/** Events: defined once with zod, versioned by their upcasts, parsed before append and after read. */
import { z } from 'zod'
import type { Position } from './ids.ts'
import type { Instant } from './time.ts'

/** Takes the data of one version to the next. Pure; old versions stay readable for ever. */
export type Upcast = (data: never) => unknown

export interface EventType<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  (data: z.input<Schema>): { readonly type: Type; readonly data: z.output<Schema> }
  readonly type: Type
  readonly schema: Schema
  /** Number of upcasts + 1. */
  readonly version: number
  readonly upcasts: readonly Upcast[]
}

export function event<const Type extends string, Schema extends z.ZodType>(
  type: Type,
  schema: Schema,
  upcasts: readonly Upcast[] = [],
): EventType<Type, Schema> {
  const make = (data: z.input<Schema>) => ({ type, data: data as z.output<Schema> })
  return Object.assign(make, { type, schema, version: upcasts.length + 1, upcasts })
}

/** `EventOf<typeof definitions>`: the union of what a list of definitions can say. */
export type EventOf<Definitions extends readonly EventType[]> = Definitions[number] extends infer Definition
  ? Definition extends EventType<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: z.output<Schema> }
    : never
  : never

export interface AnyEvent {
  readonly type: string
  readonly data: unknown
}

/** How the fact reached us. `link`: from outside, by a one-purpose link without an account. `demo` marks simulated operation and is shown as 示例. */
export const Channel = z.enum([
  'web',
  'phone',
  'counter',
  'paper',
  'chat',
  'hotline',
  'link',
  /** Scanned from a QR label on a place, without sign-in. */
  'label',
  'import',
  'timer',
  'process',
  'demo',
])
export type Channel = z.infer<typeof Channel>

export interface EventMetadata {
  /** The command's idempotency key. */
  readonly commandId: string
  /** SHA-256 of the parsed input: the same key with other input is refused. */
  readonly inputHash: string
  /** Person id, or `system`. */
  readonly actor: string
  readonly onBehalfOf?: string
  readonly channel: Channel
  /** When it happened in the world. */
  readonly occurredAt: Instant
  readonly causationId?: string
  readonly correlationId?: string
}

/** An event as the log holds it. */
export interface Recorded<Event extends AnyEvent = AnyEvent> {
  readonly position: Position
  readonly stream: string
  /** Dense from 0 within the stream. */
  readonly revision: number
  readonly id: string
  readonly type: Event['type']
  readonly version: number
  readonly data: Event['data']
  /** `recordedAt`: when the log took it. */
  readonly metadata: EventMetadata & { readonly recordedAt: Instant }
}

/** Upcasts stored data to the present version and parses it; throws when the bytes do not fit the definition. */
export function readEvent(definition: EventType, version: number, data: unknown): unknown {
  if (version > definition.version) throw new RangeError(`${definition.type} v${version} is newer than this program`)
  let current = data
  for (const upcast of definition.upcasts.slice(version - 1)) current = (upcast as (data: unknown) => unknown)(current)
  return definition.schema.parse(current)
}
