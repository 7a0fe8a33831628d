/** First slice of facilities: the independent look that freshness needs (patrol, inspection, monthly ten-tick check). */
import { Day, type EventOf, event, Id, Prose } from '@changxin/shared/kernel'
import { z } from 'zod'

export const LookKind = z.enum(['patrol', 'inspection', 'ten-tick'])
/** The ten ticks 十项月查: what anybody can see or ask by phone in five minutes. */
export const TickItem = z.enum([
  'roof',
  'external-wall',
  'stairwell',
  'lighting',
  'drain',
  'road',
  'fire-lane',
  'entrance-door',
  'sanitation',
  'green',
])
export const TickResult = z.enum(['good', 'faulty', 'absent'])
export const Tick = z.strictObject({ item: TickItem, result: TickResult })

// look-<compoundId>
export const LookRecorded = event(
  'LookRecorded',
  z.object({
    lookId: Id,
    compoundId: Id,
    kind: LookKind,
    lookedOn: Day,
    means: z.enum(['on-site', 'phone', 'paper']),
    ticks: z.array(Tick).min(1).max(10),
    note: Prose(500).nullable(),
  }),
)

export const lookEvents = [LookRecorded] as const
export const facilitiesEvents = [...lookEvents] as const
export type LookEvent = EventOf<typeof lookEvents>
