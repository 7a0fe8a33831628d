/** Reads of maintenance: the list of requests under a scope, with its counts. */
import { addDays, startOf } from '@changxin/shared/kernel'
import type { maintenanceApi } from '@changxin/shared/maintenance'
import type { z } from 'zod'
import type { QueryContext } from '../feature.ts'
import { CURRENT } from '../views/intervals.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { SqlValue } from '../views/projection.ts'
import type { Read } from '../views/views.ts'
import { FROM_EITHER, type ListPath, pathOf } from './list-path.ts'
import { SELECT, type StoredRow, toRow } from './maintenance.row.ts'
import { searchCondition } from './search.queries.ts'

const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'r.position', type: 'text' }] }

/** The scope of whoever has no role here. */
const NOWHERE = '1 = 0'

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

/** What somebody waits for, or entered for another who does, unless another operator has it now. */
const awaitedBy = ({ scope, at }: QueryContext): Condition[] => [
  condition(
    'SELECT w.request_id FROM maintenance_waiter w WHERE w.person_id = ? AND w.position < ?',
    scope.personId,
    at.before ?? CURRENT,
  ),
  condition(
    `SELECT e.request_id FROM maintenance_request e WHERE e.entered_by = ? AND NOT EXISTS
       (SELECT 1 FROM maintenance_state c WHERE c.request_id = e.request_id AND c.to_position = '${CURRENT}' AND c.changed_hands = 1)`,
    scope.personId,
  ),
]

/** What one sees whatever one's role: what one waits for, entered for another, has to do, and what is of one's home. */
function ownOf(context: QueryContext): Condition {
  const homes = context.scope.homes.map(({ unitId, since }) =>
    condition(
      'SELECT request_id FROM maintenance_request WHERE unit_id = ? AND reported_at >= ?',
      unitId,
      startOf(since),
    ),
  )
  return oneOf(...awaitedBy(context), ...workOf(context), ...homes)
}

/** Staff see what their scope covers, and everybody their own. */
function visible(context: QueryContext, compoundColumn = 'r.compound_id'): Condition {
  const [staff, own] = [context.scope.where(compoundColumn), ownOf(context)]
  // An OR with nothing would still walk through all requests.
  if (staff.sql === NOWHERE) return own
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

export const inRegion = (column: string, regionId: string): Condition =>
  condition(
    `${column} IN (SELECT compound_id FROM places_compound WHERE ? IN (region_id, community_id, subdistrict_id, district_id, block_id))`,
    regionId,
  )

function placeConditions(input: ListInput, compoundColumn = 'r.compound_id'): Condition[] {
  return [
    ...(input.compoundId ? [condition('r.compound_id = ?', input.compoundId)] : []),
    ...(input.regionId ? [inRegion(compoundColumn, input.regionId)] : []),
    ...(input.unitId ? [condition('r.unit_id = ?', input.unitId)] : []),
  ]
}

function filters(context: QueryContext, input: ListInput, { where, compoundColumn }: ListPath): Condition {
  return allOf(
    condition(context.at.where('s')),
    where,
    context.scope.all ? undefined : visible(context, compoundColumn),
    ...placeConditions(input, compoundColumn),
    viewCondition(context, input.view),
    input.status ? condition('s.status = ?', input.status) : undefined,
    input.category ? condition('r.category = ?', input.category) : undefined,
    input.urgency ? condition('r.urgency = ?', input.urgency) : undefined,
    input.from ? condition('r.reported_at >= ?', startOf(input.from)) : undefined,
    input.to ? condition('r.reported_at < ?', startOf(addDays(input.to, 1))) : undefined,
    searchCondition(context, ownOf(context), input),
  )
}

type Counts = z.output<(typeof maintenanceApi.list)['output']>['counts']
/** What is counted: the column that keeps it for each compound, and what it is of a single state. */
const COUNTED: Readonly<Record<keyof Counts, readonly [kept: string, ofState: string]>> = {
  open: ['open', 's.open'],
  overdue: ['overdue', 's.overdue'],
  unassigned: ['unassigned', 's.open AND s.assignee_id IS NULL'],
  paused: ['paused', "s.status = 'paused'"],
  awaitingConfirmation: ['awaiting', "s.status = 'completed'"],
  closed: ['closed', "s.status = 'closed'"],
  all: ['total', '1'],
}
const NAMES = Object.keys(COUNTED) as (keyof Counts)[]
const KEPT = `${NAMES.map((name) => `sum(r.${COUNTED[name][0]}) AS "${name}"`).join(', ')} FROM maintenance_tally r`
const SCANNED = `${NAMES.map((name) => `sum(${COUNTED[name][1]}) AS "${name}"`).join(', ')} FROM ${FROM_EITHER}`

/** Adds up the answers of several such questions, each about other requests. */
function sumsOf(read: Read, ...asked: readonly { readonly sums: string; readonly where: Condition }[]): Counts {
  const rows = asked.map(({ sums, where }) =>
    read.get<Partial<Record<keyof Counts, number>>>(`SELECT ${sums} WHERE ${where.sql}`, ...where.params),
  )
  const sum = (name: keyof Counts) => rows.reduce((total, row) => total + (row?.[name] ?? 0), 0)
  return Object.fromEntries(NAMES.map((name) => [name, sum(name)])) as Counts
}

/**
 * Of the scope the counts are kept per compound; one's own few requests elsewhere are counted and come on top. Past days
 * and single units are counted.
 */
function countsOf(context: QueryContext, input: ListInput): Counts {
  const { read, scope, at } = context
  const places = placeConditions(input)
  const staff = scope.where('r.compound_id')
  const scanned = (...conditions: readonly Condition[]) => ({
    sums: SCANNED,
    where: allOf(condition(at.where('s')), ...conditions, ...places),
  })
  if (at.before !== undefined || input.unitId !== undefined || staff.sql === NOWHERE)
    // Compound by compound all of a region is dearer than one walk.
    return sumsOf(read, scanned(visible(context, staff.sql.includes('SELECT') ? '+r.compound_id' : 'r.compound_id')))
  const kept = { sums: KEPT, where: allOf(staff, ...places) }
  if (scope.all) return sumsOf(read, kept)
  return sumsOf(read, kept, scanned(ownOf(context), { sql: `NOT (${staff.sql})`, params: staff.params }))
}

export function listRequests(context: QueryContext, input: ListInput) {
  const counts = countsOf(context, input)
  const path = pathOf(context.at, input, counts.all)
  const { rows, next } = keysetPage<StoredRow>(context.read, {
    select: SELECT,
    from: path.from,
    where: filters(context, input, path),
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  return {
    items: rows.map((row) => toRow(context.read, row)),
    ...(next ? { next } : {}),
    counts,
  }
}
