/** The definition of freshness 常新指数 is a dated, versioned rule; values keep the version they were made with. */
import { type EventOf, event, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'

export const FreshnessPart = z.enum(['defects', 'recurrence', 'upkeep', 'condition', 'response', 'money', 'management'])
export type FreshnessPart = z.infer<typeof FreshnessPart>

// rule-freshness
export const FreshnessDefined = event(
  'FreshnessDefined',
  z.object({
    ...RuleHead.shape,
    version: z.int().min(1),
    /** Weight of each part; they sum to 100. Parts without data are missing and the rest is scaled. */
    weights: z.record(FreshnessPart, z.int().min(0).max(100)),
    /** Without an independent look within so many days a compound is 未评. */
    lookWithinDays: z.int().min(1).max(366),
    windowDays: z.int().min(1).max(366),
    /** Weight of an open defect-day by urgency. */
    defectWeights: z.object({ emergency: z.int(), ordinary: z.int(), deferrable: z.int() }),
    /** Weighted defect-days per 100 units within the window at which the part reaches 0. */
    defectDaysPerHundredUnitsAtZero: z.int().min(1),
    /** Suggested reserve in fen per m² at which the money part reaches 100; a setting, not law. */
    reserveFenPerSquareMetre: z.int().min(1),
    bands: z.object({ fresh: z.int(), steady: z.int(), ageing: z.int() }),
  }),
)
export const oversightEvents = [FreshnessDefined] as const
export type FreshnessEvent = EventOf<typeof oversightEvents>
