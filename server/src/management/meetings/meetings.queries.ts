/** Reads of meetings, questions, and of all that somebody owes by a day. */
import type { Day } from '@changxin/shared/kernel'
import {
  isPointOpen,
  isPointOverdue,
  isQuestionOverdue,
  type KnownQuestion,
  type MatterRow,
  type MatterView,
  type MeetingDetail,
  type MeetingRow,
  type MeetingState,
  type meetingsApi,
  type PointState,
  type QuestionDetail,
  type Seat,
} from '@changxin/shared/management'
import type { z } from 'zod'
import type { Subject } from '../../access/may.ts'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { SqlValue } from '../../views/projection.ts'
import type { Read } from '../../views/views.ts'
import { operatorName } from '../management.reads.ts'

type Held = NonNullable<MeetingState>
interface StoredMeeting {
  readonly state: string
  readonly sample: number
}
interface StoredMatter {
  readonly kind: MatterRow['kind']
  readonly matter_id: string
  readonly compound_id: string
  readonly status: MatterRow['status']
  readonly overdue: number
  readonly due_on: Day
  readonly since: Day
  readonly sample: number
  readonly state: string
}

const condition = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params })

const MATTERS = 'management_meetings_matter m'
const VIEWS: Readonly<Record<MatterView, string>> = {
  overdue: 'm.overdue = 1',
  open: "m.status = 'open'",
  done: "m.status IN ('done', 'answered')",
  all: '1 = 1',
}
const BY_DAY: KeysetOrder = {
  name: 'due',
  keys: [
    { sql: 'm.due_on', type: 'text' },
    { sql: 'm.matter_id', type: 'text' },
  ],
}
const NEWEST: KeysetOrder = {
  name: 'newest',
  descending: true,
  keys: [
    { sql: 'm.since', type: 'text' },
    { sql: 'm.matter_id', type: 'text' },
  ],
}
const MEETINGS_NEWEST: KeysetOrder = {
  name: 'held',
  descending: true,
  keys: [
    { sql: 'm.held_on', type: 'text' },
    { sql: 'm.meeting_id', type: 'text' },
  ],
}

/** Who sits there, as a page shows it: the name of a person as people are shown, of an organisation as entered. */
function seatView(read: Read, { body, organisation, personId }: Seat) {
  return { body, organisation, name: personId === null ? null : nameOf(read, personId) }
}

function whoOf(read: Read, { kind, state }: StoredMatter): MatterRow['who'] {
  if (kind === 'question') {
    const { operatorId } = JSON.parse(state) as { operatorId: string | null }
    return { body: 'manager', name: operatorId === null ? null : operatorName(read, operatorId) }
  }
  const { who } = JSON.parse(state) as PointState
  if (!who) return null
  const { body, organisation, name } = seatView(read, who)
  return { body, name: organisation ?? name }
}

function matterRow(read: Read, row: StoredMatter): MatterRow {
  const isPoint = row.kind === 'point'
  const point = JSON.parse(row.state) as PointState & { readonly meetingId: string; readonly text: string }
  return {
    kind: row.kind,
    id: isPoint ? point.pointId : row.matter_id,
    meetingId: isPoint ? point.meetingId : null,
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    title: isPoint ? point.topic : point.text,
    text: isPoint ? point.decision : '',
    who: whoOf(read, row),
    dueOn: row.due_on,
    status: row.status,
    overdue: row.overdue === 1,
    since: row.since,
    sample: row.sample === 1,
  }
}

type MattersInput = z.output<(typeof meetingsApi.matters)['input']>

export function listMatters(
  { read, at, scope }: QueryContext,
  { view, compoundId, limit, cursor }: MattersInput,
): z.output<(typeof meetingsApi.matters)['output']> {
  const where = allOf(
    condition(at.where('m')),
    scope.where('m.compound_id'),
    compoundId ? condition('m.compound_id = ?', compoundId) : undefined,
  )
  const { rows, next } = keysetPage<StoredMatter>(read, {
    select: 'm.*',
    from: MATTERS,
    where: allOf(where, condition(VIEWS[view])),
    order: view === 'overdue' || view === 'open' ? BY_DAY : NEWEST,
    limit,
    cursor,
  })
  const sums = Object.entries(VIEWS).map(([name, sql]) => `sum(${sql}) AS "${name}"`)
  const counts = read.get<Record<MatterView, number | null>>(
    `SELECT ${sums.join(', ')} FROM ${MATTERS} WHERE ${where.sql}`,
    ...where.params,
  )
  const count = (name: MatterView) => counts?.[name] ?? 0
  return {
    items: rows.map((row) => matterRow(read, row)),
    ...(next ? { next } : {}),
    counts: { overdue: count('overdue'), open: count('open'), done: count('done'), all: count('all') },
  }
}

