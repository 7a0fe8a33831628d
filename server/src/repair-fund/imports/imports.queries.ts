/** Answers about imports and suspense. They show how things stand now: a past day is read in the books themselves. */
import {
  type FundColumns,
  type FundImportRowView,
  type FundImportView,
  type RowOutcome,
  reasonOf,
  type StagedRow,
  type SuspenseView,
} from '@changxin/shared/repair-fund'
import type { Language } from '../../feature.ts'
import { unitLabel } from '../../places/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface ImportRow {
  readonly import_id: string
  readonly compound_id: string
  readonly staging_id: string
  readonly status: FundImportView['status']
  readonly file: string
  readonly columns: string
  readonly kind: FundImportView['kind']
  readonly negatives: FundImportView['negatives']
  readonly header_row: number
  readonly staged_at: string
  readonly rows: number
  readonly rows_read: number
  readonly counts: string
  readonly batches: number
  readonly batches_done: number
  readonly booked_rows: number
  readonly booked_fen: number
  readonly sample: number
}

const importView = (row: ImportRow): FundImportView => ({
  id: row.import_id,
  compoundId: row.compound_id,
  stagingId: row.staging_id,
  status: row.status,
  file: row.file,
  columns: JSON.parse(row.columns) as FundColumns,
  kind: row.kind,
  negatives: row.negatives,
  stagedAt: row.staged_at,
  rows: row.rows,
  rowsRead: row.rows_read,
  counts: JSON.parse(row.counts) as FundImportView['counts'],
  batches: row.batches,
  batchesDone: row.batches_done,
  bookedRows: row.booked_rows,
  bookedFen: row.booked_fen,
  sample: row.sample === 1,
})

function importRow(read: Read, importId: string): ImportRow | undefined {
  return read.get<ImportRow>('SELECT * FROM repair_fund_imports_import WHERE import_id = ?', importId)
}

/** Null: there is no such import. */
export function viewImport(read: Read, importId: string): FundImportView | null {
  const row = importRow(read, importId)
  return row ? importView(row) : null
}

const NEWEST_FIRST: KeysetOrder = { name: 'imports', keys: [{ sql: 'position', type: 'text' }], descending: true }

