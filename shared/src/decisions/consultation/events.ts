/**
 * 一下一上一公示: a draft goes down for opinions, what came up is summed up and reviewed by departments, the final plan
 * is posted. Stream `consultation-<id>`, with counts at each step and no step skipped.
 */
import { Day, type EventOf, event, Id, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'

const OfConsultation = { consultationId: Id, compoundId: Id }
const Count = z.int().min(0).max(100_000)
const Files = z.array(Sha256).max(10)

/** 同意, 同意但要改, 不同意. */
export const Stance = z.enum(['agree', 'change', 'against'])
export type Stance = z.infer<typeof Stance>
/** 院坝会, 入户, 张贴, 群消息. */
export const OutreachKind = z.enum(['yard-meeting', 'door-to-door', 'posting', 'message'])
export type OutreachKind = z.infer<typeof OutreachKind>

/** 一下: the draft is out. */
export const DraftSentDown = event(
  'DraftSentDown',
  z.object({
    ...OfConsultation,
    title: Line(80),
    text: Prose(3_000),
    /** Drawings or the plan itself. */
    files: Files.min(1),
    sentOn: Day,
    opinionsUntil: Day,
    postingDays: Setting,
  }),
)
export const OutreachRecorded = event(
  'OutreachRecorded',
  z.object({
    ...OfConsultation,
    outreachId: Id,
    kind: OutreachKind,
    onDay: Day,
    place: Line(100),
    /** Households that it reached, as far as is known then. */
    households: Count,
    /** Who came, of a meeting. */
    people: Count.nullable(),
    files: Files,
  }),
)
/** Of one household; its last one counts. */
export const OpinionGiven = event(
  'OpinionGiven',
  z.object({
    ...OfConsultation,
    opinionId: Id,
    unitId: Id,
    stance: Stance,
    text: Prose(1_000).nullable(),
    means: z.enum(['screen', 'door', 'phone', 'paper']),
    files: Files,
    givenOn: Day,
  }),
)
/** A pile of papers that names no doors. */
export const PaperOpinionsCounted = event(
  'PaperOpinionsCounted',
  z.object({
    ...OfConsultation,
    batchId: Id,
    agree: Count,
    change: Count,
    against: Count,
    text: Prose(2_000).nullable(),
    files: Files.min(1),
    countedOn: Day,
  }),
)

const Counts = z.object({ agree: Count, change: Count, against: Count })
/** 一上: what came up, and what became of it. */
export const OpinionsSummedUp = event(
  'OpinionsSummedUp',
  z.object({
    ...OfConsultation,
    /** As counted here on that day, by stance. */
    counts: Counts,
    /** Households of the compound that day. */
    households: Count,
    /** Points raised, and of these taken up wholly, in part, not; they add up. */
    points: z.strictObject({ taken: Count, partly: Count, declined: Count }),
    text: Prose(3_000),
    files: Files,
    summedOn: Day,
  }),
)
/** Departments looked at it together; a conditional consent names its conditions. */
export const DepartmentsReviewed = event(
  'DepartmentsReviewed',
  z.object({
    ...OfConsultation,
    departments: z.array(Line(40)).min(1).max(20),
    outcome: z.enum(['agreed', 'with-conditions', 'sent-back']),
    text: Prose(2_000).nullable(),
    files: Files,
    reviewedOn: Day,
  }),
)
/** 一公示: the final plan hangs out, with photos of where. */
export const FinalPosted = event(
  'FinalPosted',
  z.object({
    ...OfConsultation,
    place: Line(100),
    text: Prose(3_000),
    /** The final plan. */
    files: Files.min(1),
    photos: z.array(Sha256).min(1).max(10),
    postedOn: Day,
    /** Inclusive. */
    until: Day,
  }),
)
/** The posting has hung for all of its days. */
export const ConsultationFinished = event(
  'ConsultationFinished',
  z.object({ ...OfConsultation, objections: Count, text: Prose(2_000).nullable(), finishedOn: Day }),
)

export const consultationEvents = [
  DraftSentDown,
  OutreachRecorded,
  OpinionGiven,
  PaperOpinionsCounted,
  OpinionsSummedUp,
  DepartmentsReviewed,
  FinalPosted,
  ConsultationFinished,
] as const
export type ConsultationEvent = EventOf<typeof consultationEvents>
