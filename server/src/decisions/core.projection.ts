/** Decisions as rows: the matter, its heads and its ballots, each folded by the decider's own functions. */
import {
  type Ballot,
  correctedHeads,
  type DecisionCore,
  evolveBallot,
  evolveCore,
  evolveHead,
  type Head,
  headsOf,
  isPaperDone,
  type VoteEvent,
  voteEvents,
} from '@changxin/shared/decisions'
import { type AnyEvent, addDays, type Recorded, startOf } from '@changxin/shared/kernel'
import { currentOf, putInterval } from '../views/intervals.ts'
import { type Handler, isSample, on, projection, type Rows } from '../views/projection.ts'
import { SCHEMA } from './decision.schema.ts'
import { addTo, EMPTY_TALLY, figuresOf, minus, type TallyRow } from './decision.tally.ts'

type RecordedVote = Recorded<VoteEvent>

interface HeadRow {
  readonly voter_id: string
  readonly ordinal: number
  readonly ballots: number
  readonly delivered_by: string | null
  readonly delivered_at: string | null
  readonly state: string
}

const voteOf = ({ type, data }: RecordedVote) => ({ type, data }) as VoteEvent

function putCore(event: RecordedVote, rows: Rows): DecisionCore | null {
  const { decisionId } = event.data
  const kept = currentOf<{ sort: string; sample: number; state: string }>(rows, 'decisions_core_decision', {
    decision_id: decisionId,
  })
  const before = kept ? (JSON.parse(kept.state) as DecisionCore) : null
  const after = evolveCore(before, voteOf(event))
  if (!after || after === before) return after
  putInterval(
    rows,
    'decisions_core_decision',
    { decision_id: decisionId },
    {
      sort: kept?.sort ?? event.position,
      compound_id: after.compoundId,
      status: after.status,
      sample: kept?.sample ?? isSample(event),
      state: JSON.stringify(after),
    },
    event.position,
  )
  putStep(event, rows)
  putDue(after, rows)
  return after
}

function putStep(event: RecordedVote, rows: Rows): void {
  const { data } = event
  rows.run(
    'INSERT INTO decisions_core_step VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    data.decisionId,
    event.position,
    event.id,
    event.type,
    'objectionId' in data ? data.objectionId : null,
    event.metadata.occurredAt,
    event.metadata.actor,
    event.metadata.channel,
  )
}

/** What the timer has to say next of it: that the last day is over, or that the result is late. */
function putDue({ decisionId, status, calendar, counted, resultOverdue }: DecisionCore, rows: Rows): void {
  const day =
    status === 'open' ? calendar?.closesOn : status === 'counted' && !resultOverdue ? counted?.publishBy : undefined
  if (day === undefined) rows.run('DELETE FROM decisions_core_due WHERE decision_id = ?', decisionId)
  else
    rows.run(
      'INSERT OR REPLACE INTO decisions_core_due VALUES (?, ?, ?)',
      decisionId,
      status === 'open' ? 'close' : 'publish',
      startOf(addDays(day, 1)),
    )
}

function headRow(rows: Rows, decisionId: string, voterId: string): HeadRow | undefined {
  return rows.get<HeadRow>(
    'SELECT * FROM decisions_core_head WHERE decision_id = ? AND voter_id = ?',
    decisionId,
    voterId,
  )
}

function putHead(rows: Rows, decisionId: string, head: Head, row: Omit<HeadRow, 'voter_id' | 'state'>): void {
  rows.run(
    'INSERT OR REPLACE INTO decisions_core_head VALUES (?, ?, ?, ?, ?, ?, ?)',
    decisionId,
    head.voterId,
    row.ordinal,
    row.ballots,
    row.delivered_by,
    row.delivered_at,
    JSON.stringify(head),
  )
  rows.run('DELETE FROM decisions_core_person WHERE decision_id = ? AND voter_id = ?', decisionId, head.voterId)
  for (const [personId, proxyId] of votersOf(head)) {
    rows.run(
      'INSERT OR IGNORE INTO decisions_core_person VALUES (?, ?, ?, ?)',
      personId,
      decisionId,
      head.voterId,
      proxyId,
    )
  }
}

/** Who may vote for the head, and by which authorisation; empty for who votes by an own right. */
function votersOf({ units, delivery, proxies }: Head): (readonly [string, string])[] {
  const owners = (units[0]?.ownerIds ?? []).map((personId) => [personId, ''] as const)
  const shown = delivery?.check != null && delivery.toPersonId !== null ? [[delivery.toPersonId, ''] as const] : []
  return [...owners, ...shown, ...proxies.map(({ personId, proxyId }) => [personId, proxyId] as const)]
}

