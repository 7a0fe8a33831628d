/** Imports with their rows as they were read and booked, the mappings of banks, and what waits in suspense. */
import {
  FundColumnsSaved,
  ImportBatchesBooked,
  ImportBooked,
  ImportBookingBegun,
  ImportDiscarded,
  ImportRowsStaged,
  ImportStaged,
  MAY_BE_BOOKED,
  NO_SOURCE,
  RowOutcome,
  type RowProblem,
  type StagedRow,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'
import { entryIdOf } from './imports.aggregates.ts'
import { schema } from './imports.schema.ts'
import { suspenseHandlers } from './suspense.handlers.ts'

export type Counts = Record<RowOutcome, { rows: number; fen: number }>
const noCounts = () => Object.fromEntries(RowOutcome.options.map((one) => [one, { rows: 0, fen: 0 }])) as Counts

function countsOf(rows: Rows, importId: string): Counts {
  const found = rows.get<{ counts: string }>(
    'SELECT counts FROM repair_fund_imports_import WHERE import_id = ?',
    importId,
  )
  return found ? (JSON.parse(found.counts) as Counts) : noCounts()
}

function saveCounts(rows: Rows, importId: string, counts: Counts): void {
  rows.run('UPDATE repair_fund_imports_import SET counts = ? WHERE import_id = ?', JSON.stringify(counts), importId)
}

interface Of {
  readonly importId: string
  readonly compoundId: string
  readonly source: string
}

function sourceIn(rows: Rows, importId: string): string {
  const found = rows.get<{ source: string }>(
    'SELECT source FROM repair_fund_imports_import WHERE import_id = ?',
    importId,
  )
  return found?.source ?? NO_SOURCE
}

function insertRow(rows: Rows, { importId, compoundId, source }: Of, staged: StagedRow): void {
  rows.run(
    `INSERT INTO repair_fund_imports_row (import_id, row, outcome, day, amount_fen, kind, entry_id, unit_id, candidates, problems,
       same_as) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    importId,
    staged.row,
    staged.outcome,
    staged.day,
    staged.amountFen,
    staged.kind,
    staged.key === null ? null : entryIdOf(compoundId, source, staged.key),
    staged.unitId,
    JSON.stringify(staged.candidates),
    JSON.stringify(staged.problems),
    staged.sameAs,
  )
}

const WHY: Readonly<Record<'duplicate' | 'failed' | 'alike' | 'suspense', readonly RowProblem[]>> = {
  duplicate: [],
  failed: [{ field: 'amount', fault: 'refused-by-the-fund' }],
  alike: [{ field: 'amount', fault: MAY_BE_BOOKED }],
  suspense: [{ field: 'place', fault: 'account-closed-meanwhile' }],
}

/** A row that became something else than was planned. */
function moveRow(rows: Rows, importId: string, counts: Counts, row: number, why: keyof typeof WHY): void {
  const to = why === 'alike' ? 'failed' : why
  const before = rows.get<{ outcome: RowOutcome; amount_fen: number | null }>(
    'SELECT outcome, amount_fen FROM repair_fund_imports_row WHERE import_id = ? AND row = ?',
    importId,
    row,
  )
  if (!before) return
  const fen = before.amount_fen ?? 0
  counts[before.outcome].rows--
  counts[before.outcome].fen -= fen
  counts[to].rows++
  counts[to].fen += fen
  rows.run(
    'UPDATE repair_fund_imports_row SET outcome = ?, problems = ? WHERE import_id = ? AND row = ?',
    to,
    JSON.stringify(WHY[why]),
    importId,
    row,
  )
}

function touchImport(rows: Rows, compoundId: string, withRows = false): void {
  rows.touch({ table: 'repair_fund_imports_import', compoundId })
  if (withRows) rows.touch({ table: 'repair_fund_imports_row', compoundId })
}

export const fundImportsProjection = projection('repair-fund-imports', 1, schema, [
  on(ImportStaged, (event, rows) => {
    const {
      importId,
      compoundId,
      stagingId,
      file,
      columns,
      kind,
      negatives,
      headerRow,
      source,
      rows: count,
    } = event.data
    // Read again with other columns: what the first reading said is gone.
    rows.run('DELETE FROM repair_fund_imports_row WHERE import_id = ?', importId)
    rows.run(
      `INSERT OR REPLACE INTO repair_fund_imports_import (import_id, compound_id, staging_id, status, file, columns, kind,
         negatives, header_row, staged_at, position, rows, rows_read, counts, batches, batches_done, booked_rows, booked_fen,
         source, sample) VALUES (?, ?, ?, 'staging', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, 0, 0, 0, ?, ?)`,
      importId,
      compoundId,
      stagingId,
      file,
      JSON.stringify(columns),
      kind,
      negatives,
      headerRow,
      event.metadata.recordedAt,
      event.position,
      count,
      JSON.stringify(noCounts()),
      source,
      isSample(event),
    )
    touchImport(rows, compoundId, true)
  }),
  on(ImportRowsStaged, ({ data: { importId, compoundId, rows: staged } }, rows) => {
    const counts = countsOf(rows, importId)
    const of = { importId, compoundId, source: sourceIn(rows, importId) }
    for (const row of staged) {
      insertRow(rows, of, row)
      counts[row.outcome].rows++
      counts[row.outcome].fen += row.amountFen ?? 0
    }
    saveCounts(rows, importId, counts)
    rows.run(
      `UPDATE repair_fund_imports_import SET rows_read = rows_read + ?1,
         status = CASE WHEN rows_read + ?1 >= rows THEN 'staged' ELSE 'staging' END WHERE import_id = ?2`,
      staged.length,
      importId,
    )
    touchImport(rows, compoundId, true)
  }),
  on(ImportBookingBegun, ({ data: { importId, compoundId, batches }, id, metadata }, rows) => {
    rows.run(
      `UPDATE repair_fund_imports_import SET status = 'booking', batches = ?, begun_id = ?, begun_by = ?, begun_at = ?
       WHERE import_id = ?`,
      batches,
      id,
      metadata.actor,
      metadata.occurredAt,
      importId,
    )
    touchImport(rows, compoundId)
  }),
  on(ImportBatchesBooked, ({ data: { importId, compoundId, through, late, refused, kept } }, rows) => {
    const counts = countsOf(rows, importId)
    for (const row of late) moveRow(rows, importId, counts, row, 'duplicate')
    for (const { row, code } of refused)
      moveRow(rows, importId, counts, row, code === MAY_BE_BOOKED ? 'alike' : 'failed')
    for (const row of kept) moveRow(rows, importId, counts, row, 'suspense')
    saveCounts(rows, importId, counts)
    rows.run('UPDATE repair_fund_imports_import SET batches_done = ? WHERE import_id = ?', through, importId)
    touchImport(rows, compoundId, late.length + refused.length + kept.length > 0)
  }),
  on(ImportBooked, ({ data: { importId, compoundId, matched, matchedFen, suspense, suspenseFen } }, rows) => {
    rows.run(
      "UPDATE repair_fund_imports_import SET status = 'booked', booked_rows = ?, booked_fen = ? WHERE import_id = ?",
      matched + suspense,
      matchedFen + suspenseFen,
      importId,
    )
    touchImport(rows, compoundId)
  }),
  on(ImportDiscarded, ({ data: { importId, compoundId } }, rows) => {
    rows.run("UPDATE repair_fund_imports_import SET status = 'discarded' WHERE import_id = ?", importId)
    touchImport(rows, compoundId)
  }),
  on(FundColumnsSaved, ({ data: { compoundId, mappingId, name, bank, columns, negatives } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO repair_fund_imports_mapping (mapping_id, compound_id, name, bank, columns, negatives) VALUES (?, ?, ?, ?, ?, ?)',
      mappingId,
      compoundId,
      name,
      bank,
      JSON.stringify(columns),
      negatives,
    )
    rows.touch({ table: 'repair_fund_imports_mapping', compoundId })
  }),
  ...suspenseHandlers,
])
