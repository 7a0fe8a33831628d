/** Collections as lists and pages show them; how much of the doors a reader sees is decided here, once. */
import type { CollectionRow, CollectionView, DoorCollection } from '@changxin/shared/repair-fund'
import { compoundName, placeLabel, unitLabel } from '../../places/index.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { doorsOf, stateOf, withoutAmounts } from './collections.doors.ts'
import { spendingsOf } from './collections.entries.ts'

const C = 'repair_fund_collections_collection'

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Row {
  readonly collection_id: string
  readonly compound_id: string
  readonly kind: CollectionRow['kind']
  readonly purpose: string
  readonly scope: string
  readonly split: string
  readonly ground: string
  readonly cost: string | null
  readonly due_on: string
  readonly status: CollectionRow['status']
  readonly drafted_on: string
  readonly doors: number
  readonly paid_doors: number
  readonly unknown_areas: number
  readonly shared_area: number | null
  readonly due_fen: number
  readonly paid_fen: number
  readonly spent_fen: number
  readonly back_fen: number
  readonly carried_fen: number
  readonly waiting: number
  readonly ended_reason: string | null
  readonly revision: number
  readonly sample: number
}

const rowView = (row: Row): CollectionRow => ({
  id: row.collection_id,
  compoundId: row.compound_id,
  kind: row.kind,
  purpose: row.purpose,
  status: row.status,
  dueOn: row.due_on,
  draftedOn: row.drafted_on,
  doors: row.doors,
  paidDoors: row.paid_doors,
  dueFen: row.due_fen,
  paidFen: row.paid_fen,
  spentFen: row.spent_fen,
  backFen: row.back_fen,
  carriedFen: row.carried_fen,
  leftFen: row.paid_fen - row.spent_fen - row.back_fen - row.carried_fen,
  waiting: row.waiting,
  sample: row.sample === 1,
})

const NEWEST_FIRST: KeysetOrder = {
  name: 'collections',
  keys: [{ sql: 'position', type: 'text' }],
  descending: true,
}

export function listCollections(read: Read, compoundId: string, { limit, cursor }: Page) {
  const { rows, next } = keysetPage<Row>(read, {
    select: '*',
    from: C,
    where: { sql: 'compound_id = ?', params: [compoundId] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map(rowView), ...(next === undefined ? {} : { next }) }
}

export function compoundOfCollection(read: Read, collectionId: string): string | undefined {
  const sql = `SELECT compound_id FROM ${C} WHERE collection_id = ?`
  return read.get<{ compound_id: string }>(sql, collectionId)?.compound_id
}

export function placeOfSpending(read: Read, id: string): { compoundId: string; collectionId: string } | undefined {
  return read.get(
    `SELECT compound_id AS compoundId, collection_id AS collectionId FROM repair_fund_collections_entry
     WHERE entry_id = ? AND kind = 'spending'`,
    id,
  )
}

export function paidDoorsOf(read: Read, compoundId: string) {
  const row = read.get<{ shown: number; ground: string; chosen_on: string }>(
    'SELECT shown, ground, chosen_on FROM repair_fund_collections_setting WHERE compound_id = ?',
    compoundId,
  )
  return { shown: row?.shown === 1, ground: row?.ground ?? null, chosenOn: row?.chosen_on ?? null }
}

/** What a reader may know of the doors. */
export interface Reader {
  /** Reads the entries too: every door in full. */
  readonly isDesk: boolean
  readonly mayWrite: boolean
  /** Units of which the reader's right was checked. */
  readonly ownUnitIds: ReadonlySet<string>
}

export function readCollection(read: Read, id: string, reader: Reader): CollectionView | null {
  const row = read.get<Row>(`SELECT * FROM ${C} WHERE collection_id = ?`, id)
  if (!row) return null
  const scope = JSON.parse(row.scope) as CollectionView['scope']
  const split = JSON.parse(row.split) as CollectionView['split']
  const ground = JSON.parse(row.ground) as CollectionView['ground']
  const isShown = paidDoorsOf(read, row.compound_id).shown
  const doorsShown = reader.isDesk ? 'amounts' : isShown ? 'paid' : 'own'
  const byArea = split.by === 'floor-area' || split.by === 'square-metre'
  return {
    ...rowView(row),
    compoundName: compoundName(read, row.compound_id),
    scope,
    scopeLabel: scopeLabel(read, scope),
    split: reader.isDesk || split.by !== 'agreed' ? split : { ...split, rows: split.rows.filter(isOwn(reader)) },
    ground,
    cost: row.cost === null ? null : (JSON.parse(row.cost) as CollectionView['cost']),
    unknownAreas: row.unknown_areas,
    sharedArea: byArea ? row.shared_area : null,
    doorsShown,
    doorList: doorsOf(read, id)
      .filter((door) => doorsShown !== 'own' || reader.ownUnitIds.has(door.id))
      .map((door) => (doorsShown === 'amounts' || reader.ownUnitIds.has(door.id) ? door : withoutAmounts(door))),
    spendings: spendingsOf(read, id),
    endedReason: row.ended_reason,
    mayWrite: reader.mayWrite,
    revision: row.revision,
  }
}

const isOwn =
  ({ ownUnitIds }: Reader) =>
  ({ unitId }: { readonly unitId: string }) =>
    ownUnitIds.has(unitId)

function scopeLabel(read: Read, scope: CollectionView['scope']): string | null {
  if (scope.kind === 'building') return placeLabel(read, 'building', scope.buildingId)
  return scope.kind === 'entrance' ? placeLabel(read, 'entrance', scope.entranceId) : null
}

export function collectionsOfUnit(read: Read, unitId: string, compoundId: string) {
  const items = read
    .all<
      Row & {
        door_due: number | null
        door_paid: number
        door_back: number
        paid_on: string | null
        area: number | null
      }
    >(
      `SELECT c.*, d.due_fen AS door_due, d.paid_fen AS door_paid, d.back_fen AS door_back, d.paid_on, d.floor_area AS area
       FROM repair_fund_collections_door d JOIN ${C} c ON c.collection_id = d.collection_id
       WHERE d.unit_id = ? AND c.status IN ('open', 'closed') ORDER BY c.position DESC`,
      unitId,
    )
    .map((row): DoorCollection => {
      const { id, kind, purpose, status, dueOn, sample } = rowView(row)
      const { by } = JSON.parse(row.split) as CollectionView['split']
      const byArea = by === 'floor-area' || by === 'square-metre'
      return {
        ...{ id, kind, purpose, status, dueOn, sample },
        state: stateOf(row.door_due, row.door_paid),
        dueFen: row.door_due,
        paidFen: row.door_paid,
        backFen: row.door_back,
        paidOn: row.paid_on,
        floorArea: byArea ? row.area : null,
        sharedArea: byArea ? row.shared_area : null,
        totalFen: row.due_fen,
      }
    })
  return { unitId, compoundId, label: unitLabel(read, unitId), items }
}