/** All heads anew: at the beginning, and where an objection corrected the roll. Answers what that changes in the figures. */
function putRoll(event: RecordedVote, rows: Rows): Partial<TallyRow>[] {
  const { decisionId } = event.data
  const known = rows.all<HeadRow>(
    'SELECT * FROM decisions_core_head WHERE decision_id = ? ORDER BY ordinal',
    decisionId,
  )
  const before = new Map(known.map((row) => [row.voter_id, JSON.parse(row.state) as Head]))
  const after =
    event.type === 'RollFrozen'
      ? headsOf((event.data as Extract<VoteEvent, { type: 'RollFrozen' }>['data']).units)
      : correctedHeads(before, (event.data as Extract<VoteEvent, { type: 'RollObjectionSettled' }>['data']).units)
  rows.run('DELETE FROM decisions_core_head WHERE decision_id = ?', decisionId)
  rows.run('DELETE FROM decisions_core_person WHERE decision_id = ?', decisionId)
  const rowsOf = new Map(known.map((row) => [row.voter_id, row]))
  ;[...after.values()].forEach((head, ordinal) => {
    const row = head.delivery ? rowsOf.get(head.voterId) : undefined
    const delivered = { delivered_by: row?.delivered_by ?? null, delivered_at: row?.delivered_at ?? null }
    putHead(rows, decisionId, head, { ordinal, ballots: 0, ...delivered })
  })
  return [
    ...[...before.values()].map((head) => minus(figuresOf(head, 0))),
    ...[...after.values()].map((head) => figuresOf(head, 0)),
  ]
}

/** Of one head: what was delivered to it, or that a ballot of it came in. */
function putOneHead(event: RecordedVote, voterId: string, rows: Rows): Partial<TallyRow>[] {
  const { decisionId } = event.data
  const row = headRow(rows, decisionId, voterId)
  if (!row) return []
  const before = JSON.parse(row.state) as Head
  const after = evolveHead(before, voteOf(event))
  const isBallot = 'ballotId' in event.data
  const { actor, occurredAt } = event.metadata
  const delivered = event.type === 'BallotDelivered' ? { delivered_by: actor, delivered_at: occurredAt } : row
  const ballots = row.ballots + (isBallot ? 1 : 0)
  putHead(rows, decisionId, after, { ...row, ...delivered, ballots })
  return [minus(figuresOf(before, row.ballots)), figuresOf(after, ballots)]
}

const BALLOT = 'SELECT state FROM decisions_core_ballot WHERE decision_id = ? AND ballot_id = ?'

function putBallot(event: RecordedVote, ballotId: string, rows: Rows): Partial<TallyRow>[] {
  const { decisionId } = event.data
  const row = rows.get<{ state: string }>(BALLOT, decisionId, ballotId)
  const before = row ? (JSON.parse(row.state) as Ballot) : undefined
  const after = evolveBallot(before, voteOf(event))
  if (!after) return []
  if (before) {
    const sql = 'UPDATE decisions_core_ballot SET state = ? WHERE decision_id = ? AND ballot_id = ?'
    rows.run(sql, JSON.stringify(after), decisionId, ballotId)
  } else {
    const sql = 'INSERT INTO decisions_core_ballot VALUES (?, ?, ?, ?, ?)'
    rows.run(sql, decisionId, ballotId, event.position, after.voterId, JSON.stringify(after))
  }
  const done = (ballot: Ballot | undefined) => (ballot?.kind === 'paper' && isPaperDone(ballot) ? 1 : 0)
  const came = before ? {} : after.kind === 'screen' ? { screen_ballots: 1 } : { paper_ballots: 1 }
  return [came, { paper_done: done(after) - done(before) }]
}

function changesOf(event: RecordedVote, rows: Rows): Partial<TallyRow>[] {
  const { data } = event
  if (event.type === 'RollFrozen') return putRoll(event, rows)
  if (event.type === 'RollObjectionSettled') return 'units' in data && data.units.length > 0 ? putRoll(event, rows) : []
  return [
    ...('ballotId' in data ? putBallot(event, data.ballotId, rows) : []),
    ...('voterId' in data ? putOneHead(event, data.voterId, rows) : []),
  ]
}

function handle(event: RecordedVote, rows: Rows): void {
  const core = putCore(event, rows)
  if (!core) return
  const key = { decision_id: core.decisionId }
  const kept = currentOf<TallyRow>(rows, 'decisions_core_tally', key)
  const before = kept ? tallyOnly(kept) : EMPTY_TALLY
  const after = changesOf(event, rows).reduce<TallyRow>(addTo, before)
  putInterval(rows, 'decisions_core_tally', key, { ...after, revision: event.revision }, event.position)
  for (const table of TOUCHED) rows.touch({ table, compoundId: core.compoundId })
}
const TOUCHED = ['decisions_core_decision', 'decisions_core_tally', 'decisions_core_head', 'decisions_core_ballot']

const tallyOnly = (row: TallyRow): TallyRow =>
  Object.fromEntries(Object.keys(EMPTY_TALLY).map((name) => [name, row[name as keyof TallyRow]])) as unknown as TallyRow

export const decisionsCoreProjection = projection(
  'decisions-core',
  1,
  SCHEMA,
  voteEvents.map((definition): readonly [string, Handler] =>
    on(definition, handle as (event: Recorded<AnyEvent>, rows: Rows) => void),
  ),
)
