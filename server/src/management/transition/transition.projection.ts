/** Transitions as lists, stories and the timer need them; the same machine as the decider's, so that they never disagree. */
import { ManagerChosen } from '@changxin/shared/decisions'
import {
  type AnyEvent,
  addDays,
  type Day,
  dayOf,
  type EventType,
  type Recorded,
  startOf,
} from '@changxin/shared/kernel'
import {
  earliestTakeOver,
  type ManagementState,
  ModeAdopted,
  managementDecider,
  stepStatus,
  type Transition,
  TransitionRule,
  TransitionRuleAdopted,
  type TransitionStep,
  takeOverDueOn,
  targetOf,
  transitionEvents,
  warnOn,
} from '@changxin/shared/management'
import { type Handler, isSample, on, projection, type Rows } from '../../views/projection.ts'
import { schema } from './transition.schema.ts'

export const TRANSITION_TABLES = {
  story: 'management_transition_step',
  list: 'management_transition_row',
  choice: 'management_transition_choice',
  rule: 'management_transition_rule',
} as const

type OfCompound = Recorded<{ type: string; data: { compoundId: string; transitionId?: string } }>

function stateBefore(rows: Rows, compoundId: string): ManagementState {
  const row = rows.get<{ state: string }>(
    'SELECT state FROM management_transition_state WHERE compound_id = ?',
    compoundId,
  )
  return row ? (JSON.parse(row.state) as ManagementState) : managementDecider.initial
}

function putState(event: OfCompound, rows: Rows): { before: ManagementState; after: ManagementState } {
  const { compoundId } = event.data
  const before = stateBefore(rows, compoundId)
  const whole = managementDecider.evolve(before, { type: event.type, data: event.data } as never)
  // Only the latest adoption is asked for.
  const after = { ...whole, adoptions: whole.adoptions.slice(-1) }
  rows.run(
    'INSERT OR REPLACE INTO management_transition_state (compound_id, state, revision) VALUES (?, ?, ?)',
    compoundId,
    JSON.stringify(after),
    event.revision,
  )
  recordDue(compoundId, after, rows)
  return { before, after }
}

interface Due {
  readonly what: 'take-over' | 'check' | 'warn' | 'end'
  readonly refId: string
  readonly dueFor: Day
  /** The day that begins when it is due. */
  readonly on: Day
}

/** Everything that the timer will have to do for the compound as it stands. */
function duesOf({ transition: { open, unchecked, order } }: ManagementState, rules: readonly TransitionRule[]): Due[] {
  const due: Due[] = unchecked
    .filter(({ isOverdue }) => !isOverdue)
    .map(({ transitionId: refId, dueOn }) => ({ what: 'check', refId, dueFor: dueOn, on: addDays(dueOn, 1) }))
  const takeOver = open && takeOverDueOn(open)
  if (open && takeOver && !open.overdueFor.includes(takeOver))
    due.push({ what: 'take-over', refId: open.transitionId, dueFor: takeOver, on: addDays(takeOver, 1) })
  if (!order) return due
  const { adoptionId: refId, until } = order
  if (!order.isWarned) due.push({ what: 'warn', refId, dueFor: until, on: warnOn(until, { rules }) })
  due.push({ what: 'end', refId, dueFor: until, on: addDays(until, 1) })
  return due
}

function recordDue(compoundId: string, state: ManagementState, rows: Rows): void {
  rows.run('DELETE FROM management_transition_due WHERE compound_id = ?', compoundId)
  for (const { what, refId, dueFor, on: day } of duesOf(state, rulesOf(rows)))
    rows.run(
      'INSERT INTO management_transition_due VALUES (?, ?, ?, ?, ?)',
      compoundId,
      what,
      refId,
      dueFor,
      startOf(day),
    )
}

function rulesOf(rows: Rows): TransitionRule[] {
  return rows
    .all<{ data: string }>('SELECT data FROM management_transition_rule ORDER BY position')
    .map(({ data }) => TransitionRule.parse(JSON.parse(data)))
}

const BEFORE_TAKE_OVER = ['proposal', 'decision', 'notice', 'handover'] as const
const nextStep = (open: Transition): TransitionStep =>
  BEFORE_TAKE_OVER.find((step) => stepStatus(open, step) === 'open') ?? 'take-over'

function putOpenRow(event: OfCompound, open: Transition, rows: Rows): void {
  const { transitionId, reason, from, items, skipped } = open
  const target = targetOf(open)
  const dueOn = takeOverDueOn(open) ?? earliestTakeOver(open)
  const lacking = Object.values(items).filter(({ state }) => state === 'missing' || state === 'refused')
  const isRefused = items['personal-data']?.state === 'refused'
  rows.run(
    `INSERT INTO management_transition_row VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (transition_id) DO UPDATE SET to_mode = excluded.to_mode, to_operator_id = excluded.to_operator_id,
       step = excluded.step, due_on = excluded.due_on, overdue = excluded.overdue, refused = excluded.refused,
       data_refused = excluded.data_refused, skipped = excluded.skipped`,
    transitionId,
    event.data.compoundId,
    reason,
    from.mode,
    from.operatorId,
    target?.mode ?? null,
    target?.operatorId ?? null,
    nextStep(open),
    dueOn,
    dueOn !== null && open.overdueFor.includes(dueOn) ? 1 : 0,
    lacking.length,
    isRefused ? 1 : 0,
    Object.keys(skipped).length,
    dayOf(event.metadata.occurredAt),
    isSample(event),
  )
}

