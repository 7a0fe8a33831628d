/** The doors of a collection, in the order of the house, and what is known of each. */
import type { CollectionDoor, DoorState } from '@changxin/shared/repair-fund'
import type { Read } from '../../views/views.ts'

interface DoorRow {
  readonly unit_id: string
  readonly label: string | null
  readonly door: string | null
  readonly building: string | null
  readonly entrance: string | null
  readonly floor: number | null
  readonly due_fen: number | null
  readonly paid_fen: number
  readonly back_fen: number
  readonly paid_on: string | null
  readonly floor_area: number | null
}

export function doorsOf(read: Read, collectionId: string): CollectionDoor[] {
  return read
    .all<DoorRow>(
      `SELECT d.unit_id, u.label, u.door, b.name AS building, e.name AS entrance, u.floor, d.due_fen, d.paid_fen, d.back_fen,
         d.paid_on, d.floor_area
       FROM repair_fund_collections_door d
         LEFT JOIN places_unit u ON u.unit_id = d.unit_id
         LEFT JOIN places_building b ON b.building_id = u.building_id
         LEFT JOIN places_entrance e ON e.entrance_id = u.entrance_id
       WHERE d.collection_id = ? ORDER BY u.sort_key, d.unit_id`,
      collectionId,
    )
    .map((row) => ({
      id: row.unit_id,
      label: row.label ?? '',
      door: row.door ?? '',
      buildingName: row.building ?? '',
      entranceName: row.entrance ?? '',
      floor: row.floor,
      state: stateOf(row.due_fen, row.paid_fen),
      dueFen: row.due_fen,
      paidFen: row.paid_fen,
      backFen: row.back_fen,
      paidOn: row.paid_on,
      floorArea: row.floor_area,
    }))
}

export function stateOf(dueFen: number | null, paidFen: number): DoorState {
  if (dueFen === null) return 'unknown'
  if (paidFen > dueFen) return 'credit'
  if (dueFen === 0) return 'nothing'
  if (paidFen === dueFen) return 'paid'
  return paidFen > 0 ? 'part' : 'unpaid'
}

/** Paid or not, and nothing else: part payments and credits are the door's own matter. */
export function withoutAmounts(door: CollectionDoor): CollectionDoor {
  const state = door.state === 'credit' ? 'paid' : door.state === 'part' ? 'unpaid' : door.state
  return { ...door, state, dueFen: null, paidFen: null, backFen: null, paidOn: null, floorArea: null }
}
