/** Routes of joint meetings and questions to the manager. */
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
import { AnswerTime, Body, MAX_ATTENDEES, MAX_MEETING_FILES, MAX_POINTS, MeetingHeld, Point, Seat } from './events.ts'

export const MatterView = z.enum(['overdue', 'open', 'done', 'all'])
export type MatterView = z.infer<typeof MatterView>

/** A promise with a day: a point of a meeting or a question. */
export const MatterRow = z.object({
  kind: z.enum(['point', 'question']),
  id: Id,
  /** Of a point: its meeting. */
  meetingId: Id.nullable(),
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  text: z.string(),
  /** Who sees to it: a body or the manager. */
  who: z.object({ body: Body, name: z.string().nullable() }).nullable(),
  dueOn: Day,
  status: z.enum(['open', 'answered', 'done', 'withdrawn']),
  overdue: z.boolean(),
  since: Day,
  sample: z.boolean(),
})
export type MatterRow = z.infer<typeof MatterRow>

export const MeetingRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  heldOn: Day,
  place: z.string(),
  calledBy: Body,
  points: z.int(),
  open: z.int(),
  overdue: z.int(),
  sample: z.boolean(),
})
export type MeetingRow = z.infer<typeof MeetingRow>

const SeatView = z.object({ body: Body, organisation: z.string().nullable(), name: z.string().nullable() })
export const MeetingDetail = MeetingRow.omit({ points: true }).extend({
  seats: z.array(SeatView),
  files: z.array(Sha256),
  points: z.array(
    Point.omit({ who: true }).extend({
      who: SeatView.nullable(),
      done: z.object({ on: Day, note: z.string(), files: z.array(Sha256) }).nullable(),
      missed: z.array(Day),
      overdue: z.boolean(),
    }),
  ),
  possible: z.array(z.string()),
})
export type MeetingDetail = z.infer<typeof MeetingDetail>

export const QuestionDetail = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  operatorName: z.string().nullable(),
  text: z.string(),
  files: z.array(Sha256),
  askedAt: Instant,
  dueOn: Day,
  answerTime: AnswerTime,
  status: z.enum(['asked', 'answered', 'withdrawn']),
  overdue: z.boolean(),
  answers: z.array(z.object({ text: z.string(), files: z.array(Sha256) })),
  askedAgain: z.string().nullable(),
  possible: z.array(z.string()),
  sample: z.boolean(),
})
export type QuestionDetail = z.infer<typeof QuestionDetail>

const files = z.array(Sha256).max(MAX_MEETING_FILES).default([])
const inCompound = { compoundId: Id.optional() }

export const meetingsApi = {
  matters: queryRoute({
    action: 'management.matters',
    path: '/api/matters',
    input: { ...PageInput.shape, view: MatterView.default('overdue'), ...inCompound, ...AsOfInput },
    output: pageOf(MatterRow).extend({ counts: z.record(MatterView, z.int()) }),
    summary:
      'What meetings agreed and what managers were asked, with who owes it until when; open ones by day, others newest first',
  }),
  meetings: queryRoute({
    action: 'management.meetings',
    path: '/api/meetings',
    input: { ...PageInput.shape, ...inCompound },
    output: pageOf(MeetingRow),
    summary: 'Joint meetings, newest first',
  }),
  meeting: queryRoute({
    action: 'management.meeting',
    path: '/api/meetings/:id',
    input: { id: Id },
    output: MeetingDetail,
    summary: 'One joint meeting with its points',
  }),
  hold: commandRoute({
    action: 'management.hold-meeting',
    path: '/api/compounds/:id/meetings',
    params: { id: Id },
    body: z.strictObject({
      heldOn: Day,
      place: MeetingHeld.schema.shape.place,
      calledBy: Body,
      seats: z.array(Seat).min(1).max(MAX_ATTENDEES),
      points: z
        .array(Point.omit({ pointId: true }))
        .min(1)
        .max(MAX_POINTS),
      files,
    }),
    summary: 'Records a joint meeting that was held: who was there, what was decided, who sees to it until when',
  }),
  finishPoint: commandRoute({
    action: 'management.finish-point',
    path: '/api/meetings/:id/points/:pointId/done',
    params: { id: Id, pointId: Id },
    body: z.strictObject({ doneOn: Day, note: Prose(1_000), files }),
    summary: 'A point of a meeting is done',
  }),
  movePoint: commandRoute({
    action: 'management.move-point',
    path: '/api/meetings/:id/points/:pointId/move',
    params: { id: Id, pointId: Id },
    body: z.strictObject({ dueOn: Day, reason: Line(200) }),
    summary: 'A point of a meeting gets another day, with the reason',
  }),
  question: queryRoute({
    action: 'management.question',
    path: '/api/questions/:id',
    input: { id: Id },
    output: QuestionDetail,
    summary: 'One question to the manager with its answers',
  }),
  ask: commandRoute({
    action: 'management.ask',
    path: '/api/compounds/:id/questions',
    params: { id: Id },
    body: z.strictObject({ text: Prose(1_000), files: z.array(Sha256).max(6).default([]) }),
    summary: 'Asks the manager of a compound',
  }),
  answer: commandRoute({
    action: 'management.answer',
    path: '/api/questions/:id/answer',
    params: { id: Id },
    body: z.strictObject({ text: Prose(2_000), files: z.array(Sha256).max(6).default([]) }),
    summary: 'Answers a question',
  }),
  askAgain: commandRoute({
    action: 'management.ask-again',
    path: '/api/questions/:id/ask-again',
    params: { id: Id },
    body: z.strictObject({ reason: Prose(1_000) }),
    summary: 'Whoever asked says that this is no answer; the time begins anew',
  }),
  withdraw: commandRoute({
    action: 'management.withdraw-question',
    path: '/api/questions/:id/withdraw',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200).nullable().default(null) }),
    summary: 'Takes a question back',
  }),
}
