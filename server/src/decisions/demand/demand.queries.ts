/** Reads of demands: each with its sum by the roll of the day that is shown. */
import {
  type DemandDetail,
  type DemandRow,
  type DemandStatus,
  type demandApi,
  demandSum,
  type Join,
  type KnownDemand,
} from '@changxin/shared/decisions'
import type { z } from 'zod'
import type { QueryContext } from '../../feature.ts'
import { compoundName, unitLabel } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { dayShown, rollOn } from '../participation/participation.reads.ts'

const FROM = 'decisions_demand_demand d'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'd.sort', type: 'text' }] }
type ListInput = z.output<(typeof demandApi.list)['input']>

const VIEW: Readonly<Record<ListInput['view'], string>> = {
  all: '1 = 1',
  open: "d.status = 'open'",
  reached: "d.status = 'reached'",
  overdue: 'd.overdue = 1',
}

interface JoinRow extends Join {
  readonly means: 'screen' | 'paper'
}

function joinsOf({ read, at }: QueryContext, demandId: string): JoinRow[] {
  return read
    .all<{ unit_id: string; owner_ids: string; means: JoinRow['means'] }>(
      `SELECT unit_id, owner_ids, means FROM decisions_demand_join j WHERE demand_id = ? AND ${at.where('j')}`,
      demandId,
    )
    .map((row) => ({ unitId: row.unit_id, ownerIds: JSON.parse(row.owner_ids) as string[], means: row.means }))
}

/** The sum that was reached stays; before it, by the roll of the day shown. */
function sumOf(context: QueryContext, demand: KnownDemand, joins: readonly Join[]) {
  if (demand.reached) return demand.reached
  const roll = rollOn(context.read, demand.compoundId, dayShown(context))
  return demandSum(joins, roll, demand.percent.value)
}

function toRow(context: QueryContext, demand: KnownDemand, joins: readonly Join[]): DemandRow {
  const { joined, heads } = sumOf(context, demand, joins)
  const { demandId, compoundId, title, status, openedOn, percent, reached, overdue } = demand
  return {
    id: demandId,
    compoundId,
    compoundName: compoundName(context.read, compoundId),
    ...{ title, status, openedOn, percent, joined, heads },
    overdue: overdue && status === 'reached',
    callBy: reached?.callBy ?? null,
  }
}

export function listDemands(context: QueryContext, input: ListInput): z.output<(typeof demandApi.list)['output']> {
  const { read, at, scope } = context
  const condition = (sql: string, ...params: string[]): Condition => ({ sql, params })
  const { rows, next } = keysetPage<{ state: string }>(read, {
    select: 'd.state',
    from: FROM,
    where: allOf(
      condition(at.where('d')),
      scope.where('d.compound_id'),
      condition(VIEW[input.view]),
      input.compoundId === undefined ? undefined : condition('d.compound_id = ?', input.compoundId),
    ),
    order: NEWEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  const items = rows.map(({ state }) => {
    const demand = JSON.parse(state) as KnownDemand
    return toRow(context, demand, joinsOf(context, demand.demandId))
  })
  return { items, ...(next ? { next } : {}) }
}

const STEPS: Readonly<Record<DemandStatus, readonly string[]>> = {
  open: ['decisions.sign-demand', 'decisions.count-demand', 'decisions.close-demand'],
  reached: ['decisions.sign-demand'],
  answered: [],
  closed: [],
}

export function viewDemand(context: QueryContext, demandId: string): DemandDetail | null {
  const { read, at, scope } = context
  const row = read.get<{ state: string }>(
    `SELECT d.state FROM ${FROM} WHERE d.demand_id = ? AND ${at.where('d')}`,
    demandId,
  )
  if (!row) return null
  const demand = JSON.parse(row.state) as KnownDemand
  const joins = joinsOf(context, demandId)
  const roll = new Map(rollOn(read, demand.compoundId, dayShown(context)).map((unit) => [unit.unitId, unit]))
  const stands = (join: Join) => roll.get(join.unitId)?.ownerIds.join(' ') === join.ownerIds.join(' ')
  const now = at.before === undefined
  const homes = scope.homes.filter(
    ({ unitId }) => context.may('decisions.join-demand', { compoundId: demand.compoundId, unitId }) && roll.has(unitId),
  )
  return {
    ...toRow(context, demand, joins),
    reason: demand.reason,
    callWithin: demand.callWithin,
    reachedOn: demand.reached?.on ?? null,
    answeredOn: demand.answeredOn,
    decisionIds: [...demand.decisionIds],
    closedReason: demand.closedReason,
    joins: {
      screen: joins.filter(({ means }) => means === 'screen').length,
      paper: joins.filter(({ means }) => means === 'paper').length,
      lapsed: joins.filter((join) => !stands(join)).length,
    },
    mine: homes.map(({ unitId }) => ({
      unitId,
      label: unitLabel(read, unitId),
      joined: joins.some((join) => join.unitId === unitId && stands(join)),
    })),
    possible: now
      ? STEPS[demand.status].filter((action) => context.may(action, { compoundId: demand.compoundId }))
      : [],
  }
}

export function demandNow(read: Read, demandId: string): { readonly compoundId: string } | null {
  const row = read.get<{ compound_id: string }>(
    `SELECT compound_id FROM decisions_demand_demand WHERE demand_id = ? AND to_position = '${CURRENT}'`,
    demandId,
  )
  return row ? { compoundId: row.compound_id } : null
}
