/** How events of a collection write its rows: the collection, its doors, its entries, and the movements of money. */
import type { Recorded } from '@changxin/shared/kernel'
import type { CollectionDrafted } from '@changxin/shared/repair-fund'
import { isSample, type Rows } from '../../views/projection.ts'

const C = 'repair_fund_collections_collection'

type OfCollection = Recorded<{ type: string; data: { collectionId: string; compoundId: string } }>
type Drafted = Recorded<{ type: string; data: (typeof CollectionDrafted)['schema']['_zod']['output'] }>

export function putRow({ data, position, revision, ...event }: Drafted, rows: Rows): void {
  rows.run(
    `INSERT INTO ${C} (collection_id, compound_id, kind, purpose, scope, split, ground, cost, due_on, status, drafted_on,
       entries, doors, paid_doors, unknown_areas, shared_area, due_fen, paid_fen, spent_fen, back_fen, carried_fen, waiting,
       position, revision, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, 0, 0, 0, 0, NULL, 0, 0, 0, 0, 0, 0, ?, ?, ?)`,
    data.collectionId,
    data.compoundId,
    data.kind,
    data.purpose,
    JSON.stringify(data.scope),
    JSON.stringify(data.split),
    JSON.stringify(data.ground),
    data.cost && JSON.stringify(data.cost),
    data.dueOn,
    data.draftedOn,
    position,
    revision,
    isSample(event),
  )
}

interface DoorRow {
  readonly unitId: string
  readonly dueFen: number | null
  readonly floorArea: number | null
}

/** Those of the draft give way to those that were confirmed. */
export function putDoors({ data: { collectionId, compoundId } }: OfCollection, doors: readonly DoorRow[], rows: Rows) {
  rows.run('DELETE FROM repair_fund_collections_door WHERE collection_id = ?', collectionId)
  for (const { unitId, dueFen, floorArea } of doors) {
    rows.run(
      'INSERT INTO repair_fund_collections_door VALUES (?, ?, ?, ?, ?, 0, 0, NULL)',
      collectionId,
      unitId,
      compoundId,
      dueFen,
      floorArea,
    )
    rows.touch({ table: 'repair_fund_collections_door', compoundId, unitId })
  }
}

interface DoorChange {
  readonly paidFen?: number
  readonly backFen?: number
  readonly paidOn?: string
}

export function changeDoor(
  { data: { collectionId, compoundId } }: OfCollection,
  unitId: string,
  { paidFen = 0, backFen = 0, paidOn }: DoorChange,
  rows: Rows,
): void {
  rows.run(
    `UPDATE repair_fund_collections_door SET paid_fen = paid_fen + ?1, back_fen = back_fen + ?2,
       paid_on = CASE WHEN paid_fen + ?1 = 0 THEN NULL ELSE coalesce(?3, paid_on) END
     WHERE collection_id = ?4 AND unit_id = ?5`,
    paidFen,
    backFen,
    paidOn ?? null,
    collectionId,
    unitId,
  )
  rows.touch({ table: 'repair_fund_collections_door', compoundId, unitId })
}

interface Entry {
  readonly entryId: string
  readonly kind: 'payment' | 'spending' | 'give-back' | 'carry-over'
  readonly unitId?: string
  readonly amountFen: number
  readonly day: string
  readonly purpose?: string
  readonly status: 'waits' | 'counts'
  readonly invoices?: readonly string[]
  readonly photos?: readonly string[]
  readonly recordedBy: string
}

