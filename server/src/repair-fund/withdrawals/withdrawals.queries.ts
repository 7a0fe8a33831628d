/** Withdrawals as lists and pages show them. Their figures are those of the domain's own state; views have no as-of. */
import { type Day, type Id, PAGE_LIMIT_DEFAULT } from '@changxin/shared/kernel'
import {
  advanceCeilingFenOf,
  approvalFenOf,
  approverFor,
  dueShares,
  gatesOf,
  settlementCeilingFen,
  statusOfWithdrawal,
  stopOf,
  type Withdrawal,
  type WithdrawalAct,
  type WithdrawalPlan,
  type WithdrawalPlanView,
  type WithdrawalRow,
  type WithdrawalShare,
  type WithdrawalView,
  withdrawalsApi,
} from '@changxin/shared/repair-fund'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName, placeLabel, unitLabel } from '../../places/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import type { Act } from './acts.ts'
import { gateFactsIn, lackingIn, type Place, placeIn } from './gate.facts.ts'
import { possibleNow } from './possible.ts'
import { findRow, headOf, type WithdrawalRow as Row, SHARE, W, withdrawalOf } from './withdrawals.rows.ts'

export interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

const NEWEST_FIRST: KeysetOrder = {
  name: 'withdrawals',
  keys: [{ sql: 'position', type: 'text' }],
  descending: true,
}

