/** Reads of maintenance: the list of requests under a scope, with its counts. */
import type { maintenanceApi } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { CURRENT } from '../views/intervals.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { SqlValue } from '../views/projection.ts'
import type { Read } from '../views/views.ts'
import { FROM, SELECT, type StoredRow, toRow } from './maintenance.row.ts'
import { searchCondition } from './search.queries.ts'

const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'r.position', type: 'text' }] }

const condition = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params })

/** Each of these is found by its own index: an OR over both tables would walk through all requests. */
function oneOf(...parts: readonly Condition[]): Condition {
  return {
    sql: `r.request_id IN (${parts.map(({ sql }) => sql).join(' UNION ')})`,
    params: parts.flatMap(({ params }) => params),
  }
}

/** What somebody has to do, and what they come along to. */
const workOf = ({ scope, at }: QueryContext): Condition[] => [
  condition(
    `SELECT a.request_id FROM maintenance_state a WHERE a.assignee_id = ? AND ${at.where('a')}`,
    scope.personId,
  ),
  condition(`SELECT h.request_id FROM maintenance_helper h WHERE h.person_id = ? AND ${at.where('h')}`, scope.personId),
]

/** What somebody waits for, or entered for another who does. */
const awaitedBy = ({ scope, at }: QueryContext): Condition[] => [
  condition(
    'SELECT w.request_id FROM maintenance_waiter w WHERE w.person_id = ? AND w.position < ?',
    scope.personId,
    at.before ?? CURRENT,
  ),
  condition('SELECT request_id FROM maintenance_request WHERE entered_by = ?', scope.personId),
]

/** What one sees whatever one's role: what one waits for, entered for another, has to do, and what is of one's home. */
function ownOf(context: QueryContext): Condition {
  const homes = context.scope.unitIds.map((unitId) =>
    condition('SELECT request_id FROM maintenance_request WHERE unit_id = ?', unitId),
  )
  return oneOf(...awaitedBy(context), ...workOf(context), ...homes)
}

/** Staff see what their scope covers, and everybody their own. */
function visible(context: QueryContext): Condition {
  const [staff, own] = [context.scope.where('r.compound_id'), ownOf(context)]
  return { sql: `(${staff.sql}) OR ${own.sql}`, params: [...staff.params, ...own.params] }
}

type ListInput = z.output<(typeof maintenanceApi.list)['input']>

function viewCondition(context: QueryContext, view: ListInput['view']): Condition | undefined {
  switch (view) {
    case 'all':
      return undefined
    case 'open':
      return condition('s.open = 1')
    case 'overdue':
      return condition('s.open = 1 AND s.overdue = 1')
    case 'unassigned':
      return condition('s.open = 1 AND s.assignee_id IS NULL')
    case 'paused':
      return condition("s.status = 'paused'")
    case 'mine':
      return allOf(condition('s.open = 1'), oneOf(...workOf(context)))
    case 'reported-by-me':
      return oneOf(...awaitedBy(context))
    case 'awaiting-confirmation':
      return condition("s.status = 'completed'")
    case 'closed':
      return condition("s.status = 'closed'")
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
  return allOf(
    condition(context.at.where('s')),
    visible(context),
    ...placeConditions(input),
    viewCondition(context, input.view),
    input.status ? condition('s.status = ?', input.status) : undefined,
    input.category ? condition('r.category = ?', input.category) : undefined,
    input.urgency ? condition('r.urgency = ?', input.urgency) : undefined,
    searchCondition(context, ownOf(context), input),
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
  const { rows, next } = keysetPage<StoredRow>(context.read, {
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
