/** One request with its history, and what is possible now for who looks at it. */
import { addMinutes, maskPhone } from '@changxin/shared/kernel'
import {
  type KnownRequest,
  possibleActions,
  type RequestAction,
  type RequestView,
  URGE_EVERY_HOURS,
  waitersOf,
} from '@changxin/shared/maintenance'
import type { QueryContext } from '../feature.ts'
import { nameOf, phoneOf } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { FROM, SELECT, type StoredRow, toRow } from './maintenance.row.ts'
import { subjectOfRequest } from './maintenance.subject.ts'
import { stepsShown } from './request.history.ts'
import { numberOf, stepOf } from './request.steps.ts'
import { viewerOf } from './request.viewer.ts'
import { stateOf } from './state-text.ts'

export function viewRequest(context: QueryContext, requestId: string): RequestView | null {
  const { read, at } = context
  const row = read.get<StoredRow>(
    `SELECT ${SELECT} FROM ${FROM} WHERE r.request_id = ? AND ${at.where('s')}`,
    requestId,
  )
  if (!row) return null
  const state = stateOf(row)
  const viewer = viewerOf(context, state)
  const reporterId = viewer.maySeeReporter ? row.reporter_id : null
  const phone = reporterId === null ? null : phoneOf(read, reporterId)
  const steps = stepsShown(read, requestId, at.before)
  return {
    ...toRow(read, row, state),
    ...extrasOf(context, state),
    reporterName: reporterId === null ? null : nameOf(read, reporterId),
    reporterMaskedPhone: phone === null ? null : maskPhone(phone),
    mayCall: phone !== null && context.may('maintenance.phone', subjectOfRequest(read, requestId) ?? {}),
    files: JSON.parse(row.files) as string[],
    steps: steps.rows.map((step) => stepOf(read, step, viewer)),
    moreSteps: steps.left,
    possible: at.before === undefined ? possibleFor(context, state) : [],
    targetRule: ruleOf(read, row.rule_id),
  }
}

const isWaiting = ({ principal }: QueryContext, state: KnownRequest) =>
  principal !== null && waitersOf(state).includes(principal.personId)

type Extras = Pick<RequestView, 'isWaiting' | 'helpers' | 'pause' | 'urgeAgainAt' | 'mergedInto' | 'costFen'>

function extrasOf(context: QueryContext, state: KnownRequest): Extras {
  const { read } = context
  const { helperIds, pause, urgedAt, intoRequestId, costFen } = state
  return {
    isWaiting: isWaiting(context, state),
    helpers: helperIds.map((id) => ({ id, name: nameOf(read, id) })),
    pause: pause && { resumeBy: pause.resumeBy, stopsClock: pause.stopsClock },
    urgeAgainAt: urgedAt && addMinutes(urgedAt, URGE_EVERY_HOURS * 60),
    mergedInto: intoRequestId === null ? null : { id: intoRequestId, number: numberOf(read, intoRequestId) },
    costFen,
  }
}

/** What the state and the access table allow, without what would change nothing or be refused to this person. */
function possibleFor(context: QueryContext, state: KnownRequest): RequestAction[] {
  const subject = subjectOfRequest(context.read, state.requestId) ?? {}
  const waits = isWaiting(context, state)
  const forReporter = state.reporterId !== null && context.may('maintenance.accept', subject)
  const isOfUse = (action: RequestAction) => {
    if (action === 'maintenance.follow') return !waits
    if (action === 'maintenance.urge') return waits || forReporter
    return true
  }
  return possibleActions(state).filter((action) => isOfUse(action) && context.may(action, subject))
}

function ruleOf(read: Read, ruleId: string) {
  const rule = read.get<{ basis: string; source: string }>(
    'SELECT basis, source FROM maintenance_rule WHERE rule_id = ? ORDER BY valid_from DESC LIMIT 1',
    ruleId,
  )
  return rule ? { ruleId, basis: rule.basis, source: rule.source } : null
}
