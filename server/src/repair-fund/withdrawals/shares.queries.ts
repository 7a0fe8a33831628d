/** How a plan would be shared today, and what each withdrawal means for one unit: its share, and why so much. */
import type { Id } from '@changxin/shared/kernel'
import {
  type Accounted,
  type AccountedUnit,
  type AccountsClosed,
  bearingOf,
  dueShares,
  type EndedUnits,
  shareOut,
  sharesIn,
  statusOfWithdrawal,
  type UnitWithdrawal,
  unitsBearing,
  type Withdrawal,
  type WithdrawalPreview,
  weightIn,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { placeLabel } from '../../places/index.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import type { Act } from './acts.ts'
import { lackingIn, placeIn } from './gate.facts.ts'
import type { Page } from './withdrawals.queries.ts'
import { findRow, type WithdrawalRow as Row, SHARE, W, withdrawalOf } from './withdrawals.rows.ts'

/** Units that a preview names; the sums are of all. */
const PREVIEW_UNITS = 200

export const PREVIEW_TABLES = [
  ...['places_unit', 'places_building', 'repair_fund_entry', 'repair_fund_withdrawals_deposit'],
  'repair_fund_accounts_change',
]

type Unit = AccountedUnit & { readonly hasAccount: boolean }

function unitsOf(read: Read, compoundId: Id): Unit[] {
  return read
    .all<Omit<Unit, 'hasAccount'> & { account: Id | null }>(
      `SELECT u.unit_id AS unitId, u.building_id AS buildingId, u.entrance_id AS entranceId, u.label,
         u.floor_area AS floorArea, coalesce(a.book, 'commercial') AS book, a.unit_id AS account,
         CASE a.book WHEN 'public-housing' THEN (
           SELECT coalesce(sum(e.amount_fen), 0) FROM repair_fund_entry e
           LEFT JOIN repair_fund_entry o ON o.entry_id = e.reverses
           WHERE e.unit_id = u.unit_id AND coalesce(o.kind, e.kind) IN ('first-deposit', 'build-up', 'top-up')
         ) ELSE 0 END AS depositedFen
       FROM places_unit u LEFT JOIN repair_fund_account a ON a.unit_id = u.unit_id
       WHERE u.compound_id = ? ORDER BY u.sort_key, u.unit_id`,
      compoundId,
    )
    .map(({ account, ...unit }) => ({ ...unit, hasAccount: account !== null }))
}

function sellersOf(read: Read, compoundId: Id): Accounted['sellers'] {
  return read.all(
    `SELECT s.seller_id AS sellerId, s.building_id AS buildingId, coalesce(d.fen, 0) AS depositedFen
     FROM repair_fund_seller s LEFT JOIN repair_fund_withdrawals_deposit d USING (seller_id) WHERE s.compound_id = ?`,
    compoundId,
  )
}

type Ended = Pick<z.output<typeof AccountsClosed.schema>, 'unitIds' | 'successors'>
function endedIn(read: Read, compoundId: Id): EndedUnits {
  const ended = new Map<Id, readonly Id[]>()
  const changes = read.all<{ kind: string; data: string }>(
    `SELECT kind, data FROM repair_fund_accounts_change
     WHERE compound_id = ? AND kind IN ('closed', 'reopened') ORDER BY position`,
    compoundId,
  )
  for (const { kind, data } of changes) {
    const { unitIds, successors = [] } = JSON.parse(data) as Partial<Ended>
    for (const unitId of unitIds ?? []) {
      if (kind === 'reopened') ended.delete(unitId)
      else
        ended.set(
          unitId,
          successors.map((each) => each.unitId),
        )
    }
  }
  return ended
}

/** Null for what has no plan. Units without a floor area are named and left out: nothing can be shared until they have one. */
export function previewWithdrawal(read: Read, withdrawalId: Id): WithdrawalPreview | null {
  const row = findRow(read, withdrawalId)
  const of = row && withdrawalOf(row)
  if (!of?.plan) return null
  const { plan, compoundId } = of
  const units = unitsOf(read, compoundId)
  const ended = endedIn(read, compoundId)
  const inScope = unitsBearing(units, plan.scope, ended)
  const weightOf = weightIn(plan.split)
  const known = inScope.filter((unit) => (weightOf(unit) ?? 0) > 0)
  const lacks = inScope.filter((unit) => weightOf(unit) === null || !(unit as Unit).hasAccount)
  const withoutArea = lacks.map(({ unitId, label }) => ({ id: unitId, label }))
  const none = { totalFen: plan.budgetFen, weight: 0, units: inScope.length, groups: [], items: [], withoutArea }
  if (known.length === 0) return { ...none, short: { units: 0, fen: 0 } }
  const named = { ...plan, scope: { kind: 'units' as const, unitIds: known.map(({ unitId }) => unitId) } }
  const groups = shareOut(plan.budgetFen, bearingOf(named, { units, sellers: sellersOf(read, compoundId), ended }))
  const lacking = lackingIn(placeIn(read, compoundId), of, sharesIn(groups))
  const byId = new Map(units.map((unit) => [unit.unitId, unit]))
  const items = groups.flatMap(({ book, units: rows }) =>
    rows.map(({ unitId, weight, amountFen, unsold }) => ({
      ...{ id: unitId, label: byId.get(unitId)?.label ?? '', buildingId: byId.get(unitId)?.buildingId ?? null },
      ...{ book, weight, amountFen, paidFen: 0, shortFen: lacking.units.get(unitId) ?? 0, unsold },
    })),
  )
  return {
    ...none,
    weight: groups.reduce((sum, { weight }) => sum + weight, 0),
    groups: previewGroups(read, groups, items),
    items: items.sort((one, other) => other.amountFen - one.amountFen).slice(0, PREVIEW_UNITS),
    short: { units: lacking.accounts, fen: lacking.fen },
  }
}

function previewGroups(
  read: Read,
  groups: Withdrawal['groups'],
  items: WithdrawalPreview['items'],
): WithdrawalPreview['groups'] {
  const sums = new Map<string, WithdrawalPreview['groups'][number]>()
  for (const { book, buildingId, weight, amountFen, unsold } of items) {
    const id = `${book}-${buildingId ?? 'none'}`
    const buildingName = buildingId === null ? null : placeLabel(read, 'building', buildingId)
    const sum = sums.get(id) ?? { ...{ id, book, buildingId, buildingName }, ...sellersIn(groups, book, buildingId) }
    const units = sum.units + 1
    const more = { units, unsold: sum.unsold + (unsold ? 1 : 0), weight: sum.weight + weight }
    sums.set(id, { ...sum, ...more, amountFen: sum.amountFen + amountFen })
  }
  return [...sums.values()]
}

function sellersIn(groups: Withdrawal['groups'], book: string, buildingId: Id | null) {
  const group = groups.find((each) => book === 'public-housing' && each.buildingId === buildingId)
  const sellersFen = group?.sellers.reduce((sum, { amountFen }) => sum + amountFen, 0) ?? 0
  return { units: 0, unsold: 0, weight: 0, amountFen: sellersFen, sellersFen }
}

const NEWEST_FIRST: KeysetOrder = {
  name: 'unit-withdrawals',
  keys: [{ sql: 'w.position', type: 'text' }],
  descending: true,
}

interface OwnShare extends Row {
  readonly book: UnitWithdrawal['book']
  readonly weight: number
  readonly amount_fen: number
  readonly paid_fen: number
  readonly group_at: number
  readonly unsold: number
}

export function listOfUnit(read: Read, unitId: Id, { limit, cursor }: Page) {
  const { rows, next } = keysetPage<OwnShare>(read, {
    select: 'w.*, s.book, s.weight, s.amount_fen, s.paid_fen, s.group_at, s.unsold',
    from: `${SHARE} s JOIN ${W} w ON w.withdrawal_id = s.withdrawal_id`,
    where: { sql: "s.holder_id = ? AND s.holder = 'unit' AND w.status <> 'cancelled'", params: [unitId] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => ofUnit(read, unitId, row)), ...(next ? { next } : {}) }
}

function ofUnit(read: Read, unitId: Id, row: OwnShare): UnitWithdrawal {
  const of = withdrawalOf(row)
  const group = of.groups[row.group_at]
  const authorisation = of.plan?.ground.kind === 'decision' ? of.plan.ground.authorisation : null
  const due = dueShares(of)
  const lacking = due.units.has(unitId) ? lackingIn(placeIn(read, row.compound_id), of, due) : null
  // Once it is paid in full, what was really paid is the share; the rounding of an advance and the rest may differ by a fen.
  const isPaid = of.paidOn !== null
  const paidIn = {
    units: group?.units.reduce((sum, one) => sum + (of.paidUnits[one.unitId] ?? 0), 0) ?? 0,
    sellers: group?.sellers.reduce((sum, one) => sum + (of.paidSellers[one.sellerId] ?? 0), 0) ?? 0,
  }
  return {
    ...{ id: row.withdrawal_id, status: statusOfWithdrawal(of), purpose: of.plan?.purpose ?? '' },
    ...{
      requestId: row.request_id,
      decisionId: authorisation?.decisionId ?? null,
      itemId: authorisation?.itemId ?? null,
    },
    shareFen: isPaid ? row.paid_fen : row.amount_fen,
    totalFen: isPaid ? of.paidFen : of.groups.reduce((sum, { amountFen }) => sum + amountFen, 0),
    weight: row.weight,
    totalWeight: of.groups.reduce((sum, { weight }) => sum + weight, 0),
    splitBy: of.plan?.split.by ?? 'floor-area',
    book: row.book,
    groupFen: isPaid ? paidIn.units + paidIn.sellers : (group?.amountFen ?? 0),
    groupWeight: group?.weight ?? 0,
    sellersFen: isPaid ? paidIn.sellers : (group?.sellers.reduce((sum, { amountFen }) => sum + amountFen, 0) ?? 0),
    unsold: row.unsold === 1,
    ...{ paidFen: row.paid_fen, paidOn: of.paidOn, shortFen: lacking?.units.get(unitId) ?? 0 },
    files: filesOf(read, of),
    ...{ postedUntil: of.posted?.until ?? null, publishedOn: of.published?.on ?? null },
  }
}

const OF_ACT: Readonly<Record<string, UnitWithdrawal['files'][number]['of']>> = {
  WithdrawalPosted: 'posting',
  WithdrawalSettled: 'acceptance',
  PaymentMade: 'payment',
  WithdrawalPublished: 'result',
}

/** Papers that every owner may open; an agreement carries signatures. */
function filesOf(read: Read, of: Withdrawal): UnitWithdrawal['files'] {
  const ground = of.plan?.ground
  const planned = [
    ...(of.plan?.files ?? []).map((sha256) => ({ sha256, of: 'plan' as const })),
    ...(ground?.kind === 'emergency' ? (ground.proof?.files ?? []) : []).map((sha256) => ({
      ...{ sha256, of: 'emergency' as const },
    })),
  ]
  const acts = read.all<{ type: string; data: string }>(
    `SELECT type, data FROM repair_fund_withdrawals_act WHERE withdrawal_id = ?
       AND type IN ('WithdrawalPosted', 'WithdrawalSettled', 'PaymentMade', 'WithdrawalPublished')
     ORDER BY position DESC LIMIT ${MAX_PAPER_ACTS}`,
    of.withdrawalId,
  )
  const told = acts.reverse().flatMap(({ type, data }) => {
    const kind = OF_ACT[type]
    return kind ? (JSON.parse(data) as Act).files.map((sha256) => ({ sha256, of: kind })) : []
  })
  return [...planned, ...told]
}
const MAX_PAPER_ACTS = 20
