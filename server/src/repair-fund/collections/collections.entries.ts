/** Payments, spendings and what went back of a collection, each with who recorded and signed it. */
import type { CollectionEntryView, CollectionView } from '@changxin/shared/repair-fund'
import { nameOf } from '../../people/index.ts'
import { unitLabel } from '../../places/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface EntryRow {
  readonly entry_id: string
  readonly number: number
  readonly kind: CollectionEntryView['kind']
  readonly unit_id: string | null
  readonly amount_fen: number
  readonly day: string
  readonly purpose: string | null
  readonly status: CollectionEntryView['status']
  readonly invoices: string
  readonly photos: string
  readonly recorded_by: string
  readonly signed_by: string | null
  readonly reason: string | null
  readonly sample: number
}
const filesOf = (json: string) => JSON.parse(json) as string[]

export function spendingsOf(read: Read, collectionId: string): CollectionView['spendings'] {
  return read
    .all<EntryRow>(
      `SELECT * FROM repair_fund_collections_entry WHERE collection_id = ? AND kind = 'spending' AND status = 'counts'
       ORDER BY number`,
      collectionId,
    )
    .map((row) => ({
      id: row.entry_id,
      purpose: row.purpose ?? '',
      amountFen: 0 - row.amount_fen,
      spentOn: row.day,
      invoices: filesOf(row.invoices),
      photos: filesOf(row.photos),
    }))
}

const NEWEST_ENTRY_FIRST: KeysetOrder = {
  name: 'collection-entries',
  keys: [{ sql: 'number', type: 'number' }],
  descending: true,
}

/** What a second person signs, without whose payment it is. */
const TO_SIGN = {
  sql: `(kind <> 'payment' OR EXISTS (SELECT 1 FROM repair_fund_collections_reversal r
         WHERE r.entry_id = repair_fund_collections_entry.entry_id AND r.waits = 1))`,
  params: [],
}

/** `seesDoors`: payments too, each with its door and slip. */
export function listEntries(read: Read, collectionId: string, { limit, cursor }: Page, seesDoors: boolean) {
  const { rows, next } = keysetPage<EntryRow>(read, {
    select: '*',
    from: 'repair_fund_collections_entry',
    where: allOf({ sql: 'collection_id = ?', params: [collectionId] }, seesDoors ? undefined : TO_SIGN),
    order: NEWEST_ENTRY_FIRST,
    limit,
    cursor,
  })
  const items = rows.map(
    (row): CollectionEntryView => ({
      id: row.entry_id,
      number: row.number,
      kind: row.kind,
      amountFen: row.amount_fen,
      day: row.day,
      unitLabel: row.unit_id === null || !seesDoors ? null : unitLabel(read, row.unit_id),
      purpose: row.purpose,
      status: row.status,
      files: row.kind === 'payment' && !seesDoors ? [] : [...filesOf(row.invoices), ...filesOf(row.photos)],
      recordedById: row.recorded_by,
      recordedByName: nameOf(read, row.recorded_by),
      signedByName: row.signed_by === null ? null : nameOf(read, row.signed_by),
      reason: row.reason,
      reversal: reversalOf(read, row.entry_id),
      sample: row.sample === 1,
    }),
  )
  return { items, ...(next === undefined ? {} : { next }) }
}

function reversalOf(read: Read, entryId: string): CollectionEntryView['reversal'] {
  const row = read.get<{ reversal_id: string; reason: string; proposed_by: string; waits: number }>(
    'SELECT reversal_id, reason, proposed_by, waits FROM repair_fund_collections_reversal WHERE entry_id = ?',
    entryId,
  )
  if (!row) return null
  const { reversal_id: id, reason, proposed_by: proposedById } = row
  return { id, reason, proposedById, proposedByName: nameOf(read, proposedById), waits: row.waits === 1 }
}
