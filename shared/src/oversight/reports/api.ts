/** Routes of service reports and awards. */
import { commandRoute, Id, Instant, Line, PageInput, Prose, pageOf, queryRoute } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import {
  AwardAmount,
  AwardBand,
  AwardGranted,
  AwardItem,
  AwardSchemeAdopted,
  MAX_AWARD_ITEMS,
  MAX_BANDS,
  Month,
  RatingScore,
  ScoredItem,
} from './events.ts'

const Share = z.object({ part: z.int(), of: z.int() })
const Figure = z.object({ value: z.number().nullable(), n: z.int() })

/** Computed from the log each time it is asked for. */
export const ReportFigures = z.object({
  reported: z.int(),
  completed: z.int(),
  targetsMet: Share,
  repeats: Share,
  responseMedianMinutes: Figure,
  resolutionMedianMinutes: Figure,
  /** Given with the confirmation of each repair. */
  repairRating: Figure,
  looks: z.int(),
  /** Of those that fell due in the month. */
  questionsInTime: Share,
  pointsInTime: Share,
  /** At the end of the month. */
  freshness: z.number().nullable(),
})
export type ReportFigures = z.infer<typeof ReportFigures>

export const ServiceReport = z.object({
  compoundId: Id,
  compoundName: z.string(),
  month: Month,
  /** False while the month still runs. */
  ended: z.boolean(),
  mode: Mode,
  operatorId: Id.nullable(),
  operatorName: z.string().nullable(),
  units: z.int(),
  figures: ReportFigures,
  before: ReportFigures,
  comment: z.object({ text: z.string(), at: Instant }).nullable(),
  rating: z.object({ average: Figure, texts: z.array(z.object({ score: z.int(), text: z.string() })) }),
  /** The homes that may still rate it, with what they said. */
  mine: z.array(z.object({ unitId: Id, label: z.string(), score: z.int().nullable(), text: z.string().nullable() })),
  possible: z.array(z.string()),
})
export type ServiceReport = z.infer<typeof ServiceReport>

export const SchemeView = AwardSchemeAdopted.schema.extend({
  regionName: z.string(),
  grants: z.int(),
  grantedFen: z.int(),
})
export type SchemeView = z.infer<typeof SchemeView>

export const AwardRow = z.object({
  id: Id,
  name: z.string(),
  operatorName: z.string().nullable(),
  units: z.int(),
  items: z.array(ScoredItem),
  /** In hundredths of a point; null without any case. */
  score: z.int().nullable(),
  payPercent: z.int(),
  amountFen: z.int(),
  /** Recorded already, with its own figures. */
  granted: AwardGranted.schema.pick({ score: true, amountFen: true, grantedOn: true }).nullable(),
})
export type AwardRow = z.infer<typeof AwardRow>

const ofReport = { id: Id, month: Month }

export const reportsApi = {
  report: queryRoute({
    action: 'oversight.service-report',
    path: '/api/compounds/:id/service-reports/:month',
    input: ofReport,
    output: ServiceReport,
    summary: 'The service report of a month, computed from the log, with comment and ratings',
  }),
  comment: commandRoute({
    action: 'oversight.comment-report',
    path: '/api/compounds/:id/service-reports/:month/comment',
    params: ofReport,
    body: z.strictObject({ text: Prose(2_000) }),
    summary: 'The manager comments a month’s report',
  }),
  rate: commandRoute({
    action: 'oversight.rate-report',
    path: '/api/compounds/:id/service-reports/:month/rate',
    params: ofReport,
    body: z.strictObject({ unitId: Id, score: RatingScore, text: Prose(500).nullable().default(null) }),
    summary: 'An owner rates a month, once for each home',
  }),
  schemes: queryRoute({
    action: 'oversight.award-schemes',
    path: '/api/award-schemes',
    input: {},
    output: z.object({ items: z.array(SchemeView) }),
    summary: 'Award schemes with their formulas, newest first',
  }),
  adoptScheme: commandRoute({
    action: 'oversight.adopt-award-scheme',
    path: '/api/award-schemes',
    params: {},
    body: z.strictObject({
      regionId: Id,
      title: Line(80),
      validFrom: Month,
      source: Line(200),
      items: z.array(AwardItem).min(1).max(MAX_AWARD_ITEMS),
      bands: z.array(AwardBand).min(1).max(MAX_BANDS),
      amounts: z.array(AwardAmount).min(1).max(MAX_BANDS),
    }),
    summary: 'Puts an award scheme on record, before the months it counts',
  }),
  scores: queryRoute({
    action: 'oversight.award-scores',
    path: '/api/award-schemes/:id/scores',
    input: { id: Id, from: Month, until: Month, ...PageInput.shape },
    output: pageOf(AwardRow),
    summary: 'What each compound comes to by a scheme’s formula, with what was granted',
  }),
  grant: commandRoute({
    action: 'oversight.grant-award',
    path: '/api/award-schemes/:id/grants',
    params: { id: Id },
    body: z.strictObject({ compoundId: Id, from: Month, until: Month }),
    summary: 'Grants a compound its award for these months, with the figures it was computed from',
  }),
}
