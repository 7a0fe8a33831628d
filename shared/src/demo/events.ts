/** The demo county: how it was begun and that it was finished. A folder with the first and without the second is broken off. */
import { Day, type EventOf, event } from '@changxin/shared/kernel'
import { z } from 'zod'

export const DEMO_STREAM = 'demo-county'

/** The first event of a demo folder: from these two everything else of the demo follows. */
export const DemoBegun = event(
  'DemoBegun',
  z.object({
    seed: z.int().min(0),
    /** The last simulated day. */
    anchor: Day,
  }),
)

/** The last event of the building of a demo folder; the counts are what it holds. */
export const DemoBuilt = event(
  'DemoBuilt',
  z.object({
    compounds: z.int().min(0),
    buildings: z.int().min(0),
    units: z.int().min(0),
    /** 0.01 m² */
    floorArea: z.int().min(0),
    people: z.int().min(0),
    funds: z.int().min(0),
    requests: z.int().min(0),
    looks: z.int().min(0),
    days: z.int().min(0),
    /** Of the whole log, this one included. */
    events: z.int().min(0),
  }),
)

export const demoEvents = [DemoBegun, DemoBuilt] as const
export type DemoEvent = EventOf<typeof demoEvents>