/** What becomes of the row when the transition is no longer open. */
function closeRow({ type, data }: OfCompound, rows: Rows): void {
  const { transitionId = '' } = data
  const set = (sql: string, ...params: string[]) =>
    rows.run(`UPDATE management_transition_row SET ${sql} WHERE transition_id = ?`, ...params, transitionId)
  if (type === 'ManagementTakenOver') {
    const { checkDueOn } = data as unknown as { checkDueOn: Day }
    set("status = 'taken-over', step = 'check', due_on = ?, overdue = 0", checkDueOn)
  }
  if (type === 'TransitionCancelled') set("status = 'cancelled', step = NULL, due_on = NULL, overdue = 0")
  if (type === 'TransitionChecked') set("status = 'checked', step = NULL, due_on = NULL, overdue = 0")
  const { step } = data as unknown as { step?: string }
  if (type === 'TransitionStepSkipped' && step === 'check')
    set("status = 'checked', step = NULL, due_on = NULL, overdue = 0, skipped = skipped + 1")
  if (type === 'TransitionStepOverdue' && step === 'check') set('overdue = 1')
}

/** Left without a successor, or an order ended: the subdistrict sees it until somebody manages the compound. */
function putUnmanaged(event: OfCompound, rows: Rows): void {
  const { data } = event as unknown as {
    data: {
      compoundId: string
      adoptionId: string
      on: Day
      fromOperatorId: string | null
      mode?: string
      transitionId?: string
    }
  }
  if (event.type !== 'EmergencyOrderEnded' && !(event.type === 'ManagementTakenOver' && data.mode === 'none')) return
  const from = rows.get<{ from_mode: string }>(
    'SELECT from_mode FROM management_transition_row WHERE transition_id = ?',
    data.transitionId ?? '',
  )
  rows.run(
    `INSERT OR REPLACE INTO management_transition_row VALUES (?, ?, 'unmanaged', NULL, ?, ?, 'none', NULL, 'reason', NULL, 1, 0, 0, 0, ?, ?)`,
    data.adoptionId,
    data.compoundId,
    from?.from_mode ?? 'unknown',
    data.fromOperatorId,
    data.on,
    isSample(event),
  )
}

function handle(event: OfCompound, rows: Rows): void {
  const { compoundId, transitionId = '' } = event.data
  const { after } = putState(event, rows)
  rows.run(
    'INSERT INTO management_transition_step VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    event.position,
    compoundId,
    transitionId,
    event.type,
    event.metadata.occurredAt,
    event.metadata.actor,
    JSON.stringify(event.data),
    isSample(event),
  )
  const { open } = after.transition
  if (open && open.transitionId === transitionId) putOpenRow(event, open, rows)
  else closeRow(event, rows)
  putUnmanaged(event, rows)
  hearIn(event, rows)
  rows.touch({ table: 'management_transition_step', compoundId })
  rows.touch({ table: 'management_transition_row', compoundId })
}

/** A vote that has had its effect is no longer pending. */
function hearIn({ data }: OfCompound, rows: Rows): void {
  const { decision } = data as { decision?: { decisionId: string; itemId: string } | null }
  if (!decision) return
  const { decisionId, itemId } = decision
  rows.run('DELETE FROM management_transition_choice WHERE decision_id = ? AND item_id = ?', decisionId, itemId)
  rows.touch({ table: 'management_transition_choice' })
}

const handlers = (transitionEvents as readonly EventType[]).map((definition) =>
  on(definition, handle as (event: Recorded<AnyEvent>, rows: Rows) => void),
) as readonly (readonly [string, Handler])[]

export const transitionProjection = projection('management-transition', 2, schema, [
  ...handlers,
  on(ModeAdopted, (event, rows) => {
    const { compoundId } = event.data
    putState(event, rows)
    rows.run("DELETE FROM management_transition_row WHERE compound_id = ? AND status = 'unmanaged'", compoundId)
    rows.touch({ table: 'management_transition_row', compoundId })
  }),
  on(ManagerChosen, ({ id, position, data, metadata }, rows) => {
    const { decisionId, itemId, compoundId, mode, operatorId, on: day, scope } = data
    // The owners of one building choose nobody for all the others.
    if (scope.kind !== 'compound') return
    rows.run(
      'INSERT OR IGNORE INTO management_transition_choice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      decisionId,
      itemId,
      compoundId,
      mode,
      operatorId,
      day,
      metadata.occurredAt,
      id,
      position,
    )
    rows.touch({ table: 'management_transition_choice', compoundId })
  }),
  on(TransitionRuleAdopted, ({ data, position }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO management_transition_rule VALUES (?, ?, ?)',
      data.ruleId,
      position,
      JSON.stringify(data),
    )
    rows.touch({ table: 'management_transition_rule' })
  }),
])
