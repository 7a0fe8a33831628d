/** Reads of maintenance: the list under a scope, one request with its steps, who may be assigned. */

import { maskPhone } from '@changxin/shared/kernel'
import type { KnownRequest, RequestRow, RequestStatus } from '@changxin/shared/maintenance'
import { clockOf, isOpen, isOverdue, type maintenanceApi, possibleActions } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { nameOf, phoneOf } from '../people/index.ts'
import { compoundName, placeLabel } from '../places/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage, likeContaining } from '../views/keyset.ts'
import type { SqlValue } from '../views/projection.ts'
import type { Read } from '../views/views.ts'
import { subjectOfRequest } from './maintenance.subject.ts'

interface Row {
  readonly request_id: string
  readonly number: string
  readonly compound_id: string
  readonly place_kind: RequestRow['place']['kind']
  readonly place_id: string
  readonly unit_id: string | null
  readonly category: RequestRow['category']
  readonly urgency: RequestRow['urgency']
  readonly text: string
  readonly reported_at: string
  readonly channel: string
  readonly reporter_id: string | null
  readonly entered_by: string
  readonly rule_id: string
  readonly files: string
  readonly sample: number
  readonly status: RequestStatus
  readonly photos: number
  readonly revision: number
  readonly state: string
}

const SELECT = 'r.*, s.status, s.photos, s.revision, s.state'
const FROM = 'maintenance_request r JOIN maintenance_state s ON s.request_id = r.request_id'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'r.position', type: 'text' }] }

function toRow(read: Read, row: Row): RequestRow {
  const state = JSON.parse(row.state) as KnownRequest
  return {
    id: row.request_id,
    number: row.number,
    compoundId: row.compound_id,
    compoundName: compoundName(read, row.compound_id),
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    place: { kind: row.place_kind, id: row.place_id },
    category: row.category,
    urgency: row.urgency,
    status: row.status,
    text: row.text,
    reportedAt: row.reported_at,
    responseDueAt: state.response.dueAt,
    resolutionDueAt: state.resolution.dueAt,
    nextDueAt: isOpen(state) ? clockOf(state).nextDueAt : null,
    responseMissed: state.response.missed,
    resolutionMissed: state.resolution.missed,
    overdue: isOverdue(state),
    assigneeId: state.assigneeId,
    assigneeName: state.assigneeId === null ? null : nameOf(read, state.assigneeId),
    reopenedCount: state.reopenedCount,
    photos: row.photos,
    channel: row.channel,
    revision: row.revision,
    sample: row.sample === 1,
  }
}

const condition = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params })

/**
 * What one sees whatever one's role: reported, entered for another, assigned to one, of one's home. Each is found by its
 * own index: an OR over both tables would walk through all requests.
 */
function ownOf({ scope, at }: QueryContext): Condition {
  const requests = 'SELECT request_id FROM maintenance_request WHERE'
  const parts = [
    condition(`${requests} reporter_id = ?`, scope.personId),
    condition(`${requests} entered_by = ?`, scope.personId),
    condition(
      `SELECT a.request_id FROM maintenance_state a WHERE a.assignee_id = ? AND ${at.where('a')}`,
      scope.personId,
    ),
    ...scope.unitIds.map((unitId) => condition(`${requests} unit_id = ?`, unitId)),
  ]
  return {
    sql: `r.request_id IN (${parts.map(({ sql }) => sql).join(' UNION ')})`,
    params: parts.flatMap(({ params }) => params),
  }
}

/** Staff see what their scope covers, and everybody their own. */
function visible(context: QueryContext): Condition {
  const [staff, own] = [context.scope.where('r.compound_id'), ownOf(context)]
  return { sql: `(${staff.sql}) OR ${own.sql}`, params: [...staff.params, ...own.params] }
}

type ListInput = z.output<(typeof maintenanceApi.list)['input']>