export function listImports(read: Read, compoundId: string, { limit, cursor }: Page) {
  const { rows, next } = keysetPage<ImportRow>(read, {
    select: '*',
    from: 'repair_fund_imports_import',
    where: { sql: 'compound_id = ?', params: [compoundId] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map(importView), ...(next ? { next } : {}) }
}

interface RowRow {
  readonly row: number
  readonly outcome: RowOutcome
  readonly day: string | null
  readonly amount_fen: number | null
  readonly kind: StagedRow['kind']
  readonly unit_id: string | null
  readonly candidates: string
  readonly problems: string
  readonly same_as: number | null
}

const partsOf = (row: RowRow) => ({
  outcome: row.outcome,
  candidates: JSON.parse(row.candidates) as string[],
  problems: JSON.parse(row.problems) as StagedRow['problems'],
  sameAs: row.same_as,
})

const BY_ROW: KeysetOrder = { name: 'import-rows', keys: [{ sql: 'row', type: 'number' }] }

export function listRows(
  read: Read,
  { id, outcome, limit, cursor }: Page & { id: string; outcome?: RowOutcome | undefined },
  language: Language,
) {
  const view = viewImport(read, id)
  if (!view) return null
  const { rows, next } = keysetPage<RowRow>(read, {
    select: 'row, outcome, day, amount_fen, kind, unit_id, candidates, problems, same_as',
    from: 'repair_fund_imports_row',
    where: allOf(
      { sql: 'import_id = ?', params: [id] },
      outcome === undefined ? undefined : { sql: 'outcome = ?', params: [outcome] },
    ),
    order: BY_ROW,
    limit,
    cursor,
  })
  const items = rows.map((row): FundImportRowView => {
    const { candidates, problems, ...parts } = partsOf(row)
    return {
      id: String(row.row),
      row: row.row,
      ...parts,
      day: row.day,
      amountFen: row.amount_fen,
      kind: row.kind,
      unitId: row.unit_id,
      unitLabel: row.unit_id === null ? null : unitLabel(read, row.unit_id),
      candidates: labelled(read, candidates),
      reason: reasonOf({ ...parts, candidates, problems }, view.columns, language),
    }
  })
  const total = outcome === undefined ? view.rowsRead : view.counts[outcome].rows
  return { items, total, ...(next ? { next } : {}) }
}

const labelled = (read: Read, unitIds: readonly string[]) =>
  unitIds.map((unitId) => ({ unitId, label: unitLabel(read, unitId) }))

/** Rows that come back, each with its reason; null for an unknown import. */
export function rowsLeft(read: Read, importId: string, outcome: RowOutcome, language: Language) {
  const found = importRow(read, importId)
  if (!found) return null
  const columns = JSON.parse(found.columns) as FundColumns
  const rows = read
    .all<RowRow>(
      `SELECT row, outcome, day, amount_fen, kind, unit_id, candidates, problems, same_as FROM repair_fund_imports_row
       WHERE import_id = ? AND outcome = ? ORDER BY row`,
      importId,
      outcome,
    )
    .map((row) => ({ row: row.row, reason: reasonOf(partsOf(row), columns, language) }))
  return { importId, file: found.file, headerRow: found.header_row, rows }
}

/** Of this import or of this receipt: what actions on it are about. */
export function compoundOfImport(read: Read, importId: string): string | undefined {
  return importRow(read, importId)?.compound_id
}
export function compoundOfSuspense(read: Read, suspenseId: string): string | undefined {
  return read.get<{ compound_id: string }>(
    'SELECT compound_id FROM repair_fund_imports_suspense WHERE suspense_id = ?',
    suspenseId,
  )?.compound_id
}

export function listMappings(read: Read, compoundId: string) {
  const rows = read.all<{
    mapping_id: string
    name: string
    bank: string | null
    columns: string
    negatives: 'refuse' | 'outgoing'
  }>(
    `SELECT mapping_id, name, bank, columns, negatives FROM repair_fund_imports_mapping WHERE compound_id = ?
     ORDER BY name, mapping_id`,
    compoundId,
  )
  return {
    items: rows.map(({ mapping_id: id, name, bank, columns, negatives }) => ({
      id,
      name,
      bank,
      columns: JSON.parse(columns) as FundColumns,
      negatives,
    })),
  }
}

interface SuspenseRow {
  readonly suspense_id: string
  readonly compound_id: string
  readonly paid_on: string
  readonly amount_fen: number
  readonly left_fen: number
  readonly returned_fen: number
  readonly book: SuspenseView['book']
  readonly import_id: string | null
  readonly row: number | null
  readonly candidates: string
  readonly closed_unit_id: string | null
  readonly collection_id: string | null
  readonly purpose: string | null
  readonly sample: number
}

const OLDEST_FIRST: KeysetOrder = {
  name: 'suspense',
  keys: [
    { sql: 'paid_on', type: 'text' },
    { sql: 'suspense_id', type: 'text' },
  ],
}

export function listSuspense(read: Read, compoundId: string, state: 'open' | 'done', { limit, cursor }: Page) {
  const which = state === 'open' ? 'left_fen > 0' : 'left_fen = 0'
  const { rows, next } = keysetPage<SuspenseRow>(read, {
    select: `*, (SELECT purpose FROM repair_fund_collections_collection AS of WHERE
      of.collection_id = repair_fund_imports_suspense.collection_id) AS purpose`,
    from: 'repair_fund_imports_suspense',
    where: { sql: `compound_id = ? AND ${which}`, params: [compoundId] },
    order: OLDEST_FIRST,
    limit,
    cursor,
  })
  const sum = read.get<{ n: number; fen: number | null }>(
    `SELECT count(*) AS n, sum(left_fen) AS fen FROM repair_fund_imports_suspense WHERE compound_id = ? AND ${which}`,
    compoundId,
  )
  const items = rows.map(
    (row): SuspenseView => ({
      id: row.suspense_id,
      compoundId: row.compound_id,
      paidOn: row.paid_on,
      amountFen: row.amount_fen,
      leftFen: row.left_fen,
      returnedFen: row.returned_fen,
      book: row.book,
      importId: row.import_id,
      row: row.row,
      candidates: labelled(read, JSON.parse(row.candidates) as string[]),
      closedUnit: row.closed_unit_id === null ? null : (labelled(read, [row.closed_unit_id])[0] ?? null),
      collection: row.collection_id === null ? null : { id: row.collection_id, purpose: row.purpose ?? '' },
      sample: row.sample === 1,
    }),
  )
  return { items, total: sum?.n ?? 0, openFen: state === 'open' ? (sum?.fen ?? 0) : 0, ...(next ? { next } : {}) }
}

export interface BookingImport {
  readonly importId: string
  readonly compoundId: string
  readonly batchesDone: number
  readonly begunId: string
  readonly begunBy: string
  readonly begunAt: string
  readonly sample: boolean
}

/** Imports whose booking has begun and is not at its end, oldest first. */
export function importsInBooking(read: Read, limit: number): BookingImport[] {
  return read
    .all<Omit<BookingImport, 'sample'> & { sample: number }>(
      `SELECT import_id AS importId, compound_id AS compoundId, batches_done AS batchesDone, begun_id AS begunId,
         begun_by AS begunBy, begun_at AS begunAt, sample
       FROM repair_fund_imports_import WHERE status = 'booking' ORDER BY position LIMIT ?`,
      limit,
    )
    .map((row) => ({ ...row, sample: row.sample === 1 }))
}
