/** Raisings of a compound with a fund: each door's part by the floor areas of today, and what was paid in since. */
import type { DecisionScope } from '@changxin/shared/decisions'
import type { Day, Id } from '@changxin/shared/kernel'
import {
  type Payment,
  paidFor,
  type Raising,
  type RaisingDoor,
  type SharingUnit,
  sharesOf,
  unitsInScope,
} from '@changxin/shared/repair-fund'
import type { Read } from '../../views/views.ts'

interface RaisingRow {
  readonly decision_id: Id
  readonly item_id: Id
  readonly purpose: string
  readonly per: 'square-metre' | 'unit'
  readonly amount_fen: number
  readonly decided_on: Day
  readonly due_on: Day
  readonly scope: string
}
interface Told {
  readonly raising: Raising
  readonly doors: readonly RaisingDoor[]
}

const idOf = ({ decision_id, item_id }: RaisingRow) => `${decision_id}-${item_id}`

/** Newest first. */
export function raisingsOf(read: Read, compoundId: Id): Told[] {
  const rows = read.all<RaisingRow>(
    `SELECT r.* FROM repair_fund_raisings_raising r
     WHERE r.compound_id = ? AND EXISTS (SELECT 1 FROM repair_fund_fund f WHERE f.compound_id = r.compound_id)
     ORDER BY r.decided_on DESC, r.decision_id, r.item_id`,
    compoundId,
  )
  if (rows.length === 0) return []
  const units = unitsIn(read, compoundId)
  const dues = new Map(rows.map((row) => [idOf(row), duesOf(row, units)]))
  const payments = paymentsOf(read, compoundId, rows.map(({ decided_on: on }) => on).sort()[0] ?? '')
  const paidBy = new Map(
    units.map(({ unitId }) => {
      const owed = rows.map((row) => ({
        id: idOf(row),
        decidedOn: row.decided_on,
        dueFen: dues.get(idOf(row))?.get(unitId) ?? 0,
      }))
      return [unitId, paidFor(owed, payments.get(unitId) ?? [])]
    }),
  )
  return rows.map((row) => {
    const id = idOf(row)
    const doors = units.flatMap((unit): RaisingDoor[] => {
      const dueFen = dues.get(id)?.get(unit.unitId)
      if (dueFen === undefined) return []
      const paidFen = paidBy.get(unit.unitId)?.get(id) ?? 0
      const { unitId, label, buildingId } = unit
      return [{ id: unitId, label, buildingId, dueFen, paidFen, state: stateOf(dueFen, paidFen) }]
    })
    return { raising: summed(row, doors), doors }
  })
}

function stateOf(dueFen: number | null, paidFen: number): RaisingDoor['state'] {
  if (dueFen === null) return 'unknown'
  return paidFen >= dueFen ? 'paid' : paidFen > 0 ? 'part' : 'unpaid'
}

function summed(row: RaisingRow, doors: readonly RaisingDoor[]): Raising {
  const { decision_id: decisionId, purpose, per, amount_fen: amountFen, decided_on: decidedOn, due_on: dueOn } = row
  const count = (state: RaisingDoor['state']) => doors.filter((door) => door.state === state).length
  return {
    ...{ id: idOf(row), decisionId, purpose, per, amountFen, decidedOn, dueOn },
    units: doors.length,
    paidUnits: count('paid'),
    unknownAreas: count('unknown'),
    dueFen: doors.reduce((sum, { dueFen }) => sum + (dueFen ?? 0), 0),
    paidFen: doors.reduce((sum, { paidFen }) => sum + paidFen, 0),
  }
}

/** Of each door in the scope; null where its floor area is not known. */
function duesOf({ scope, per, amount_fen: fen }: RaisingRow, units: readonly SharingUnit[]): Map<Id, number | null> {
  const inScope = unitsInScope(units, JSON.parse(scope) as DecisionScope)
  return new Map(sharesOf({ by: per, fen }, inScope).map(({ unitId, dueFen }) => [unitId, dueFen]))
}

function unitsIn(read: Read, compoundId: Id): SharingUnit[] {
  return read.all<SharingUnit>(
    `SELECT unit_id AS unitId, building_id AS buildingId, entrance_id AS entranceId, label, floor_area AS floorArea
     FROM places_unit WHERE compound_id = ? ORDER BY sort_key, unit_id`,
    compoundId,
  )
}

/** Top-ups and build-up of each door from a day on, net of what was taken back. */
function paymentsOf(read: Read, compoundId: Id, from: Day): Map<Id, Payment[]> {
  const entries = read.all<Payment & { unitId: Id }>(
    // CROSS: from the few bookings of the fund to their entries.
    `SELECT e.unit_id AS unitId, e.paid_on AS paidOn, e.amount_fen + coalesce(
       (SELECT sum(r.amount_fen) FROM repair_fund_entry r WHERE r.reverses = e.entry_id), 0) AS fen
     FROM repair_fund_booking b CROSS JOIN repair_fund_entry e ON e.booking_id = b.booking_id
     WHERE b.compound_id = ? AND b.kind IN ('top-up', 'build-up') AND b.paid_on >= ?`,
    compoundId,
    from,
  )
  return Map.groupBy(entries, ({ unitId }) => unitId)
}