function viewCondition(view: ListInput['view'], personId: string | null): Condition | undefined {
  switch (view) {
    case 'all':
      return undefined
    case 'open':
      return condition('s.open = 1')
    case 'overdue':
      return condition('s.open = 1 AND s.overdue = 1')
    case 'mine':
      return condition('s.open = 1 AND s.assignee_id = ?', personId)
    case 'reported-by-me':
      return condition('r.reporter_id = ? OR r.entered_by = ?', personId, personId)
    case 'awaiting-confirmation':
      return condition("s.status = 'completed'")
  }
}

const inRegion = (column: string, regionId: string): Condition =>
  condition(
    `${column} IN (SELECT compound_id FROM places_compound WHERE ? IN (region_id, community_id, subdistrict_id, district_id, block_id))`,
    regionId,
  )

function placeConditions(input: ListInput): Condition[] {
  return [
    ...(input.compoundId ? [condition('r.compound_id = ?', input.compoundId)] : []),
    ...(input.regionId ? [inRegion('r.compound_id', input.regionId)] : []),
    ...(input.unitId ? [condition('r.unit_id = ?', input.unitId)] : []),
  ]
}

function filters(context: QueryContext, input: ListInput): Condition {
  const text = input.q?.trim()
  return allOf(
    condition(context.at.where('s')),
    visible(context),
    ...placeConditions(input),
    viewCondition(input.view, context.scope.personId),
    input.status ? condition('s.status = ?', input.status) : undefined,
    input.category ? condition('r.category = ?', input.category) : undefined,
    input.urgency ? condition('r.urgency = ?', input.urgency) : undefined,
    text
      ? condition(
          "r.text LIKE ? ESCAPE '\\' OR r.number LIKE ? ESCAPE '\\'",
          likeContaining(text),
          likeContaining(text),
        )
      : undefined,
  )
}

type Counts = Readonly<Record<'open' | 'overdue' | 'awaiting' | 'total', number>>

function sumsOf(read: Read, sums: string, where: Condition): Counts {
  const row = read.get<Record<keyof Counts, number | null>>(`SELECT ${sums} WHERE ${where.sql}`, ...where.params)
  return { open: row?.open ?? 0, overdue: row?.overdue ?? 0, awaiting: row?.awaiting ?? 0, total: row?.total ?? 0 }
}

const KEPT =
  'sum(r.open) AS open, sum(r.overdue) AS overdue, sum(r.awaiting) AS awaiting, sum(r.total) AS total FROM maintenance_tally r'
const COUNTED = `sum(s.open) AS open, sum(s.overdue) AS overdue, sum(s.status = 'completed') AS awaiting, count(*) AS total FROM ${FROM}`

/**
 * Of the scope the counts are kept per compound; one's own few requests elsewhere are counted and come on top. Past days
 * and single units are counted.
 */
function countsOf(context: QueryContext, input: ListInput) {
  const { read, scope, at } = context
  const places = placeConditions(input)
  const staff = scope.where('r.compound_id')
  const count = (...conditions: readonly Condition[]) =>
    sumsOf(read, COUNTED, allOf(condition(at.where('s')), ...conditions, ...places))
  const isKept = at.before === undefined && input.unitId === undefined && staff.sql !== '1 = 0'
  const kept = isKept ? sumsOf(read, KEPT, allOf(staff, ...places)) : count(visible(context))
  const own =
    isKept && !scope.all ? count(ownOf(context), { sql: `NOT (${staff.sql})`, params: staff.params }) : undefined
  return {
    open: kept.open + (own?.open ?? 0),
    overdue: kept.overdue + (own?.overdue ?? 0),
    awaitingConfirmation: kept.awaiting + (own?.awaiting ?? 0),
    all: kept.total + (own?.total ?? 0),
  }
}

