import { describe, test } from 'vitest'
import { given } from '../../../../test/kit/decider-spec.ts'
import {
  MeetingHeld,
  PointDone,
  PointMoved,
  PointOverdue,
  QuestionAnswered,
  QuestionAsked,
  QuestionAskedAgain,
  QuestionOverdue,
  QuestionWithdrawn,
} from './events.ts'
import { meetingDecider } from './meeting.decider.ts'
import { questionDecider } from './question.decider.ts'

const point = {
  pointId: 'p1',
  topic: '化粪池',
  decision: '物业月底前清掏',
  who: { body: 'manager' as const, organisation: null, personId: null },
  dueOn: '2026-03-31',
  requestId: null,
}
const meeting = {
  meetingId: 'm1',
  compoundId: 'c1',
  heldOn: '2026-03-02',
  place: '社区会议室',
  calledBy: 'community' as const,
  seats: [{ body: 'police' as const, organisation: '桂溪派出所', personId: null }],
  points: [point, { ...point, pointId: 'p2', topic: '通报', dueOn: null }],
  files: [],
}
const held = MeetingHeld(meeting)
const of = { meetingId: 'm1', compoundId: 'c1', pointId: 'p1' }
const today = '2026-03-10'
const finish = (extra: object = {}) =>
  ({ type: 'FinishPoint', pointId: 'p1', doneOn: '2026-03-09', note: '已清掏', files: [], today, ...extra }) as const

describe('a joint meeting', () => {
  test('is recorded once it was held, and once', () => {
    given(meetingDecider)
      .when({ type: 'HoldMeeting', ...meeting, today })
      .then(held)
    given(meetingDecider, held)
      .when({ type: 'HoldMeeting', ...meeting, today })
      .nothing()
    given(meetingDecider)
      .when({ type: 'HoldMeeting', ...meeting, today: '2026-03-01' })
      .rejected('meeting-in-future', { field: 'heldOn' })
  })

  test('promises nothing for a day before it was held', () => {
    const points = [point, { ...point, pointId: 'p2', dueOn: '2026-03-01' }]
    given(meetingDecider)
      .when({ type: 'HoldMeeting', ...meeting, points, today })
      .rejected('meeting-day-before', { field: 'points.1.dueOn' })
  })

  test('a point is done on a day since the meeting, and done once', () => {
    const done = PointDone({ ...of, doneOn: '2026-03-09', note: '已清掏', files: [] })
    given(meetingDecider, held).when(finish()).then(done)
    given(meetingDecider, held, done).when(finish()).nothing()
    given(meetingDecider, held, done)
      .when(finish({ note: '又清一次' }))
      .rejected('point-done-already')
    given(meetingDecider, held)
      .when(finish({ doneOn: '2026-03-11' }))
      .rejected('point-done-in-future')
    given(meetingDecider, held)
      .when(finish({ doneOn: '2026-03-01' }))
      .rejected('meeting-day-before')
    given(meetingDecider, held)
      .when(finish({ pointId: 'p2' }))
      .rejected('point-without-day')
    given(meetingDecider, held)
      .when(finish({ pointId: 'p3' }))
      .rejected('point-unknown')
    given(meetingDecider).when(finish()).rejected('meeting-unknown')
  })

  test('a point that is overdue is said once for each day that was promised', () => {
    const miss = { type: 'MissPoint', pointId: 'p1', dueOn: '2026-03-31' } as const
    const overdue = PointOverdue({ ...of, dueOn: '2026-03-31' })
    const moved = PointMoved({ ...of, dueOn: '2026-04-15', reason: '等吸污车' })
    given(meetingDecider, held).when(miss).then(overdue)
    given(meetingDecider, held, overdue).when(miss).nothing()
    given(meetingDecider, held, moved).when(miss).nothing()
    given(meetingDecider, held, overdue, moved)
      .when({ ...miss, dueOn: '2026-04-15' })
      .then(PointOverdue({ ...of, dueOn: '2026-04-15' }))
  })

  test('a point is moved to a day that is still to come, with the reason', () => {
    const move = { type: 'MovePoint', pointId: 'p1', dueOn: '2026-04-15', reason: '等吸污车', today } as const
    given(meetingDecider, held)
      .when(move)
      .then(PointMoved({ ...of, dueOn: '2026-04-15', reason: '等吸污车' }))
    given(meetingDecider, held)
      .when({ ...move, dueOn: '2026-03-31' })
      .nothing()
    given(meetingDecider, held)
      .when({ ...move, dueOn: '2026-03-09' })
      .rejected('point-day-past')
  })
})

const asking = {
  questionId: 'q1',
  compoundId: 'c1',
  operatorId: 'o1',
  text: '公共收益去年多少？',
  files: [],
  dueOn: '2026-03-09',
  answerTime: { ruleId: 'answer-7-days', days: 7, basis: 'suggested' as const, source: '建议值' },
}
const asked = QuestionAsked(asking)
const ofQuestion = { questionId: 'q1', compoundId: 'c1' }
const answered = QuestionAnswered({ ...ofQuestion, text: '3,200 元', files: [] })

describe('a question to the manager', () => {
  test('needs somebody who could answer', () => {
    given(questionDecider)
      .when({ type: 'AskQuestion', ...asking })
      .then(asked)
    given(questionDecider)
      .when({ type: 'AskQuestion', ...asking, operatorId: null })
      .rejected('question-nobody-answers')
  })

  test('is answered, asked again with the time begun anew, and answered again', () => {
    const again = QuestionAskedAgain({ ...ofQuestion, reason: '没有明细', dueOn: '2026-03-17' })
    given(questionDecider, asked).when({ type: 'AnswerQuestion', text: '3,200 元', files: [] }).then(answered)
    given(questionDecider, asked, answered).when({ type: 'AnswerQuestion', text: '3,200 元', files: [] }).nothing()
    given(questionDecider, asked, answered).when({ type: 'AskAgain', reason: '没有明细', today }).then(again)
    given(questionDecider, asked).when({ type: 'AskAgain', reason: '没有明细', today }).rejected('question-closed')
    given(questionDecider, asked, answered, again)
      .when({ type: 'AnswerQuestion', text: '明细见附件', files: [] })
      .then(QuestionAnswered({ ...ofQuestion, text: '明细见附件', files: [] }))
  })

  test('is overdue once for each day, and never after an answer', () => {
    const miss = { type: 'MissQuestion', dueOn: '2026-03-09' } as const
    given(questionDecider, asked)
      .when(miss)
      .then(QuestionOverdue({ ...ofQuestion, dueOn: '2026-03-09' }))
    given(questionDecider, asked, QuestionOverdue({ ...ofQuestion, dueOn: '2026-03-09' }))
      .when(miss)
      .nothing()
    given(questionDecider, asked, answered).when(miss).nothing()
  })

  test('is taken back only while nobody has answered', () => {
    given(questionDecider, asked)
      .when({ type: 'WithdrawQuestion', reason: null })
      .then(QuestionWithdrawn({ ...ofQuestion, reason: null }))
    given(questionDecider, asked, answered).when({ type: 'WithdrawQuestion', reason: null }).rejected('question-closed')
  })
})
