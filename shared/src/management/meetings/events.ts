/**
 * Joint meetings 联席会议 with what was agreed there (who, until when), and questions to the manager. Both are promises
 * with a day: what is overdue is said by the timer and stands on the board.
 */
import { Day, type EventOf, event, Id, Line, Prose, RuleBasis, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

export const MAX_ATTENDEES = 40
export const MAX_POINTS = 30
export const MAX_MEETING_FILES = 10

/** Who sits at the table (山东省物业管理条例 art. 74), by function: no names here. */
export const Body = z.enum([
  'subdistrict',
  'community',
  'manager',
  'committee',
  'owners',
  'police',
  'utility',
  'department',
  'party',
  'other',
])
export type Body = z.infer<typeof Body>
/** `organisation`: which one of its kind: 供电公司, 城管大队. Of people only the id. */
export const Seat = z.strictObject({ body: Body, organisation: Line(40).nullable(), personId: Id.nullable() })
export type Seat = z.infer<typeof Seat>

/** One point of the agenda: what was decided, who sees to it, until when; without a day it is only taken note of. */
export const Point = z.strictObject({
  pointId: Id,
  topic: Line(100),
  decision: Prose(1_000),
  who: Seat.nullable(),
  dueOn: Day.nullable(),
  /** The request that it is about. */
  requestId: Id.nullable(),
})
export type Point = z.infer<typeof Point>

// meeting-<meetingId>
export const MeetingHeld = event(
  'MeetingHeld',
  z.object({
    meetingId: Id,
    compoundId: Id,
    heldOn: Day,
    place: Line(100),
    calledBy: Body,
    seats: z.array(Seat).min(1).max(MAX_ATTENDEES),
    points: z.array(Point).min(1).max(MAX_POINTS),
    files: z.array(Sha256).max(MAX_MEETING_FILES),
  }),
)
const OfPoint = { meetingId: Id, compoundId: Id, pointId: Id }
export const PointDone = event(
  'PointDone',
  z.object({ ...OfPoint, doneOn: Day, note: Prose(1_000), files: z.array(Sha256).max(MAX_MEETING_FILES) }),
)
export const PointMoved = event('PointMoved', z.object({ ...OfPoint, dueOn: Day, reason: Line(200) }))
/** The day passed. Said by the timer, once for each day that was promised. */
export const PointOverdue = event('PointOverdue', z.object({ ...OfPoint, dueOn: Day }))

/** How long the manager has: which rule, and what it rests on. */
export const AnswerTime = z.object({ ruleId: Id, days: z.int().min(1).max(90), basis: RuleBasis, source: Line(200) })
export type AnswerTime = z.infer<typeof AnswerTime>

// question-<questionId>
export const QuestionAsked = event(
  'QuestionAsked',
  z.object({
    questionId: Id,
    compoundId: Id,
    /** Who manages the compound on that day; null where nobody does. */
    operatorId: Id.nullable(),
    text: Prose(1_000),
    files: z.array(Sha256).max(6),
    dueOn: Day,
    answerTime: AnswerTime,
  }),
)
const OfQuestion = { questionId: Id, compoundId: Id }
export const QuestionAnswered = event(
  'QuestionAnswered',
  z.object({ ...OfQuestion, text: Prose(2_000), files: z.array(Sha256).max(6) }),
)
/** Whoever asked says that this is no answer. */
export const QuestionAskedAgain = event(
  'QuestionAskedAgain',
  z.object({ ...OfQuestion, reason: Prose(1_000), dueOn: Day }),
)
export const QuestionWithdrawn = event('QuestionWithdrawn', z.object({ ...OfQuestion, reason: Line(200).nullable() }))
export const QuestionOverdue = event('QuestionOverdue', z.object({ ...OfQuestion, dueOn: Day }))

export const meetingEvents = [MeetingHeld, PointDone, PointMoved, PointOverdue] as const
export const questionEvents = [
  QuestionAsked,
  QuestionAnswered,
  QuestionAskedAgain,
  QuestionWithdrawn,
  QuestionOverdue,
] as const
export const meetingsEvents = [...meetingEvents, ...questionEvents] as const
export type MeetingEvent = EventOf<typeof meetingEvents>
export type QuestionEvent = EventOf<typeof questionEvents>
