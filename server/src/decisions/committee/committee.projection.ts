/** Committees: terms and meetings in position intervals, what falls due, and seats that were won and wait for their member. */
import {
  DecisionProposed,
  type Due,
  deadlinesOf,
  dueAtOf,
  ExternalDecisionRecorded,
  evolveMeeting,
  evolveTerms,
  type Item,
  type ItemGroup,
  latestTerm,
  type Meeting,
  type MeetingEvent,
  markedLate,
  meetingEvents,
  resolutionDues,
  SeatWon,
  type TermEvent,
  type Terms,
  termEvents,
} from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { currentOf, putInterval } from '../../views/intervals.ts'
import { type Handler, on, projection, type Rows } from '../../views/projection.ts'

// meeting_id, item_id: of a resolution's; empty for what a term has to do.
const SCHEMA = `
CREATE TABLE decisions_committee_terms (
  compound_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (compound_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_committee_meeting (
  meeting_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, compound_id TEXT NOT NULL,
  meets_on TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (meeting_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_committee_meeting_day ON decisions_committee_meeting (compound_id, meets_on, meeting_id);
CREATE TABLE decisions_committee_due (
  compound_id TEXT NOT NULL, term_id TEXT NOT NULL, what TEXT NOT NULL, meeting_id TEXT NOT NULL, item_id TEXT NOT NULL,
  last_day TEXT NOT NULL, due_at TEXT NOT NULL, PRIMARY KEY (compound_id, term_id, what, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_committee_due_at ON decisions_committee_due (due_at);
CREATE INDEX decisions_committee_due_meeting ON decisions_committee_due (meeting_id);
CREATE TABLE decisions_committee_won (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, person_id TEXT NOT NULL, won_on TEXT NOT NULL,
  position TEXT NOT NULL, event_id TEXT NOT NULL, won_at TEXT NOT NULL, seated INTEGER NOT NULL,
  PRIMARY KEY (decision_id, item_id)
) STRICT, WITHOUT ROWID;
-- seats: put to the vote in an election.
CREATE TABLE decisions_committee_election (decision_id TEXT PRIMARY KEY, seats INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_committee_won_open ON decisions_committee_won (position) WHERE seated = 0;
`

function putDue(
  rows: Rows,
  compoundId: string,
  termId: string,
  meetingId: string,
  { what, itemId, on: day }: Due,
): void {
  rows.run(
    'INSERT OR REPLACE INTO decisions_committee_due VALUES (?, ?, ?, ?, ?, ?, ?)',
    compoundId,
    termId,
    what,
    meetingId,
    itemId ?? '',
    day,
    dueAtOf({ what, itemId, on: day }),
  )
}

function handleTerm(event: Recorded<TermEvent>, rows: Rows): void {
  const said = { type: event.type, data: event.data } as TermEvent
  const { compoundId } = said.data
  const key = { compound_id: compoundId }
  const kept = currentOf<{ state: string }>(rows, 'decisions_committee_terms', key)
  const terms = evolveTerms(kept ? (JSON.parse(kept.state) as Terms) : [], said)
  putInterval(rows, 'decisions_committee_terms', key, { state: JSON.stringify(terms) }, event.position)
  rows.run("DELETE FROM decisions_committee_due WHERE compound_id = ? AND item_id = ''", compoundId)
  const latest = latestTerm(terms)
  if (latest) for (const due of deadlinesOf(latest)) putDue(rows, compoundId, latest.termId, '', due)
  if (said.type === 'CommitteeDeadlineCame' && said.data.itemId !== null)
    markLate(rows, said.data.itemId, event.position)
  if (said.type === 'MemberSeated' && said.data.won)
    rows.run(
      'UPDATE decisions_committee_won SET seated = 1 WHERE decision_id = ? AND item_id = ?',
      said.data.won.decisionId,
      said.data.won.itemId,
    )
  rows.touch({ table: 'decisions_committee_terms', compoundId })
}

function putMeeting(rows: Rows, meeting: Meeting, position: string): void {
  const { meetingId, compoundId, termId, meetsOn } = meeting
  const row = { compound_id: compoundId, meets_on: meetsOn, state: JSON.stringify(meeting) }
  putInterval(rows, 'decisions_committee_meeting', { meeting_id: meetingId }, row, position)
  rows.run('DELETE FROM decisions_committee_due WHERE meeting_id = ?', meetingId)
  for (const due of resolutionDues(meeting)) putDue(rows, compoundId, termId, meetingId, due)
  rows.touch({ table: 'decisions_committee_meeting', compoundId })
}

function meetingNow(rows: Rows, meetingId: string): Meeting | undefined {
  const kept = currentOf<{ state: string }>(rows, 'decisions_committee_meeting', { meeting_id: meetingId })
  return kept && (JSON.parse(kept.state) as Meeting)
}

function markLate(rows: Rows, itemId: string, position: string): void {
  const sql = 'SELECT meeting_id FROM decisions_committee_due WHERE item_id = ?'
  const due = rows.get<{ meeting_id: string }>(sql, itemId)
  const meeting = due && meetingNow(rows, due.meeting_id)
  if (meeting) putMeeting(rows, markedLate(meeting, itemId), position)
}

function handleMeeting(event: Recorded<MeetingEvent>, rows: Rows): void {
  const said = { type: event.type, data: event.data } as MeetingEvent
  const after = evolveMeeting(meetingNow(rows, said.data.meetingId), said)
  if (after) putMeeting(rows, after, event.position)
}

interface Put {
  readonly decisionId: string
  readonly compoundId: string
  readonly items: readonly Item[]
  readonly groups: readonly ItemGroup[]
}

/** Seats of the groups that candidates stand in, and candidates that stand alone. */
function putElection({ decisionId, compoundId, items, groups }: Put, rows: Rows): void {
  const candidates = items.filter(({ effect }) => effect?.kind === 'seat')
  if (candidates.length === 0) return
  const inGroups = new Set(candidates.map(({ groupId }) => groupId))
  const alone = candidates.filter(({ groupId }) => groupId === null).length
  const seats = groups.filter(({ groupId }) => inGroups.has(groupId)).reduce((sum, group) => sum + group.seats, alone)
  rows.run('INSERT OR REPLACE INTO decisions_committee_election VALUES (?, ?)', decisionId, seats)
  rows.touch({ table: 'decisions_committee_election', compoundId })
}

export const committeeProjection = projection('decisions-committee', 1, SCHEMA, [
  ...termEvents.map((definition): readonly [string, Handler] =>
    on(definition as (typeof termEvents)[0], (event, rows) => handleTerm(event as never, rows)),
  ),
  ...meetingEvents.map((definition): readonly [string, Handler] =>
    on(definition as (typeof meetingEvents)[0], (event, rows) => handleMeeting(event as never, rows)),
  ),
  on(DecisionProposed, ({ data }, rows) => putElection(data, rows)),
  on(ExternalDecisionRecorded, ({ data }, rows) => putElection(data, rows)),
  on(SeatWon, ({ data, position, id, metadata }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO decisions_committee_won VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)',
      data.decisionId,
      data.itemId,
      data.compoundId,
      data.personId,
      data.on,
      position,
      id,
      metadata.occurredAt,
    )
    rows.touch({ table: 'decisions_committee_won', compoundId: data.compoundId })
  }),
])
