/** Routes of consultations 一下一上一公示. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Instant,
  Line,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'
import { CONSULTATION_STEPS } from './consultation.state.ts'
import {
  DepartmentsReviewed,
  FinalPosted,
  OpinionGiven,
  OpinionsSummedUp,
  OutreachRecorded,
  PaperOpinionsCounted,
  Stance,
} from './events.ts'

const Counts = z.object({ agree: z.int(), change: z.int(), against: z.int() })
const hidden = { consultationId: true, compoundId: true } as const

export const ConsultationRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  step: z.enum(CONSULTATION_STEPS),
  sentOn: Day,
  opinionsUntil: Day,
  postedUntil: Day.nullable(),
  counts: Counts,
  households: z.int(),
})
export type ConsultationRow = z.infer<typeof ConsultationRow>
export const ConsultationDetail = ConsultationRow.extend({
  text: z.string(),
  files: z.array(z.string()),
  postingDays: Setting,
  outreach: z.array(OutreachRecorded.schema.omit(hidden)),
  /** Papers that name no door. */
  onPaper: Counts,
  /** Households that said so themselves, as units. */
  byHouseholds: Counts,
  summed: OpinionsSummedUp.schema.omit(hidden).nullable(),
  reviews: z.array(DepartmentsReviewed.schema.omit(hidden)),
  posted: FinalPosted.schema.omit(hidden).nullable(),
  finished: z.object({ on: Day, objections: z.int(), text: z.string().nullable() }).nullable(),
  mine: z.array(z.object({ unitId: Id, label: z.string(), stance: Stance.nullable(), text: z.string().nullable() })),
  possible: z.array(z.string()),
})
export type ConsultationDetail = z.infer<typeof ConsultationDetail>

/** What was said, without the door: `unitLabel` only for who works on it. */
export const OpinionRow = z.object({
  id: Id,
  stance: Stance,
  text: z.string().nullable(),
  means: z.enum(['screen', 'door', 'phone', 'paper', 'pile']),
  /** Of a pile of papers. */
  counts: Counts.nullable(),
  givenAt: Instant,
  unitLabel: z.string().nullable(),
})
export type OpinionRow = z.infer<typeof OpinionRow>

const files = z.array(Sha256).max(10)

export const consultationApi = {
  list: queryRoute({
    action: 'decisions.consultations',
    path: '/api/compounds/:id/consultations',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(ConsultationRow),
    summary: 'Consultations of a compound, newest first',
  }),
  consultation: queryRoute({
    action: 'decisions.consultation',
    path: '/api/consultations/:id',
    input: { id: Id, ...AsOfInput },
    output: ConsultationDetail,
    summary: 'One consultation with the counts of each step',
  }),
  opinions: queryRoute({
    action: 'decisions.opinions',
    path: '/api/consultations/:id/opinions',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(OpinionRow),
    summary: 'What households said, newest first',
  }),
  sendDown: commandRoute({
    action: 'decisions.send-down',
    path: '/api/compounds/:id/consultations',
    params: { id: Id },
    body: z.strictObject({
      title: Line(80),
      text: Prose(3_000),
      files: files.min(1),
      opinionsUntil: Day,
    }),
    summary: '一下: sends a draft down for opinions',
  }),
  outreach: commandRoute({
    action: 'decisions.record-outreach',
    path: '/api/consultations/:id/outreach',
    params: { id: Id },
    body: z.strictObject(OutreachRecorded.schema.omit({ ...hidden, outreachId: true }).shape),
    summary: 'A yard meeting or another way by which households were reached',
  }),
  opinion: commandRoute({
    action: 'decisions.give-opinion',
    path: '/api/consultations/:id/opinions',
    params: { id: Id },
    body: z.strictObject({
      unitId: Id,
      stance: Stance,
      text: OpinionGiven.schema.shape.text.default(null),
      means: OpinionGiven.schema.shape.means.default('screen'),
      files: files.default([]),
    }),
    summary: 'What a household thinks; its last opinion counts',
  }),
  papers: commandRoute({
    action: 'decisions.count-papers',
    path: '/api/consultations/:id/papers',
    params: { id: Id },
    body: z.strictObject(PaperOpinionsCounted.schema.omit({ ...hidden, batchId: true, countedOn: true }).shape),
    summary: 'A pile of papers with its counts and scan',
  }),
  sumUp: commandRoute({
    action: 'decisions.sum-up',
    path: '/api/consultations/:id/sum-up',
    params: { id: Id },
    body: z.strictObject(
      OpinionsSummedUp.schema.omit({ ...hidden, counts: true, households: true, summedOn: true }).shape,
    ),
    summary: '一上: sums up what came, after the last day for opinions',
  }),
  review: commandRoute({
    action: 'decisions.record-review',
    path: '/api/consultations/:id/review',
    params: { id: Id },
    body: z.strictObject(DepartmentsReviewed.schema.omit(hidden).shape),
    summary: 'What the departments said; sent back, it is reviewed again',
  }),
  post: commandRoute({
    action: 'decisions.post-final',
    path: '/api/consultations/:id/post',
    params: { id: Id },
    body: z.strictObject(FinalPosted.schema.omit(hidden).shape),
    summary: '一公示: posts the final plan with photos',
  }),
  finish: commandRoute({
    action: 'decisions.finish-consultation',
    path: '/api/consultations/:id/finish',
    params: { id: Id },
    body: z.strictObject({ objections: z.int().min(0).max(100_000), text: Prose(2_000).nullable().default(null) }),
    summary: 'Finishes it when the posting has hung for all of its days',
  }),
}
