/** Return visits as they stand, for any past day: one for each completion that is asked about, until it was, or was overtaken. */
import { type Day, dayOf, type Recorded } from '@changxin/shared/kernel'
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  type FinishedRequest,
  PartlyFixed,
  RequestReopened,
  RequestReported,
  ReturnVisited,
  type Urgency,
  type VisitReason,
  visitDueOn,
  visitReasonOf,
  visitRuleOn,
  WorkCompleted,
} from '@changxin/shared/maintenance'
import { currentOf, type IntervalRow, putInterval } from '../views/intervals.ts'
import { type Handler, on, projection, type Rows } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE maintenance_visits_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, urgency TEXT NOT NULL, completions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- waiting: somebody is to be called; overtaken: it was opened again before anybody was. round: which completion.
CREATE TABLE maintenance_visits_visit (
  request_id TEXT NOT NULL, round INTEGER NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL,
  compound_id TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL, due_on TEXT NOT NULL, calls INTEGER NOT NULL,
  waiting INTEGER NOT NULL, overtaken INTEGER NOT NULL, tries INTEGER NOT NULL, last_tried_at TEXT, result TEXT,
  done_on TEXT, PRIMARY KEY (request_id, round, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_visits_visit_waiting ON maintenance_visits_visit (due_on, request_id, round, compound_id)
  WHERE to_position = '~~' AND waiting = 1;
CREATE INDEX maintenance_visits_visit_since ON maintenance_visits_visit (since);
CREATE INDEX maintenance_visits_visit_done ON maintenance_visits_visit (done_on) WHERE done_on IS NOT NULL;
`
const VISITS = 'maintenance_visits_visit'

interface RequestRow {
  readonly request_id: string
  readonly compound_id: string
  readonly urgency: Urgency
  readonly completions: number
}
interface VisitState extends IntervalRow {
  readonly compound_id: string
  readonly reason: VisitReason
  readonly since: Day
  readonly due_on: Day
  /** How many nobody may take, by the rule of the day on which it became due. */
  readonly calls: number
  readonly waiting: 0 | 1
  readonly overtaken: 0 | 1
  readonly tries: number
  readonly last_tried_at: string | null
  readonly result: string | null
  readonly done_on: Day | null
}

type OfRequest = { readonly type: string; readonly data: { readonly requestId: string } }
interface Known {
  readonly rows: Rows
  readonly request: RequestRow
  /** Of the latest completion. */
  readonly visit: VisitState | undefined
  readonly day: Day
  put(change: Partial<VisitState>): void
}

/** A step of a known request; what it puts is touched. */
function step<Event extends OfRequest>(
  change: (known: Known, event: Recorded<Event>) => void,
): (event: Recorded<Event>, rows: Rows) => void {
  return (event, rows) => {
    const { requestId } = event.data
    const request = rows.get<RequestRow>('SELECT * FROM maintenance_visits_request WHERE request_id = ?', requestId)
    if (!request) return
    const key = { request_id: requestId, round: request.completions }
    const visit = currentOf<VisitState>(rows, VISITS, key)
    const put = (changed: Partial<VisitState>) => {
      putInterval(rows, VISITS, key, { ...visit, ...changed } as VisitState, event.position)
      rows.touch({ table: VISITS, compoundId: request.compound_id })
    }
    change({ rows, request, visit, day: dayOf(event.metadata.occurredAt), put }, event)
  }
}

const fresh = { waiting: 1, overtaken: 0, tries: 0, last_tried_at: null, result: null, done_on: null } as const

/** Begins the visit that the rule of the day asks for, if any. */
function begin({ request, day, put }: Known, status: FinishedRequest['status']): boolean {
  const { request_id: requestId, compound_id, urgency } = request
  const rule = visitRuleOn(day)
  const reason = visitReasonOf({ requestId, urgency, status }, rule)
  if (reason === null) return false
  put({ ...fresh, compound_id, reason, since: day, due_on: visitDueOn(reason, day, rule), calls: rule.calls })
  return true
}

const overtake = ({ visit, put }: Known) => {
  if (visit?.waiting === 1) put({ waiting: 0, overtaken: 1 })
}

const completed = step((known) => {
  const { rows, request } = known
  const completions = request.completions + 1
  rows.run(
    'UPDATE maintenance_visits_request SET completions = ? WHERE request_id = ?',
    completions,
    request.request_id,
  )
  rows.touch({ table: VISITS, compoundId: request.compound_id })
})

/** Handled after the completion was counted, so that the visit is of this one. */
const askedAtOnce = step((known) => void begin(known, 'completed'))

/** Whoever answered late is not asked for not having answered; the draw may still take it. */
const confirmed = step((known) => {
  if (known.visit && known.visit.reason !== 'unanswered') return
  if (known.visit && known.visit.waiting === 0) return
  if (!begin(known, 'confirmed')) overtake(known)
})
const lapsed = step((known) => {
  if (!known.visit) begin(known, 'unanswered')
})

const visited = step(({ visit, day, put }, event: Recorded<ReturnType<typeof ReturnVisited>>) => {
  if (visit?.waiting !== 1) return
  const { result } = event.data
  const tries = visit.tries + (result === 'unreachable' ? 1 : 0)
  const tried = { tries, last_tried_at: result === 'unreachable' ? event.metadata.occurredAt : visit.last_tried_at }
  const isDone = result !== 'unreachable' || tries >= visit.calls
  put(isDone ? { ...tried, waiting: 0, result, done_on: day } : tried)
})

function reported({ data }: Recorded<ReturnType<typeof RequestReported>>, rows: Rows): void {
  const { requestId, compoundId, urgency } = data
  rows.run('INSERT INTO maintenance_visits_request VALUES (?, ?, ?, 0)', requestId, compoundId, urgency)
  rows.touch({ table: 'maintenance_visits_request', compoundId })
}

const handlers: readonly (readonly [string, Handler])[] = [
  on(RequestReported, reported),
  on(WorkCompleted, (event, rows) => {
    completed(event, rows)
    askedAtOnce(event, rows)
  }),
  on(CompletionConfirmed, confirmed),
  on(ConfirmationLapsed, lapsed),
  on(ReturnVisited, visited),
  on(RequestReopened, step(overtake)),
  on(PartlyFixed, step(overtake)),
]

export const visitsProjection = projection('maintenance-visits', 1, SCHEMA, handlers)