function meetingRow(read: Read, meeting: Held, sample: number): MeetingRow {
  const { meetingId, compoundId, heldOn, place, calledBy, points } = meeting
  return {
    id: meetingId,
    compoundId,
    compoundName: compoundName(read, compoundId),
    heldOn,
    place,
    calledBy,
    points: points.length,
    open: points.filter(isPointOpen).length,
    overdue: points.filter(isPointOverdue).length,
    sample: sample === 1,
  }
}

type MeetingsInput = z.output<(typeof meetingsApi.meetings)['input']>

export function listMeetings(
  { read, at, scope }: QueryContext,
  { compoundId, limit, cursor }: MeetingsInput,
): z.output<(typeof meetingsApi.meetings)['output']> {
  const { rows, next } = keysetPage<StoredMeeting>(read, {
    select: 'm.state, m.sample',
    from: 'management_meetings_meeting m',
    where: allOf(
      condition(at.where('m')),
      scope.where('m.compound_id'),
      compoundId ? condition('m.compound_id = ?', compoundId) : undefined,
    ),
    order: MEETINGS_NEWEST,
    limit,
    cursor,
  })
  return {
    items: rows.map(({ state, sample }) => meetingRow(read, JSON.parse(state) as Held, sample)),
    ...(next ? { next } : {}),
  }
}

function storedMeeting(read: Read, meetingId: string): StoredMeeting | undefined {
  return read.get<StoredMeeting>(
    "SELECT state, sample FROM management_meetings_meeting WHERE meeting_id = ? AND to_position = '~~'",
    meetingId,
  )
}

export function subjectOfMeeting(read: Read, meetingId: string): Subject | null {
  const stored = storedMeeting(read, meetingId)
  return stored ? { compoundId: (JSON.parse(stored.state) as Held).compoundId } : null
}

export function viewMeeting({ read, may }: QueryContext, meetingId: string): MeetingDetail | null {
  const stored = storedMeeting(read, meetingId)
  if (!stored) return null
  const meeting = JSON.parse(stored.state) as Held
  const { points: _, ...row } = meetingRow(read, meeting, stored.sample)
  const subject = { compoundId: meeting.compoundId }
  return {
    ...row,
    seats: meeting.seats.map((seat) => seatView(read, seat)),
    files: [...meeting.files],
    points: meeting.points.map(({ who, done, missed, ...point }) => ({
      ...point,
      who: who && seatView(read, who),
      done: done && { ...done, files: [...done.files] },
      missed: [...missed],
      overdue: isPointOverdue({ ...point, who, done, missed }),
    })),
    possible: ['management.finish-point', 'management.move-point'].filter((action) => may(action, subject)),
  }
}

interface StoredQuestion {
  readonly state: string
  readonly sample: number
  readonly asker_id: string
  readonly asked_at: string
}

function storedQuestion(read: Read, questionId: string): StoredQuestion | undefined {
  return read.get<StoredQuestion>(
    'SELECT state, sample, asker_id, asked_at FROM management_meetings_question WHERE question_id = ?',
    questionId,
  )
}

export function subjectOfQuestion(read: Read, questionId: string): Subject | null {
  const stored = storedQuestion(read, questionId)
  if (!stored) return null
  return { compoundId: (JSON.parse(stored.state) as KnownQuestion).compoundId, personIds: [stored.asker_id] }
}

const STEPS: Readonly<Record<KnownQuestion['status'], readonly string[]>> = {
  asked: ['management.answer', 'management.withdraw-question'],
  answered: ['management.ask-again', 'management.answer'],
  withdrawn: [],
}

export function viewQuestion({ read, may }: QueryContext, questionId: string): QuestionDetail | null {
  const stored = storedQuestion(read, questionId)
  const subject = subjectOfQuestion(read, questionId)
  if (!stored || !subject) return null
  const question = JSON.parse(stored.state) as KnownQuestion
  const { compoundId, operatorId, text, files, dueOn, answerTime, status, answers, askedAgain } = question
  return {
    id: questionId,
    compoundId,
    compoundName: compoundName(read, compoundId),
    operatorName: operatorId === null ? null : operatorName(read, operatorId),
    text,
    files,
    askedAt: stored.asked_at,
    dueOn,
    answerTime,
    status,
    overdue: isQuestionOverdue(question),
    answers: answers.map((answer) => ({ ...answer, files: [...answer.files] })),
    askedAgain,
    possible: STEPS[status].filter((action) => may(action, subject)),
    sample: stored.sample === 1,
  }
}
