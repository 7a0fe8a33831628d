/** Routes of oversight: the live overview, drill-down by region, freshness and its curve. */
import { AsOfInput, Day, Id, queryRoute } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { FreshnessPart } from './events.ts'

export const Band = z.enum(['fresh', 'steady', 'ageing', 'broken'])
export type Band = z.infer<typeof Band>

export const Tally = z.object({
  compounds: z.int(),
  buildings: z.int(),
  units: z.int(),
  /** 0.01 m² */
  floorArea: z.int(),
  byMode: z.record(Mode, z.int()),
  openRequests: z.int(),
  overdueRequests: z.int(),
  reportedToday: z.int(),
  completedToday: z.int(),
  awaitingConfirmation: z.int(),
  /** Compounds with a fund. */
  funds: z.int(),
  fundBalanceFen: z.int(),
  contributedTodayFen: z.int(),
  /** Compounds by freshness band; `unrated` 未评 is outside every median. */
  bands: z.object({ fresh: z.int(), steady: z.int(), ageing: z.int(), broken: z.int(), unrated: z.int() }),
  /** Median of the rated compounds; null when none is. */
  freshnessMedian: z.number().nullable(),
})
export type Tally = z.infer<typeof Tally>

export const RegionTally = Tally.extend({ id: Id, level: z.string(), name: z.string() })

export const RecentRow = z.object({
  id: z.string(),
  type: z.string(),
  compoundId: Id,
  compoundName: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  sample: z.boolean(),
})

export const FreshnessPartView = z.object({
  part: FreshnessPart,
  weight: z.int(),
  /** 0–100; null = no data, its weight is spread over the rest. */
  value: z.number().nullable(),
  /** How many cases it rests on. */
  n: z.int(),
  /** Figures behind it, for the definition in words. */
  facts: z.record(z.string(), z.number()),
})
export const FreshnessView = z.object({
  compoundId: Id,
  day: Day,
  version: z.int(),
  value: z.number().nullable(),
  band: Band.nullable(),
  /** Why it is 未评, when it is. */
  unratedReason: z.enum(['no-look', 'no-units', 'not-accepted']).nullable(),
  lastLookOn: Day.nullable(),
  parts: z.array(FreshnessPartView),
  /** By month end, oldest first, for the compound's own curve. */
  history: z.array(z.object({ day: Day, value: z.number().nullable() })),
})

export const CurvePoint = z.object({ month: z.int(), median: z.number(), n: z.int() })
export const CurveSeries = z.object({ mode: Mode, points: z.array(CurvePoint) })

export const oversightApi = {
  overview: queryRoute({
    action: 'oversight.overview',
    path: '/api/overview',
    input: { regionId: Id.optional(), ...AsOfInput },
    output: z.object({
      day: Day.nullable(),
      region: z.object({ id: Id, name: z.string(), level: z.string(), parentId: Id.nullable() }).nullable(),
      tally: Tally,
      /** The regions below, for the drill-down. */
      items: z.array(RegionTally),
    }),
    summary: 'Counts by mode, requests, funds, freshness; of all one may see or of a region, today or as of a day',
  }),
  recent: queryRoute({
    action: 'oversight.recent',
    path: '/api/overview/recent',
    input: { regionId: Id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) },
    output: z.object({ items: z.array(RecentRow) }),
    summary: 'The newest events, without personal data',
  }),
  curve: queryRoute({
    action: 'oversight.freshness-curve',
    path: '/api/overview/freshness-curve',
    input: { regionId: Id.optional() },
    output: z.object({ version: z.int(), minimumN: z.int(), items: z.array(CurveSeries.extend({ id: z.string() })) }),
    summary: 'Median freshness by months since acceptance, per mode, with n: 一年新、三年旧 measured',
  }),
  freshness: queryRoute({
    action: 'oversight.freshness',
    path: '/api/compounds/:id/freshness',
    input: { id: Id, ...AsOfInput },
    output: FreshnessView,
    summary: 'Freshness of a compound with its parts, definition and n',
  }),
  definition: queryRoute({
    action: 'oversight.freshness-definition',
    path: '/api/freshness-definition',
    input: {},
    output: z.object({
      ruleId: z.string(),
      version: z.int(),
      validFrom: Day,
      basis: z.string(),
      source: z.string(),
      weights: z.record(FreshnessPart, z.int()),
      lookWithinDays: z.int(),
      windowDays: z.int(),
      bands: z.object({ fresh: z.int(), steady: z.int(), ageing: z.int() }),
      reserveFenPerSquareMetre: z.int(),
      defectDaysPerHundredUnitsAtZero: z.int(),
    }),
    summary: 'The freshness definition in force',
  }),
}
