/** Meetings and questions for the access matrix: one of each in the first compound. */
import { meetingsApi } from '@changxin/shared/management'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'

const POINT = {
  topic: '化粪池',
  decision: '月底前清掏',
  who: { body: 'manager', organisation: null, personId: null },
  dueOn: '2099-01-01',
  requestId: null,
} as const
const MEETING = {
  heldOn: '2024-03-01',
  place: '社区会议室',
  calledBy: 'community',
  seats: [{ body: 'owners', organisation: null, personId: null }],
  points: [POINT],
} as const

export interface MeetingsWorld {
  readonly meetingId: string
  readonly questionId: string
}

export async function makeMeetings(
  { admin }: TestServer,
  { compoundId: id }: Pick<Place, 'compoundId'>,
): Promise<MeetingsWorld> {
  const held = await expectOk(admin.tell(meetingsApi.hold, { id }, structuredClone(MEETING) as never))
  const asked = await expectOk(admin.tell(meetingsApi.ask, { id }, { text: '公共收益去年多少？' }))
  return { meetingId: held.body.id, questionId: asked.body.id }
}

export function meetingsCases({ here, meetingId, questionId }: World): Readonly<Record<string, AccessCase>> {
  const compound = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: here.compoundId }, body })
  const meeting = (body: unknown = {}, params = {}): AccessCase => ({
    about: 'compound',
    params: { id: meetingId, ...params },
    body,
  })
  const question = (body: unknown = {}): AccessCase => ({ about: 'compound', params: { id: questionId }, body })
  return {
    'management.matters': { about: 'nothing' },
    'management.meetings': { about: 'nothing' },
    'management.meeting': meeting(),
    'management.hold-meeting': compound(MEETING),
    'management.finish-point': meeting({ doneOn: '2024-03-02', note: '已清掏' }, { pointId: 'p1' }),
    'management.move-point': meeting({ dueOn: '2099-02-01', reason: '等车' }, { pointId: 'p1' }),
    'management.question': question(),
    'management.ask': compound({ text: '何时清洗水箱？' }),
    'management.answer': question({ text: '本月' }),
    'management.ask-again': question({ reason: '没有明细' }),
    'management.withdraw-question': question({}),
  }
}
