/** Reads of transitions: a compound's stories with what is possible now, and the list for who oversees them. */
import { addDays, sentenceOf } from '@changxin/shared/kernel'
import {
  type ManagementState,
  managementDecider,
  refusalOf,
  TAKE_OVER_AHEAD_DAYS,
  TRANSITION_ACTIONS,
  type TransitionRow,
  TransitionRule,
  TransitionRuleName,
  type transitionApi,
  transitionErrors,
  transitionRuleOn,
} from '@changxin/shared/management'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { openRequestsOf } from '../../maintenance/index.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { operatorName } from '../management.reads.ts'
import { type StepRow, storiesOf } from './transition.story.ts'

/** A compound has a few in its life, each of some dozen steps; the newest are told. */
const MAX_STEPS = 2_000
const SYSTEM = 'system'
const NO_REVISION = -1
const FIRST_DAY = '2021-01-01'

export function transitionRules(read: Read): TransitionRule[] {
  return read
    .all<{ data: string }>('SELECT data FROM management_transition_rule ORDER BY position')
    .map(({ data }) => TransitionRule.parse(JSON.parse(data)))
}

function stepsOf({ read, at }: QueryContext, compoundId: string): StepRow[] {
  const columns = 'transition_id, type, occurred_at, actor_id, data, sample'
  return read
    .all<StepRow>(
      `SELECT ${columns} FROM management_transition_step WHERE compound_id = ? AND position < ? ORDER BY position DESC LIMIT ?`,
      compoundId,
      at.before ?? '~~',
      MAX_STEPS,
    )
    .reverse()
}

/** The open one began with its reason, so a story cut off at its beginning is left out. */
const whole = (rows: readonly StepRow[]) => {
  const begun = new Set(rows.filter(({ type }) => type === 'TransitionOpened').map((row) => row.transition_id))
  return rows.filter((row) => begun.has(row.transition_id))
}

type Output = z.output<typeof transitionApi.transition.output>

export function viewTransition(context: QueryContext, compoundId: string): Output {
  const { read, at, may } = context
  const rules = transitionRules(read)
  const isStaff = may('management.transitions', {})
  const stored = read.get<{ state: string; revision: number }>(
    'SELECT state, revision FROM management_transition_state WHERE compound_id = ?',
    compoundId,
  )
  const state = stored ? (JSON.parse(stored.state) as ManagementState) : managementDecider.initial
  const today = newestDay(read) ?? FIRST_DAY
  const { order } = state.transition
  return {
    items: storiesOf(whole(stepsOf(context, compoundId)), {
      read,
      rules,
      nameOf: (personId) => (personId === SYSTEM || !isStaff ? '' : nameOf(read, personId)),
    }),
    possible: at.before === undefined ? possibleNow(context, compoundId, state, today) : [],
    rules: TransitionRuleName.options.map((name) => transitionRuleOn(rules, name, today)),
    order: order && { until: order.until },
    openRequests: openRequestsOf(read, compoundId),
    revision: stored?.revision ?? NO_REVISION,
  }
}

function possibleNow(
  { may, language }: QueryContext,
  compoundId: string,
  { transition }: ManagementState,
  today: string,
): Output['possible'] {
  return TRANSITION_ACTIONS.map((action) => {
    // Taking over may be recorded some days ahead of the day itself.
    const on = action === 'take-over' ? addDays(today, TAKE_OVER_AHEAD_DAYS) : today
    const refusal = refusalOf(action, transition, on)
    const entry = refusal && transitionErrors.entries[refusal.code]
    return {
      action,
      isPossible: refusal === null,
      isAllowed: may(`management.${action}`, { compoundId }),
      reason: refusal && entry ? sentenceOf(entry, language, refusal.params) : null,
    }
  })
}

interface Stored {
  readonly transition_id: string
  readonly compound_id: string
  readonly status: TransitionRow['status']
  readonly reason: TransitionRow['reason']
  readonly from_mode: TransitionRow['fromMode']
  readonly from_operator_id: string | null
  readonly to_mode: TransitionRow['toMode']
  readonly to_operator_id: string | null
  readonly step: TransitionRow['step']
  readonly due_on: string | null
  readonly overdue: number
  readonly refused: number
  readonly data_refused: number
  readonly skipped: number
  readonly since: string
  readonly sample: number
}

type Input = z.output<(typeof transitionApi.transitions)['input']>
const VIEWS: Readonly<Record<Input['view'], string>> = {
  open: "r.status IN ('open', 'taken-over')",
  overdue: "r.overdue = 1 AND r.status <> 'unmanaged'",
  unmanaged: "r.status = 'unmanaged'",
  refused: "r.refused > 0 AND r.status <> 'cancelled'",
  all: '1 = 1',
}
const NEWEST: KeysetOrder = {
  name: 'newest',
  descending: true,
  keys: [
    { sql: 'r.since', type: 'text' },
    { sql: 'r.transition_id', type: 'text' },
  ],
}

export function listTransitions(
  { read, scope }: QueryContext,
  { view, compoundId, limit, cursor }: Input,
): z.output<typeof transitionApi.transitions.output> {
  const { rows, next } = keysetPage<Stored>(read, {
    select: 'r.*',
    from: 'management_transition_row r',
    where: allOf(
      scope.where('r.compound_id'),
      { sql: VIEWS[view], params: [] },
      compoundId ? { sql: 'r.compound_id = ?', params: [compoundId] } : undefined,
    ),
    order: NEWEST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => toRow(read, row)), ...(next ? { next } : {}) }
}

function toRow(read: Read, row: Stored): TransitionRow {
  const named = (operatorId: string | null) => (operatorId === null ? null : operatorName(read, operatorId))
  return {
    id: row.transition_id,
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    status: row.status,
    reason: row.reason,
    fromMode: row.from_mode,
    fromOperatorName: named(row.from_operator_id),
    toMode: row.to_mode,
    toOperatorName: named(row.to_operator_id),
    step: row.step,
    dueOn: row.due_on,
    overdue: row.overdue === 1,
    refused: row.refused,
    dataRefused: row.data_refused === 1,
    skipped: row.skipped,
    since: row.since,
    sample: row.sample === 1,
  }
}
