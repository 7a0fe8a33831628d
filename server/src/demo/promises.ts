/** Joint meetings and questions where the demo accounts are at home: one promise kept, one overdue, one still open. */
import { addDays, type Day, startOf } from '@changxin/shared/kernel'
import { answerTimeOn, type Point } from '@changxin/shared/management'
import { timerMeta } from '../clock/timer.ts'
import { RANK } from './agenda.ts'
import { msOf } from './calendar.ts'
import { Meetings, Questions } from './streams.ts'
import { deskOf, type LivingCompound, type World } from './world.ts'

/** Days before the anchor. */
const HELD_BEFORE = 24
const ASKED_BEFORE = 12

type Who = NonNullable<Point['who']>
const manager: Who = { body: 'manager', organisation: null, personId: null }
const telecom: Who = { body: 'utility', organisation: '通信公司垫江分公司', personId: null }

/** `dueAfter`: days after the meeting; null = only taken note of. */
const POINTS: readonly (readonly [topic: string, decision: string, who: Who | null, dueAfter: number | null])[] = [
  ['楼道堆物', '物业逐单元清理，社区上门劝导', manager, 10],
  ['架空线缆', '通信公司整理楼道内架空线缆', telecom, 14],
  ['化粪池满溢', '月内清掏一次，并冲洗管道', manager, 40],
  ['消防通道', '通报：已重新划线，请互相转告', null, null],
]

export function planPromises(world: World): void {
  const { anchor, staff } = world.county
  const own = world.compounds.find(({ plan }) => plan.id === staff.residentHome.compoundId)
  if (!own || own.acceptedOnNumber === Number.POSITIVE_INFINITY) return
  planMeeting(world, own, addDays(anchor, -HELD_BEFORE))
  planQuestion(world, own, addDays(anchor, -ASKED_BEFORE))
}

function planMeeting(world: World, own: LivingCompound, heldOn: Day): void {
  const { agenda, journal, ids, county } = world
  const compoundId = own.plan.id
  const meetingId = ids.of('meeting', compoundId, heldOn)
  const points = POINTS.map(([topic, decision, who, dueAfter], index) => ({
    pointId: `p${index + 1}`,
    topic,
    decision,
    who,
    dueOn: dueAfter === null ? null : addDays(heldOn, dueAfter),
    requestId: null,
  }))
  const seats: Who[] = [
    { body: 'community', organisation: null, personId: null },
    manager,
    { body: 'owners', organisation: null, personId: null },
    { body: 'police', organisation: '桂溪派出所', personId: null },
    telecom,
  ]
  agenda.add(msOf(heldOn, 16), () => {
    const held = {
      meetingId,
      compoundId,
      heldOn,
      place: '社区二楼会议室',
      calledBy: 'community' as const,
      seats,
      points,
    }
    const command = { type: 'HoldMeeting' as const, ...held, files: [], today: heldOn }
    journal.tell(Meetings, meetingId, command, { by: county.staff.administratorId })
  })
  const [kept, missed] = points
  if (!kept?.dueOn || !missed?.dueOn) return
  const doneOn = addDays(kept.dueOn, -2)
  agenda.add(msOf(doneOn, 17), () => {
    const done = { pointId: kept.pointId, doneOn, note: '三个单元已清完，住户已签承诺', files: [], today: doneOn }
    journal.tell(Meetings, meetingId, { type: 'FinishPoint', ...done }, { by: deskOf(world, own).deskId })
  })
  const dueOn = missed.dueOn
  const dueAt = startOf(addDays(dueOn, 1))
  // With the timer's own key, so that the next start finds it said.
  const { commandId: key, actor: by } = timerMeta(`overdue-${meetingId}/${missed.pointId}-${dueOn}`, dueAt)
  const miss = { type: 'MissPoint' as const, pointId: missed.pointId, dueOn }
  agenda.add(Date.parse(dueAt), () => journal.tell(Meetings, meetingId, miss, { by, key }), RANK.due)
}

function planQuestion(world: World, own: LivingCompound, askedOn: Day): void {
  const { agenda, journal, ids, county } = world
  const compoundId = own.plan.id
  const questionId = ids.of('question', compoundId, askedOn)
  const answerTime = answerTimeOn(askedOn)
  if (!answerTime) return
  agenda.add(msOf(askedOn, 20), () => {
    const operatorId = own.current?.operatorId ?? null
    if (operatorId === null) return
    const dueOn = addDays(askedOn, answerTime.days)
    const text = '去年的停车费收了多少，用在了哪里？'
    const command = {
      type: 'AskQuestion' as const,
      questionId,
      compoundId,
      operatorId,
      text,
      files: [],
      dueOn,
      answerTime,
    }
    journal.tell(Questions, questionId, command, { by: county.staff.residentHome.personId })
    agenda.add(msOf(addDays(askedOn, 3), 11), () => {
      const answer = { text: '停车费全年 3,200 元，用于更换楼道灯和修补地面，明细贴在公示栏。', files: [] }
      journal.tell(Questions, questionId, { type: 'AnswerQuestion', ...answer }, { by: deskOf(world, own).deskId })
    })
  })
}
