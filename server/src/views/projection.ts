/** What a projection is: tables and pure handlers of events. No clock, no randomness, no rows of another projection. */
import { type EventType, type Recorded, readEvent } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { KeptRows } from './kept.ts'

export type SqlValue = string | number | bigint | null | Uint8Array

/** Whom a change concerns; a live query that names another compound, unit or person is not run again. */
export interface Touch {
  readonly table: string
  readonly compoundId?: string | undefined
  readonly unitId?: string | undefined
  readonly personId?: string | undefined
}

export interface Rows extends Pick<KeptRows, 'kept'> {
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...params: SqlValue[]): Row[]
  run(sql: string, ...params: SqlValue[]): number
  /** Says that rows of a table changed, and whom it concerns. Every handler that writes must touch. */
  touch(touch: Touch): void
}

export type Handler = (event: Recorded, rows: Rows) => void

export interface Projection {
  /** The feature's slug; its tables are named `<slug>_…` with underscores. */
  readonly name: string
  /** Raise it whenever schema or handlers change: the projection is then rebuilt. */
  readonly version: number
  /** CREATE TABLE … STRICT statements. */
  readonly schema: string
  readonly handlers: ReadonlyMap<string, Handler>
}

/** An event is parsed once, however many projections handle it. */
const parsed = new WeakMap<Recorded, unknown>()

function dataOf(definition: EventType, event: Recorded): unknown {
  if (parsed.has(event)) return parsed.get(event)
  const data = readEvent(definition, event.version, event.data)
  parsed.set(event, data)
  return data
}

/** Handles one event type, upcast and parsed. */
export function on<Type extends string, Schema extends z.ZodType>(
  definition: EventType<Type, Schema>,
  handle: (event: Recorded<{ type: Type; data: z.output<Schema> }>, rows: Rows) => void,
): readonly [string, Handler] {
  return [
    definition.type,
    (event, rows) => {
      const data = dataOf(definition, event) as z.output<Schema>
      handle({ ...event, type: definition.type, data }, rows)
    },
  ]
}

export function projection(
  name: string,
  version: number,
  schema: string,
  handlers: readonly (readonly [string, Handler])[],
): Projection {
  const map = new Map<string, Handler>()
  for (const [type, handler] of handlers) {
    if (map.has(type)) throw new TypeError(`${name} handles ${type} twice`)
    map.set(type, handler)
  }
  return { name, version, schema, handlers: map }
}

export function isSample({ metadata }: Pick<Recorded, 'metadata'>): 0 | 1 {
  return metadata.channel === 'demo' ? 1 : 0
}
