/** How an event is told in the story of its compound. */
import type { EventType, Recorded } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { type Handler, isSample, on, type Rows } from '../views/projection.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** Tells the event in the story; `handle` writes the other rows that it changes, first. */
export function told<Type extends string, Schema extends z.ZodType>(
  definition: EventType<Type, Schema>,
  factsOf: (data: z.output<Schema>, rows: Rows) => Facts | undefined,
  handle?: (event: Recorded<{ type: Type; data: z.output<Schema> }>, rows: Rows) => void,
): readonly [string, Handler] {
  return on(definition, (event, rows) => {
    handle?.(event, rows)
    const facts = factsOf(event.data, rows)
    if (facts) tell(event, (event.data as { compoundId: string }).compoundId, facts, rows)
  })
}

export function tell(event: Recorded, compoundId: string, facts: Facts, rows: Rows): void {
  const { occurredAt, recordedAt, channel } = event.metadata
  rows.run(
    `INSERT INTO places_story (position, compound_id, type, occurred_at, recorded_at, channel, facts, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    event.position,
    compoundId,
    event.type,
    occurredAt,
    recordedAt,
    channel,
    JSON.stringify(facts),
    isSample(event),
  )
  rows.touch({ table: 'places_story', compoundId })
}