export function putEntry(event: OfCollection, entry: Entry, rows: Rows): void {
  const { collectionId, compoundId } = event.data
  rows.run(`UPDATE ${C} SET entries = entries + 1 WHERE collection_id = ?`, collectionId)
  rows.run(
    `INSERT INTO repair_fund_collections_entry (entry_id, collection_id, compound_id, number, kind, unit_id, amount_fen, day,
       purpose, status, invoices, photos, recorded_by, sample)
     VALUES (?, ?, ?, (SELECT entries FROM ${C} WHERE collection_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.entryId,
    collectionId,
    compoundId,
    collectionId,
    entry.kind,
    entry.unitId ?? null,
    entry.amountFen,
    entry.day,
    entry.purpose ?? null,
    entry.status,
    JSON.stringify(entry.invoices ?? []),
    JSON.stringify(entry.photos ?? []),
    entry.recordedBy,
    isSample(event),
  )
}

export function endEntry(
  entryId: string,
  status: 'counts' | 'withdrawn' | 'reversed',
  { signedBy, reason }: { readonly signedBy?: string; readonly reason?: string },
  rows: Rows,
): void {
  rows.run(
    `UPDATE repair_fund_collections_entry SET status = ?, signed_by = coalesce(?, signed_by), reason = coalesce(?, reason)
     WHERE entry_id = ?`,
    status,
    signedBy ?? null,
    reason ?? null,
    entryId,
  )
}

export function purposeOf(entryId: string, rows: Rows): string | undefined {
  const sql = 'SELECT purpose FROM repair_fund_collections_entry WHERE entry_id = ?'
  return rows.get<{ purpose: string }>(sql, entryId)?.purpose
}

interface Movement {
  readonly entryId: string
  readonly direction: 'in' | 'out' | 'returned' | 'carried'
  readonly day: string
  readonly amountFen: number
  /** The purpose of the collection, where nothing else is said. */
  readonly what?: string | undefined
  readonly isReversal?: boolean
  readonly ordinal?: number
}

export function putMoney({ data, position }: OfCollection, movement: Movement, rows: Rows): void {
  const { collectionId, compoundId } = data
  rows.run(
    `INSERT INTO repair_fund_collections_money
     VALUES (?, ?, ?, 'collection', ?, ?, ?, coalesce(?, (SELECT purpose FROM ${C} WHERE collection_id = ?)), ?, ?, ?)`,
    position,
    movement.ordinal ?? 0,
    compoundId,
    collectionId,
    movement.entryId,
    movement.direction,
    movement.what ?? null,
    collectionId,
    movement.day,
    movement.amountFen,
    movement.isReversal ? 1 : 0,
  )
  rows.touch({ table: 'repair_fund_collections_money', compoundId })
}

/** Sums and counts of the collection after an event, and who must look again. */
export function recount({ data: { collectionId, compoundId }, revision }: OfCollection, rows: Rows): void {
  rows.run(
    `UPDATE ${C} SET (doors, paid_doors, unknown_areas, shared_area, due_fen, paid_fen) = (
       SELECT coalesce(sum(due_fen > 0), 0), coalesce(sum(due_fen > 0 AND paid_fen >= due_fen), 0),
         coalesce(sum(due_fen IS NULL), 0), sum(floor_area), coalesce(sum(due_fen), 0), coalesce(sum(paid_fen), 0)
       FROM repair_fund_collections_door WHERE collection_id = ?1) WHERE collection_id = ?1`,
    collectionId,
  )
  rows.run(
    `UPDATE ${C} SET (spent_fen, back_fen, carried_fen, waiting) = (
       SELECT coalesce(-sum(amount_fen) FILTER (WHERE kind = 'spending' AND status = 'counts'), 0),
         coalesce(-sum(amount_fen) FILTER (WHERE kind = 'give-back' AND status = 'counts'), 0),
         coalesce(-sum(amount_fen) FILTER (WHERE kind = 'carry-over' AND status = 'counts'), 0),
         count(*) FILTER (WHERE status = 'waits')
           + (SELECT count(*) FROM repair_fund_collections_reversal WHERE collection_id = ?1 AND waits = 1)
       FROM repair_fund_collections_entry WHERE collection_id = ?1), revision = ?2 WHERE collection_id = ?1`,
    collectionId,
    revision,
  )
  rows.touch({ table: 'repair_fund_collections_collection', compoundId })
  rows.touch({ table: 'repair_fund_collections_entry', compoundId })
}
