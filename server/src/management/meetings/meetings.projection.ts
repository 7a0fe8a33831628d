/** Meetings and questions in position intervals, and beside them every promise that has a day. */
import { dayOf, type Recorded } from '@changxin/shared/kernel'
import {
  isPointOverdue,
  isQuestionOverdue,
  type KnownQuestion,
  type MeetingEvent,
  type MeetingState,
  meetingDecider,
  meetingEvents,
  type PointState,
  pointDueAt,
  type QuestionEvent,
  questionDecider,
  questionDueAt,
  questionEvents,
} from '@changxin/shared/management'
import { currentOf, putInterval } from '../../views/intervals.ts'
import { type Handler, isSample, on, projection, type Rows } from '../../views/projection.ts'

// matter_id: of a point `<meetingId>/<pointId>`, of a question its id. since: the day of the meeting or of the question.
const SCHEMA = `
CREATE TABLE management_meetings_meeting (
  meeting_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, compound_id TEXT NOT NULL,
  held_on TEXT NOT NULL, sample INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (meeting_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_meetings_meeting_held ON management_meetings_meeting (held_on, meeting_id) WHERE to_position = '~~';
CREATE TABLE management_meetings_question (
  question_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, asker_id TEXT NOT NULL, asked_at TEXT NOT NULL,
  sample INTEGER NOT NULL, state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE management_meetings_matter (
  matter_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, kind TEXT NOT NULL, compound_id TEXT NOT NULL,
  status TEXT NOT NULL, overdue INTEGER NOT NULL, due_on TEXT NOT NULL, since TEXT NOT NULL, sample INTEGER NOT NULL,
  state TEXT NOT NULL, PRIMARY KEY (matter_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_meetings_matter_since ON management_meetings_matter (since, matter_id) WHERE to_position = '~~';
CREATE INDEX management_meetings_matter_open ON management_meetings_matter (due_on, matter_id) WHERE to_position = '~~' AND status = 'open';
CREATE TABLE management_meetings_due (
  matter_id TEXT PRIMARY KEY, kind TEXT NOT NULL, due_at TEXT NOT NULL, due_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_meetings_due_at ON management_meetings_due (due_at);
`

/** Where and when it was recorded. */
type Placed = Pick<Recorded, 'position' | 'metadata'>

interface Matter {
  readonly id: string
  readonly kind: 'point' | 'question'
  readonly compoundId: string
  readonly status: string
  readonly overdue: boolean
  readonly dueOn: string
  readonly dueAt: string | null
  readonly since: string
  readonly sample: number
  readonly state: unknown
}

function putMatter(rows: Rows, matter: Matter, position: string): void {
  const { id, kind, compoundId, status, overdue, dueOn, dueAt, since, sample, state } = matter
  const row = {
    kind,
    compound_id: compoundId,
    status,
    overdue: overdue ? 1 : 0,
    due_on: dueOn,
    since,
    sample,
    state: JSON.stringify(state),
  }
  putInterval(rows, 'management_meetings_matter', { matter_id: id }, row, position)
  if (dueAt === null) rows.run('DELETE FROM management_meetings_due WHERE matter_id = ?', id)
  else rows.run('INSERT OR REPLACE INTO management_meetings_due VALUES (?, ?, ?, ?)', id, kind, dueAt, dueOn)
  rows.touch({ table: 'management_meetings_matter', compoundId })
}

export const matterIdOf = (meetingId: string, pointId: string) => `${meetingId}/${pointId}`

const pointStatus = ({ done }: PointState) => (done === null ? 'open' : 'done')

function handleMeeting(event: MeetingEvent & Placed, rows: Rows): void {
  const { meetingId, compoundId } = event.data
  const key = { meeting_id: meetingId }
  const kept = currentOf<{ state: string; sample: number }>(rows, 'management_meetings_meeting', key)
  const before = kept ? (JSON.parse(kept.state) as MeetingState) : null
  const after = meetingDecider.evolve(before, event)
  if (!after) return
  const sample = kept?.sample ?? isSample(event)
  const row = { compound_id: compoundId, held_on: after.heldOn, sample, state: JSON.stringify(after) }
  putInterval(rows, 'management_meetings_meeting', key, row, event.position)
  rows.touch({ table: 'management_meetings_meeting', compoundId })
  const changed = 'pointId' in event.data ? event.data.pointId : null
  for (const point of after.points) {
    if (point.dueOn === null || (changed !== null && changed !== point.pointId)) continue
    const matter: Matter = {
      id: matterIdOf(meetingId, point.pointId),
      kind: 'point',
      compoundId,
      status: pointStatus(point),
      overdue: isPointOverdue(point),
      dueOn: point.dueOn,
      dueAt: pointDueAt(point),
      since: after.heldOn,
      sample,
      state: { meetingId, ...point },
    }
    putMatter(rows, matter, event.position)
  }
}

function handleQuestion(event: QuestionEvent & Placed, rows: Rows): void {
  const { questionId, compoundId } = event.data
  const kept = rows.get<{ state: string; sample: number; asked_at: string }>(
    'SELECT state, sample, asked_at FROM management_meetings_question WHERE question_id = ?',
    questionId,
  )
  const after = questionDecider.evolve(kept ? (JSON.parse(kept.state) as KnownQuestion) : null, event)
  if (!after) return
  const { actor, onBehalfOf, occurredAt } = event.metadata
  const askedAt = kept?.asked_at ?? occurredAt
  const sample = kept?.sample ?? isSample(event)
  rows.run(
    `INSERT INTO management_meetings_question (question_id, compound_id, asker_id, asked_at, sample, state)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (question_id) DO UPDATE SET state = excluded.state`,
    questionId,
    compoundId,
    onBehalfOf ?? actor,
    askedAt,
    sample,
    JSON.stringify(after),
  )
  rows.touch({ table: 'management_meetings_question', compoundId })
  const matter: Matter = {
    id: questionId,
    kind: 'question',
    compoundId,
    status: after.status === 'asked' ? 'open' : after.status,
    overdue: isQuestionOverdue(after),
    dueOn: after.dueOn,
    dueAt: questionDueAt(after),
    since: dayOf(askedAt),
    sample,
    state: { text: after.text, operatorId: after.operatorId },
  }
  putMatter(rows, matter, event.position)
}

const each = <Event>(
  definitions: readonly Parameters<typeof on>[0][],
  handle: (event: Event, rows: Rows) => void,
): (readonly [string, Handler])[] => definitions.map((definition) => on(definition, handle as never))

export const meetingsProjection = projection('management-meetings', 1, SCHEMA, [
  ...each(meetingEvents, handleMeeting),
  ...each(questionEvents, handleQuestion),
])
