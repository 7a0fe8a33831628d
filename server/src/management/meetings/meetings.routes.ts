/** Serves joint meetings and questions to the manager. */
import { addDays } from '@changxin/shared/kernel'
import { answerTimeOn, meetingsApi } from '@changxin/shared/management'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { operatorOf } from '../management.reads.ts'
import { Meetings, Questions } from './meetings.aggregates.ts'
import {
  listMatters,
  listMeetings,
  subjectOfMeeting,
  subjectOfQuestion,
  viewMeeting,
  viewQuestion,
} from './meetings.queries.ts'

const inCompound = {
  subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id),
}
const ofMeeting = { subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfMeeting(read, params.id) }
const ofQuestion = {
  subject: ({ params }: { params: { id: string } }, read: Read) => subjectOfQuestion(read, params.id),
}

const queries: readonly Served[] = [
  serveQuery(meetingsApi.matters, {
    reads: ['management_meetings_matter'],
    concerns: ({ compoundId }) => ({ compoundId }),
    sameForScope: true,
    subject: () => ({}),
    run: (context, input) => listMatters(context, input),
  }),
  serveQuery(meetingsApi.meetings, {
    reads: ['management_meetings_meeting'],
    concerns: ({ compoundId }) => ({ compoundId }),
    sameForScope: true,
    subject: () => ({}),
    run: (context, input) => listMeetings(context, input),
  }),
  serveQuery(meetingsApi.meeting, {
    reads: ['management_meetings_meeting'],
    subject: ({ id }, read) => subjectOfMeeting(read, id),
    run: (context, { id }) => viewMeeting(context, id),
  }),
  serveQuery(meetingsApi.question, {
    reads: ['management_meetings_question'],
    subject: ({ id }, read) => subjectOfQuestion(read, id),
    run: (context, { id }) => viewQuestion(context, id),
  }),
]

const hold = serveCommand(meetingsApi.hold, {
  ...inCompound,
  async handle(context, { params, body }) {
    await requireFilesOf(context, body.files)
    const meetingId = context.newId()
    const points = body.points.map((point, index) => ({ pointId: `p${index + 1}`, ...point }))
    const command = {
      type: 'HoldMeeting' as const,
      meetingId,
      compoundId: params.id,
      ...body,
      points,
      today: context.today,
    }
    return answerOf(meetingId, await context.execute(Meetings, meetingId, { command }))
  },
})

const finish = serveCommand(meetingsApi.finishPoint, {
  ...ofMeeting,
  async handle(context, { params: { id, pointId }, body }) {
    await requireFilesOf(context, body.files)
    const command = { type: 'FinishPoint' as const, pointId, ...body, today: context.today }
    return answerOf(id, await context.execute(Meetings, id, { command }))
  },
})

const move = serveCommand(meetingsApi.movePoint, {
  ...ofMeeting,
  async handle(context, { params: { id, pointId }, body }) {
    const command = { type: 'MovePoint' as const, pointId, ...body, today: context.today }
    return answerOf(id, await context.execute(Meetings, id, { command }))
  },
})

const ask = serveCommand(meetingsApi.ask, {
  ...inCompound,
  async handle(context, { params, body }) {
    await requireFilesOf(context, body.files)
    const answerTime = answerTimeOn(context.today)
    if (!answerTime) throw new TypeError(`no answer time on ${context.today}`)
    const questionId = context.newId()
    const operatorId = context.views.peek((read) => operatorOf(read, params.id))?.operatorId ?? null
    const dueOn = addDays(context.today, answerTime.days)
    const command = {
      type: 'AskQuestion' as const,
      questionId,
      compoundId: params.id,
      operatorId,
      ...body,
      dueOn,
      answerTime,
    }
    return answerOf(questionId, await context.execute(Questions, questionId, { command }))
  },
})

const onQuestion = async (
  context: CommandContext,
  id: string,
  command: Parameters<typeof Questions.decider.decide>[0],
) => answerOf(id, await context.execute(Questions, id, { command }))

const answer = serveCommand(meetingsApi.answer, {
  ...ofQuestion,
  async handle(context, { params: { id }, body }) {
    await requireFilesOf(context, body.files)
    return onQuestion(context, id, { type: 'AnswerQuestion', ...body })
  },
})

const askAgain = serveCommand(meetingsApi.askAgain, {
  ...ofQuestion,
  handle: (context, { params: { id }, body }) =>
    onQuestion(context, id, { type: 'AskAgain', ...body, today: context.today }),
})

const withdraw = serveCommand(meetingsApi.withdraw, {
  ...ofQuestion,
  handle: (context, { params: { id }, body }) => onQuestion(context, id, { type: 'WithdrawQuestion', ...body }),
})

export const meetingsServed: readonly Served[] = [...queries, hold, finish, move, ask, answer, askAgain, withdraw]
