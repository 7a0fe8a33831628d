/** Who pays how much, and who gets how much back: exact in fen, whatever the order of the doors. */
import type { DecisionScope } from '@changxin/shared/decisions'
import { allocateFen, MAX_FEN } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import type { CollectionSplit, DoorShare } from './events.ts'

/** A door as sharing needs it; `floorArea` in 0.01 m². */
export interface SharingUnit {
  readonly unitId: string
  readonly buildingId: string
  readonly entranceId: string | null
  /** `3栋 2单元 502` */
  readonly label: string
  readonly floorArea: number | null
}

export interface DueRow {
  readonly unitId: string
  /** Null: the floor area is not known. */
  readonly dueFen: number | null
}

export function unitsInScope<Unit extends SharingUnit>(units: readonly Unit[], scope: DecisionScope): readonly Unit[] {
  switch (scope.kind) {
    case 'compound':
      return units
    case 'building':
      return units.filter(({ buildingId }) => buildingId === scope.buildingId)
    case 'entrance':
      return units.filter(({ entranceId }) => entranceId === scope.entranceId)
    default: {
      const named = new Set(scope.unitIds)
      return units.filter(({ unitId }) => named.has(unitId))
    }
  }
}

/**
 * What each door owes. A total by floor area needs every area: with one unknown, nobody's share is. By the square metre
 * the whole is rounded down to a fen and shared by area, so that no door is two fen off. Throws
 * `collection-too-large`.
 */
export function sharesOf(split: CollectionSplit, units: readonly SharingUnit[]): readonly DueRow[] {
  const known = units.filter(({ floorArea }) => floorArea !== null)
  const byArea = known.map(({ unitId, floorArea }) => ({ id: unitId, weight: floorArea ?? 0 }))
  switch (split.by) {
    case 'floor-area':
      return rowsOf(units, known.length === units.length ? allocateFen(split.totalFen, byArea) : new Map())
    case 'equal':
      return rowsOf(
        units,
        allocateFen(
          split.totalFen,
          units.map(({ unitId }) => ({ id: unitId, weight: 1 })),
        ),
      )
    case 'square-metre':
      return rowsOf(units, known.length > 0 ? allocateFen(totalByArea(split.fen, byArea), byArea) : new Map())
    case 'unit':
      return units.map(({ unitId }) => ({ unitId, dueFen: split.fen }))
    default:
      return split.rows.map(({ unitId, amountFen }) => ({ unitId, dueFen: amountFen }))
  }
}

const rowsOf = (units: readonly SharingUnit[], shares: ReadonlyMap<string, number>): DueRow[] =>
  units.map(({ unitId }) => ({ unitId, dueFen: shares.get(unitId) ?? null }))

function totalByArea(fenPerSquareMetre: number, parts: readonly { readonly weight: number }[]): number {
  const area = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  const total = (BigInt(fenPerSquareMetre) * area) / 100n
  if (total > BigInt(MAX_FEN)) throw reject('collection-too-large')
  return Number(total)
}

export interface PaidDoor {
  readonly unitId: string
  readonly dueFen: number
  /** Net of what was taken back as a mistake. */
  readonly paidFen: number
  /** Given back or carried over. */
  readonly backFen: number
}

/**
 * `amountFen` shared among those who paid: first what was paid beyond a door's share, then the rest by what each paid of
 * its share. Nobody gets more than they paid. Empty for nothing.
 */
export function giveBackShares(doors: readonly PaidDoor[], amountFen: number): readonly DoorShare[] {
  if (amountFen <= 0) return []
  const net = doors.map(({ unitId, paidFen, backFen, dueFen }) => ({
    unitId,
    creditFen: Math.max(0, paidFen - backFen - dueFen),
    ownFen: Math.min(paidFen - backFen, dueFen),
  }))
  const creditFen = net.reduce((sum, door) => sum + door.creditFen, 0)
  const first = allocated(
    Math.min(amountFen, creditFen),
    net.map((door) => ({ id: door.unitId, weight: door.creditFen })),
  )
  const rest = allocated(
    amountFen - Math.min(amountFen, creditFen),
    net.map((door) => ({ id: door.unitId, weight: door.ownFen })),
  )
  return net
    .map(({ unitId }) => ({ unitId, amountFen: (first.get(unitId) ?? 0) + (rest.get(unitId) ?? 0) }))
    .filter((row) => row.amountFen > 0)
    .sort((a, b) => (a.unitId < b.unitId ? -1 : 1))
}

const allocated = (fen: number, parts: Parameters<typeof allocateFen>[1]) =>
  fen > 0 ? allocateFen(fen, parts) : new Map<string, number>()