/** `onlyPosted`: for residents, who see what was posted. */
export function listWithdrawals(
  read: Read,
  compoundId: Id,
  { state, limit, cursor }: Page & { state?: 'open' | 'done' | undefined },
  onlyPosted: boolean,
) {
  const done = "status IN ('published', 'cancelled')"
  const { rows, next } = keysetPage<Row>(read, {
    select: '*',
    from: W,
    where: allOf(
      { sql: 'compound_id = ?', params: [compoundId] },
      onlyPosted ? { sql: 'posted = 1', params: [] } : undefined,
      state && { sql: state === 'done' ? done : `NOT ${done}`, params: [] },
    ),
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  const place = placeIn(read, compoundId)
  const held = read.get<{ fen: number }>(
    'SELECT units_fen + sellers_fen AS fen FROM repair_fund_fund WHERE compound_id = ?',
    compoundId,
  )
  const aside = read.get<{ fen: number | null }>(
    `SELECT sum(reserved_fen) AS fen FROM ${W} WHERE compound_id = ?`,
    compoundId,
  )
  const reservedFen = aside?.fen ?? 0
  const availableFen = Math.max(0, (held?.fen ?? 0) - reservedFen)
  return { items: rows.map((row) => rowView(place, row)), reservedFen, availableFen, ...(next ? { next } : {}) }
}

function rowView(place: Place, row: Row): WithdrawalRow {
  const head = headOf(row)
  const of = head.ask ? withdrawalOf(row) : head
  const status = statusOfWithdrawal(of)
  const isEnded = status === 'published' || status === 'cancelled'
  return {
    id: row.withdrawal_id,
    status,
    purpose: of.plan?.purpose ?? null,
    requestId: row.request_id,
    ground: of.plan?.ground.kind ?? null,
    budgetFen: of.plan?.budgetFen ?? null,
    settledFen: of.settled?.settledFen ?? null,
    paidFen: of.paidFen,
    reservedFen: row.reserved_fen,
    preparedOn: row.prepared_on,
    postedUntil: of.posted?.until ?? null,
    publishedOn: of.published?.on ?? null,
    stop: isEnded ? null : stopOf(gatesOf(of, gateFactsIn(place, of))),
    sample: row.sample === 1,
  }
}

export const compoundOfWithdrawal = (read: Read, withdrawalId: Id): Id | undefined =>
  read.get<{ compound_id: Id }>(`SELECT compound_id FROM ${W} WHERE withdrawal_id = ?`, withdrawalId)?.compound_id

interface ActRow {
  readonly event_id: string
  readonly type: string
  readonly at: string
  readonly actor_id: Id | null
  readonly data: string
}

/** Null for one that is not there, or that this person does not see yet. `isDesk`: sees what is not posted. */
export function readWithdrawal(context: QueryContext, withdrawalId: Id, isDesk: boolean): WithdrawalView | null {
  const { read, principal, may } = context
  const row = findRow(read, withdrawalId)
  if (!row || (!isDesk && row.posted === 0)) return null
  const of = withdrawalOf(row)
  const place = placeIn(read, row.compound_id)
  const facts = gateFactsIn(place, of)
  const gates = gatesOf(of, facts)
  const { ask } = of
  const subject = { compoundId: row.compound_id }
  const plan = of.plan && planFor(context, row.compound_id, of.plan)
  const now = {
    gates,
    ownBook: place.ownBook,
    short: (facts.short?.units ?? 0) > 0,
    personId: principal?.personId ?? null,
  }
  const acts = actsOf(read, withdrawalId)
  return {
    ...rowView(place, row),
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    plan,
    partId: plan?.partId ?? of.draft?.partId ?? null,
    estimateFen: of.draft?.estimateFen ?? null,
    scopeLabel: plan && scopeLabel(read, row.compound_id, plan.scope),
    gates,
    apportionedFen: of.posted?.totalFen ?? null,
    unitCount: of.groups.reduce((sum, { units }) => sum + units.length, 0),
    groups: groupRows(read, withdrawalId, of),
    ask: ask && {
      ...{ askId: ask.askId, kind: ask.kind, amountFen: ask.amountFen, approvedOn: ask.approvedOn },
      required: approverFor(place.rule, approvalFenOf(of)),
      application: place.ownBook ? null : (ask.application ?? { state: 'prepared', number: null, reason: null }),
    },
    advanceCeilingFen: plan && advanceCeilingFenOf(place.rule, plan.budgetFen),
    settlementCeilingFen: plan && settlementCeilingFen(place.rule, plan.budgetFen),
    short: facts.short,
    payments: acts.flatMap((act) => paymentOf(act)),
    timeline: acts.map((act) => actView(read, act, isDesk)),
    possible: possibleNow(of, now).filter((verb) => may(withdrawalsApi[verb].action, subject)),
  }
}

/** Doors of an agreement, and who signed it, are for those who see every share; others read what it says of their own. */
function planFor({ principal, may }: QueryContext, compoundId: Id, plan: WithdrawalPlan): WithdrawalPlanView {
  const { split } = plan
  if (split.by !== 'agreement' || may(withdrawalsApi.shares.action, { compoundId })) return plan
  const own = new Set(principal?.homes.filter(({ checked }) => checked).map(({ unitId }) => unitId))
  const weights = split.weights.filter(({ unitId }) => own.has(unitId))
  return { ...plan, split: { ...split, file: null, weights } }
}

/** Who did it, and papers that carry names, are for those who keep the books. */
function actView(read: Read, { event_id, type, at, actor_id, data }: ActRow, isDesk: boolean): WithdrawalAct {
  const { on, amountFen, text, files } = JSON.parse(data) as Act
  return {
    ...{ id: event_id, type, at, on, amountFen, text, actorId: isDesk ? actor_id : null },
    actorName: isDesk && actor_id !== null ? nameOf(read, actor_id) : null,
    files: isDesk || !type.startsWith('Application') ? [...files] : [],
  }
}

function actsOf(read: Read, withdrawalId: Id): ActRow[] {
  return read.all<ActRow>(
    `SELECT event_id, type, at, actor_id, data FROM repair_fund_withdrawals_act WHERE withdrawal_id = ?
     ORDER BY position LIMIT ?`,
    ...[withdrawalId, MAX_ACTS],
  )
}
/** Of one withdrawal; more steps than that nobody takes. */
const MAX_ACTS = 500

function paymentOf({ type, data }: ActRow): WithdrawalView['payments'] {
  if (type !== 'PaymentMade') return []
  const { on: paidOn, amountFen, text: payee, files, payment } = JSON.parse(data) as Act
  return payment ? [{ ...payment, paidOn, amountFen: amountFen ?? 0, payee, files: [...files] }] : []
}

export function scopeLabel(read: Read, compoundId: Id, scope: NonNullable<WithdrawalView['plan']>['scope']): string {
  switch (scope.kind) {
    case 'compound':
      return compoundName(read, compoundId)
    case 'building':
      return placeLabel(read, 'building', scope.buildingId)
    case 'entrance':
      return placeLabel(read, 'entrance', scope.entranceId)
    default: {
      const named = scope.unitIds.slice(0, NAMED_UNITS).map((unitId) => unitLabel(read, unitId))
      return `${named.join('、')}${scope.unitIds.length > NAMED_UNITS ? ` … (${scope.unitIds.length})` : ''}`
    }
  }
}
const NAMED_UNITS = 3

interface GroupSums {
  readonly book: 'commercial' | 'public-housing'
  readonly buildingId: Id | null
  readonly units: number
  readonly unsold: number
  readonly weight: number
  readonly fen: number
}

function groupRows(read: Read, withdrawalId: Id, of: Withdrawal): WithdrawalView['groups'] {
  const sums = read.all<GroupSums>(
    `SELECT s.book, a.building_id AS buildingId, count(*) AS units, sum(s.unsold) AS unsold, sum(s.weight) AS weight,
       sum(s.amount_fen) AS fen
     FROM ${SHARE} s LEFT JOIN repair_fund_account a ON a.unit_id = s.holder_id
     WHERE s.withdrawal_id = ? AND s.holder = 'unit' GROUP BY s.book, a.building_id`,
    withdrawalId,
  )
  return sums.map(({ fen, ...sum }) => {
    const sellersFen = sellersFenIn(of, sum.book === 'public-housing' ? sum.buildingId : null)
    const buildingName = sum.buildingId === null ? null : placeLabel(read, 'building', sum.buildingId)
    return {
      ...sum,
      id: `${sum.book}-${sum.buildingId ?? 'none'}`,
      buildingName,
      amountFen: fen + sellersFen,
      sellersFen,
    }
  })
}

function sellersFenIn({ groups }: Pick<Withdrawal, 'groups'>, buildingId: Id | null): number {
  const group = buildingId === null ? undefined : groups.find((each) => each.buildingId === buildingId)
  return group?.sellers.reduce((sum, { amountFen }) => sum + amountFen, 0) ?? 0
}

const BY_DOOR: KeysetOrder = {
  name: 'withdrawal-shares',
  keys: [
    { sql: 'u.sort_key', type: 'text' },
    { sql: 's.holder_id', type: 'text' },
  ],
}

interface ShareRow {
  readonly id: Id
  readonly label: string
  readonly buildingId: Id | null
  readonly book: WithdrawalShare['book']
  readonly weight: number
  readonly amountFen: number
  readonly paidFen: number
  readonly unsold: number
}

export function listShares(read: Read, withdrawalId: Id, buildingId: Id | undefined, { limit, cursor }: Page) {
  const row = findRow(read, withdrawalId)
  if (!row) return null
  const { rows, next } = keysetPage<ShareRow>(read, {
    select: `s.holder_id AS id, u.label, u.building_id AS buildingId, s.book, s.weight, s.amount_fen AS amountFen,
      s.paid_fen AS paidFen, s.unsold`,
    from: `${SHARE} s JOIN places_unit u ON u.unit_id = s.holder_id`,
    where: allOf(
      { sql: "s.withdrawal_id = ? AND s.holder = 'unit'", params: [withdrawalId] },
      buildingId === undefined ? undefined : { sql: 'u.building_id = ?', params: [buildingId] },
    ),
    order: BY_DOOR,
    limit,
    cursor,
  })
  const of = withdrawalOf(row)
  const lacking = lackingIn(placeIn(read, row.compound_id), of, dueShares(of))
  const items = rows.map(({ id, label, buildingId: at, book, weight, amountFen, paidFen, unsold }) => ({
    ...{ id, label, buildingId: at, book, weight, amountFen, paidFen, unsold: unsold === 1 },
    shortFen: lacking.units.get(id) ?? 0,
  }))
  return { items, ...(next ? { next } : {}) }
}

/** Decisions that agreed to a use of the fund and that nothing rests on yet. */
export function openAuthorisations(read: Read, compoundId: Id) {
  const rows = read.all<{ data: string }>(
    `SELECT data FROM repair_fund_withdrawals_authorisation a
     WHERE compound_id = ? AND void = 0
       AND NOT EXISTS (SELECT 1 FROM ${W} w, json_each(w.head, '$.served') s
                       WHERE w.compound_id = a.compound_id AND w.status <> 'cancelled'
                         AND s.value = a.decision_id || ' ' || a.item_id)
     ORDER BY position DESC LIMIT ?`,
    ...[compoundId, PAGE_LIMIT_DEFAULT],
  )
  const items = rows.map(({ data }) => {
    const { decisionId, itemId, purpose, budgetFen, contractor, requestId, scope, on } = JSON.parse(data) as {
      decisionId: Id
      itemId: Id
      purpose: string
      budgetFen: number
      contractor: string | null
      requestId: Id | null
      scope: NonNullable<WithdrawalView['plan']>['scope']
      on: Day
    }
    const what = { decisionId, itemId, purpose, budgetFen, contractor, requestId, scope, on }
    return { id: `${decisionId}-${itemId}`, ...what, scopeLabel: scopeLabel(read, compoundId, scope) }
  })
  return { items }
}