export function listRequests(context: QueryContext, input: ListInput) {
  const { rows, next } = keysetPage<Row>(context.read, {
    select: SELECT,
    from: FROM,
    where: filters(context, input),
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  return {
    items: rows.map((row) => toRow(context.read, row)),
    ...(next ? { next } : {}),
    counts: countsOf(context, input),
  }
}

interface StepRow {
  readonly event_id: string
  readonly type: string
  readonly occurred_at: string
  readonly recorded_at: string
  readonly actor_id: string
  readonly on_behalf_of: string | null
  readonly channel: string
  readonly data: string
}

type Fact = string | number | boolean | null
const TEXTS = ['text', 'note', 'reason'] as const
const LEFT_OUT = new Set<string>([...TEXTS, 'files', 'requestId', 'compoundId', 'reporterId', 'target', 'place'])

function stepOf(read: Read, row: StepRow) {
  const data = JSON.parse(row.data) as Record<string, unknown>
  const facts = Object.entries(data).filter(
    (entry): entry is [string, Fact] => !LEFT_OUT.has(entry[0]) && typeof entry[1] !== 'object',
  )
  if (typeof data['target'] === 'string') facts.push(['target', data['target']])
  if (typeof data['assigneeId'] === 'string') facts.push(['assigneeName', nameOf(read, data['assigneeId'])])
  return {
    id: row.event_id,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actorId: row.actor_id,
    actorName: nameOf(read, row.actor_id),
    onBehalfOfName: row.on_behalf_of === null ? null : nameOf(read, row.on_behalf_of),
    channel: row.channel,
    text: TEXTS.map((name) => data[name]).find((value): value is string => typeof value === 'string') ?? null,
    files: (data['files'] as string[] | undefined) ?? [],
    facts: Object.fromEntries(facts),
  }
}

export function viewRequest(context: QueryContext, requestId: string) {
  const { read, at, may } = context
  const row = read.get<Row>(`SELECT ${SELECT} FROM ${FROM} WHERE r.request_id = ? AND ${at.where('s')}`, requestId)
  if (!row) return null
  const steps = read.all<StepRow>(
    'SELECT * FROM maintenance_step WHERE request_id = ? AND position < ? ORDER BY position',
    requestId,
    at.before ?? '~',
  )
  const request = toRow(read, row)
  const subject = subjectOfRequest(read, requestId) ?? {}
  const phone = row.reporter_id === null ? null : phoneOf(read, row.reporter_id)
  return {
    ...request,
    reporterName: row.reporter_id === null ? null : nameOf(read, row.reporter_id),
    reporterMaskedPhone: phone === null ? null : maskPhone(phone),
    files: JSON.parse(row.files) as string[],
    steps: steps.map((step) => stepOf(read, step)),
    possible: at.before === undefined ? possibleActions(request).filter((action) => may(action, subject)) : [],
    targetRule: ruleOf(read, row.rule_id),
  }
}

function ruleOf(read: Read, ruleId: string) {
  const rule = read.get<{ basis: string; source: string }>(
    'SELECT basis, source FROM maintenance_rule WHERE rule_id = ? ORDER BY valid_from DESC LIMIT 1',
    ruleId,
  )
  return rule ? { ruleId, basis: rule.basis, source: rule.source } : null
}

/** People with a worker's or manager's role that covers the compound, and how much open work each has. */
export function assigneesOf(read: Read, compoundId: string) {
  const people = read.all<{ person_id: string; open: number }>(
    `SELECT g.person_id, (SELECT count(*) FROM maintenance_state s WHERE s.assignee_id = g.person_id AND s.to_position = '~~' AND s.open = 1) AS open
     FROM people_grant g LEFT JOIN places_compound c ON c.compound_id = ?1 LEFT JOIN management_current m ON m.compound_id = ?1
     WHERE g.role IN ('worker', 'manager') AND (g.scope_kind = 'all' OR g.scope_id IN (?1, c.community_id, c.subdistrict_id, c.district_id, m.operator_id))
     GROUP BY g.person_id ORDER BY open, g.person_id`,
    compoundId,
  )
  return people.map((person) => ({ id: person.person_id, name: nameOf(read, person.person_id), open: person.open }))
}

export function mayBeAssigned(read: Read, compoundId: string, personId: string): boolean {
  return assigneesOf(read, compoundId).some((person) => person.id === personId)
}
