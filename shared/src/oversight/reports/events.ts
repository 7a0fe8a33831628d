/**
 * The monthly service report 服务报告 of a compound: its figures are computed from the log and typed by nobody; what people
 * add is the manager's comment and the owners' ratings. Award schemes 以奖代补 turn figures into a score by a formula that
 * is on record before the months it counts.
 */
import { Day, type EventOf, event, Id, Line, PositiveFen, Prose } from '@changxin/shared/kernel'
import { z } from 'zod'

/** `2026-03` */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export type Month = z.infer<typeof Month>
export const RatingScore = z.int().min(1).max(5)

// servicereport-<compoundId>-<month>
const OfReport = { compoundId: Id, month: Month }
/** The newest comment counts; earlier ones stay in the log. */
export const ReportCommented = event(
  'ReportCommented',
  z.object({
    ...OfReport,
    /** Who managed the compound at the end of the month. */ operatorId: Id,
    text: Prose(2_000),
  }),
)
/** One for each home; the newest counts. */
export const ReportRated = event(
  'ReportRated',
  z.object({ ...OfReport, unitId: Id, score: RatingScore, text: Prose(500).nullable() }),
)

/** What a score can be made of; each is a share of something that is counted. */
export const AwardMetric = z.enum([
  'targets-met',
  'no-repeats',
  'looked-months',
  'rating',
  'questions-in-time',
  'freshness',
])
export type AwardMetric = z.infer<typeof AwardMetric>

export const MAX_AWARD_ITEMS = 10
export const MAX_BANDS = 10
/** `weight` points are full from `fullPercent` on, none up to `zeroPercent`, and in between by the straight line. */
export const AwardItem = z.strictObject({
  metric: AwardMetric,
  weight: z.int().min(1).max(100),
  zeroPercent: z.int().min(0).max(99),
  fullPercent: z.int().min(1).max(100),
})
export type AwardItem = z.infer<typeof AwardItem>
/** From `fromScore` points on `payPercent` of the amount; the highest band that is reached counts. */
export const AwardBand = z.strictObject({ fromScore: z.int().min(0).max(100), payPercent: z.int().min(0).max(100) })
/** The amount by size: the first row whose `upToUnits` holds the compound; null holds all. */
export const AwardAmount = z.strictObject({ upToUnits: z.int().min(1).nullable(), amountFen: PositiveFen })

// award-<schemeId>
export const AwardSchemeAdopted = event(
  'AwardSchemeAdopted',
  z.object({
    schemeId: Id,
    /** Where it applies. */
    regionId: Id,
    title: Line(80),
    /** First month that it may count. */
    validFrom: Month,
    source: Line(200),
    items: z.array(AwardItem).min(1).max(MAX_AWARD_ITEMS),
    bands: z.array(AwardBand).min(1).max(MAX_BANDS),
    amounts: z.array(AwardAmount).min(1).max(MAX_BANDS),
  }),
)
export const ScoredItem = z.object({
  metric: AwardMetric,
  /** What was counted; `of` 0 = no case, and its weight is spread over the others. */
  part: z.int().min(0),
  of: z.int().min(0),
  /** In hundredths of a point. */
  points: z.int().min(0),
})
export type ScoredItem = z.infer<typeof ScoredItem>
/** Granted with all that it was computed from. The payment is the repair fund's matter, where it goes there. */
export const AwardGranted = event(
  'AwardGranted',
  z.object({
    schemeId: Id,
    compoundId: Id,
    operatorId: Id.nullable(),
    from: Month,
    until: Month,
    items: z.array(ScoredItem).min(1).max(MAX_AWARD_ITEMS),
    /** In hundredths of a point. */
    score: z.int().min(0).max(10_000),
    payPercent: z.int().min(1).max(100),
    amountFen: PositiveFen,
    grantedOn: Day,
  }),
)

export const reportEvents = [ReportCommented, ReportRated] as const
export const awardEvents = [AwardSchemeAdopted, AwardGranted] as const
export type ReportEvent = EventOf<typeof reportEvents>
export type AwardEvent = EventOf<typeof awardEvents>
