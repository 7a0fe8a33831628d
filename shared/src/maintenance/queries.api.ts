/** Reads beside the list: what is open near a place, and statistics. */
import { Day, Id, queryRoute } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { RequestStatus } from './api.ts'
import { Category, RequestPlace } from './events.ts'

/** Nearest first. `common`: of the whole compound, or of a part that stands in no building. */
export const Nearness = z.enum(['place', 'entrance', 'building', 'common'])
export type Nearness = z.infer<typeof Nearness>
/** Characters of the text that are shown of somebody else's request. */
export const NEAR_TEXT_CHARACTERS = 60
export const MAX_NEAR = 5

/** No names, no number of the request, no unit but one's own: neighbours see it. */
export const NearRequest = z.object({
  id: Id,
  placeLabel: z.string(),
  nearness: Nearness,
  category: Category,
  /** Its beginning. */
  text: z.string(),
  reportedOn: Day,
  /** Who wait for it beside the reporter. */
  followers: z.int(),
  /** The person who asks waits for it already, as reporter or follower. */
  isWaiting: z.boolean(),
})
export type NearRequest = z.infer<typeof NearRequest>

/** Before and after a request, of each; the nearest first. */
export const MAX_REPEATS = 10

/** A request that this one repeats, or that repeats it: the same place and category, see repeats.ts. */
export const RepeatedRequest = z.object({
  id: Id,
  number: z.string(),
  text: z.string(),
  status: RequestStatus,
  reportedOn: Day,
  /** When it was taken to be fixed; null for what is not, or is open again. */
  confirmedOn: Day.nullable(),
  /** Whole days from the confirmation of the earlier of the two to the report of the later. */
  daysBetween: z.int(),
})
export type RepeatedRequest = z.infer<typeof RepeatedRequest>

/** Longer spans are asked for year by year. */
export const MAX_STATS_DAYS = 366
/** Groups of one answer, those with the most requests first. */
export const MAX_STATS_GROUPS = 100

/** A figure with how many requests it is of; null, never 0, where there are none. */
export const Figure = z.object({ value: z.number().nullable(), n: z.int() })
export type Figure = z.infer<typeof Figure>

/** Of requests by the day on which they were reported, as they stand now. Times in whole minutes by the clock. */
export const RequestStats = z.object({
  reported: z.int(),
  open: Figure,
  overdue: Figure,
  /** Done and not opened again: waiting for an answer, confirmed, or left without one. */
  completed: Figure,
  /** From the report to the first step that counts as a response under the request's targets. */
  responseMedianMinutes: Figure,
  responseP90Minutes: Figure,
  /** From the report to the completion that stands, pauses and reopenings included; of completed requests. */
  resolutionMedianMinutes: Figure,
  resolutionP90Minutes: Figure,
  /** Share, 0 to 1, of confirmed requests that were never reopened or partly fixed and that no repeat followed. */
  firstFixRate: Figure,
  /** Of requests that were ever completed: how many were reopened. */
  reopened: Figure,
  /** How many are repeats of an earlier request (see repeats.ts). */
  repeats: Figure,
  /** Mean of 1 to 5, of the requests that were confirmed with a rating; the latest where there are several. */
  rating: Figure,
})
export type RequestStats = z.infer<typeof RequestStats>

export const StatsBy = z.enum(['mode', 'category', 'place', 'none'])
export type StatsBy = z.infer<typeof StatsBy>

export const maintenanceQueriesApi = {
  near: queryRoute({
    action: 'maintenance.near',
    path: '/api/compounds/:id/requests-near',
    input: {
      id: Id,
      placeKind: RequestPlace.shape.kind,
      placeId: Id,
      category: Category.optional(),
    },
    output: z.object({ items: z.array(NearRequest).max(MAX_NEAR) }),
    summary: 'Open requests near a place, nearest first: has it been reported already?',
  }),
  repeats: queryRoute({
    action: 'maintenance.repeats',
    path: '/api/requests/:id/repeats',
    input: { id: Id },
    output: z.object({
      earlier: z.array(RepeatedRequest).max(MAX_REPEATS),
      later: z.array(RepeatedRequest).max(MAX_REPEATS),
    }),
    summary: 'The same fault at the same place before and after, as far as one may see it',
  }),
  stats: queryRoute({
    action: 'maintenance.stats',
    path: '/api/requests/stats',
    input: {
      compoundId: Id.optional(),
      regionId: Id.optional(),
      from: Day,
      /** Inclusive. */
      to: Day,
      /** `mode`: of the compound on the day of the report, as known now. */
      by: StatsBy.default('none'),
    },
    output: z.object({
      /** Of everything asked for. */
      all: RequestStats,
      groups: z.array(
        z.object({
          mode: Mode.nullable(),
          category: Category.nullable(),
          place: RequestPlace.nullable(),
          placeLabel: z.string().nullable(),
          stats: RequestStats,
        }),
      ),
      /** Groups that were left out because there are more than an answer holds. */
      moreGroups: z.int(),
    }),
    summary: 'How quickly, how well and how lastingly requests of a time were done',
  }),
}
